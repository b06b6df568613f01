"""The chart of categories by region: the metric in each cell."""

from typing import Final

from dashboard.drawing.chart import Chart
from dashboard.drawing.chart_specs import VALUE_TEXT, Axis, Spec, marked_heat
from dashboard.drawing.look import Look
from dashboard.figures import number_formats as numbers
from dashboard.figures.figure import Status
from dashboard.questions import ranking
from dashboard.reading.naming import UNMATCHED, names
from dashboard.reading.opening import Opened
from data.language import Sentence, _
from pages.categories.questions import matrix
from pages.categories.tables import MATRIX

MOST_REGIONS: Final = 40
"""Regions that a matrix can be drawn for; the table has them all."""
_MARKS: Final[dict[Status, str]] = {"few": "·", "withheld": "·", "none": "–", "ineligible": "×", "zero": "0"}


def matrix_regions(opened: Opened) -> list[str | None]:
    """The regions with stores, in code order; the unmatched last."""
    with_stores = {region for _category, region in matrix(opened.now, opened.question)}
    drawn = names(opened.now).children(opened.question.region, opened.question.level)
    regions: list[str | None] = [code for code in drawn if code in with_stores]
    return [*regions, None] if None in with_stores else regions


def _matrix(opened: Opened, look: Look) -> Spec | None:
    regions = matrix_regions(opened)
    if not 0 < len(regions) <= MOST_REGIONS:
        return None
    names_now, language = names(opened.now), opened.language
    metric, theme = opened.question.measured, look.theme
    region_names = {code: (names_now.short(code) if code else UNMATCHED).say(language) for code in regions}
    categories = {row.code: row.name.say(language) for row in ranking.categories(opened.now, None, opened.view)}
    cells = [
        {
            "region": region_names[region],
            "category": categories[category],
            "value": figure.value if figure.status == "value" else None,
            "mark": _MARKS.get(figure.status, ""),
            VALUE_TEXT: numbers.figure_text(figure, metric, language),
        }
        for (category, region), figure in matrix(opened.now, opened.question).items()
    ]
    across = Axis("region", "", order=tuple(region_names.values()))
    down = Axis("category", "", order=tuple(categories.values()))
    value = Axis("value", metric.name.say(language), "number", metric.unit)
    return marked_heat(
        cells, across, down, value, "mark", theme, language, breaks=metric.breaks, ramp=theme.ramp(metric)
    )


def _about(opened: Opened) -> Sentence:
    return _("{metric} by category and region; the table below says the same.", metric=opened.question.measured.name)


MATRIX_HEAT: Final = Chart("category-matrix", MATRIX.title, _about, _matrix)
CHARTS: Final = (MATRIX_HEAT,)
