"""What a file is checked against: the record, or whatever answers as the record does."""

from collections.abc import Sequence
from typing import Protocol

import pyarrow as pa

from models.base import Recorded
from models.record.tables import Delivery


class Holdings(Protocol):
    """Rows by table; `Record` is one."""

    def delivery(self, delivery_id: str, /) -> Delivery | None:
        """The accepted file of that id."""

    def count(self, model: type[Recorded]) -> int:
        """How many rows a table has."""

    def read(self, model: type[Recorded], *, columns: Sequence[str] = (), matching: pa.Table | None = None) -> pa.Table:
        """Rows of a table: these columns in this order, only rows that agree with one of `matching`."""
