"""Where a day is made: the record's tables in an engine, and tables written to Parquet in a fixed order."""

from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
from sqlalchemy import Select, select
from sqlmodel import SQLModel, col, func

from models.base import columns, table_of
from models.geography.places import places
from models.publication.snapshots import compiled
from models.publication.tables import PlaceDay
from models.record.arrow import schema_of
from models.record.store import Record
from models.record.tables import TABLES, Delivery, Region, Store


class Workshop:
    """The record as it stands, ready to be published as of any day."""

    def __init__(self, record: Record) -> None:
        self.engine = duckdb.connect(":memory:")
        self.deliveries = sorted(record.read(Delivery).to_pylist(), key=lambda delivery: str(delivery["delivery_id"]))
        for table in TABLES.values():
            self.take(table, record.read(table))
        regions = self.rows(select(*columns(Region))).to_pylist()
        listed = [place.__dict__ for place in places(regions).values()]
        self.take(PlaceDay, pa.Table.from_pylist(listed, schema=schema_of(PlaceDay)))

    @property
    def stores(self) -> int:
        """How many stores the record holds."""
        return int(self.rows(select(func.count(col(Store.store_id)).label("n"))).to_pylist()[0]["n"])

    def take(self, table: type[SQLModel], rows: pa.Table) -> None:
        """Bring rows in as a table."""
        self.engine.register("incoming", rows)
        self.engine.execute(f"CREATE OR REPLACE TABLE {table_of(table).name} AS SELECT * FROM incoming")  # noqa: S608
        self.engine.unregister("incoming")

    def rows(self, asked: Select[Any]) -> pa.Table:
        """The rows of a select."""
        text, bound = compiled(asked)
        return self.engine.sql(text, params=bound).to_arrow_table()

    def write(self, table: type[SQLModel], asked: Select[Any], path: Path) -> int:
        """Make a table of a select's rows, write it to Parquet in their order; how many there are."""
        schema = pa.schema([field.with_nullable(True) for field in schema_of(table)])
        made = self.rows(asked).select(schema.names).cast(schema)
        self.take(table, made)
        pq.write_table(made, path, compression="zstd", row_group_size=32_768)
        return int(made.num_rows)
