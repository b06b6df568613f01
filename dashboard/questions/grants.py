"""Questions of grants: what was granted, claimed, used and lapsed of a measure, to the day and week by week.

Amounts are in each measure's own unit: traffic, fen, orders. Amounts of different units are never added.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import BigInteger, ColumnElement, cast, func, select
from sqlalchemy.sql.elements import KeyedColumnElement

from dashboard.figures.figure import share
from dashboard.questions.asking import narrowed
from dashboard.questions.keeping import kept
from dashboard.views.question import Question
from models.base import columns
from models.snapshots.snapshot import Snapshot
from models.snapshots.tables import LedgerRow, MeasureRow

WEEK: Final = timedelta(weeks=1)


@dataclass(frozen=True)
class MeasureSums:
    """Of one measure and unit, to the day: the stores in view that had it, and the sums of their grants."""

    granted_stores: int = 0
    claimed_stores: int = 0
    used_stores: int = 0
    lapsed_stores: int = 0
    activity_stores: int = 0
    activated_stores: int = 0
    granted: int = 0
    claimed: int = 0
    used: int = 0
    lapsed: int = 0
    clawed_back: int = 0
    unclaimed: int = 0
    unused: int = 0

    @property
    def head(self) -> float | None:
        """Stores that claimed ÷ stores granted, in per cent."""
        return share(self.claimed_stores, self.granted_stores)

    @property
    def value(self) -> float | None:
        """Value claimed ÷ value granted, in per cent."""
        return share(self.claimed, self.granted)


@dataclass(frozen=True)
class WeekFlows:
    """What happened to grants of one measure and unit in one week: how many, and the amounts."""

    grants: int = 0
    claims: int = 0
    granted: int = 0
    claimed: int = 0
    used: int = 0
    lapsed: int = 0
    clawed_back: int = 0


MEASURE_SUM_COLUMNS: Final = tuple(one.name for one in fields(MeasureSums))
FLOW_COLUMNS: Final = tuple(one.name for one in fields(WeekFlows))
NOTHING_GRANTED: Final = MeasureSums()
QUIET_WEEK: Final = WeekFlows()


def last_whole_week(day: date) -> date:
    """Monday of the last week that is over by the end of a day: where that is a Sunday, the week that it ends."""
    return day - timedelta(days=(day.weekday() + 1) % 7 + 6)


def last_week(snapshot: Snapshot) -> date:
    """Monday of the last whole week to the snapshot's day."""
    return last_whole_week(snapshot.day)


def sum_where(value: ColumnElement[Any], *conditions: ColumnElement[bool]) -> ColumnElement[Any]:
    """A sum over rows that meet the conditions; zero where there is none."""
    summed = func.sum(value).filter(*conditions) if conditions else func.sum(value)
    return cast(func.coalesce(summed, 0), BigInteger)


def total(column: KeyedColumnElement[Any]) -> ColumnElement[Any]:
    """A column's sum under its own name."""
    return sum_where(column).label(column.key)


@kept
def measure_sums(snapshot: Snapshot, question: Question) -> Mapping[tuple[str, str], MeasureSums]:
    """Per measure and unit that a store in view was granted, the sums to the day. One question of a cube."""
    of = columns(MeasureRow)
    asked = (
        select(of.measure_code, of.unit, *(total(of[name]) for name in MEASURE_SUM_COLUMNS))
        .where(*narrowed(snapshot, MeasureRow, question))
        .group_by(of.measure_code, of.unit)
    )
    return {(row.pop("measure_code"), row.pop("unit")): MeasureSums(**row) for row in snapshot.ask(asked).to_pylist()}


@kept
def weeks_of_measure(snapshot: Snapshot, question: Question, measure: str, unit: str) -> Mapping[date, WeekFlows]:
    """What happened to a measure's grants by week, the oldest first; weeks in which nothing did are zero."""
    of = columns(LedgerRow)
    asked = (
        select(of.week_start, *(total(of[name]) for name in FLOW_COLUMNS))
        .where(of.measure_code == measure, of.unit == unit, *narrowed(snapshot, LedgerRow, question))
        .group_by(of.week_start)
        .order_by(of.week_start)
    )
    found = {row.pop("week_start"): WeekFlows(**row) for row in snapshot.ask(asked).to_pylist()}
    if not found:
        return {}
    first, last = min(found), max([*found, last_week(snapshot)])
    weeks = (first + WEEK * at for at in range((last - first).days // 7 + 1))
    return {week: found.get(week, QUIET_WEEK) for week in weeks}
