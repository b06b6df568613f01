"""Cells to values in one pass: table `parsed` has the table's columns, and beside each what is wrong."""
# ruff: noqa: S608 - SQL is composed of declared names and literals; cells are never part of it

from typing import Final

import duckdb
from sqlalchemy import BigInteger, Boolean, Date, DateTime, Float, Integer

from models.base import table_of
from models.intake.contract import values
from models.intake.contract.cell_faults import fault
from models.intake.contract.declaring import Column, Kind
from models.intake.reading.header import Header
from models.intake.reading.lookups import RECODED, compared

SQL_TYPES: Final[dict[type, str]] = {
    Boolean: "BOOLEAN",
    BigInteger: "BIGINT",
    Integer: "INTEGER",
    Float: "DOUBLE",
    DateTime: "TIMESTAMP",
    Date: "DATE",
}


def parse(db: duckdb.DuckDBPyConnection, kind: Kind, header: Header, day: str, *, is_plain: bool = False) -> None:
    """Make table `parsed`: `row`, each column's value, `bad_<column>`, `recoded`, and `bad`.

    Rows whose cells are all missing are left out, as blank lines are. `day` is the delivery's, ISO 8601;
    `is_plain`: cells have no blanks around them but spaces, and no guards.
    """
    present = [column for column in kind.columns if column.name in header.places]
    text = _judged(kind, present, _valued(present, _cleaned(kind, header, present, is_plain=is_plain)), day)
    db.execute(f"CREATE OR REPLACE TABLE parsed AS {text}")


def _cleaned(kind: Kind, header: Header, present: list[Column], *, is_plain: bool) -> str:
    """Stages that trim, take guards away, and find what is missing and which rows are totals."""
    names = [column.kept for column in present]
    trimmed = ", ".join(
        f"{values.trimmed(f'c{header.places[c.name]}', of_all=not is_plain)} AS t_{c.kept}" for c in present
    )
    bare = ", ".join(f"{f't_{n}' if is_plain else values.unguarded(f't_{n}')} AS u_{n}" for n in names)
    cells = ", ".join(f"{values.present(f'u_{name}')} AS x_{name}" for name in names)
    totals = ", ".join(map(values.literal, values.TOTALS))
    marks = [f"t_{kind.column(name).kept}" for name in kind.key]
    first = values.trimmed("c0", of_all=not is_plain)
    return (
        f"SELECT row, is_total, {cells} FROM (SELECT row, is_total, {bare} FROM ("
        f"SELECT *, first_cell IN ({totals}) OR {' OR '.join(f'{m} IN ({totals})' for m in marks)} AS is_total "
        f"FROM (SELECT rowid AS row, {first} AS first_cell, {trimmed} FROM raw))) "
        f"WHERE coalesce({', '.join(f'x_{name}' for name in names)}) IS NOT NULL"
    )


def _valued(present: list[Column], cleaned: str) -> str:
    joins = "".join(
        f" LEFT JOIN look_{c.kept} ON look_{c.kept}.spelling = {compared(c, f'x_{c.kept}')}"
        for c in present
        if c.is_lookup
    )
    found = ", ".join(
        f"{values.value(c, f'x_{c.kept}', f'look_{c.kept}.code')} AS v_{c.kept}, "
        f"{f'look_{c.kept}.note' if c.is_lookup else 'NULL'} AS n_{c.kept}"
        for c in present
    )
    return f"SELECT cleaned.*, {found} FROM ({cleaned}) AS cleaned{joins}"


def _judged(kind: Kind, present: list[Column], valued: str, day: str) -> str:
    """Values with defaults, and the code of what is wrong with each: in the cell, or by a rule of the row."""
    given = {column.name for column in present}
    kept = ", ".join(_kept(kind, c, is_given=c.name in given) for c in kind.columns)
    cell_faults = ", ".join(f"{fault(c, f'x_{c.kept}', f'v_{c.kept}', f'n_{c.kept}')} AS f_{c.kept}" for c in present)
    recoded = " OR ".join(f"n_{c.kept} IS NOT DISTINCT FROM '{RECODED}'" for c in present if c.refers == "county")
    inner = f"SELECT row, is_total, {kept}, {cell_faults}, {recoded or 'false'} AS recoded FROM ({valued})"
    faults = {c.kept: _fault(kind, c, is_given=c.name in given, day=day) for c in kind.columns}
    bad = ", ".join(f"{sql} AS bad_{name}" for name, sql in faults.items())
    names = ", ".join(faults)
    return (
        f"SELECT row, {names}, recoded, {', '.join(f'bad_{n}' for n in faults)}, "
        f"coalesce({', '.join(f'bad_{n}' for n in faults)}) IS NOT NULL AS bad "
        f"FROM (SELECT row, {names}, recoded, {bad} FROM ({inner}))"
    )


def _kept(kind: Kind, column: Column, *, is_given: bool) -> str:
    declared = table_of(kind.table).columns[column.kept].type
    sql_type = next((sql for python, sql in SQL_TYPES.items() if isinstance(declared, python)), "VARCHAR")
    value = f"v_{column.kept}" if is_given else "NULL"
    return f"TRY_CAST(coalesce({value}, {column.default}) AS {sql_type}) AS {column.kept}"


def _fault(kind: Kind, column: Column, *, is_given: bool, day: str) -> str:
    is_key = column.name == kind.key[0]
    total = "'total'" if is_key else "NULL"
    cases = [f"WHEN is_total THEN {total}"]
    if is_given:
        cases.append(f"WHEN f_{column.kept} IS NOT NULL THEN f_{column.kept}")
    today = f"DATE '{day}'"
    cases += [
        f"WHEN {rule.broken.replace('$day', today)} THEN 'rule:{number}'"
        for number, rule in enumerate(kind.rules)
        if rule.column == column.name
    ]
    return f"CASE {' '.join(cases)} END"
