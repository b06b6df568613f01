"""The charts of one measure: each shows no more than the table below it."""

from typing import Final

from dashboard.drawing.chart import Chart
from dashboard.drawing.chart_specs import Spec
from dashboard.drawing.look import Look
from dashboard.drawing.named_bars import Bar, named_bars
from dashboard.drawing.weeks_of_grants import weeks_of_grants
from dashboard.figures import number_formats as numbers
from dashboard.reading.opening import Opened
from dashboard.tables.values import number
from data.language import _
from pages.measures.one_measure_tables import MEASURE_REGIONS, MEASURE_WEEKS

REGIONS_DRAWN: Final = 12


def _regions(opened: Opened, look: Look) -> Spec | None:
    """Uptake by value of the regions with the most stores."""
    language = opened.language
    drawn = [
        Bar(row.region.say(language), value, numbers.short_number(value, "percent", language))
        for row in MEASURE_REGIONS.shown(opened)
        if (value := number(row.value)) is not None
    ]
    return named_bars(opened, look, drawn[:REGIONS_DRAWN], value=_("Uptake by value"), unit="percent")


WEEKS: Final = Chart(
    "measure-weeks",
    MEASURE_WEEKS.title,
    _("Bars: granted, claimed, used and lapsed in each of the last weeks"),
    lambda opened, look: weeks_of_grants(MEASURE_WEEKS, opened, look),
)
REGIONS: Final = Chart(
    "measure-regions",
    MEASURE_REGIONS.title,
    _("Bars: uptake by value of the regions with the most stores"),
    _regions,
)
CHARTS: Final = (WEEKS, REGIONS)
