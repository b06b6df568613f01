"""The legend: fixed classes, the marks of regions without a value, sizes of circles, attribution."""

from collections.abc import Sequence
from itertools import pairwise

from dashboard.drawing.charts import circles, mark_swatch, swatch
from dashboard.drawing.layers import Scene
from dashboard.drawing.points import radius
from dashboard.drawing.theme import Theme
from dashboard.drawing.tips import safe
from dashboard.figures import number_formats as numbers
from dashboard.figures.figure import STATUSES, Figure, Status
from data.language import Language, Named, Sentence, _
from models.programme.metrics import Metric
from models.programme.terms import CERTIFICATION
from models.settings import settings

_MARKS: tuple[Status, ...] = ("zero", "few", "none", "ineligible")


def class_names(metric: Metric, language: Language) -> list[str]:
    """What each class of a metric holds, lowest first."""
    bounds = [numbers.bound(number, metric.unit, language) for number in metric.breaks]
    between = [f"{low}–{high}" for low, high in pairwise(bounds)]
    return [f"< {bounds[0]}", *between, f"≥ {bounds[-1]}"]


def _mark_name(status: Status, language: Language) -> str:
    if status == "few":
        return _("fewer than {n} stores, or withheld", n=settings().few).say(language)
    return STATUSES[status].say(language)


def round_sizes(most: int) -> list[int]:
    """Up to three round numbers of stores for the sizes of circles."""
    if most < 1:
        return []
    steps = [digit * 10**power for power in range(9) for digit in (1, 2, 5)]
    top = max(step for step in steps if step <= most)
    return sorted({step for step in (top, top // 4, top // 20) if step >= 1}, reverse=True)


def _sizes(scene: Scene, language: Language) -> str:
    most = scene.most_stores
    drawn = [(radius(size, most), numbers.short(size, "stores", language)) for size in round_sizes(most)]
    title = safe(_("Belts by stores").say(language))
    return f'<div class="sizes"><em>{title}</em>{circles(drawn, scene.theme)}</div>' if drawn else ""


def _points(scene: Scene, theme: Theme, language: Language) -> str:
    if not scene.stores_url:
        return ""
    named: tuple[tuple[str, Sentence], ...] = (
        (theme.accent, CERTIFICATION["certified"]),
        (theme.faint, _("other stores")),
    )
    dots = "".join(f'<span><i class="dot" style="background:{c}"></i>{safe(w.say(language))}</span>' for c, w in named)
    return f'<div class="points">{dots}</div>'


def _outside(scene: Scene, language: Language) -> str:
    """Stores that the map cannot show: their mark stands in the legend and the table, never on the map."""
    apart = next((row.now for row in scene.rows if row.code is None), Figure("none", 0))
    told = _("unmatched: {n} stores, not on the map", n=numbers.stores(apart))
    return f'<span><i class="swatch outside"></i>{safe(told.say(language))}</span>'


def classes(metric: Metric, theme: Theme, language: Language) -> str:
    """The classes of a metric with their colours, as HTML."""
    drawn = "".join(
        f"<span>{swatch(colour)}{safe(name)}</span>"
        for colour, name in zip(theme.ramp(metric), class_names(metric, language), strict=True)
    )
    return f'<div class="classes"><em>{safe(metric.name.say(language))}</em>{drawn}</div>'


def marks(theme: Theme, language: Language, shown: Sequence[Status] = ("few", "none")) -> str:
    """The marks of regions without a value, as HTML."""
    return "".join(
        f"<span>{mark_swatch(theme.marks[status])}{safe(_mark_name(status, language))}</span>" for status in shown
    )


def legend(scene: Scene, attribution: Named) -> str:
    """The legend of a map as HTML."""
    metric, theme, language = scene.metric, scene.theme, scene.language
    shown = [s for s in _MARKS if s != "ineligible" or metric.eligible]
    apart = marks(theme, language, shown) + _outside(scene, language)
    return (
        f'<div class="legend">{classes(metric, theme, language)}'
        f'<div class="marks">{apart}</div>{_sizes(scene, language)}{_points(scene, theme, language)}</div>'
        f'<p class="attribution">{safe(attribution.say(language))}</p>'
    )
