"""Questions of certification: weeks, what is open, refused, and about to end."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Date,
    Select,
    String,
    and_,
    case,
    cast,
    distinct,
    func,
    select,
)

from dashboard.questions.asking import narrowed
from dashboard.questions.certification import day_of, is_open, unit_of
from dashboard.questions.keeping import kept
from dashboard.questions.targets import threshold
from dashboard.views.question import Question
from models.base import columns
from models.snapshots.snapshot import Snapshot
from models.snapshots.tables import Application, StoreDay

ENDED: Final = ("expired", "revoked")
AGES: Final[tuple[tuple[int, int | None], ...]] = ((0, 3), (4, 7), (8, 14), (15, 30), (31, None))
"""Classes of days waited: from, to (both in it)."""
MONTHS: Final = 12
WEEKS: Final = 26


def last_weeks(day: date) -> list[date]:
    """The Mondays of the last whole weeks to a day, oldest first."""
    last = day - timedelta(days=6 + (day.weekday() + 1) % 7)
    return [last - timedelta(weeks=away) for away in reversed(range(WEEKS))]


@kept
def weekly(snapshot: Snapshot, question: Question) -> dict[tuple[date, str], int]:
    """Applications begun (`applied`), certified and rejected in each of the last whole weeks: (Monday, step) -> n."""
    of, mondays = columns(Application), last_weeks(day_of(snapshot))
    found: dict[tuple[date, str], int] = {}
    for at, step in ((of.applied_at, cast("applied", String)), (of.decided_at, of.status)):
        within = [at >= mondays[0], at < mondays[-1] + timedelta(weeks=1)]
        asked = (
            select(cast(func.date_trunc("week", at), Date).label("week"), step.label("step"), func.count().label("n"))
            .where(*narrowed(snapshot, Application, question), *within)
            .group_by("week", "step")
        )
        found |= {(row["week"], row["step"]): row["n"] for row in snapshot.ask(asked).to_pylist()}
    return found


# What is open


def _clock() -> ColumnElement[Any]:
    """The instant from which an open application waits: its start, its first review, or the request for documents."""
    of = columns(Application)
    return case((of.status == "applied", of.applied_at), (of.status == "in_review", of.review_at), else_=of.since)


def _days(day: date, since: ColumnElement[Any]) -> ColumnElement[Any]:
    return cast(cast(day, Date) - cast(since, Date), BigInteger)


@kept
def ages(snapshot: Snapshot, question: Question) -> dict[tuple[str, int], int]:
    """Open applications by status and class of days waited (its index in AGES)."""
    of = columns(Application)
    days = _days(day_of(snapshot), _clock())
    age = case(*((days <= last, at) for at, (_first, last) in enumerate(AGES) if last is not None), else_=len(AGES) - 1)
    asked = (
        select(of.status, age.label("age"), func.count().label("n"))
        .where(*narrowed(snapshot, Application, question), is_open())
        .group_by(of.status, "age")
    )
    return {(row["status"], row["age"]): row["n"] for row in snapshot.ask(asked).to_pylist()}


def _late(snapshot: Snapshot, question: Question) -> list[ColumnElement[bool]]:
    of, limit = columns(Application), threshold(snapshot, "review-days")
    is_over = and_(of.status == "in_review", _days(day_of(snapshot), of.review_at) > limit)
    return [*narrowed(snapshot, Application, question), is_open(), is_over | (of.status == "info_requested")]


_STORE: Final = ("store_name", "owner")
_FILED: Final = ("store_id", "county_adcode", "belt_id", "category_code", "status", "is_renewal", "applied_at",
                 "review_at", "since", "decided_at", "reason")  # fmt: skip


def _with_store(conditions: Iterable[ColumnElement[bool]], *more: ColumnElement[Any]) -> Select[Any]:
    """Applications with their store's name and owner."""
    of, store = columns(Application), columns(StoreDay)
    return (
        select(*(of[name] for name in _FILED), *(store[name] for name in _STORE), *more)
        .join_from(Application, StoreDay, store.store_id == of.store_id)
        .where(*conditions)
    )


def late_applications(snapshot: Snapshot, question: Question) -> Select[Any]:
    """In review beyond the target days, then waiting on documents: of each the longest wait first.

    Beside the application, `waits_from` is the instant from which it waits and `days` how long; `days_over` what
    of it is beyond the target (None while documents are awaited).
    """
    of, limit = columns(Application), threshold(snapshot, "review-days")
    days = _days(day_of(snapshot), _clock()).label("days")
    over = case((of.status == "in_review", days - limit)).label("days_over")
    asked = _with_store(_late(snapshot, question), _clock().label("waits_from"), days, over)
    return asked.order_by(of.status == "info_requested", days.desc(), of.store_id)


@kept
def late_counts(snapshot: Snapshot, question: Question) -> dict[str, int]:
    """How many are late, by status: in_review beyond the target, info_requested."""
    return _counted(snapshot, columns(Application).status, _late(snapshot, question))


def _counted(snapshot: Snapshot, by: ColumnElement[Any], conditions: list[ColumnElement[bool]]) -> dict[Any, int]:
    asked = select(by.label("code"), func.count().label("n")).where(*conditions).group_by("code")
    return {row["code"]: row["n"] for row in snapshot.ask(asked).to_pylist()}


# Rejections


@dataclass(frozen=True)
class Refusals:
    """Stores rejected for one reason (None: none given): this calendar month, the last, and to the day."""

    reason: str | None
    this_month: int
    last_month: int
    to_the_day: int


def month_of(day: date, away: int = 0) -> date:
    """The first day of the month so many months away."""
    months = day.year * 12 + day.month - 1 + away
    return date(months // 12, months % 12 + 1, 1)


@kept
def refusals(snapshot: Snapshot, question: Question) -> list[Refusals]:
    """Rejections by reason, those of this month first."""
    of, day = columns(Application), day_of(snapshot)
    this, last = (cast(month_of(day, away), Date) for away in (0, -1))
    stores = func.count(distinct(of.store_id))
    asked = (
        select(
            of.reason,
            stores.filter(of.decided_at >= this).label("this_month"),
            stores.filter(and_(of.decided_at >= last, of.decided_at < this)).label("last_month"),
            stores.label("to_the_day"),
        )
        .where(*narrowed(snapshot, Application, question), of.status == "rejected")
        .group_by(of.reason)
    )
    found = [Refusals(**row) for row in snapshot.ask(asked).to_pylist()]
    return sorted(found, key=lambda r: (-r.this_month, -r.last_month, -r.to_the_day, r.reason or ""))


def _not_again(snapshot: Snapshot, question: Question) -> list[ColumnElement[bool]]:
    of = columns(Application)
    is_refused = and_(of.is_last, of.status == "rejected", of.certification_status == "rejected")
    return [*narrowed(snapshot, Application, question), is_refused]


def not_reapplied(snapshot: Snapshot, question: Question) -> Select[Any]:
    """Rejected and not applied again since; `days` since the rejection: the newest first."""
    of = columns(Application)
    days = _days(day_of(snapshot), of.decided_at).label("days")
    return _with_store(_not_again(snapshot, question), days).order_by(of.decided_at.desc(), of.store_id)


@kept
def not_reapplied_counts(snapshot: Snapshot, question: Question) -> dict[bool, int]:
    """How many have not: by whether more than the threshold's days have passed."""
    late = _days(day_of(snapshot), columns(Application).decided_at) > threshold(snapshot, "reapply-days")
    return _counted(snapshot, late, _not_again(snapshot, question))


# Ends


@kept
def expiries(snapshot: Snapshot, question: Question) -> dict[tuple[date, str | None], int]:
    """Certifications that end in this month and the eleven after it: (month, unit of the level or None) -> stores."""
    of, day = columns(StoreDay), day_of(snapshot)
    month = cast(func.date_trunc("month", of.valid_until), Date).label("month")
    asked = (
        select(month, unit_of(snapshot, question, StoreDay).label("code"), func.count().label("n"))
        .where(
            *narrowed(snapshot, StoreDay, question),
            of.certification_status == "certified",
            of.valid_until >= day,
            of.valid_until < month_of(day, MONTHS),
        )
        .group_by("month", "code")
    )
    return {(row["month"], row["code"]): row["n"] for row in snapshot.ask(asked).to_pylist()}


def _ended(snapshot: Snapshot, question: Question) -> list[ColumnElement[bool]]:
    of, week = columns(StoreDay), day_of(snapshot) - timedelta(days=6)
    is_ended = and_(of.certification_status.in_(ENDED), of.certification_since >= week)
    return [*narrowed(snapshot, StoreDay, question), is_ended]


def ended(snapshot: Snapshot, question: Question) -> Select[Any]:
    """Stores whose certification expired or was revoked in the seven days to the day: the newest first."""
    of = columns(StoreDay)
    wanted = ("store_id", "store_name", "owner", "county_adcode", "belt_id", "category_code", "certification_status",
              "certification_since", "valid_until", "certification_reason")  # fmt: skip
    asked = select(*(of[name] for name in wanted)).where(*_ended(snapshot, question))
    return asked.order_by(of.certification_since.desc(), of.store_id)


@kept
def ended_counts(snapshot: Snapshot, question: Question) -> dict[str, int]:
    """How many ended in these days, by state."""
    return _counted(snapshot, columns(StoreDay).certification_status, _ended(snapshot, question))
