"""The tables of open applications: by days waited, and those that wait too long."""

from datetime import datetime
from typing import Final

from dashboard.questions.certification import OPEN_STATES
from dashboard.reading.opening import Opened
from dashboard.tables.columns import column, row
from dashboard.tables.table import Table
from dashboard.tables.values import Count
from dashboard.views.names import Names
from data.language import Sentence, _
from models.programme.terms import CERTIFICATION
from pages.certification.open_questions import (
    WAITING_CLASSES,
    LateApplication,
    late_applications,
    late_counts,
    open_by_wait,
)
from pages.certification.store_lists import PagedRows, PlaceColumns, StoreColumns, belt_name


def waiting_class_name(at: int) -> Sentence:
    """A class of days waited."""
    first, last = WAITING_CLASSES[at]
    if last is None:
        return _("over {n} days", n=first - 1)
    return _("{first}–{last} days", first=first, last=last)


@row
class WaitRow:
    """The open applications of one status that wait for days of one class."""

    status_code: str = column("code", _("Status"), shown=False)
    status_name: Sentence = column("named", _("Status"))
    age_name: Sentence = column("named", _("Days waited"))
    days_from: int = column("days", _("Days from"), shown=False, always=True)
    days_to: int | None = column("days", _("Days to"), shown=False, always=True)
    applications: Count = column(
        "stores", _("Applications"), _("Open applications; a store has one at most."), bar=True
    )


def _wait_rows(opened: Opened) -> list[WaitRow]:
    found = open_by_wait(opened.now, opened.question)
    return [
        WaitRow(
            status_code=status,
            status_name=CERTIFICATION[status],
            age_name=waiting_class_name(at),
            days_from=first,
            days_to=last,
            applications=found.get((status, at), 0),
        )
        for status in OPEN_STATES
        for at, (first, last) in enumerate(WAITING_CLASSES)
        if found
    ]


OPEN_BY_WAIT: Final = Table(
    "applications-open",
    _("Open applications by days waited"),
    _(
        "An application not yet in review waits from its day; one in review, from its first review; one that lacks "
        "documents, from the day they were asked for. Days are counted to the snapshot's day."
    ),
    row=WaitRow,
    make=_wait_rows,
    few="applications",
    within=("status_code",),
)


@row
class _WaitColumns:
    """How long it waits, and for what."""

    status_code: str = column("code", _("Status"), shown=False)
    status_name: Sentence = column("named", _("Status"))
    days: int = column(
        "days",
        _("Days waited"),
        _("From its first review, or from the request for documents, to the day."),
    )
    days_over: float | None = column("days", _("Over the target"), _("Days in review beyond the target (review-days)."))
    reason: str | None = column("text", _("Reason"), _("Of the last step, as delivered: what is asked for."))
    is_renewal: bool = column("flag", _("Renewal"))
    applied_at: datetime = column("instant", _("Applied at"))


@row
class LateRow(StoreColumns, _WaitColumns, PlaceColumns):
    """One application that waits too long."""


def _late_row(_opened: Opened, known: Names, one: LateApplication) -> LateRow:
    return LateRow(
        store_id=one.store_id,
        store_name=one.store_name,
        owner=one.owner,
        status_code=one.status,
        status_name=CERTIFICATION[one.status],
        days=one.days,
        days_over=one.days_over,
        reason=one.reason,
        is_renewal=one.is_renewal,
        applied_at=one.applied_at,
        county_adcode=one.county_adcode,
        county_name=known.known_region(one.county_adcode),
        belt_id=one.belt_id,
        belt_name=belt_name(known, one.belt_id),
    )


_LATE_ROWS: Final = PagedRows(late_applications, LateApplication, _late_row)
LATE: Final = Table(
    "applications-late",
    _("Applications over the target days, or waiting on documents"),
    _(
        "In review for more than the target days since the first review; then those that wait on documents, with the "
        "days since they were asked for. Of each the longest wait stands first."
    ),
    row=LateRow,
    make=_LATE_ROWS.every,
    part=_LATE_ROWS.part,
    count=lambda opened: sum(late_counts(opened.now, opened.question).values()),
)
