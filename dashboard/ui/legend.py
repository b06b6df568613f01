"""The legend: classes with their regions, the marks of regions without a value, sizes of circles."""

from collections.abc import Sequence

from markupsafe import Markup

from dashboard.drawing.classes import class_names, fixed, mark_name
from dashboard.drawing.layers import Scene
from dashboard.drawing.legend_rows import LegendRow, LegendRows, legend_rows
from dashboard.drawing.points import radius
from dashboard.drawing.svg import circles, mark_swatch, swatch
from dashboard.drawing.theme import Theme
from dashboard.figures import number_formats as numbers
from dashboard.figures.figure import Status
from dashboard.markup.elements import element, together
from data.language import Language, Named, Sentence, _
from models.programme.metrics import Metric
from models.programme.terms import CERTIFICATION


def round_sizes(most: int) -> list[int]:
    """Up to three round numbers of stores for the sizes of circles."""
    if most < 1:
        return []
    steps = [digit * 10**power for power in range(9) for digit in (1, 2, 5)]
    top = max(step for step in steps if step <= most)
    return sorted({step for step in (top, top // 4, top // 20) if step >= 1}, reverse=True)


def _sizes(scene: Scene, language: Language) -> Markup | None:
    most = 0 if scene.has_dots else scene.most_stores
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


def _outside(scene: Scene, language: Language) -> Markup | None:
    """Stores that the map cannot show: their mark stands in the legend and the table, never on the map."""
    unmatched = next((row.now for row in scene.rows if row.code is None and row.now.stores), None)
    if unmatched is None:
        return None
    words = _("unmatched: {n} stores, not on the map", n=numbers.stores(unmatched))
    return element("div", element("i", class_="swatch outside"), words.say(language), class_="line")


def _line(drawn: Markup, row: LegendRow, most: int) -> Markup:
    """A line of the legend; its bar is as long as its regions are many."""
    width = f"width:{24 * row.regions / most:.0f}px" if most else ""
    return element(
        "div",
        drawn,
        element("span", row.words),
        element("span", element("i", style=width), element("b", str(row.regions)), class_="regions"),
        class_="line",
    )


def class_swatches(metric: Metric, theme: Theme, language: Language) -> Markup:
    """The fixed classes of a metric with their colours, side by side."""
    of = fixed(metric, theme)
    drawn = [
        element("span", swatch(colour), name)
        for colour, name in zip(of.colours, class_names(of, language), strict=True)
    ]
    return element("div", element("em", metric.name.say(language)), drawn, class_="classes")


def marks(theme: Theme, language: Language, shown: Sequence[Status] = ("few", "none")) -> Markup:
    """The marks of regions without a value, side by side."""
    return together(
        [element("span", mark_swatch(theme.marks[status]), mark_name(status, language)) for status in shown]
    )


def _lines(found: LegendRows) -> list[Markup]:
    """The classes from the top down, the target's line where it parts two of them."""
    most = max((row.regions for row in found.classes), default=0)
    lines = [_line(swatch(row.paint.fill), row, most) for row in found.classes]
    if found.above is not None:
        lines.insert(found.above, element("div", element("b", found.target), class_="target"))
    return lines


def legend(scene: Scene, css: str = "legend") -> Markup:
    """The legend of a map: which scale, what each class holds and how many regions are in it, the target."""
    theme, language = scene.theme, scene.language
    found = legend_rows(scene.rows, scene.classes, theme, language)
    within = element("p", found.target) if found.target and found.above is None else None
    return element(
        "div",
        element("h3", found.title, element("small", _("regions").say(language))),
        _lines(found),
        within,
        [_line(mark_swatch(theme.marks[row.status]), row, 0) for row in found.marks],
        _outside(scene, language),
        _sizes(scene, language),
        _points(scene, theme, language),
        class_=css,
    )


def attribution(source: Named, language: Language) -> Markup:
    """Where a map's boundaries come from."""
    return element("p", source.say(language), class_="attribution")
