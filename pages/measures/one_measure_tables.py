"""The tables of one measure in one of its currencies: week by week, and by region."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from dashboard.questions.grants import NOTHING_GRANTED, WeekFlows, measure_sums, weeks_of_measure
from dashboard.reading.opening import Opened
from dashboard.tables.columns import column, row, several
from dashboard.tables.grant_columns import FLOWS, OfUnit, in_order
from dashboard.tables.table import Table
from dashboard.tables.values import Amount, Count, Hidden
from data.language import _
from pages.measures.measure_columns import OfRegion, OfSolePart, chosen_measure, chosen_part, region_name
from pages.measures.questions import sums_by_region


@row
class OfWeek:
    """The week that a row is of."""

    week_start: date = column("day", _("Week from"), _("Monday of the week"))


@row
class WeekRow(OfWeek, OfSolePart, OfUnit):
    """What happened to the measure's grants in a week."""

    stores: Count = column("stores", _("Stores granted it, to the day"), shown=False)
    flows: WeekFlows | Hidden = several(lambda _opened: FLOWS)


def _week_rows(opened: Opened) -> Iterator[WeekRow]:
    """The newest week first."""
    measure, part = chosen_measure(opened), chosen_part(opened)
    sums = measure_sums(opened.now, opened.question).get((part.code, part.unit), NOTHING_GRANTED)
    weeks = weeks_of_measure(opened.now, opened.question, part.code, part.unit)
    for week, flows in reversed([*weeks.items()]):
        yield WeekRow(
            week_start=week,
            measure_code=measure.code,
            measure=measure.name,
            part_code=part.code,
            unit=part.unit,
            unit_name=part.name,
            stores=sums.granted_stores,
            flows=flows,
        )


MEASURE_WEEKS: Final = Table(
    "measure-weeks",
    _("The measure week by week"),
    _("What was granted, claimed, used and lapsed in each week, Monday to Sunday, over the stores in view."),
    row=WeekRow,
    make=_week_rows,
    few="stores",
    within=("week_start",),
)


@row
class RegionRow(OfRegion, OfSolePart, OfUnit):
    """What became of the measure's grants in a region."""

    stores: Count = column("stores", _("Stores granted"))
    claimed_stores: Count = column("stores", _("Stores that claimed"))
    head: Amount = column("percent", _("By head"), _("Stores that claimed ÷ stores granted"), bar=True)
    granted: Count = column("quantity", _("Granted"))
    claimed: Count = column("quantity", _("Claimed"))
    value: Amount = column("percent", _("By value"), _("Value claimed ÷ value granted"), bar=True)
    used: Count = column("quantity", _("Used"))
    lapsed: Count = column("quantity", _("Lapsed"))


def _region_rows(opened: Opened) -> Sequence[RegionRow]:
    """The regions with the most stores first, the unmatched last."""
    measure, part = chosen_measure(opened), chosen_part(opened)
    found = sums_by_region(opened.now, opened.question, part.code, part.unit)
    return [
        RegionRow(
            region_code=code,
            region=region_name(opened, code),
            measure_code=measure.code,
            measure=measure.name,
            part_code=part.code,
            unit=part.unit,
            unit_name=part.name,
            stores=sums.granted_stores,
            claimed_stores=sums.claimed_stores,
            head=sums.head,
            granted=sums.granted,
            claimed=sums.claimed,
            value=sums.value,
            used=sums.used,
            lapsed=sums.lapsed,
        )
        for code, sums in in_order(found, opened.question.few, lambda sums: -sums.granted_stores)
    ]


MEASURE_REGIONS: Final = Table(
    "measure-regions",
    _("The measure by region"),
    _("To the day, by the regions of the level chosen, with those that no boundary shows."),
    row=RegionRow,
    make=_region_rows,
    few="stores",
)
