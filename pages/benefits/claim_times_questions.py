"""Questions of claiming: how soon grants are claimed, and what becomes of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal

import pyarrow as pa
from sqlalchemy import BigInteger, ColumnElement, Date, and_, case, cast, func, select
from sqlalchemy.dialects.postgresql import array

from dashboard.questions.asking import drawn_only, narrowed
from dashboard.questions.keeping import kept
from dashboard.views.question import Question
from models.base import columns
from models.snapshots.snapshot import Snapshot
from models.snapshots.tables import Grant, MeasureRow
from pages.benefits.four_benefits import UNIT_OF

Groups = Literal["region", "category"]
HOURS: Final = (24, 48, 72, 120, 168, 240, 336, 504, 720)
"""Upper bounds of the classes of the time to claim, in hours; one more class is beyond the last."""
WAITING, LAPSED, TAKEN_BACK = len(HOURS) + 1, len(HOURS) + 2, len(HOURS) + 3
"""Classes of grants that were never claimed."""
QUANTILES: Final = array([0.5, 0.9])
"""The median and the slowest tenth, asked for in one go: the values are held once."""


@dataclass(frozen=True)
class ClaimTimes:
    """Grants of one benefit: how many, to how many stores, how many were claimed and how soon, and the sums."""

    stores: int
    grants: int
    claims: int
    hours: Sequence[float] | None
    """From grant to first claim, by QUANTILES."""
    granted: int
    claimed: int
    used: int
    lapsed: int

    @property
    def median_hours(self) -> float | None:
        """From grant to first claim."""
        return self.hours[0] if self.hours else None

    @property
    def slow_hours(self) -> float | None:
        """A tenth of the claims took longer."""
        return self.hours[1] if self.hours else None


@dataclass(frozen=True)
class WaitingClass:
    """A class of the time to claim: its place among the classes, and the grants in it."""

    at: int
    stores: int = 0
    grants: int = 0
    granted: int = 0


def _of_benefit(
    snapshot: Snapshot, question: Question, table: type[Grant | MeasureRow], benefit: str
) -> ColumnElement[bool]:
    of = columns(table)
    return and_(of.measure_code == benefit, of.unit == UNIT_OF[benefit], *narrowed(snapshot, table, question))


def _key(snapshot: Snapshot, question: Question, table: type[Grant | MeasureRow], by: Groups) -> ColumnElement[Any]:
    of = columns(table)
    code: ColumnElement[Any] = (
        drawn_only(snapshot, question, of[f"{question.level}_adcode"]) if by == "region" else of.category_code
    )
    return code.label("key")


def _claim_times(
    snapshot: Snapshot, question: Question, benefit: str, key: ColumnElement[Any], *more: ColumnElement[int]
) -> pa.Table:
    of = columns(Grant)
    sums = (cast(func.sum(of[name]), BigInteger).label(name) for name in ("granted", "claimed", "used", "lapsed"))
    asked = (
        select(
            key,
            *more,
            func.count().label("grants"),
            func.count(of.claim_hours).label("claims"),
            func.quantile_cont(of.claim_hours, QUANTILES).label("hours"),
            *sums,
        )
        .where(_of_benefit(snapshot, question, Grant, benefit))
        .group_by(key)
        .order_by(key)
    )
    return snapshot.ask(asked)


@kept
def claim_times(snapshot: Snapshot, question: Question, benefit: str, by: Groups) -> Mapping[str | None, ClaimTimes]:
    """Per region or category, in the order of their codes; None: the grants of stores in no region that is drawn."""
    stores = _stores_granted(snapshot, question, benefit, by)
    found = _claim_times(snapshot, question, benefit, _key(snapshot, question, Grant, by))
    return {(code := row.pop("key")): ClaimTimes(stores=stores[code], **row) for row in found.to_pylist()}


@kept
def claim_times_by_week(snapshot: Snapshot, question: Question, benefit: str) -> Mapping[date, ClaimTimes]:
    """Per week of granting, by its Monday, the oldest first."""
    of = columns(Grant)
    key = cast(func.date_trunc("week", of.granted_at), Date).label("key")
    stores = func.count(of.store_id.distinct()).label("stores")
    found = _claim_times(snapshot, question, benefit, key, stores)
    return {row.pop("key"): ClaimTimes(**row) for row in found.to_pylist()}


def _stores_granted(snapshot: Snapshot, question: Question, benefit: str, by: Groups) -> Mapping[str | None, int]:
    """Stores granted a benefit, by region or category: the cube knows, and counting grants' stores takes long."""
    of, key = columns(MeasureRow), _key(snapshot, question, MeasureRow, by)
    asked = (
        select(key, cast(func.sum(of.granted_stores), BigInteger).label("stores"))
        .where(_of_benefit(snapshot, question, MeasureRow, benefit))
        .group_by(key)
    )
    return {row["key"]: row["stores"] for row in snapshot.ask(asked).to_pylist()}


@kept
def waiting_classes(snapshot: Snapshot, question: Question, benefit: str) -> Sequence[WaitingClass]:
    """Grants by how long it took to claim them, in the classes of HOURS; the last three were never claimed."""
    of = columns(Grant)
    never = [(of.unclaimed > 0, WAITING), (of.lapsed > 0, LAPSED)]
    is_unclaimed = of.claim_hours.is_(None)
    classes = [
        *((and_(is_unclaimed, condition), at) for condition, at in never),
        (is_unclaimed, TAKEN_BACK),
        *((of.claim_hours <= bound, at) for at, bound in enumerate(HOURS)),
    ]
    at = case(*classes, else_=len(HOURS)).label("at")
    asked = (
        select(
            at,
            func.count(of.store_id.distinct()).label("stores"),
            func.count().label("grants"),
            cast(func.sum(of.granted), BigInteger).label("granted"),
        )
        .where(_of_benefit(snapshot, question, Grant, benefit))
        .group_by(at)
    )
    found = {row["at"]: WaitingClass(**row) for row in snapshot.ask(asked).to_pylist()}
    return tuple(found.get(at, WaitingClass(at)) for at in range(TAKEN_BACK + 1)) if found else ()
