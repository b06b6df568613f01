"""A table as an export: the columns that it writes, and its rows as Arrow."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import islice
from typing import Final, TypeVar

import pyarrow as pa

from dashboard.exports.cells import MONEY, RATE, data_kind
from dashboard.exports.files import Export
from dashboard.reading.opening import Opened
from dashboard.tables.columns import Column, Columns, name_in_files
from dashboard.tables.table import STATUS, Table
from dashboard.tables.values import Hidden, Missing
from data.language import LANGUAGES, Named, Sentence
from models.snapshots.dictionary import COLUMNS

Row = TypeVar("Row")
_PLACES: Final = {"percent": 4, "points": 4, "quantity": 2, "fen": 2, "days": 2, "hours": 2, "score": 2}
_TYPES: Final[dict[str, pa.DataType]] = {
    "text": pa.string(),
    "code": pa.string(),
    "day": pa.date32(),
    "instant": pa.timestamp("s"),
    "flag": pa.bool_(),
    "stores": pa.int64(),
    "count": pa.int64(),
    "traffic": pa.int64(),
    "percent": RATE,
    "points": RATE,
    "fen": MONEY,
    "quantity": MONEY,
    "days": pa.decimal128(18, 2),
    "hours": pa.decimal128(18, 2),
    "score": pa.decimal128(18, 2),
}
_MONEY: Final = frozenset({"fen", "ad-fen"})
_ABSENT: Final = (Hidden, Missing)
_WORDS: Final = (Named, Sentence)
PIECE: Final = 16_384
"""Rows that are written at once."""


def _filed(columns: Columns) -> list[Column]:
    return [column for column in columns if column.filed]


def _names(column: Column) -> tuple[str, ...]:
    if column.kind == "named":
        return (f"{column.name}_zh", f"{column.name}_en")
    return (name_in_files(column.name) if column.kind == "fen" else column.name,)


def schema(columns: Columns, *, has_status: bool) -> pa.Schema:
    """The columns of a table's file, in their order."""
    fields = [pa.field(name, _TYPES.get(c.kind, pa.string())) for c in _filed(columns) for name in _names(c)]
    status = [pa.field("status", pa.string())] if has_status else []
    return pa.schema([*fields, *status, pa.field("data_kind", pa.string())])


def meanings(columns: Columns) -> dict[str, Sentence]:
    """What each column of the file means."""
    own = {name: column.meaning for column in _filed(columns) for name in _names(column)}
    return own | {"status": STATUS, "data_kind": COLUMNS["data_kind"]}


def _exact(value: object, column: Column, row: object) -> Decimal:
    is_money = column.kind == "fen" or (column.kind == "quantity" and column.unit(row) in _MONEY)
    exact = Decimal(str(value)) / (100 if is_money else 1)
    return exact.quantize(Decimal(1).scaleb(-_PLACES[column.kind]))


def _written(column: Column, rows: Sequence[object]) -> Iterator[tuple[str, list[object]]]:
    """A column's cells as the file has them, by the name there; a named cell is two."""
    cells = [None if isinstance(cell := column.of(row), _ABSENT) else cell for row in rows]
    if column.kind == "named":
        words = [cell if isinstance(cell, _WORDS) else None for cell in cells]
        for language in LANGUAGES:
            yield f"{column.name}_{language}", [word.say(language) if word else None for word in words]
    elif column.kind in _PLACES:
        exact = (None if cell is None else _exact(cell, column, row) for cell, row in zip(cells, rows, strict=True))
        yield _names(column)[0], list(exact)
    else:
        yield _names(column)[0], cells


def _pieces(rows: Iterable[Row]) -> Iterator[Sequence[Row]]:
    source = iter(rows)
    while piece := list(islice(source, PIECE)):
        yield piece


def export(table: Table[Row], opened: Opened) -> Export:
    """The export of a table of the view."""
    columns, kind = table.columns(opened), data_kind(opened)
    fields, filed = schema(columns, has_status=bool(table.few)), _filed(columns)

    def batch(rows: Sequence[Row]) -> pa.RecordBatch:
        cells = dict(written for column in filed for written in _written(column, rows))
        if table.few:
            cells["status"] = [table.status(row) for row in rows]
        cells["data_kind"] = [kind] * len(rows)
        return pa.RecordBatch.from_arrays([pa.array(cells[field.name], field.type) for field in fields], schema=fields)

    def batches() -> Iterator[pa.RecordBatch]:
        return (batch(piece) for piece in _pieces(table.stream(opened)))

    documented = table.dictionary() if table.has_fixed_columns else {}
    meant = {**meanings(columns), **documented}
    return Export(table.code, opened, table.size(opened), fields, batches, meant)
