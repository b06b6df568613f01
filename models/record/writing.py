"""Rows into the record in one transaction, set-based: a temporary table, then one upsert."""

from typing import Final

import pyarrow as pa
from adbc_driver_manager.dbapi import Connection, Cursor

from data.errors import Refused
from data.language import _
from models.base import Recorded, table_of
from models.record.arrow import key_of, schema_of, to_sqlite
from models.record.tables import AuditEntry, Delivery

ARRIVED: Final = "arrived"


def write(
    connection: Connection,
    model: type[Recorded],
    rows: pa.Table,
    delivery: Delivery,
    entry: AuditEntry,
    *,
    after: int | None,
    is_sqlite: bool,
) -> None:
    """Store a delivery without committing it; see `Record.write`."""
    with connection.cursor() as cursor:
        if not is_sqlite:  # SQLite's first write takes the only writer's place by itself
            cursor.execute("LOCK TABLE delivery IN EXCLUSIVE MODE")
        _append(cursor, delivery, is_sqlite=is_sqlite)
        if after is not None:
            cursor.execute("SELECT count(*) FROM delivery")
            [(found,)] = cursor.fetchall()
            _refuse_if_overtaken(found, after + 1)
        _append(cursor, entry, is_sqlite=is_sqlite)
        if rows.num_rows:
            _upsert(cursor, model, _stamped(model, rows, delivery.delivery_id), is_sqlite=is_sqlite)


def _refuse_if_overtaken(found: int, expected: int) -> None:
    if found != expected:
        raise Refused(_("Another file was accepted while this one was checked: bring it in again."))


def _stamped(model: type[Recorded], rows: pa.Table, delivery_id: str) -> pa.Table:
    schema = schema_of(model)
    stamp = pa.repeat(pa.scalar(delivery_id, pa.string()), rows.num_rows)
    return pa.table([stamp if f.name == "delivery_id" else rows[f.name].cast(f.type) for f in schema], schema=schema)


def _append(cursor: Cursor, thing: Delivery | AuditEntry, *, is_sqlite: bool) -> None:
    """Add one row; a key left None is the database's to give."""
    model = type(thing)
    values = {name: value for name, value in thing.model_dump().items() if value is not None}
    schema = schema_of(model, tuple(values))
    row = pa.Table.from_pylist([values], schema=schema)
    cursor.adbc_ingest(str(table_of(model).name), to_sqlite(row) if is_sqlite else row, mode="append")


def _upsert(cursor: Cursor, model: type[Recorded], rows: pa.Table, *, is_sqlite: bool) -> None:
    table = table_of(model)
    columns = ", ".join(rows.column_names)
    key = key_of(model)
    kept = ", ".join(f"{name} = excluded.{name}" for name in rows.column_names if name not in key)
    cursor.adbc_ingest(ARRIVED, to_sqlite(rows) if is_sqlite else rows, mode="create", temporary=True)
    cursor.execute(
        f"INSERT INTO {table.name} ({columns}) SELECT {columns} FROM {ARRIVED} WHERE true "  # noqa: S608
        f"ON CONFLICT ({', '.join(key)}) DO UPDATE SET {kept}"
    )
    cursor.execute(f"DROP TABLE {ARRIVED}")
