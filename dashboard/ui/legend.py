"""The legend: fixed classes, the marks of regions without a value, sizes of circles, attribution."""

from collections.abc import Sequence

from markupsafe import Markup

from dashboard.drawing.classes import class_names, mark_name
from dashboard.drawing.layers import Scene
from dashboard.drawing.points import radius
from dashboard.drawing.svg import circles, mark_swatch, swatch
from dashboard.drawing.theme import Theme
from dashboard.figures import number_formats as numbers
from dashboard.figures.figure import Figure, Status
from dashboard.markup.elements import element, together
from data.language import Language, Named, Sentence, _
from models.programme.metrics import Metric
from models.programme.terms import CERTIFICATION

_MARKS: tuple[Status, ...] = ("zero", "few", "none", "ineligible")


def round_sizes(most: int) -> list[int]:
    """Up to three round numbers of stores for the sizes of circles."""
    if most < 1:
        return []
    steps = [digit * 10**power for power in range(9) for digit in (1, 2, 5)]
    top = max(step for step in steps if step <= most)
    return sorted({step for step in (top, top // 4, top // 20) if step >= 1}, reverse=True)


def _sizes(scene: Scene, language: Language) -> Markup | None:
    most = scene.most_stores
    drawn = [(radius(size, most), numbers.short_number(size, "stores", language)) for size in round_sizes(most)]
    title = element("em", _("Belts by stores").say(language))
    return element("div", title, circles(drawn, scene.theme), class_="sizes") if drawn else None


def _points(scene: Scene, theme: Theme, language: Language) -> Markup | None:
    if not scene.stores_url:
        return None
    named: tuple[tuple[str, Sentence], ...] = (
        (theme.accent, CERTIFICATION["certified"]),
        (theme.ink_2, _("other stores")),
    )
    dots = [
        element("span", element("i", class_="dot", style=f"background:{colour}"), name.say(language))
        for colour, name in named
    ]
    return element("div", dots, class_="points")


def _outside(scene: Scene, language: Language) -> Markup:
    """Stores that the map cannot show: their mark stands in the legend and the table, never on the map."""
    unmatched = next((row.now for row in scene.rows if row.code is None), Figure("none", 0))
    words = _("unmatched: {n} stores, not on the map", n=numbers.stores(unmatched))
    return element("span", element("i", class_="swatch outside"), words.say(language))


def classes(metric: Metric, theme: Theme, language: Language) -> Markup:
    """The classes of a metric with their colours."""
    drawn = [
        element("span", swatch(colour), name)
        for colour, name in zip(theme.ramp(metric), class_names(metric, language), strict=True)
    ]
    return element("div", element("em", metric.name.say(language)), drawn, class_="classes")


def marks(theme: Theme, language: Language, shown: Sequence[Status] = ("few", "none")) -> Markup:
    """The marks of regions without a value."""
    return together(
        [element("span", mark_swatch(theme.marks[status]), mark_name(status, language)) for status in shown]
    )


def legend(scene: Scene, attribution: Named) -> Markup:
    """The legend of a map."""
    metric, theme, language = scene.metric, scene.theme, scene.language
    shown = [status for status in _MARKS if status != "ineligible" or metric.eligible]
    return together(
        element(
            "div",
            classes(metric, theme, language),
            element("div", marks(theme, language, shown), _outside(scene, language), class_="marks"),
            _sizes(scene, language),
            _points(scene, theme, language),
            class_="legend",
        ),
        element("p", attribution.say(language), class_="attribution"),
    )
