"""The legend beside a map: its classes, highest on top, with the regions in each, and the marks of no value."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from dashboard.drawing.classes import class_names, mark_name
from dashboard.drawing.layers import Scene
from dashboard.drawing.paint import Paint, paint
from dashboard.drawing.theme import Theme, rgba
from dashboard.figures.figure import Figure, Status
from dashboard.markup.pictures import Shape, shape, words
from dashboard.pictures.lettering import LEAST, width
from dashboard.pictures.map_shapes import filled
from dashboard.pictures.plane import Rectangle
from data.language import Language, _

_ROW: Final = 21.0
_SWATCH: Final = 22.0
_GAP: Final = 8.0
_MARKS: Final[Sequence[Status]] = ("zero", "few", "none", "ineligible")


@dataclass(frozen=True)
class Entry:
    """One line of the legend: how it is filled, what it says, how many regions there are."""

    paint: Paint
    words: str
    count: int


def entries(scene: Scene, language: Language) -> list[Entry]:
    """The classes, highest first, then the marks that stand on the map."""
    metric, theme = scene.metric, scene.theme
    figures = [row.now for row in scene.rows if row.code is not None]
    by_class = Counter(metric.class_of(f.value) for f in figures if f.status == "value" and f.value is not None)
    by_status: Counter[Status] = Counter("few" if figure.status == "withheld" else figure.status for figure in figures)
    named = list(enumerate(class_names(metric, language)))
    classes = [Entry(Paint(rgba(theme.ramp(metric)[at])), name, by_class[at]) for at, name in named[::-1]]
    marks = [
        Entry(paint(Figure(status, 0), metric, theme), mark_name(status, language), by_status[status])
        for status in _MARKS
        if by_status[status]
    ]
    return [*classes, *marks]


def _row(entry: Entry, x: float, right: float, y: float, theme: Theme) -> Iterator[Shape]:
    yield shape(
        "rect", x=x, y=round(y - 10.5, 1), width=_SWATCH, height=14, fill=filled(entry.paint), stroke=theme.border,
        stroke_width=0.6,
    )  # fmt: skip
    yield words(entry.words, x=x + _SWATCH + _GAP, y=round(y, 1), font_size=LEAST, fill=theme.ink)
    yield words(str(entry.count), x=right, y=round(y, 1), font_size=LEAST, fill=theme.ink, text_anchor="end")


def legend_shapes(scene: Scene, on: Rectangle, language: Language) -> tuple[float, list[Shape]]:
    """The legend at the lower left of a rectangle, and how wide it is."""
    listed = entries(scene, language)
    title, counted = _("Fixed classes").say(language), _("regions").say(language)
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
