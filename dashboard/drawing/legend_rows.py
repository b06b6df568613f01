"""What a map's legend says, line by line: the classes with their regions, the target among them, what has no value."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dashboard.drawing.classes import SCALE_NAMES, Classes, class_names, mark_name
from dashboard.drawing.paint import Paint, paint
from dashboard.drawing.theme import Theme
from dashboard.figures.figure import Figure, Ranked, Status
from data.language import Language, _

MARKS: Final[Sequence[Status]] = ("zero", "few", "none", "ineligible")


@dataclass(frozen=True)
class LegendRow:
    """One line: how it is filled, what of, what it says, how many regions there are of it."""

    paint: Paint
    status: Status
    words: str
    regions: int


@dataclass(frozen=True)
class LegendRows:
    """A legend from the top down: its title, the classes, highest first, then the marks that stand on the map.

    `target` is what is said of the target; it is a line below the first `above` classes, or a word of its own where it
    lies within a class.
    """

    title: str
    classes: tuple[LegendRow, ...]
    marks: tuple[LegendRow, ...]
    target: str = ""
    above: int | None = None


def legend_rows(rows: Sequence[Ranked], of: Classes, theme: Theme, language: Language) -> LegendRows:
    """The legend of a map of these rows."""
    figures = [row.now for row in rows if row.code is not None]
    by_class = Counter(of.of(figure.value) for figure in figures if figure.status == "value" and figure.value)
    by_status: Counter[Status] = Counter("few" if figure.status == "withheld" else figure.status for figure in figures)
    named = list(zip(of.colours, class_names(of, language), strict=True))
    found = [LegendRow(Paint(colour), "value", name, by_class[at]) for at, (colour, name) in enumerate(named)]
    marks = [
        LegendRow(paint(Figure(status, 0), of, theme), status, mark_name(status, language), by_status[status])
        for status in MARKS
        if by_status[status]
    ]
    above = None if of.target_at is None or of.scale == "gap" else len(found) - of.target_at
    return LegendRows(_title(of, language), tuple(found[::-1]), tuple(marks), _target(of, language), above)


def _title(of: Classes, language: Language) -> str:
    if of.scale == "gap" and of.target is not None:
        return _("Gap to the target of {target}, pp", target=f"{of.target:g}%").say(language)
    return SCALE_NAMES[of.scale].say(language)


def _target(of: Classes, language: Language) -> str:
    if of.target is None or of.scale == "gap":
        return ""
    return _("Target {target}", target=f"{of.target:g}%").say(language)
