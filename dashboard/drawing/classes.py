"""The classes that a map is coloured by, in three scales: the metric's own, the rank in view, the gap to its target.

Every value is judged at the precision at which it is shown: 84.96 % stands as 85.0 % and has reached 85 %.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dashboard.drawing.theme import Theme
from dashboard.figures import number_formats as numbers
from dashboard.figures.figure import STATUSES, Status
from dashboard.views.presentation import Scale
from data.language import Language, Sentence, _
from models.programme.metrics import Metric
from models.settings import settings

SCALE_NAMES: dict[Scale, Sentence] = {
    "fixed": _("Fixed classes"),
    "relative": _("Classes by rank"),
    "gap": _("Gap to target"),
}
SCALE_MEANINGS: dict[Scale, Sentence] = {
    "fixed": _("The same colour means the same in every week and under every filter."),
    "relative": _("The regions in view by rank, in seven classes of about as many; the bounds follow the data."),
    "gap": _("Orange is below the target, blue above it."),
}


@dataclass(frozen=True)
class Classes:
    """Classes in the unit of the values, lowest first: a colour for each, and the lower bounds of all but the first.

    `target`: the value to reach, where one is in force and the metric can be held against it.
    """

    metric: Metric
    scale: Scale
    breaks: tuple[float, ...]
    colours: tuple[str, ...]
    target: float | None = None

    def of(self, value: float) -> int:
        """Which class a value falls in, from 0."""
        told = shown(value, self.metric)
        return sum(told >= bound for bound in self.breaks)

    @property
    def target_at(self) -> int | None:
        """The class whose lower bound is the target; None where it lies within a class, or there is none."""
        return self.breaks.index(self.target) + 1 if self.target in self.breaks else None


def shown(value: float, metric: Metric) -> float:
    """A value at the precision at which it is shown."""
    return round(value, 1) if metric.unit == "percent" else value


def reaches(value: float, target: float, metric: Metric) -> bool:
    """Whether a value has reached a target, in the metric's direction."""
    return shown(value, metric) <= target if metric.direction == "down" else shown(value, metric) >= target


def scale_of(asked: Scale, target: float | None) -> Scale:
    """The scale that can be drawn: without a target there is no gap to it."""
    return "fixed" if asked == "gap" and target is None else asked


def classes(asked: Scale, metric: Metric, values: Iterable[float], target: float | None, theme: Theme) -> Classes:
    """The classes of a map of these values, in the scale asked for or, without a target, in the fixed one."""
    match scale_of(asked, target):
        case "relative":
            breaks = _by_rank([_rounded(value, metric) for value in values], len(theme.ramp(metric)))
            return Classes(metric, "relative", breaks, _spread(theme.ramp(metric), len(breaks) + 1), target)
        case "gap" if target is not None:
            ramp = theme.gap[::-1] if metric.direction == "down" else theme.gap
            return Classes(metric, "gap", tuple(round(target + gap, 6) for gap in metric.gaps), ramp, target)
    return fixed(metric, theme, target)


def fixed(metric: Metric, theme: Theme, target: float | None = None) -> Classes:
    """The metric's own classes, which move neither with the day nor with the filters."""
    return Classes(metric, "fixed", metric.breaks, theme.ramp(metric), target)


def _rounded(value: float, metric: Metric) -> float:
    """A bound that can be written short: a tenth of a per cent, or three digits of an amount."""
    return round(value, 1) if metric.unit == "percent" else float(f"{value:.3g}")


def _by_rank(values: Sequence[float], count: int) -> tuple[float, ...]:
    """Bounds that part values into at most so many classes of about as many; equal values are never parted."""
    ranked = sorted(values)
    bounds = dict.fromkeys(ranked[len(ranked) * nth // count] for nth in range(1, count)) if ranked else {}
    return tuple(bound for bound in bounds if bound > ranked[0])


def _spread(ramp: Sequence[str], count: int) -> tuple[str, ...]:
    """So many colours of a ramp, as far apart as they can be."""
    return tuple(ramp[round(at * (len(ramp) - 1) / max(count - 1, 1))] for at in range(count))


def class_names(of: Classes, language: Language) -> list[str]:
    """What each class holds, lowest first."""
    if of.scale == "gap" and of.target is not None:
        return _gap_names([round(bound - of.target, 6) for bound in of.breaks], language)
    told = numbers.bound if of.scale == "fixed" else numbers.short_number
    bounds = [told(bound, of.metric.unit, language) for bound in of.breaks]
    if not bounds:
        return [_("all").say(language)]
    return [f"< {bounds[0]}", *(_between(low, high) for low, high in pairwise(bounds)), f"≥ {bounds[-1]}"]


def _between(low: str, high: str) -> str:
    """A class between two bounds; a unit that both share stands once."""
    for unit in ("%", "万", "亿"):
        if low.endswith(unit) and high.endswith(unit):
            return f"{low.removesuffix(unit)}–{high.removeprefix('¥')}"
    return f"{low}–{high.removeprefix('¥')}"


def _gap_names(gaps: Sequence[float], language: Language) -> list[str]:
    """What classes of the gap hold, in percentage points."""
    return [_gap_name(low, high).say(language) for low, high in zip([None, *gaps], [*gaps, None], strict=True)]


def _gap_name(low: float | None, high: float | None) -> Sentence:
    if low is None:
        return _("more than {n} below", n=f"{-(high or 0):g}")
    if high is None:
        return _("{n} or more above", n=f"{low:g}")
    near, far = sorted((abs(low), abs(high)))
    if low < 0 < high:
        return _("within ±{n}", n=f"{far:g}")
    if low < 0:
        return _("{near}–{far} below", near=f"{near:g}", far=f"{far:g}")
    return _("{near}–{far} above", near=f"{near:g}", far=f"{far:g}")


def mark_name(status: Status, language: Language) -> str:
    """What the mark of a region without a value stands for."""
    if status == "few":
        return _("fewer than {n} stores, or withheld", n=settings().few).say(language)
    return STATUSES[status].say(language)
