"""A sheet as an export: the columns that it writes, and its rows as Arrow."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import islice
from typing import Any, Final

import pyarrow as pa

from dashboard.exports.cells import MONEY, RATE, data_kind
from dashboard.exports.files import Export
from dashboard.reading.opening import Opened
from dashboard.tables.sheet import STATUS, Column, Columns, Row, Sheet, suppressed
from data.language import Named, Sentence
from models.settings import settings
from models.snapshots.dictionary import COLUMNS

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
PIECE: Final = 16_384


def _names(column: Column) -> tuple[str, ...]:
    if column.kind == "named":
        return (f"{column.name}_zh", f"{column.name}_en")
    return (column.name.removesuffix("_fen") + "_cny" if column.kind == "fen" else column.name,)


def schema(sheet: Sheet, columns: Columns) -> pa.Schema:
    """The columns of a sheet's file, in their order."""
    fields = [pa.field(name, _TYPES.get(c.kind, pa.string())) for c in columns for name in _names(c)]
    status = [pa.field("status", pa.string())] if sheet.few else []
    return pa.schema([*fields, *status, pa.field("data_kind", pa.string())])


def meanings(columns: Columns) -> dict[str, Sentence]:
    """What each column of the file means."""
    own = {name: column.meaning for column in columns for name in _names(column)}
    return own | {"status": STATUS, "data_kind": COLUMNS["data_kind"]}


def _exact(value: Any, column: Column, row: Row) -> Any:
    if value is None or column.kind not in _PLACES:
        return value
    is_money = column.kind == "fen" or (column.kind == "quantity" and row["unit"] in _MONEY)
    exact = Decimal(str(value)) / (100 if is_money else 1)
    return exact.quantize(Decimal(1).scaleb(-_PLACES[column.kind]))


def _cells(column: Column, row: Row) -> Iterator[tuple[str, Any]]:
    value = row[column.name]
    if column.kind == "named":
        told: Named | Sentence | None = value
        yield f"{column.name}_zh", told.say("zh") if told else None
        yield f"{column.name}_en", told.say("en") if told else None
    else:
        yield _names(column)[0], _exact(value, column, row)


def _batch(rows: Sequence[Row], columns: Columns, fields: pa.Schema, kind: str) -> pa.RecordBatch:
    written = [
        dict(cell for column in columns for cell in _cells(column, row))
        | {"status": row.get("status"), "data_kind": kind}
        for row in rows
    ]
    return pa.RecordBatch.from_pylist(written, schema=fields)


def _pieces(rows: Iterable[Row]) -> Iterator[list[Row]]:
    source = iter(rows)
    while piece := list(islice(source, PIECE)):
        yield piece


def export(sheet: Sheet, opened: Opened) -> Export:
    """The export of a sheet of the view."""
    columns = sheet.columns(opened)
    fields, kind = schema(sheet, columns), data_kind(opened)

    def batches() -> Iterator[pa.RecordBatch]:
        rows: Iterable[Row] = sheet.rows(opened)
        if sheet.few:  # what is withheld depends on the other rows of the group
            rows = suppressed(sheet, columns, list(rows), settings().few)
        return (_batch(piece, columns, fields, kind) for piece in _pieces(rows))

    return Export(sheet.code, opened, count(sheet, opened), fields, batches, meanings(columns))


def count(sheet: Sheet, opened: Opened) -> int:
    """How many rows the file has."""
    return sheet.count(opened) if sheet.count else len(list(sheet.rows(opened)))
