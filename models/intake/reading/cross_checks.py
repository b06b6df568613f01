"""Checks across rows: within the file, and of the file with what the record holds."""
# ruff: noqa: S608 - SQL is composed of declared names and literals; cells are never part of it

from typing import Final, TypedDict

import duckdb

from models.base import Recorded
from models.intake.contract.declaring import Check, Kind
from models.intake.contract.holdings import Holdings
from models.intake.reading.findings import Findings, joined, offences, repeat_told
from models.record.arrow import schema_of
from models.record.tables import Region, Store

READ_ALL: Final = 4
"""A file that names one in so many entities of a table, or more, has the whole table read."""


def kept_columns(kind: Kind) -> tuple[str, ...]:
    """The table's columns that a file fills, in the table's order."""
    filled = {column.kept for column in kind.columns}
    return tuple(name for name in schema_of(kind.table).names if name in filled)


class Repeat(TypedDict):
    """A row whose key stands in an earlier row."""

    first_row: int


def repeated(kind: Kind) -> Check[Repeat]:
    """The check that no key stands twice in a file."""
    key = ", ".join(kind.key)
    same = f"SELECT {key}, min(row) AS first_row FROM good GROUP BY {key} HAVING count(*) > 1"
    return Check(
        kind.key[0],
        f"SELECT row, first_row, {key} FROM good JOIN ({same}) USING ({key}) WHERE row <> first_row",
        lambda row: repeat_told(row["first_row"]),
    )


def hold(db: duckdb.DuckDBPyConnection, kind: Kind, record: Holdings) -> None:
    """Make table `held`: what the record has of the entities that the file names, and `known_…`."""
    _keep(db, "held", record, kind.table, kept_columns(kind), kind.entity)
    if any("known_store" in check.broken for check in kind.checks):
        _keep(db, "known_store", record, Store, ("store_id",), ("store_id",))
    if any("known_region" in check.broken for check in kind.checks):
        _keep(db, "known_region", record, Region, ("adcode",), ())


def _keep(
    db: duckdb.DuckDBPyConnection,
    name: str,
    record: Holdings,
    model: type[Recorded],
    columns: tuple[str, ...],
    entity: tuple[str, ...],
) -> None:
    """Make a table of the record's rows of the entities in the file (all rows where `entity` is empty)."""
    only = ""
    matching = None
    if entity:
        entities = f"SELECT DISTINCT {', '.join(entity)} FROM parsed WHERE NOT bad"
        only = f"SEMI JOIN ({entities}) USING ({', '.join(entity)})"
        matching = db.sql(entities).to_arrow_table()
    count = record.count(model)
    if matching is not None and matching.num_rows * READ_ALL > count:
        matching = None  # most of the table is wanted: reading it whole is quicker than looking rows up
    rows = record.read(model, columns=columns, matching=matching) if count else schema_of(model).empty_table()
    db.register("kept_rows", rows)
    db.execute(f"CREATE OR REPLACE TABLE {name} AS SELECT {', '.join(columns)} FROM kept_rows {only}")
    db.unregister("kept_rows")


def cross_check(db: duckdb.DuckDBPyConnection, kind: Kind, cap: int) -> tuple[Findings, Findings]:
    """Offences across rows: keys that repeat, and everything else.

    Entities with a faulty or repeated row are left out of everything else: their logs have gaps that are
    faults of the cells already told.
    """
    db.execute("CREATE OR REPLACE VIEW good AS SELECT * FROM parsed WHERE NOT bad")
    repeats = offences(db, repeated(kind), cap)
    _arrange(db, kind, has_gaps=bool(repeats.total) or _has_bad(db))
    return repeats, joined([offences(db, check, cap) for check in kind.checks], cap)


def _has_bad(db: duckdb.DuckDBPyConnection) -> bool:
    return bool(db.sql("SELECT count(*) FROM parsed WHERE bad").fetchall()[0][0])


def _arrange(db: duckdb.DuckDBPyConnection, kind: Kind, *, has_gaps: bool) -> None:
    """Make views `arrived` and `combined`."""
    names = ", ".join(kept_columns(kind))
    sound = "NOT bad"
    if has_gaps:
        sound += f" AND {_untouched(kind)}"
    db.execute(f"CREATE OR REPLACE VIEW arrived AS SELECT row, {names} FROM parsed WHERE {sound}")
    db.execute(
        f"CREATE OR REPLACE VIEW combined AS SELECT *, row_number() OVER () AS nr FROM ("
        f"SELECT row, {names} FROM arrived UNION ALL BY NAME "
        f"SELECT NULL::BIGINT AS row, {names} FROM held ANTI JOIN arrived USING ({', '.join(kind.key)}))"
    )


def _untouched(kind: Kind) -> str:
    if not kind.entity:
        return "false"
    entity, key = kind.entity[0], ", ".join(kind.key)
    return (
        f"{entity} NOT IN (SELECT {entity} FROM parsed WHERE bad AND {entity} IS NOT NULL) "
        f"AND {entity} NOT IN (SELECT {entity} FROM good GROUP BY {key} HAVING count(*) > 1)"
    )
