"""A table of rows as they are kept, from Arrow to the file: too many and too wide to pass through objects."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import pyarrow as pa

from dashboard.reading.opening import Opened
from dashboard.tables.columns import name_in_files
from data.language import Sentence


@dataclass(frozen=True)
class ArrowTable:
    """One such table: only files hold it, and nothing of it is withheld.

    `schema` are its columns, money in fen under a name ending in `_fen`; `meanings` what each means, by its name in
    files. `make` makes the rows in batches of these columns.
    """

    code: str
    title: Sentence
    about: Sentence
    schema: pa.Schema
    meanings: Mapping[str, Sentence]
    make: Callable[[Opened], Iterator[pa.RecordBatch]]
    count: Callable[[Opened], int]

    has_fixed_columns: Final = True

    def stream(self, opened: Opened) -> Iterator[pa.RecordBatch]:
        """All rows, batch after batch."""
        return self.make(opened)

    def size(self, opened: Opened) -> int:
        """How many rows there are."""
        return self.count(opened)

    def dictionary(self) -> Mapping[str, Sentence]:
        """What its columns mean."""
        return {name: self.meanings[name] for name in map(name_in_files, self.schema.names)}
