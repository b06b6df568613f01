"""A select of the record as an Arrow table, by ADBC."""

from collections.abc import Sequence
from typing import Final

import pyarrow as pa
from adbc_driver_manager.dbapi import Connection, Cursor
from sqlalchemy import ColumnElement, Dialect, and_, column, select
from sqlalchemy import table as named_table

from models.base import Recorded, table_of
from models.record.arrow import declared, to_sqlite

WANTED: Final = "wanted"
# SQLite has no column types in results: the driver takes them from the first rows, which may all be NULL,
# so a first row of samples says what each column is, and is dropped again.
SAMPLES: Final = {pa.string(): "''", pa.float64(): "0.5"}


def read(
    connection: Connection,
    dialect: Dialect,
    model: type[Recorded],
    where: Sequence[ColumnElement[bool]],
    schema: pa.Schema,
    matching: pa.Table | None,
) -> pa.Table:
    """Rows of a table with the schema's columns; see `Record.read`."""
    table = table_of(model)
    question = select(*(table.columns[name] for name in schema.names)).where(*where)
    is_sqlite = dialect.name == "sqlite"
    with connection.cursor() as cursor:
        if matching is not None:
            _bring(cursor, to_sqlite(matching) if is_sqlite else matching)
            wanted = named_table(WANTED, *(column(name) for name in matching.column_names))
            same = (table.columns[name] == wanted.columns[name] for name in matching.column_names)
            question = question.join_from(table, wanted, and_(*same))
        text = str(question.compile(dialect=dialect, compile_kwargs={"literal_binds": True}))
        if not is_sqlite:
            cursor.execute(text)
            return declared(cursor.fetch_arrow_table(), schema)
        kept = [to_sqlite(pa.table([pa.array([], f.type)], [f.name])).schema.types[0] for f in schema]
        cursor.execute(f"SELECT {', '.join(SAMPLES.get(t, '0') for t in kept)} UNION ALL {text}")
        return declared(cursor.fetch_arrow_table().slice(1), schema)


def _bring(cursor: Cursor, matching: pa.Table) -> None:
    cursor.adbc_ingest(WANTED, matching, mode="create", temporary=True)
    if matching.num_rows:
        cursor.execute(f"ANALYZE {WANTED}")
