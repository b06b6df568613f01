"""Which code a spelling names: tables look_<column>(spelling, code, note) in DuckDB."""
# ruff: noqa: S608 - SQL is composed of declared names and literals; cells are never part of it

from collections.abc import Iterable
from typing import Final

import duckdb
import pyarrow as pa

from data import reference
from data.errors import Refused
from data.language import _
from models.intake.contract.declaring import Column, Kind
from models.intake.contract.holdings import Holdings
from models.programme.measures import measure_names
from models.record.tables import Belt, Category, Region

Spelling = tuple[str, str | None, str | None]
RECODED: Final = "recoded"


def make_lookups(db: duckdb.DuckDBPyConnection, kind: Kind, record: Holdings) -> None:
    """Make the lookup table of each column that names codes.

    Raises:
        Refused: the record does not hold yet what the kind refers to.
    """
    for column in kind.columns:
        if column.is_lookup:
            spellings = pa.Table.from_pylist(
                [dict(zip(("spelling", "code", "note"), s, strict=True)) for s in _spellings(column, record)],
                schema=pa.schema([(name, pa.string()) for name in ("spelling", "code", "note")]),
            )
            db.register("spellings", spellings)
            db.execute(f"CREATE OR REPLACE TABLE look_{column.kept} AS SELECT * FROM spellings")
            db.unregister("spellings")


def compared(column: Column, cell: str) -> str:
    """SQL of a cell as it is looked up."""
    if column.type == "choice":
        return f"lower({cell})"
    return f"half_width({cell})" if column.refers == "county" else cell


def _spellings(column: Column, record: Holdings) -> list[Spelling]:
    if column.type == "choice":
        return _unique([(s.lower(), code) for code, zh in column.choices.items() for s in (code, zh)])
    if column.refers == "measure":
        named = measure_names()
        return _unique([(code, code) for code in named] + [(zh, code) for code, zh in named.items()])
    if column.refers == "category":
        return _named(record, Category, "code", "categories")
    if column.refers == "belt":
        return _named(record, Belt, "belt_id", "belts")
    return _counties(record)


def _named(record: Holdings, model: type[Category | Belt], code: str, kind: str) -> list[Spelling]:
    rows = record.read(model, columns=[code, "name_zh"]).to_pylist()
    _refuse_if_empty(rows, kind)
    codes = {row[code] for row in rows}
    by_name = [(row["name_zh"], row[code]) for row in rows if row["name_zh"] not in codes]
    return _unique([(code, code) for code in codes] + by_name)


def _unique(pairs: Iterable[tuple[str, str]]) -> list[Spelling]:
    """One entry a spelling; one that names several codes names none, and says which."""
    found: dict[str, set[str]] = {}
    for spelling, code in pairs:
        found.setdefault(spelling, set()).add(code)
    return [
        (spelling, min(codes), None) if len(codes) == 1 else (spelling, None, f"ambiguous:{', '.join(sorted(codes))}")
        for spelling, codes in sorted(found.items())
    ]


def _counties(record: Holdings) -> list[Spelling]:
    """Counties, the prefectures that have none, and the codes that the crosswalk renews."""
    rows = record.read(Region, columns=["adcode", "level", "parent_adcode"]).to_pylist()
    _refuse_if_empty(rows, "admin_codes")
    parents = {row["parent_adcode"] for row in rows}
    known = {row["adcode"] for row in rows if row["level"] == "county" or row["adcode"] not in parents}
    renewed = {old: new for old, new in reference.renewed_codes().items() if new in known and old not in known}
    return [(code, code, None) for code in sorted(known)] + [(o, n, RECODED) for o, n in sorted(renewed.items())]


def _refuse_if_empty(rows: list[object], kind: str) -> None:
    if not rows:
        raise Refused(_("The record holds no {kind} yet: bring in {kind}.csv first.", kind=kind))
