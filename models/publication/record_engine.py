"""The engine that a day is made in: it holds the record's tables and writes tables to Parquet in a fixed order."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
from sqlalchemy import Table, select
from sqlmodel import SQLModel, col, func

from models.base import Query, columns, table_of
from models.geography.places import places
from models.record.arrow import schema_of
from models.record.store import Record
from models.record.tables import TABLES, Delivery, Region, Store
from models.snapshots.snapshot import compiled
from models.snapshots.tables import PlaceDay

GROUP_ROWS = 32_768
"""Rows of a row group: what a reader skips or reads as one."""


class RecordEngine:
    """The record as it stands, ready to be published as of any day.

    Args:
        record: what was delivered.
        folder: where its tables are kept meanwhile; without it in memory, which a large record may not fit.
    """

    def __init__(self, record: Record, folder: Path | None = None) -> None:
        self.connection = duckdb.connect(folder / "record.duckdb" if folder else ":memory:")
        deliveries = (Delivery(**row) for row in record.read(Delivery).to_pylist())
        self.deliveries = sorted(deliveries, key=lambda delivery: delivery.delivery_id)
        for table in TABLES.values():
            self.take(table, record.read(table))
        regions = self.rows(select(*columns(Region))).to_pylist()
        listed = [place.__dict__ for place in places(regions).values()]
        self.take(PlaceDay, pa.Table.from_pylist(listed, schema=schema_of(PlaceDay)))

    def close(self) -> None:
        """Let go of the engine."""
        self.connection.close()

    @property
    def stores(self) -> int:
        """How many stores the record holds."""
        return int(self.rows(select(func.count(col(Store.store_id)).label("n"))).to_pylist()[0]["n"])

    def take(self, table: type[SQLModel], rows: pa.Table) -> None:
        """Bring rows in as a table."""
        self.connection.register("incoming", rows)
        self.connection.execute(f"CREATE OR REPLACE TABLE {table_of(table).name} AS SELECT * FROM incoming")  # noqa: S608
        self.connection.unregister("incoming")

    def rows(self, asked: Query) -> pa.Table:
        """The rows of a select."""
        text, bound = compiled(asked)
        return self.connection.sql(text, params=bound).to_arrow_table()

    def keep(self, table: Table, asked: Query) -> None:
        """Make a table of a select's rows, for later selects of the same day."""
        text, bound = compiled(asked)
        self.connection.execute(f"CREATE OR REPLACE TABLE {table.name} AS {text}", bound)

    def write(self, table: type[SQLModel], asked: Query, path: Path) -> int:
        """Write a select's rows to Parquet in their order; how many there are.

        Later selects read them from the file as the table they are, unless the engine holds that table.
        """
        schema = pa.schema([field.with_nullable(True) for field in schema_of(table)])
        text, bound = compiled(asked)
        written = 0
        with pq.ParquetWriter(path, schema, compression="zstd") as file:
            for group in _groups(self.connection.sql(text, params=bound).to_arrow_reader(GROUP_ROWS)):
                file.write_table(group.select(schema.names).cast(schema), row_group_size=GROUP_ROWS)
                written += group.num_rows
        if table is not PlaceDay:
            self._show(table, path)
        return written

    def _show(self, table: type[SQLModel], path: Path) -> None:
        source = str(path).replace("'", "''")
        self.connection.execute(
            f"CREATE OR REPLACE VIEW {table_of(table).name} AS SELECT * FROM read_parquet('{source}')"  # noqa: S608
        )


def _groups(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.Table]:
    """The same rows in groups of one size, however the engine cuts its batches: the same bytes every time."""
    held: list[pa.RecordBatch] = []
    for batch in batches:
        held.append(batch)
        while sum(one.num_rows for one in held) >= GROUP_ROWS:
            whole = pa.Table.from_batches(held)
            yield whole.slice(0, GROUP_ROWS).combine_chunks()
            held = whole.slice(GROUP_ROWS).to_batches()
    if any(one.num_rows for one in held):
        yield pa.Table.from_batches(held).combine_chunks()
