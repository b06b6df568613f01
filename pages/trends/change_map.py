"""The map of a change between two days: five classes around none, falling in amber, rising in blue.

A rate is classed by percentage points, an amount by per cent of what it was.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from dashboard.drawing.classes import Classes
from dashboard.drawing.layers import Scene
from dashboard.figures.figure import Compared, Figure, Ranked
from data.language import Language, Sentence, _
from models.programme.metrics import Metric

POINTS: Final = (-5.0, -1.0, 1.0, 5.0)
PERCENT: Final = (-20.0, -5.0, 5.0, 20.0)


def breaks(metric: Metric) -> tuple[float, ...]:
    """The bounds of the classes, in percentage points or in per cent."""
    return POINTS if metric.unit == "percent" else PERCENT


def change_of(row: Compared, metric: Metric) -> float | None:
    """A region's change in the unit of the classes; None where there is none, or nothing to divide by."""
    if row.change is None or metric.unit == "percent":
        return row.change
    before = row.before.value if row.before else None
    return 100 * row.change / before if before else None


def changed(rows: Iterable[Compared], metric: Metric) -> list[Ranked]:
    """The regions with their change as the value; without one, with the status of the day that lacks it."""
    return [Ranked(row.code, row.name, _figure(row, metric)) for row in rows]


def _figure(row: Compared, metric: Metric) -> Figure:
    change = change_of(row, metric)
    if change is not None:
        return Figure("value", 0, value=change)
    lacking = next((figure for figure in (row.now, row.before) if figure and figure.value is None), None)
    return Figure(lacking.status if lacking else "none", 0)


def painted(scene: Scene, rows: Iterable[Compared]) -> Scene:
    """A map of now as the map of what changed."""
    metric = scene.classes.metric
    classes = Classes(metric, "fixed", breaks(metric), scene.theme.change)
    return replace(scene, name=f"{scene.name}-change", rows=changed(rows, metric), classes=classes)


def class_names(metric: Metric, language: Language) -> list[str]:
    """What each class of a change holds, the strongest fall first."""
    inner, outer = breaks(metric)[2:]

    def bound(number: float) -> Sentence:
        n = f"{number:g}"
        return _("{n} pp", n=n) if metric.unit == "percent" else _("{n} %", n=n)

    names = (
        _("fell by more than {most}", most=bound(outer)),
        _("fell by {least} to {most}", least=bound(inner), most=bound(outer)),
        _("changed by less than {least}", least=bound(inner)),
        _("rose by {least} to {most}", least=bound(inner), most=bound(outer)),
        _("rose by {most} or more", most=bound(outer)),
    )
    return [name.say(language) for name in names]
