"""Rejections: why stores were rejected, and which have not applied again."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Date, Select, and_, cast, distinct, func, select

from dashboard.questions.asking import narrowed
from dashboard.questions.keeping import kept
from dashboard.questions.targets import threshold
from dashboard.views.question import Question
from models.base import columns
from models.snapshots.snapshot import Snapshot
from models.snapshots.tables import Application
from pages.certification.applications import ListedStore, counted, days_to, with_store
from pages.certification.months import month_of


@dataclass(frozen=True)
class Refusals:
    """Stores rejected for one reason (None: none given): this calendar month, the last, and to the day."""

    reason: str | None
    this_month: int
    last_month: int
    to_the_day: int


@kept
def refusals(snapshot: Snapshot, question: Question) -> list[Refusals]:
    """Rejections by reason, those of this month first."""
    of, day = columns(Application), snapshot.day
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


@dataclass(frozen=True)
class RejectedStore(ListedStore):
    """A store whose last application was rejected, and the days since."""

    decided_at: datetime
    days: int
    reason: str | None
    is_renewal: bool


def _has_not_reapplied(snapshot: Snapshot, question: Question) -> list[ColumnElement[bool]]:
    of = columns(Application)
    is_refused = and_(of.is_last, of.status == "rejected", of.certification_status == "rejected")
    return [*narrowed(snapshot, Application, question), is_refused]


def not_reapplied(snapshot: Snapshot, question: Question) -> Select[Any]:
    """Rejected and not applied again since: the newest first (RejectedStore)."""
    of = columns(Application)
    days = days_to(snapshot.day, of.decided_at)
    asked = with_store(RejectedStore, _has_not_reapplied(snapshot, question), days=days)
    return asked.order_by(of.decided_at.desc(), of.store_id)


@kept
def not_reapplied_counts(snapshot: Snapshot, question: Question) -> dict[bool, int]:
    """How many have not: by whether more than the threshold's days have passed."""
    is_long_ago = days_to(snapshot.day, columns(Application).decided_at) > threshold(snapshot, "reapply-days")
    return counted(snapshot, is_long_ago, _has_not_reapplied(snapshot, question))
