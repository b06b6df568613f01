"""What was told otherwise before: last week's day where it was published again, and last week's sums as told then."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from dashboard.figures.figure import STATUSES, Figure
from dashboard.questions import headlines
from dashboard.questions import stores as count_stores
from dashboard.questions.grants import last_whole_week
from dashboard.reading.naming import measure_name
from dashboard.reading.opening import Opened
from dashboard.reading.restatement import last_weeks_day, restated
from dashboard.tables.columns import column, row
from dashboard.tables.table import Table
from dashboard.tables.values import Count
from dashboard.tables.words import STEPS, UNITS
from dashboard.views.dimensions import without_filters
from dashboard.views.question import Question
from data.language import Named, Sentence, _
from models.programme.metrics import METRICS, Metric
from pages.data.week_questions import WeekSum, week_sums

TRADE: Final[Mapping[str, Sentence]] = {
    "gmv_fen": _("GMV"),
    "orders": _("Orders"),
    "live_sessions": _("Live sessions"),
    "sessions_with_envelope": _("Live sessions with a red envelope"),
}
SESSIONS: Final = _("sessions")


@row
class RestatedMetricRow:
    """A metric as it was first shown and as it stands."""

    is_changed: bool
    metric: str = column("code", _("Metric, by code"), shown=False)
    name: Sentence = column("named", _("Metric"))
    unit: str = column("code", _("Unit of the amounts: store, traffic or fen (written as CNY)"), shown=False)
    amount_before: int | None = column("quantity", _("as first shown"), _("The numerator before that day was restated"))
    amount_now: int | None = column("quantity", _("as it stands"), _("The numerator after that day was restated"))
    amount_change: int | None = column("quantity", _("change"), _("After less before"), signed=True)
    percent_before: float | None = column("percent", _("share first shown"), _("The rate before that day was restated"))
    percent_now: float | None = column("percent", _("share as it stands"), _("The rate after that day was restated"))
    percent_change: float | None = column("points", _("change in points"), _("After less before, in percentage points"))
    told: Sentence | None = column("named", _("Remark"), _("Why there is no value"))


def _amount_change(now: Figure, before: Figure) -> int | None:
    return None if now.numerator is None or before.numerator is None else now.numerator - before.numerator


def _value_change(now: Figure, before: Figure) -> float | None:
    return None if now.value is None or before.value is None else now.value - before.value


def _restated_metric_row(metric: Metric, now: Figure, before: Figure) -> RestatedMetricRow:
    is_ratio = metric.denominator is not None
    change = _amount_change(now, before)
    return RestatedMetricRow(
        is_changed=bool(change),
        metric=metric.code,
        name=metric.name,
        unit="store" if metric.numerator_unit == "stores" else metric.numerator_unit,
        amount_before=before.numerator,
        amount_now=now.numerator,
        amount_change=change,
        percent_before=before.value if is_ratio else None,
        percent_now=now.value if is_ratio else None,
        percent_change=_value_change(now, before) if is_ratio else None,
        told=next((STATUSES[figure.status] for figure in (before, now) if figure.value is None), None),
    )


def _restated_metrics(opened: Opened) -> list[RestatedMetricRow]:
    """What has changed first; nothing where last week's day was published once."""
    found = restated(last_weeks_day(opened))
    if found is None:
        return []
    codes = tuple(METRICS)
    now = headlines(found.standing, opened.question, codes)
    before = headlines(found.earlier, opened.question, codes)
    rows = [_restated_metric_row(metric, now[code], before[code]) for code, metric in METRICS.items()]
    return sorted(rows, key=lambda row: not row.is_changed)


RESTATED_METRICS: Final = Table(
    code="restated",
    title=_("Last week's day, published again"),
    about=_(
        "Every metric of the day compared with, as it was first shown and as it stands after that day was published "
        "again. Empty: the day was published once."
    ),
    row=RestatedMetricRow,
    make=_restated_metrics,
)


@row
class RestatedWeekRow:
    """A sum of the week, as told then and as told now."""

    is_changed: bool
    what: Named | Sentence = column("named", _("What"))
    week_start: date = column("day", _("Week from"), _("Monday of the week"))
    measure_code: str | None = column("code", _("Measure, by code; empty: trade"), shown=False)
    step: str = column("code", _("What of it, by code"), shown=False)
    unit: str = column("code", _("Unit, by code; fen and ad-fen are written as CNY"), shown=False)
    unit_name: Named | Sentence = column("named", _("Unit"))
    amount_before: Count = column("quantity", _("as told then"), _("In the snapshot compared with"))
    amount_now: Count = column("quantity", _("as told now"), _("In this snapshot"))
    amount_change: Count = column("quantity", _("change"), _("Now less then"), signed=True)
    stores: Count = column("stores", _("Stores in view"), shown=False)


@dataclass(frozen=True)
class ComparedWeek:
    """The week of which both snapshots are asked, and the question that they are asked."""

    monday: date
    question: Question


def compared_week(opened: Opened) -> ComparedWeek | None:
    """The week that is told again; None where there is nothing to compare with.

    A store's status, tier and belt are those of the snapshot's day, so filters by them would show stores that
    moved as a change of the past: only the region and the category narrow.
    """
    if opened.before is None or opened.before.as_of >= opened.now.as_of:
        return None
    monday = last_whole_week(opened.before.day)
    return ComparedWeek(monday, without_filters(opened.question, but=("categories",)))


def _name_of_sum(found: WeekSum) -> Named | Sentence:
    if not found.measure:
        return TRADE[found.what]
    return _("{measure}: {step}", measure=measure_name(found.measure), step=STEPS[found.what])


def name_of_unit(unit: str) -> Named | Sentence:
    """Trade alone is counted in live sessions; a unit of benefits that nobody named goes by its code."""
    return SESSIONS if unit == "session" else UNITS.get(unit, Named(unit, unit))


def _restated_week_row(found: WeekSum, monday: date, then: int, now: int, stores: int) -> RestatedWeekRow:
    return RestatedWeekRow(
        is_changed=now != then,
        what=_name_of_sum(found),
        week_start=monday,
        measure_code=found.measure or None,
        step=found.what,
        unit=found.unit,
        unit_name=name_of_unit(found.unit),
        amount_before=then,
        amount_now=now,
        amount_change=now - then,
        stores=stores,
    )


def _restated_week(opened: Opened) -> list[RestatedWeekRow]:
    """Each thing of which either snapshot has something in that week; what has changed comes first."""
    week = compared_week(opened)
    if week is None or opened.before is None:
        return []
    now, before = (
        {(found.measure, found.what, found.unit): found for found in week_sums(snapshot, week.question, week.monday)}
        for snapshot in (opened.now, opened.before)
    )
    stores = count_stores(opened.before, week.question)
    rows = []
    for key, either in (before | now).items():
        then, again = (found[key].amount if key in found else 0 for found in (before, now))
        if then or again:
            rows.append(_restated_week_row(either, week.monday, then, again, stores))
    return sorted(rows, key=lambda row: not row.is_changed)


RESTATED_WEEK: Final = Table(
    code="retold",
    title=_("The same week, told again"),
    about=_(
        "What the snapshot compared with said of its last whole week, and what this one says of the same week. A "
        "change means that rows came late or were corrected. Narrowed by region and category alone."
    ),
    row=RestatedWeekRow,
    make=_restated_week,
    few="stores",
)
