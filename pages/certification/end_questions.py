"""Ends of certifications: those of this week, and those of the months to come."""

from dataclasses import dataclass, fields
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, Date, Select, and_, cast, func, select

from dashboard.questions.asking import drawn_only, narrowed
from dashboard.questions.keeping import kept
from dashboard.views.question import Question
from models.base import columns
from models.snapshots.snapshot import Snapshot
from models.snapshots.tables import StoreDay
from pages.certification.applications import ListedStore, counted
from pages.certification.months import month_of

ENDED_STATES: Final = ("expired", "revoked")
MONTHS_AHEAD: Final = 12


@kept
def expiries(snapshot: Snapshot, question: Question) -> dict[tuple[date, str | None], int]:
    """Certifications that end in this month and the eleven after it: (month, unit of the level or None) -> stores."""
    of, day = columns(StoreDay), snapshot.day
    month = cast(func.date_trunc("month", of.valid_until), Date).label("month")
    region = drawn_only(snapshot, question, of[f"{question.level}_adcode"]).label("code")
    asked = (
        select(month, region, func.count().label("n"))
        .where(
            *narrowed(snapshot, StoreDay, question),
            of.certification_status == "certified",
            of.valid_until >= day,
            of.valid_until < month_of(day, MONTHS_AHEAD),
        )
        .group_by("month", "code")
    )
    return {(row["month"], row["code"]): row["n"] for row in snapshot.ask(asked).to_pylist()}


@dataclass(frozen=True)
class LapsedCertification(ListedStore):
    """A store whose certification expired or was revoked, and since when."""

    certification_status: str
    certification_since: date
    valid_until: date | None
    certification_reason: str | None


def _has_lapsed(snapshot: Snapshot, question: Question) -> list[ColumnElement[bool]]:
    of, week = columns(StoreDay), snapshot.day - timedelta(days=6)
    has_ended = and_(of.certification_status.in_(ENDED_STATES), of.certification_since >= week)
    return [*narrowed(snapshot, StoreDay, question), has_ended]


def lapsed_certifications(snapshot: Snapshot, question: Question) -> Select[Any]:
    """Certifications that ended in the seven days to the day: the newest first (LapsedCertification)."""
    of = columns(StoreDay)
    asked = select(*(of[one.name] for one in fields(LapsedCertification))).where(*_has_lapsed(snapshot, question))
    return asked.order_by(of.certification_since.desc(), of.store_id)


@kept
def lapsed_counts(snapshot: Snapshot, question: Question) -> dict[str, int]:
    """How many ended in these days, by state."""
    return counted(snapshot, columns(StoreDay).certification_status, _has_lapsed(snapshot, question))
