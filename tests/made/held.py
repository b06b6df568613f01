"""What a home holds, as plain rows."""

from functools import cache
from pathlib import Path

import pyarrow.parquet as pq
from made.record import Row
from plain.metrics import by
from plain.reasons import at_stake

from models.record.store import open_record
from models.record.tables import TABLES
from models.snapshots.shelf import Shelf
from models.snapshots.snapshot import Snapshot


@cache
def held(home: Path) -> dict[str, list[Row]]:
    """All rows of a home's record by file kind."""
    record = open_record(f"sqlite:///{home / 'record.sqlite'}")
    return {kind: record.read(table).to_pylist() for kind, table in TABLES.items()}


@cache
def wide_rows(home: Path, snapshot_id: str = "latest") -> list[Row]:
    """The wide rows of a home's snapshot, as they stand in its file."""
    return table_rows(Shelf(home / "snapshots").open(snapshot_id), "stores")


@cache
def measured_rows(home: Path, snapshot_id: str = "latest") -> list[Row]:
    """The wide rows with each store's reasons to be called: what every metric is told from, by plain loops."""
    snapshot = Shelf(home / "snapshots").open(snapshot_id)
    days = {row["target_code"]: row["value"] for row in table_rows(snapshot, "targets")}
    grants, filed = (by(table_rows(snapshot, name), "store_id") for name in ("grants", "applications"))
    return [
        row | at_stake(row, grants.get(row["store_id"], ()), filed.get(row["store_id"], ()), days, snapshot.day)
        for row in wide_rows(home, snapshot_id)
    ]


def table_rows(snapshot: Snapshot, name: str) -> list[Row]:
    """The rows of a snapshot's table, as they stand in its file."""
    rows: list[Row] = pq.read_table(snapshot.file(name)).to_pylist()
    return rows
