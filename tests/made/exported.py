"""The rows of an export of a link's view, as its file writes them."""

from typing import Any

import pyarrow as pa

from dashboard import exports
from dashboard.reading.opening import Opened, open_view
from dashboard.screens import TABLES
from dashboard.views.address import parse
from models.geography.scope import EVERYTHING

Row = dict[str, Any]


def opened_by(query: str) -> Opened:
    return open_view(parse(query), EVERYTHING)


def exported(code: str, query: str) -> list[Row]:
    """Rows of the file; money is CNY as Decimal."""
    made = exports.make(TABLES, code, opened_by(query))
    rows: list[Row] = pa.Table.from_batches(list(made.batches()), schema=made.schema).to_pylist()
    assert len(rows) == made.rows
    return rows
