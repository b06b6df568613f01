"""What charts with names down the side have in common: the names, places by row, a target across, a legend above."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from dashboard.drawing.charts.canvas import BOLD, Spec, as_it_is, at, layer, number, words
from dashboard.drawing.charts.lines_shown import Target
from dashboard.drawing.charts.text_width import text_width
from dashboard.drawing.look import Look

ROW: Final = 26
"""Pixels from row to row."""
NAMES: Final = 220
"""Pixels that names take at most."""
HEAD: Final = 24
"""Pixels that a line above the rows takes."""
GAP: Final = 6


def drawable(rows: int, look: Look, row: float = ROW) -> int:
    """How many of so many rows there is room for."""
    return max(1, min(rows, int(min((look.height - HEAD - 20) / row, 10_000))))


def shortened(words: str, room: float) -> str:
    """Words that take no more than so many pixels, cut with an ellipsis where they have to be."""
    if text_width(words) <= room:
        return words
    while words and text_width(f"{words}…") > room:
        words = words[:-1]
    return f"{words.rstrip()}…"


def names_room(names: Sequence[str], look: Look) -> float:
    """Pixels that names down the side take: what they need, up to two fifths of the chart."""
    return min(max(map(text_width, names), default=0), NAMES, look.width * 0.4) + 4


def names_down(
    names: Sequence[str], look: Look, row: float = ROW, codes: Sequence[Mapping[str, str]] | None = None
) -> Spec:
    """Names left of the plot, one a row; what their rows are clicked for stands in `codes`."""
    room = names_room(names, look)
    beside = codes or [{}] * len(names)
    rows = [
        {"row": nth, "words": shortened(each, room), "told": each, **code}
        for nth, (each, code) in enumerate(zip(names, beside, strict=True))
    ]
    return words(rows, "words", at(-room - GAP), middle(row), told="told", align="left")


def middle(row: float = ROW) -> Spec:
    """The middle of a datum's row."""
    return at(f"{row} * (datum.row + 0.5)")


def thick(pixels: float, row: float = ROW) -> Spec:
    """From the top to the bottom of a bar so many pixels thick, in a datum's row."""
    above, below = (row - pixels) / 2, (row + pixels) / 2
    return {"y": at(f"{row} * datum.row + {above:g}"), "y2": at(f"{row} * datum.row + {below:g}")}


def target_across(target: Target, look: Look, height: float) -> list[Spec]:
    """A dashed line at a value down through the rows, labelled once above them."""
    row, ink = [{"x": target.value, "words": target.words}], look.theme.target
    dashed = {"type": "rule", "strokeDash": [6, 4], "strokeWidth": 1.5, "color": ink}
    return [
        layer(dashed, {"x": number("x"), "y": at(0.0), "y2": at(height)}, row),
        words(row, "words", number("x"), at(-5.0), baseline="bottom", fontWeight=BOLD, color=ink),
    ]


def with_room(low: float, high: float, words: Sequence[str], look: Look) -> float:
    """Where an axis has to begin, so that these words have room left of bars and stand over no name."""
    room = (max(map(text_width, words), default=0) * 1.1 + 2 * GAP) / (look.width * 0.7)
    return low - (high - low) * room if words else low


def upright(value: float, look: Look, height: float) -> Spec:
    """A thin line at a value, from which bars go to both sides."""
    mark = {"type": "rule", "color": look.theme.ink_3}
    return layer(mark, {"x": number("x"), "y": at(0.0), "y2": at(height)}, [{"x": value}])


def legend(parts: Sequence[tuple[str, str]], look: Look) -> tuple[list[Spec], int]:
    """Names with their colours in lines above the plot, and how many lines that takes."""
    rows, x, line = [], 0.0, 0
    for named, ink in parts:
        wide = 16 + text_width(named) + 18
        if x and x + wide > look.width - 20:
            x, line = 0.0, line + 1
        rows.append({"words": named, "ink": ink, "x": x, "line": line})
        x += wide
    lines = line + 1
    y = at(f"{HEAD} * (datum.line - {lines}) + {HEAD / 2 - 4:g}")
    squares = {"type": "point", "shape": "square", "filled": True, "size": 110, "opacity": 1}
    return [
        layer(squares, {"x": at("datum.x + 5"), "y": y, "color": as_it_is("ink")}, rows),
        words(rows, "words", at("datum.x + 16"), y, align="left"),
    ], lines


def words_beside(
    rows: Sequence[Mapping[str, object]], place: str, field: str, is_left: str, *, gap: int = GAP, **mark: Any
) -> list[Spec]:
    """Words at the ends of bars, outside of them; `is_left` is the field that says which go to the left."""
    layers = []
    for to_left, align, dx in ((True, "right", -gap), (False, "left", gap)):
        here = [row for row in rows if row[is_left] is to_left and row[field]]
        layers += [words(here, field, number(place), middle(), align=align, dx=dx, **mark)] if here else []
    return layers
