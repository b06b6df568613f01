"""A matrix of names by names: a colour for each value's class, and the value in the ink that reads best on it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from dashboard.drawing.charts.canvas import (
    Spec,
    as_it_is,
    at,
    canvas,
    clicked,
    layer,
    linear,
    name,
    number,
    pointed,
    words,
)
from dashboard.drawing.charts.rows import drawable, middle, names_down, names_room, shortened, thick
from dashboard.drawing.charts.text_width import text_width
from dashboard.drawing.ink import ink_on
from dashboard.drawing.look import Look
from data.language import Language

ROW: Final = 28
_AIR: Final = 8
"""Pixels that a value has around it, at least."""
_HEAD: Final = 110
"""Pixels that a name across takes at most."""
_LEVEL: Final = 14
"""Pixels that names across have between them where they stand level."""


@dataclass(frozen=True)
class Cell:
    """One cell: its row and column (from 0), what stands in it, all that is told of it, and its colour (none: bare)."""

    row: int
    column: int
    words: str
    told: str
    colour: str | None
    codes: Mapping[str, str] = field(default_factory=dict)


def across_at_most(cells: Sequence[str], down: Sequence[str], look: Look) -> int:
    """How many columns there is room for, by the widest of what stands in the cells."""
    widest = max(map(text_width, cells), default=0) + _AIR
    return max(int((look.width - names_room(down, look) - 20) / widest), 1)


def _is_level(across: Sequence[str], room: float) -> bool:
    return max(map(text_width, across)) + _LEVEL <= room


def _heads(across: Sequence[str], room: float, look: Look) -> Spec:
    """The names across, level where they fit and slanted where they do not."""
    is_level = _is_level(across, room)
    rows = [{"x": nth + 0.5, "words": shortened(each, _HEAD), "told": each} for nth, each in enumerate(across)]
    mark: Spec = {"baseline": "bottom"} if is_level else {"align": "left", "angle": -50, "dx": 2}
    return words(rows, "words", number("x"), at(-6.0), told="told", color=look.theme.ink_2, **mark)


def heat(cells: Sequence[Cell], across: Sequence[str], down: Sequence[str], look: Look, language: Language) -> Spec:
    """A cell for each pair that is given, as many rows as there is room for; the others stay empty."""
    rows = drawable(len(down), look, ROW)
    codes = cells[0].codes
    drawn = [
        {
            "row": cell.row,
            "x": cell.column,
            "to": cell.column + 1,
            "middle": cell.column + 0.5,
            "words": cell.words,
            "told": f"{down[cell.row]} · {across[cell.column]}  {cell.told}",
            "paper": cell.colour or look.theme.sunk,
            "ink": ink_on(cell.colour) if cell.colour else look.theme.ink_2,
            **cell.codes,
        }
        for cell in cells
        if cell.row < rows
    ]
    mark = pointed({"type": "rect", "stroke": look.theme.surface, "strokeWidth": 1}, codes)
    place = {"x": number("x", scale=linear(0, len(across))), "x2": {"field": "to"}, "color": as_it_is("paper")}
    room = (look.width - names_room(down, look)) / max(len(across), 1)
    layers = [
        layer(mark, place | thick(ROW, ROW) | {"tooltip": name("told")}, drawn, **clicked(codes)),
        words(drawn, "words", number("middle"), middle(ROW), inks="ink"),
        names_down(down[:rows], look, ROW),
        _heads(across, room, look),
    ]
    tall = 22.0 if _is_level(across, room) else 0.77 * max(min(text_width(each), _HEAD) for each in across) + 16
    return canvas(layers, look, language, height=float(ROW * rows), above=tall)
