"""Small drawings beside figures: sparklines, the legend's swatches and circles."""

from collections.abc import Mapping, Sequence
from typing import Final

from markupsafe import Markup

from dashboard.drawing.paint import PATTERNS
from dashboard.drawing.theme import StatusMark, Theme
from dashboard.markup.elements import element, together
from dashboard.markup.pictures import Shape, picture, shape

WIDTH: Final = 120
HEIGHT: Final = 28
_PAD: Final = 3
_ROUND: Final[Mapping[str, str]] = {
    "stroke_linejoin": "round",
    "stroke_linecap": "round",
    "vector_effect": "non-scaling-stroke",
}


def sparkline(values: Sequence[float | None], theme: Theme, says: str) -> Markup:
    """A line through the values, oldest first, with gaps where there is none, and a dot at the last."""
    known = [(index, value) for index, value in enumerate(values) if value is not None]
    if len(known) < 2:
        return picture(width=WIDTH, height=HEIGHT, css="spark")
    low, high = min(value for _, value in known), max(value for _, value in known)
    step = (WIDTH - 2 * _PAD) / max(len(values) - 1, 1)

    def at(index: int, value: float) -> str:
        share = (value - low) / (high - low) if high > low else 0.5
        return f"{_PAD + index * step:.1f} {HEIGHT - _PAD - share * (HEIGHT - 2 * _PAD):.1f}"

    path, is_up = [], True
    for index, value in enumerate(values):
        if value is not None:
            path.append(("M" if is_up else "L") + at(index, value))
        is_up = value is None
    line = shape("path", d="".join(path), fill="none", stroke=theme.ink_2, stroke_width=1.6, **_ROUND)
    dot = shape("path", d=f"M{at(*known[-1])}h0", stroke=theme.accent, stroke_width=5, **_ROUND)
    return picture(line, dot, width=WIDTH, height=HEIGHT, says=says, css="spark")


def swatch(colour: str) -> Markup:
    """A class's colour in the legend."""
    return element("i", class_="swatch", style=f"background:{colour}")


_FALLING: Final = "M-2 8 8 -2M-2 14 14 -2M4 14 20 -2M10 14 26 -2"
_RISING: Final = "M-2 4 8 14M-2 -2 14 14M4 -2 20 14M10 -2 26 14"
_DOTS: Final = tuple((x + (3 if y == 6 else 0), y) for y in (2, 6, 10) for x in (3, 9, 15))


def _ink(mark: StatusMark) -> Sequence[Shape]:
    if mark.pattern == "dots":
        return [shape("circle", cx=x, cy=y, r=1.3, fill=mark.ink) for x, y in _DOTS]
    if not mark.pattern:
        return []
    lines = _FALLING if mark.pattern == "hatch" else _FALLING + _RISING
    return [shape("path", d=lines, stroke=mark.ink, stroke_width=PATTERNS[mark.pattern]["strokeWidth"])]


def mark_swatch(mark: StatusMark) -> Markup:
    """A status's mark in the legend, the same as the map draws."""
    paper = shape("rect", width=20, height=12, fill=mark.paper)
    return picture(paper, *_ink(mark), width=20, height=12, css="swatch")


def circles(sizes: Sequence[tuple[float, str]], theme: Theme) -> Markup:
    """The sizes of circles (radius in pixels), each with its label."""
    drawn = []
    for radius, label in sizes:
        box = round(2 * radius + 2)
        ring = shape("circle", cx=box / 2, cy=box / 2, r=radius, fill="none", stroke=theme.ink_2, stroke_width=1.2)
        drawn.append(element("span", picture(ring, width=box, height=box), label))
    return together(drawn)
