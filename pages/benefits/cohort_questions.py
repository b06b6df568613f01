"""Questions of cohorts: how many of the stores certified together came how far with a benefit, and in how many days."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pyarrow as pa
from sqlalchemy import ColumnElement, Date, Double, Select, cast, extract, func, select

from dashboard.questions.asking import drawn_only, narrowed
from dashboard.questions.keeping import kept
from dashboard.views.question import Question
from models.base import columns
from models.snapshots.snapshot import Snapshot
from models.snapshots.tables import Grant, StoreDay
from pages.benefits.four_benefits import UNIT_OF


@dataclass(frozen=True)
class Cohort:
    """Certified stores: how many, how many of them came to each step, and the median days from step to step."""

    stores: int
    granted_stores: int
    claimed_stores: int
    used_stores: int
    lapsed_stores: int
    days_to_grant: float | None
    days_to_claim: float | None
    days_to_use: float | None
    days_to_lapse: float | None


def _days(earlier: ColumnElement[Any], later: ColumnElement[Any]) -> ColumnElement[Any]:
    return cast(extract("epoch", later - earlier), Double) / 86_400


def _firsts(snapshot: Snapshot, question: Question, benefit: str) -> Select[Any]:
    """Per store: its first grant of a benefit, first claim, first use and first lapse."""
    of = columns(Grant)
    steps = (func.min(of[name]).label(name) for name in ("granted_at", "claimed_at", "used_at", "lapsed_on"))
    return (
        select(of.store_id, *steps)
        .where(of.measure_code == benefit, of.unit == UNIT_OF[benefit], *narrowed(snapshot, Grant, question))
        .group_by(of.store_id)
    )


def _cohorts(
    snapshot: Snapshot, question: Question, benefit: str, key: ColumnElement[Any], *only: ColumnElement[bool]
) -> pa.Table:
    store, grants = columns(StoreDay), _firsts(snapshot, question, benefit).subquery()
    first = grants.c
    reached = {
        "granted_stores": first.granted_at,
        "claimed_stores": first.claimed_at,
        "used_stores": first.used_at,
        "lapsed_stores": first.lapsed_on,
    }
    days = {
        "days_to_grant": cast(first.granted_at, Date) - store.certified_on,
        "days_to_claim": _days(first.granted_at, first.claimed_at),
        "days_to_use": _days(first.claimed_at, first.used_at),
        "days_to_lapse": first.lapsed_on - cast(first.granted_at, Date),
    }
    asked = (
        select(
            key.label("key"),
            func.count().label("stores"),
            *(func.count(step).label(name) for name, step in reached.items()),
            *(func.quantile_cont(between, 0.5).label(name) for name, between in days.items()),
        )
        .join_from(StoreDay, grants, first.store_id == store.store_id, isouter=True)
        .where(store.certified_on.is_not(None), *narrowed(snapshot, StoreDay, question), *only)
        .group_by(key)
        .order_by(key)
    )
    return snapshot.ask(asked)


def _month() -> ColumnElement[date]:
    return func.date_trunc("month", columns(StoreDay).certified_on)


@kept
def cohorts_by_month(snapshot: Snapshot, question: Question, benefit: str) -> Mapping[date, Cohort]:
    """By the month of the first certification, the oldest first."""
    found = _cohorts(snapshot, question, benefit, cast(_month(), Date))
    return {row.pop("key"): Cohort(**row) for row in found.to_pylist()}


@kept
def cohorts_by_region(snapshot: Snapshot, question: Question, benefit: str, month: str) -> Mapping[str | None, Cohort]:
    """By region; `month` (2026-03, or nothing) chooses one cohort. None: stores in no region that is drawn."""
    key = drawn_only(snapshot, question, columns(StoreDay)[f"{question.level}_adcode"])
    only = [_month() == date.fromisoformat(f"{month}-01")] if month else []
    found = _cohorts(snapshot, question, benefit, key, *only)
    return {row.pop("key"): Cohort(**row) for row in found.to_pylist()}


@kept
def cohort_months(snapshot: Snapshot, question: Question) -> Sequence[date]:
    """Months in which stores in view were first certified, oldest first."""
    of = columns(StoreDay)
    month = cast(_month(), Date).label("month")
    asked = select(month).where(of.certified_on.is_not(None), *narrowed(snapshot, StoreDay, question)).distinct()
    return tuple(row["month"] for row in snapshot.ask(asked.order_by(month)).to_pylist())
