"""Open applications: how long they wait, and which wait too long."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, case, func, select

from dashboard.questions.asking import narrowed
from dashboard.questions.certification import is_open
from dashboard.questions.keeping import kept
from dashboard.questions.targets import threshold
from dashboard.views.question import Question
from models.base import columns
from models.snapshots.snapshot import Snapshot
from models.snapshots.tables import Application
from pages.certification.applications import ListedStore, counted, days_to, with_store

WAITING_CLASSES: Final[tuple[tuple[int, int | None], ...]] = ((0, 3), (4, 7), (8, 14), (15, 30), (31, None))
"""Classes of days waited: from, to (both in it)."""


def _waiting_since() -> ColumnElement[Any]:
    """The instant from which an open application waits: its start, its first review, or the request for documents."""
    of = columns(Application)
    return case((of.status == "applied", of.applied_at), (of.status == "in_review", of.review_at), else_=of.since)


@kept
def open_by_wait(snapshot: Snapshot, question: Question) -> dict[tuple[str, int], int]:
    """Open applications by status and class of days waited (its index in WAITING_CLASSES)."""
    of = columns(Application)
    days = days_to(snapshot.day, _waiting_since())
    bounded = ((days <= last, at) for at, (_first, last) in enumerate(WAITING_CLASSES) if last is not None)
    waited = case(*bounded, else_=len(WAITING_CLASSES) - 1)
    asked = (
        select(of.status, waited.label("waited"), func.count().label("n"))
        .where(*narrowed(snapshot, Application, question), is_open())
        .group_by(of.status, "waited")
    )
    return {(row["status"], row["waited"]): row["n"] for row in snapshot.ask(asked).to_pylist()}


@dataclass(frozen=True)
class LateApplication(ListedStore):
    """In review beyond the target days, or waiting on documents.

    `days` since its first review or the request for documents; `days_over` what of it is beyond the target (None while
    documents are awaited).
    """

    status: str
    days: int
    days_over: float | None
    reason: str | None
    is_renewal: bool
    applied_at: datetime


def _is_late(snapshot: Snapshot, question: Question) -> list[ColumnElement[bool]]:
    of, limit = columns(Application), threshold(snapshot, "review-days")
    is_over = and_(of.status == "in_review", days_to(snapshot.day, of.review_at) > limit)
    return [*narrowed(snapshot, Application, question), is_open(), is_over | (of.status == "info_requested")]


def late_applications(snapshot: Snapshot, question: Question) -> Select[Any]:
    """In review beyond the target, then waiting on documents: of each the longest wait first (LateApplication)."""
    of, limit = columns(Application), threshold(snapshot, "review-days")
    days = days_to(snapshot.day, _waiting_since())
    over = case((of.status == "in_review", days - limit))
    asked = with_store(LateApplication, _is_late(snapshot, question), days=days, days_over=over)
    return asked.order_by(of.status == "info_requested", days.desc(), of.store_id)


@kept
def late_counts(snapshot: Snapshot, question: Question) -> dict[str, int]:
    """How many are late, by status: in_review beyond the target, info_requested."""
    return counted(snapshot, columns(Application).status, _is_late(snapshot, question))
