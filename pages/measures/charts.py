"""The charts of one measure: each shows no more than the table below it."""

from typing import Final

from dashboard.drawing.chart import Chart
from dashboard.drawing.charts.bars import Bar, bars
from dashboard.drawing.charts.canvas import Spec
from dashboard.drawing.look import Look
from dashboard.drawing.weeks_of_grants import grants_finding, weeks_of_grants
from dashboard.figures import number_formats as numbers
from dashboard.findings.among import One, out_of_line
from dashboard.reading.opening import Opened
from dashboard.tables.values import number
from data.language import Sentence, _
from pages.measures.measure_columns import chosen_measure, chosen_part
from pages.measures.one_measure_tables import MEASURE_REGIONS, MEASURE_WEEKS, RegionRow

REGIONS_DRAWN: Final = 12


def _uptake(opened: Opened) -> list[tuple[RegionRow, float]]:
    """The regions with the most stores by their uptake by value, the lowest first."""
    rows = [(row, value) for row in MEASURE_REGIONS.shown(opened) if (value := number(row.value)) is not None]
    return sorted(rows[:REGIONS_DRAWN], key=lambda one: one[1])


def _regions(opened: Opened, look: Look) -> Spec | None:
    language = opened.language
    shown = [
        Bar(
            row.region.say(language),
            value,
            numbers.short_number(value, "percent", language),
            codes={"region": row.region_code or ""},
        )
        for row, value in _uptake(opened)
    ]
    return bars(shown, look, language) if shown else None


def _regions_finding(opened: Opened) -> Sentence | None:
    return out_of_line([One(row.region, value) for row, value in _uptake(opened)], "percent", "low")


def _weeks_title(opened: Opened) -> Sentence:
    return _(
        "{measure}, {unit}: granted, claimed, used and lapsed by week",
        measure=chosen_measure(opened).name,
        unit=chosen_part(opened).name,
    )


def _regions_title(opened: Opened) -> Sentence:
    return _("{measure}: uptake by value, by region", measure=chosen_measure(opened).name)


WEEKS: Final = Chart(
    "measure-weeks",
    _weeks_title,
    _("Lines: granted, claimed, used and lapsed in each of the last weeks"),
    lambda opened, look: weeks_of_grants(MEASURE_WEEKS, opened, look),
    lambda opened: grants_finding(MEASURE_WEEKS, opened),
)
REGIONS: Final = Chart(
    "measure-regions",
    _regions_title,
    _("Bars: uptake by value of the regions with the most stores, the lowest first"),
    _regions,
    _regions_finding,
)
CHARTS: Final = (WEEKS, REGIONS)
