"""The legend beside a map: its classes, highest on top, with the regions in each, and the marks of no value."""

from collections.abc import Iterator, Sequence
from typing import Final

from dashboard.drawing.layers import Scene
from dashboard.drawing.legend_rows import LegendRow, legend_rows
from dashboard.drawing.theme import Theme
from dashboard.figures.figure import Status
from dashboard.markup.pictures import Shape, shape, words
from dashboard.pictures.lettering import LEAST, width
from dashboard.pictures.map_shapes import filled
from dashboard.pictures.plane import Rectangle
from data.language import Language, _

_ROW: Final = 21.0
_SWATCH: Final = 22.0
_GAP: Final = 8.0
_MARKS: Final[Sequence[Status]] = ("zero", "few", "none", "ineligible")


def _row(entry: LegendRow, x: float, right: float, y: float, theme: Theme) -> Iterator[Shape]:
    yield shape(
        "rect", x=x, y=round(y - 10.5, 1), width=_SWATCH, height=14, fill=filled(entry.paint), stroke=theme.border,
        stroke_width=0.6,
    )  # fmt: skip
    yield words(entry.words, x=x + _SWATCH + _GAP, y=round(y, 1), font_size=LEAST, fill=theme.ink)
    yield words(str(entry.regions), x=right, y=round(y, 1), font_size=LEAST, fill=theme.ink, text_anchor="end")


def legend_shapes(scene: Scene, on: Rectangle, language: Language) -> tuple[float, list[Shape]]:
    """The legend at the lower left of a rectangle, and how wide it is."""
    found = legend_rows(scene.rows, scene.classes, scene.theme, language)
    listed = [*found.classes, *found.marks]
    title, counted = found.title, _("regions").say(language)
    widest = max(width(entry.words, LEAST) for entry in listed)
    room = _SWATCH + _GAP + widest + _GAP + max(width(counted, LEAST), 30)
    right, top = round(on.x + room, 1), on.bottom - len(listed) * _ROW - 8
    head = [
        words(title, x=on.x, y=round(top, 1), font_size=LEAST, font_weight=600, fill=scene.theme.ink),
        words(counted, x=right, y=round(top, 1), font_size=LEAST, fill=scene.theme.ink_2, text_anchor="end"),
    ]
    rows = [
        mark for at, entry in enumerate(listed, 1) for mark in _row(entry, on.x, right, top + at * _ROW, scene.theme)
    ]
    return room, [*head, *rows]
