"""Between a table class and Arrow: the schema it declares, and what each engine keeps instead.

SQLite keeps days and instants as text and flags as 0 and 1, in the very spelling SQLAlchemy reads.
"""

from typing import Final

import pyarrow as pa
import pyarrow.compute as pc
from sqlalchemy import BigInteger, Boolean, Date, DateTime, Float, Integer, String
from sqlalchemy.types import TypeDecorator, TypeEngine
from sqlmodel import SQLModel

from models.base import table_of

TYPES: Final[tuple[tuple[type, pa.DataType], ...]] = (
    (Boolean, pa.bool_()),
    (BigInteger, pa.int64()),
    (Integer, pa.int32()),
    (Float, pa.float64()),
    (DateTime, pa.timestamp("us")),
    (Date, pa.date32()),
    (String, pa.string()),
)
KEPT_BY_SQLITE: Final = {
    pa.bool_(): pa.int64(),
    pa.int32(): pa.int64(),
    pa.date32(): pa.string(),
    pa.timestamp("us"): pa.string(),
}
INSTANT: Final = "%Y-%m-%d %H:%M:%S"  # pyarrow's %S carries the microseconds


def key_of(model: type[SQLModel]) -> tuple[str, ...]:
    """The columns of a model's natural key, in order."""
    return tuple(column.name for column in table_of(model).primary_key.columns)


def schema_of(model: type[SQLModel], columns: tuple[str, ...] = ()) -> pa.Schema:
    """The Arrow schema a model declares, or that of the named columns, in the order asked."""
    table = table_of(model)
    names = columns or tuple(column.name for column in table.columns)
    return pa.schema(
        [pa.field(n, arrow_type(table.columns[n].type), nullable=bool(table.columns[n].nullable)) for n in names]
    )


def arrow_type(kind: TypeEngine[object]) -> pa.DataType:
    """The Arrow type of a column's declared type."""
    plain = kind.impl_instance if isinstance(kind, TypeDecorator) else kind
    return next(arrow for declared, arrow in TYPES if isinstance(plain, declared))


def to_sqlite(rows: pa.Table) -> pa.Table:
    """The same rows as SQLite keeps them."""
    return pa.table({name: _kept(rows[name]) for name in rows.column_names})


def _kept(values: pa.ChunkedArray) -> pa.ChunkedArray:
    if pa.types.is_timestamp(values.type):
        return pc.strftime(values, format=INSTANT)
    return values.cast(KEPT_BY_SQLITE.get(values.type, values.type))


def declared(rows: pa.Table, schema: pa.Schema) -> pa.Table:
    """Rows as an engine gave them, cast to the declared types (text becomes days and instants)."""
    columns = [rows.column(position).cast(field.type) for position, field in enumerate(schema)]
    return pa.table(columns, schema=schema)
