"""The cold start of newly certified stores: whether they sold within so many days of entry."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from sqlalchemy import ColumnElement, and_, func, select

from dashboard.questions.asking import narrowed
from dashboard.questions.keeping import kept
from dashboard.views.question import Question
from models.base import columns
from models.snapshots.snapshot import Snapshot
from models.snapshots.tables import ActivityRow, StoreDay

COLD_START_DAYS: Final = (7, 30)
"""Days from entry within which a first sale passes the cold start: what the programme's question asks."""
NEW_DAYS: Final = 90
"""A store is newly certified so many days after it first was: the longest cold start that the programme names."""


@lru_cache(maxsize=64)
def activity_days(snapshot: Snapshot) -> tuple[date, date] | None:
    """The first and the last day that the trading weeks of a snapshot cover; None where it has none."""
    week = columns(ActivityRow).week_start
    row = snapshot.ask(select(func.min(week).label("first"), func.max(week).label("last"))).to_pylist()[0]
    return (row["first"], row["last"] + timedelta(days=6)) if row["first"] else None


@dataclass(frozen=True)
class ColdStart:
    """Newly certified stores whose days since entry are over, and those that had their first sale within them."""

    newly: int
    due_7: int
    passed_7: int
    due_30: int
    passed_30: int

    @property
    def least(self) -> int:
        """The fewest stores that any of its shares speaks of."""
        return min(filter(None, (self.newly, self.due_7, self.due_30)), default=0)


@kept
def cold_start(snapshot: Snapshot, question: Question) -> dict[str, ColdStart]:
    """Newly certified stores that passed their cold start, by category.

    They were first certified in the last 90 days, entered after the trading weeks begin, and their activity is
    known. Sales are known by week: a first sale counts when the Monday of its week is at most so many days
    after the day of entry.
    """
    days = activity_days(snapshot)
    if days is None:
        return {}
    first, last = days
    of, day = columns(StoreDay), snapshot.day

    def within(count: int) -> dict[str, ColumnElement[int]]:
        is_due = of.entered_on + count <= last
        return {
            f"due_{count}": func.count().filter(is_due),
            f"passed_{count}": func.count().filter(and_(is_due, of.first_sale_week <= of.entered_on + count)),
        }

    counts: dict[str, ColumnElement[int]] = {"newly": func.count()}
    for count in COLD_START_DAYS:
        counts |= within(count)
    is_new = and_(of.certified_on > day - timedelta(days=NEW_DAYS), of.entered_on >= first)
    select_counts = (
        select(of.category_code.label("code"), *(count.label(name) for name, count in counts.items()))
        .where(*narrowed(snapshot, StoreDay, question), is_new, of.activity_week.is_not(None))
        .group_by(of.category_code)
    )
    rows = snapshot.ask(select_counts).to_pylist()
    return {row["code"]: ColdStart(**{name: row[name] for name in counts}) for row in rows}
