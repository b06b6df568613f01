"""The sheets of the Certification screen: states, funnels, what is open, rejections, and ends."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy import Select

from dashboard.figures.figure import share
from dashboard.questions.certification import OPEN, Funnel, day_of, funnels
from dashboard.questions.targets import threshold
from dashboard.reading.naming import names
from dashboard.reading.opening import Opened
from dashboard.tables.certification import FUNNEL_STEPS, STATE, cohort_of, group_of, medians
from dashboard.tables.opening import BELT, STORE, narrowing
from dashboard.tables.sheet import Column, Row, Sheet
from dashboard.views.names import Names
from data.language import Named, Sentence, _
from models.programme.terms import CERTIFICATION
from models.settings import settings
from models.snapshots.snapshot import Snapshot
from pages.certification import questions as asked
from pages.certification.questions import AGES, MONTHS, month_of

UNMATCHED: Final = Named("未匹配", "Unmatched")
BATCH: Final = 16_384

# Weeks

FLOW: Final[Mapping[str, Sentence]] = {
    "applied": _("Applications begun"),
    "certified": _("Certified"),
    "rejected": _("Rejected"),
}


def _week_rows(opened: Opened) -> list[Row]:
    found = asked.weekly(opened.now, opened.question)
    weeks = reversed(asked.last_weeks(day_of(opened.now))) if found else ()
    return [{"week_start": week} | {step: found.get((week, step), 0) for step in FLOW} for week in weeks]


WEEKS: Final = Sheet(
    "certification-weeks",
    _("Applications and decisions by week"),
    _("Applications begun, renewals included, and decisions, in each of the last whole weeks; the newest first. A week "
      "begins on a Monday."),
    columns=lambda _opened: (
        Column("week_start", "day", _("Week of")),
        Column("applied", "stores", FLOW["applied"], _("Applications and renewals that began in the week."),
               has_bar=True),
        Column("certified", "stores", FLOW["certified"], _("Applications that were decided so in the week.")),
        Column("rejected", "stores", FLOW["rejected"], _("Applications that were decided so in the week.")),
    ),
    rows=_week_rows,
    few="applied",
)  # fmt: skip


# Funnels


def _funnel_row(code: str | None, name: Named, found: Funnel) -> Row:
    return {
        "code": code,
        "name": name,
        "stores": found.stores,
        "applied": found.applied,
        "reviewed": found.reviewed,
        "review_rate": share(found.reviewed, found.applied),
        "asked": found.asked,
        "asked_rate": share(found.asked, found.reviewed),
        "certified": found.certified,
        "certified_rate": share(found.certified, found.applied),
        "rejected": found.rejected,
        "approval_rate": share(found.certified, found.certified + found.rejected),
        "open": found.open,
        **medians(found),
    }


def funnel_rows(opened: Opened) -> list[Row]:
    """The funnel of each region or category in view, the most applications first, the unmatched last."""
    view, of, by = opened.view, names(opened.now), group_of(opened)
    named = of.categories if by == "category" else {}
    found = funnels(opened.now, view.question, cohort_of(opened), by)
    rows = [
        _funnel_row(code, named.get(code or "") or of.known_region(code) or UNMATCHED, funnel)
        for code, funnel in found.items()
    ]
    return sorted(rows, key=lambda row: (row["code"] is None, -row["applied"], row["code"] or ""))


def _funnel_columns(opened: Opened) -> tuple[Column, ...]:
    by = group_of(opened)
    heading = _("Region") if by == "region" else _("Category")
    return (
        Column("code", "code", heading, is_shown=False),
        Column("name", "named", heading, opens=narrowing(by, "code")),
        Column("stores", "stores", _("Stores"), _("Stores that these applications are of."), is_shown=False),
        Column("applied", "count", _("Applied"), _("Applications of the kind chosen, to the day.")),
        Column("reviewed", "count", _("Review begun"), _("Applications whose review has begun."), is_shown=False),
        Column("review_rate", "percent", _("Reviewed, of applied"), _("Review begun ÷ applied.")),
        Column("asked", "count", _("Documents asked for"), _("Applications for which documents were asked for."),
               is_shown=False),
        Column("asked_rate", "percent", _("Documents asked, of reviewed"), _("Documents asked for ÷ review begun.")),
        Column("certified", "count", _("Certified"), _("Applications that ended in a certification.")),
        Column("certified_rate", "percent", _("Certified, of applied"), _("Certified ÷ applied."), has_bar=True),
        Column("rejected", "count", _("Rejected"), _("Applications that ended in a rejection.")),
        Column("approval_rate", "percent", _("Certified, of decided"), _("Certified ÷ (certified + rejected).")),
        Column("open", "count", _("Still open"), _("Applications without a decision on the day.")),
        Column("wait_days", "days", _("Days to review"), _("Median days from application to first review.")),
        Column("review_days", "days", _("Days of review"), _("Median days from first review to decision.")),
        Column("asked_review_days", "days", _("Days of review with documents"),
               _("Median days from first review to decision, where documents were asked for.")),
        Column("total_days", "days", _("Days to certification"), _("Median days from application to certification.")),
    )  # fmt: skip


FUNNEL: Final = Sheet(
    "certification-funnel",
    _("Conversion and days of each step"),
    _("Applications by region or category, with the share that takes each step and its median days. Medians over too "
      "few applications are withheld. The line marks the target days of a review."),
    columns=_funnel_columns,
    rows=funnel_rows,
    few="stores",
)  # fmt: skip


# What is open


def age_name(at: int) -> Sentence:
    """A class of days waited."""
    first, last = AGES[at]
    if last is None:
        return _("over {n} days", n=first - 1)
    return _("{first}–{last} days", first=first, last=last)


def _open_rows(opened: Opened) -> list[Row]:
    found = asked.ages(opened.now, opened.question)
    return [
        {
            "status_code": status,
            "status_name": CERTIFICATION[status],
            "age_name": age_name(at),
            "days_from": first,
            "days_to": last,
            "applications": found.get((status, at), 0),
        }
        for status in OPEN
        for at, (first, last) in enumerate(AGES)
        if found
    ]


OPEN_AGES: Final = Sheet(
    "applications-open",
    _("Open applications by days waited"),
    _("An application not yet in review waits from its day; one in review, from its first review; one that lacks "
      "documents, from the day they were asked for. Days are counted to the snapshot's day."),
    columns=lambda _opened: (
        Column("status_code", "code", _("Status"), is_shown=False),
        Column("status_name", "named", _("Status")),
        Column("age_name", "named", _("Days waited")),
        Column("days_from", "days", _("Days from"), is_shown=False, always=True),
        Column("days_to", "days", _("Days to"), is_shown=False, always=True),
        Column("applications", "stores", _("Applications"), _("Open applications; a store has one at most."),
               has_bar=True),
    ),
    rows=_open_rows,
    few="applications",
    within=("status_code",),
)  # fmt: skip


# Lists of stores

STORE_COLUMNS: Final = (
    Column("store_id", "text", _("Store id"), opens=STORE),
    Column("store_name", "text", _("Store"), opens=STORE),
    Column("owner", "text", _("Owner"), _("The account manager, as delivered.")),
)
PLACE_COLUMNS: Final = (
    Column("county_adcode", "code", _("County"), is_shown=False),
    Column("county_name", "named", _("County")),
    Column("belt_id", "code", _("Belt"), is_shown=False),
    Column("belt_name", "named", _("Belt"), opens=BELT),
)


def placed(of: Names, row: Row) -> Row:
    """The row with the names of its county and its belt."""
    belt = of.belt_labelled(row["belt_id"]) if row["belt_id"] in of.belts else None
    return row | {"county_name": of.known_region(row["county_adcode"]), "belt_name": belt}


def lister(
    select: Callable[[Opened], Select[Any]], row: Callable[[Opened, Names, Row], Row]
) -> tuple[Callable[[Opened], Iterator[Row]], Callable[[Opened, int, int], Sequence[Row]]]:
    """All rows of a list, read as they are asked for, and a part of them."""

    def rows(opened: Opened) -> Iterator[Row]:
        of = names(opened.now)
        for batch in opened.now.stream(select(opened), BATCH):
            yield from (row(opened, of, one) for one in batch.to_pylist())

    def part(opened: Opened, offset: int, limit: int) -> Sequence[Row]:
        of = names(opened.now)
        found = opened.now.ask(select(opened).offset(offset).limit(limit)).to_pylist()
        return [row(opened, of, one) for one in found]

    return rows, part


def _late_row(_opened: Opened, of: Names, row: Row) -> Row:
    return placed(of, row) | {"status_code": row["status"], "status_name": CERTIFICATION[row["status"]]}


_all_late, _late_part = lister(lambda opened: asked.late_applications(opened.now, opened.question), _late_row)
LATE: Final = Sheet(
    "applications-late",
    _("Applications over the target days, or waiting on documents"),
    _("In review for more than the target days since the first review; then those that wait on documents, with the "
      "days since they were asked for. Of each the longest wait stands first."),
    columns=lambda _opened: (
        *STORE_COLUMNS,
        Column("status_code", "code", _("Status"), is_shown=False),
        Column("status_name", "named", _("Status")),
        Column("days", "days", _("Days waited"), _("From its first review, or from the request for documents, to "
                                                   "the day.")),
        Column("days_over", "days", _("Over the target"), _("Days in review beyond the target (review-days).")),
        Column("reason", "text", _("Reason"), _("Of the last step, as delivered: what is asked for.")),
        Column("is_renewal", "flag", _("Renewal")),
        Column("applied_at", "instant", _("Applied at")),
        *PLACE_COLUMNS,
    ),
    rows=_all_late,
    part=_late_part,
    count=lambda opened: sum(asked.late_counts(opened.now, opened.question).values()),
)  # fmt: skip


# Rejections


def _reason_rows(opened: Opened) -> list[Row]:
    found, few = asked.refusals(opened.now, opened.question), settings().few
    this_month = sum(reason.this_month for reason in found)
    return [
        {
            "rank": rank,
            "reason": one.reason,
            "this_month": one.this_month,
            "share": share(one.this_month, this_month),
            "last_month": None if 0 < one.last_month < few else one.last_month,
            "to_the_day": None if 0 < one.to_the_day < few else one.to_the_day,
        }
        for rank, one in enumerate(found, start=1)
    ]


def _month(opened: Opened, away: int = 0) -> str:
    return f"{month_of(day_of(opened.now), away):%Y-%m}"


REASONS: Final = Sheet(
    "rejection-reasons",
    _("Reasons of rejection"),
    _("Stores rejected by the reason delivered, in the calendar month of the day, in the one before, and since the "
      "beginning. The order is that of this month, also where counts are withheld."),
    columns=lambda opened: (
        Column("rank", "count", _("No."), always=True),
        Column("reason", "text", _("Reason"), _("As delivered; a dash: none was given.")),
        Column("this_month", "stores", _("In {month}", month=_month(opened)),
               _("Stores rejected for it in the calendar month of the day."), has_bar=True),
        Column("share", "percent", _("Share"), _("Of the rejections of the month.")),
        Column("last_month", "count", _("In {month}", month=_month(opened, -1)),
               _("Stores rejected for it in the calendar month before.")),
        Column("to_the_day", "count", _("In all"), _("Stores rejected for it to the day.")),
    ),
    rows=_reason_rows,
    few="this_month",
)  # fmt: skip


def _refused_row(opened: Opened, of: Names, row: Row) -> Row:
    return placed(of, row) | {"is_late": row["days"] > _reapply_days(opened.now)}


def _reapply_days(snapshot: Snapshot) -> float:
    return threshold(snapshot, "reapply-days")


_all_refused, _refused_part = lister(lambda opened: asked.not_reapplied(opened.now, opened.question), _refused_row)
REFUSED: Final = Sheet(
    "rejected-not-reapplied",
    _("Rejected and not applied again"),
    _("Stores whose last application was rejected, with the days since; the newest rejection first."),
    columns=lambda opened: (
        *STORE_COLUMNS,
        Column("decided_at", "instant", _("Rejected at")),
        Column("days", "days", _("Days since"), _("Days from the rejection to the day.")),
        Column("is_late", "flag", _("Over {n} days", n=f"{_reapply_days(opened.now):g}"),
               _("Whether more days have passed than the threshold (reapply-days).")),
        Column("reason", "text", _("Reason"), _("Of the rejection, as delivered.")),
        Column("is_renewal", "flag", _("Renewal")),
        *PLACE_COLUMNS,
    ),
    rows=_all_refused,
    part=_refused_part,
    count=lambda opened: sum(asked.not_reapplied_counts(opened.now, opened.question).values()),
)  # fmt: skip


# Ends


def _months(opened: Opened) -> list[date]:
    day = day_of(opened.now)
    return [month_of(day, away) for away in range(MONTHS)]


def _expiry_rows(opened: Opened) -> list[Row]:
    found = asked.expiries(opened.now, opened.question)
    if not found:
        return []
    return [
        {"month": f"{month:%Y-%m}", "stores": sum(n for (when, _code), n in found.items() if when == month)}
        for month in _months(opened)
    ]


EXPIRIES: Final = Sheet(
    "certification-expiries",
    _("Certifications that end, by month"),
    _("Certified stores by the month of their valid-until day, from the snapshot's day on, twelve months."),
    columns=lambda _opened: (
        Column("month", "text", _("Month")),
        Column("stores", "stores", _("Stores"), _("Certified stores whose valid-until day is in the month."),
               has_bar=True),
    ),
    rows=_expiry_rows,
    few="stores",
)  # fmt: skip


def expiry_region_rows(opened: Opened) -> list[Row]:
    """By month and unit of the view's level."""
    of, found = names(opened.now), asked.expiries(opened.now, opened.question)
    codes = sorted({code for _month, code in found}, key=lambda code: (code is None, code or ""))
    return [
        {
            "region_code": code,
            "region_name": of.known_region(code) or UNMATCHED,
            "month": f"{month:%Y-%m}",
            "stores": found[month, code],
        }
        for month in _months(opened)
        for code in codes
        if (month, code) in found
    ]


REGION_EXPIRIES: Final = Sheet(
    "certification-expiries-by-region",
    _("Certifications that end, by region and month"),
    _("Certified stores by region and by the month of their valid-until day; months without any are left out."),
    columns=lambda _opened: (
        Column("region_code", "code", _("Region"), is_shown=False),
        Column("region_name", "named", _("Region"), opens=narrowing("region", "region_code")),
        Column("month", "text", _("Month")),
        Column("stores", "stores", _("Stores"), _("Certified stores whose valid-until day is in the month."),
               has_bar=True),
    ),
    rows=expiry_region_rows,
    few="stores",
    within=("month",),
)  # fmt: skip


def _ended_row(_opened: Opened, of: Names, row: Row) -> Row:
    return placed(of, row) | {"status_name": CERTIFICATION[row["certification_status"]]}


_all_ended, _ended_part = lister(lambda opened: asked.ended(opened.now, opened.question), _ended_row)
ENDED: Final = Sheet(
    "certifications-ended",
    _("Certifications that ended this week"),
    _("Stores whose certification expired or was revoked in the seven days to the snapshot's day, the newest first."),
    columns=lambda _opened: (
        *STORE_COLUMNS,
        Column("certification_status", "code", _("Status"), is_shown=False),
        Column("status_name", "named", _("Status")),
        Column("certification_since", "day", _("Since")),
        Column("valid_until", "day", _("Was valid until")),
        Column("certification_reason", "text", _("Reason"), _("Of the last step, as delivered.")),
        *PLACE_COLUMNS,
    ),
    rows=_all_ended,
    part=_ended_part,
    count=lambda opened: sum(asked.ended_counts(opened.now, opened.question).values()),
)

SHEETS: Final = (
    STATE,
    WEEKS,
    FUNNEL_STEPS,
    FUNNEL,
    OPEN_AGES,
    LATE,
    REASONS,
    REFUSED,
    EXPIRIES,
    REGION_EXPIRIES,
    ENDED,
)
