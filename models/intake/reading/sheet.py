"""A file's cells in DuckDB: table `raw` with text columns c0, c1, … and every row's place in the file."""
# ruff: noqa: S608 - SQL is composed of declared names and literals; cells are never part of it

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import duckdb

from models.intake.reading.header import Header, records

LONGEST_LINE: Final = 1 << 24  # bytes


@dataclass(frozen=True)
class Malformed:
    """A record that does not fit the header: how many cells it has (0: broken quoting)."""

    line: int
    cells: int


@dataclass(frozen=True)
class Sheet:
    """What was loaded: the file it came from, and the records that were left out."""

    path: Path
    header: Header
    malformed: tuple[Malformed, ...]
    has_lines: bool  # raw has a column `line`

    def lines(self, db: duckdb.DuckDBPyConnection, rows: Iterable[int]) -> dict[int, int]:
        """The physical line on which each row begins."""
        wanted = set(rows)
        if self.has_lines or not wanted:
            listed = ", ".join(map(str, wanted)) or "-1"
            return dict(db.sql(f"SELECT rowid, line FROM raw WHERE rowid IN ({listed})").fetchall() if wanted else [])
        last, found = max(wanted), {}
        for row, (line, _last, _cells) in enumerate(
            records(self.path, self.header.delimiter, self.header.lines, strict=False)
        ):
            if row in wanted:
                found[row] = line
            if row == last:
                break
        return found


def load(db: duckdb.DuckDBPyConnection, path: Path, header: Header, scratch: Path) -> Sheet:
    """Load a clean UTF-8 file. Where the strict reader refuses it, records are sorted out one by one."""
    columns = [f"c{at}" for at in range(len(header.cells))]
    try:
        _read(db, path, header.delimiter, header.lines, columns)
    except duckdb.InvalidInputException:
        sorted_out = scratch / "sorted.csv"
        malformed = _sort_out(path, header, sorted_out)
        _read(db, sorted_out, ",", 0, ["line", *columns])
        db.execute("ALTER TABLE raw ALTER line TYPE BIGINT")
        return Sheet(path, header, malformed, has_lines=True)
    return Sheet(path, header, (), has_lines=False)


def _read(db: duckdb.DuckDBPyConnection, path: Path, delimiter: str, skip: int, columns: list[str]) -> None:
    types = ", ".join(f"'{name}': 'VARCHAR'" for name in columns)
    db.execute(
        "CREATE OR REPLACE TABLE raw AS SELECT * FROM read_csv(?, auto_detect=false, header=false, skip=?, "
        "delim=?, quote='\"', escape='\"', comment='', new_line='\\n', strict_mode=true, null_padding=false, "
        f"max_line_size={LONGEST_LINE}, columns={{{types}}})",
        [str(path), skip, delimiter],
    )


def _sort_out(path: Path, header: Header, target: Path) -> tuple[Malformed, ...]:
    """Write the records that fit the header, each with its line; return the others."""
    width, malformed = len(header.cells), []
    with target.open("w", encoding="utf-8", newline="") as text:
        writer = csv.writer(text, lineterminator="\n", quoting=csv.QUOTE_ALL)
        for line, _last, cells in records(path, header.delimiter, header.lines, strict=True):
            if cells and len(cells) == width + 1 and not cells[-1]:
                cells = cells[:-1]  # noqa: PLW2901 - a delimiter at the line's end is no cell
            if cells is None or len(cells) != width:
                malformed.append(Malformed(line, len(cells or ())))
            else:
                writer.writerow([line, *cells])
    return tuple(malformed)
