"""The header of a file: its delimiter, and which column stands where."""

import csv
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

from data.errors import Refused
from data.language import _
from models.intake.contract.declaring import Kind

DELIMITERS: Final = (",", "\t", ";")
HINT: Final = re.compile(r'"?sep=(.)"?\n?')
csv.field_size_limit(2**31 - 1)


@dataclass(frozen=True)
class Header:
    """Where a file's columns are.

    Attributes:
        lines: physical lines up to the end of the header.
        cells: the header as delivered.
        places: position of each known column by its name.
        unknown: header cells that name no column of the kind.
    """

    delimiter: str
    lines: int
    cells: tuple[str, ...]
    places: dict[str, int]
    unknown: tuple[str, ...]

    def label(self, column: str) -> str:
        """What the file calls a column; the contract's name where it is not in the file."""
        return self.cells[self.places[column]].strip() if column in self.places else column


def spelling(cell: str) -> str:
    """A header cell as it is compared: half width, no case, no spaces, no guards."""
    plain = unicodedata.normalize("NFKC", cell).casefold().replace("\ufeff", "")
    return re.sub(r"\s", "", plain).removeprefix("=").strip("\"'")


def records(path: Path, delimiter: str, skip: int = 0, *, strict: bool) -> Iterator[tuple[int, int, list[str] | None]]:
    """Records of a file after `skip` lines: first line, last line, cells. Blank lines are left out.

    The cells are None where the quoting is broken (only looked for if `strict`).
    """
    with path.open(encoding="utf-8", newline="") as text:
        reader = csv.reader(
            islice(text, skip, None), delimiter=delimiter, strict=strict, skipinitialspace=delimiter != "\t"
        )
        while True:
            first = skip + reader.line_num + 1
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error:
                yield first, skip + reader.line_num, None
                continue
            if len(cells) > 1 or (cells and cells[0].strip()):
                yield first, skip + reader.line_num, cells


def read_header(path: Path, kind: Kind, file_name: str) -> Header:
    """The header of a clean UTF-8 file.

    Raises:
        Refused: it has none of the kind's columns, lacks required ones, or names one twice.
    """
    with path.open(encoding="utf-8", newline="") as text:
        hint = HINT.fullmatch(text.readline(64))
    skip = 1 if hint else 0
    headers = [_header(path, kind, delimiter, skip) for delimiter in ((hint[1],) if hint else DELIMITERS)]
    header = max(headers, key=lambda found: len(found.places))
    missing = [c.name for c in kind.columns if c.required and c.name not in header.places]
    if missing:
        raise Refused(
            _(
                "{file} is not read as {kind}: it lacks the columns {missing}. It has {found}.",
                file=file_name,
                kind=kind.code,
                missing=", ".join(f"{name} ({kind.column(name).alias})" for name in missing),
                found=", ".join(cell[:40] for cell in header.cells[:40]) or "–",
            )
        )
    twice = sorted({c.name for c in kind.columns if _count(header, c.name, c.alias) > 1})
    if twice:
        raise Refused(
            _(
                "{file} has the columns {columns} more than once: keep one of each.",
                file=file_name,
                columns=", ".join(twice),
            )
        )
    return header


def _count(header: Header, name: str, alias: str) -> int:
    return sum(spelling(cell) in (name, spelling(alias)) for cell in header.cells)


def _header(path: Path, kind: Kind, delimiter: str, skip: int) -> Header:
    known = {spelling(name): c.name for c in kind.columns for name in (c.name, c.alias)}
    _first, last, cells = next(records(path, delimiter, skip, strict=False), (0, 0, None))
    cells = cells or []
    places = {known[spelling(cell)]: at for at, cell in reversed(list(enumerate(cells))) if spelling(cell) in known}
    unknown = tuple(cell.strip() for cell in cells if spelling(cell) and spelling(cell) not in known)
    return Header(delimiter, last, tuple(cells), places, unknown)
