"""Tables made to fit: the largest letters with which all rows have room, and columns as wide as their words need."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from dashboard.pictures.lettering import LEAST, pieces, width
from dashboard.pictures.plane import Rectangle
from dashboard.reports.slide import PAD, Column, Said, TablePart

SIZES: Final = (16.0, 15.0, 14.0, 13.0, LEAST)
_SLACK: Final = 1.04
"""Bold letters, and fonts other than ours, are a little wider than told."""


def _least(words: str, size: float) -> float:
    """How wide the longest piece of words is that no line may break."""
    return max((width(piece.rstrip(), size) for piece in pieces(words)), default=0.0)


def _natural(at: int, columns: Sequence[Column], rows: Sequence[Sequence[Said]], size: float) -> float:
    """How wide a column would be with its words in one line; the heading of numbers may take two."""
    heading = columns[at].heading
    whole = width(heading, LEAST)
    over = max(_least(heading, LEAST), 0.55 * whole) if columns[at].is_number else whole
    return _SLACK * max([over, *[width(row[at].words, size) for row in rows]]) + 2 * PAD


def _breaks_a_word(table: TablePart) -> bool:
    """Whether a column is narrower than a word in it."""
    return any(
        _least(row[at].words, table.size) > column.width - 2 * PAD
        for at, column in enumerate(table.columns)
        for row in table.rows
    )


def _widths(columns: Sequence[Column], rows: Sequence[Sequence[Said]], size: float, room: float) -> list[float]:
    """Widths that fill the room: numbers stand in one line; of words the widest columns give way first."""
    natural = [_natural(at, columns, rows, size) for at in range(len(columns))]
    spare = room - sum(natural)
    if spare >= 0:
        return [wide + spare / len(columns) for wide in natural]
    numbers = sum(wide for wide, column in zip(natural, columns, strict=True) if column.is_number)
    words = [wide for wide, column in zip(natural, columns, strict=True) if not column.is_number]
    if not words or numbers >= room:
        return [wide * room / sum(natural) for wide in natural]
    most = _level(words, room - numbers)
    return [wide if column.is_number else min(wide, most) for wide, column in zip(natural, columns, strict=True)]


def _level(widths: Sequence[float], room: float) -> float:
    """The width that none is to be wider than, so that all together fill the room: the widest give way first."""
    ordered = sorted(widths)
    for at, wide in enumerate(ordered):
        share = room / (len(ordered) - at)
        if wide > share:
            return share
        room -= wide
    return ordered[-1]


def fitted(
    name: str, at: Rectangle, columns: Sequence[Column], rows: Sequence[Sequence[Said]], largest: float = SIZES[0]
) -> TablePart:
    """A table in a rectangle; with the smallest letters it keeps as many of the first rows as there is room for."""

    def made(size: float) -> TablePart:
        wide = _widths(columns, rows, size, at.width)
        sized = [replace(column, width=round(own, 1)) for column, own in zip(columns, wide, strict=True)]
        return TablePart(name, at, sized, rows, size)

    tables = [made(size) for size in SIZES if size <= largest]
    fit = (one for one in tables if sum(one.needed()) <= at.height and not _breaks_a_word(one))
    return next(fit, _shortened(tables[-1]))


def _shortened(table: TablePart) -> TablePart:
    room, kept = table.at.height, -1  # the heading is no row
    for height in table.needed():
        room -= height
        if room < 0:
            break
        kept += 1
    return replace(table, rows=table.rows[: max(kept, 0)])
