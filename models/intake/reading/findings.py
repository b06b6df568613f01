"""What was found wrong in the parsed rows, and where it stands in the file."""
# ruff: noqa: S608 - SQL is composed of declared names and literals; cells are never part of it

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from data.language import _
from models.intake.contract.cell_faults import explain
from models.intake.contract.declaring import Check, Kind, Told
from models.intake.reading.outcomes import Problem
from models.intake.reading.sheet import Sheet


@dataclass(frozen=True)
class Finding:
    """Something about one row and column of `parsed`."""

    row: int
    column: str
    told: Told
    first_row: int | None = None  # of a key that stands twice


@dataclass(frozen=True)
class Findings:
    """The first findings, and how many there are in all."""

    listed: tuple[Finding, ...]
    total: int


def joined(parts: Iterable[Findings], cap: int) -> Findings:
    """All findings as one, in order of the rows."""
    parts = list(parts)
    listed = sorted((f for part in parts for f in part.listed), key=lambda f: f.row)
    return Findings(tuple(listed[:cap]), sum(part.total for part in parts))


def faulty_cells(db: duckdb.DuckDBPyConnection, kind: Kind, cap: int) -> Findings:
    """What is wrong within rows."""
    counts = ", ".join(f"count(bad_{c.kept})" for c in kind.columns)
    totals = db.sql(f"SELECT {counts} FROM parsed").fetchall()[0]
    found = []
    for column, total in zip(kind.columns, totals, strict=True):
        if not total:
            continue
        rows = db.sql(
            f"SELECT row, bad_{column.kept} FROM parsed WHERE bad_{column.kept} IS NOT NULL ORDER BY row LIMIT {cap}"
        ).fetchall()
        found.append(
            Findings(tuple(Finding(r, column.name, _told(kind, column.name, code)) for r, code in rows), total)
        )
    return joined(found, cap)


def _told(kind: Kind, column: str, code: str) -> Told:
    if code.startswith("rule:"):
        rule = kind.rules[int(code.removeprefix("rule:"))]
        return rule.why, rule.do
    return explain(kind.column(column), code)


def offences(db: duckdb.DuckDBPyConnection, check: Check[Any], cap: int) -> Findings:
    """What one check across rows finds."""
    found = db.sql(f"SELECT *, count(*) OVER () AS found_in_all FROM ({check.broken}) ORDER BY row LIMIT {cap}")
    names = found.columns
    rows = [dict(zip(names, values, strict=True)) for values in found.fetchall()]
    listed = tuple(Finding(row["row"], check.column, check.explain(row), row.get("first_row")) for row in rows)
    return Findings(listed, rows[0]["found_in_all"] if rows else 0)


def problems(db: duckdb.DuckDBPyConnection, sheet: Sheet, findings: Sequence[Finding], file_name: str) -> list[Problem]:
    """Findings with their line and the cell as delivered."""
    named = {f.row for f in findings} | {f.first_row for f in findings if f.first_row is not None}
    lines = sheet.lines(db, named)
    header = sheet.header
    cells = _cells(db, header.places, {f.row for f in findings})
    return [
        Problem(
            file_name,
            lines[f.row],
            header.label(f.column),
            cells[f.row].get(f.column, "")[:100],
            *(f.told if f.first_row is None else repeat_told(lines[f.first_row])),
        )
        for f in findings
    ]


def _cells(db: duckdb.DuckDBPyConnection, places: dict[str, int], rows: set[int]) -> dict[int, dict[str, str]]:
    if not rows:
        return {}
    wanted = ", ".join(f"c{at}" for at in places.values())
    found = db.sql(f"SELECT rowid, {wanted} FROM raw WHERE rowid IN ({', '.join(map(str, rows))})").fetchall()
    return {row: {name: cell or "" for name, cell in zip(places, cells, strict=True)} for row, *cells in found}


def repeat_told(line: int) -> Told:
    """What is said of a key that stands twice; `line` is where it stood first."""
    return _("The same key stands on line {line} already", line=line), _("Keep one of the two rows.")


def malformed(sheet: Sheet, file_name: str) -> list[Problem]:
    """Records that do not fit the header."""
    width = len(sheet.header.cells)
    found = []
    for record in sheet.malformed:
        if record.cells:
            why = _("The row has {n} cells and the header {width}", n=record.cells, width=width)
        else:
            why = _("A quotation mark is not closed, or text follows it")
        do = _("Quote cells that hold the delimiter, a quotation mark or a line break.")
        found.append(Problem(file_name, record.line, "", "", why, do))
    return found
