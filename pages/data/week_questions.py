"""What a snapshot says of one whole week, so that two snapshots can be asked of the same one."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import func, select

from dashboard.questions.asking import narrowed
from dashboard.questions.keeping import kept
from dashboard.views.question import Question
from models.base import columns
from models.snapshots.snapshot import Snapshot
from models.snapshots.tables import ActivityRow, LedgerRow

TRADE_UNITS: Final = {
    "gmv_fen": "fen",
    "orders": "order",
    "live_sessions": "session",
    "sessions_with_envelope": "session",
}
"""What is summed of the trade, and its unit."""
BENEFIT_STEPS: Final = ("granted", "claimed", "used", "lapsed")


@dataclass(frozen=True)
class WeekSum:
    """A week's sum of one thing; `measure` is empty for trade."""

    measure: str
    what: str
    unit: str
    amount: int


@kept
def week_sums(snapshot: Snapshot, question: Question, monday: date) -> tuple[WeekSum, ...]:
    """The trade of one whole week, and what became of every benefit in it, each in its unit."""
    return (*_trade(snapshot, question, monday), *_benefits(snapshot, question, monday))


def _trade(snapshot: Snapshot, question: Question, monday: date) -> list[WeekSum]:
    of = columns(ActivityRow)
    sums = (func.sum(of[name]).label(name) for name in TRADE_UNITS)
    asked = select(*sums).where(*narrowed(snapshot, ActivityRow, question), of.week_start == monday)
    (row,) = snapshot.ask(asked).to_pylist()
    return [WeekSum("", name, unit, int(row[name] or 0)) for name, unit in TRADE_UNITS.items()]


def _benefits(snapshot: Snapshot, question: Question, monday: date) -> list[WeekSum]:
    of = columns(LedgerRow)
    by = (of.measure_code, of.unit)
    asked = (
        select(*by, *(func.sum(of[step]).label(step) for step in BENEFIT_STEPS))
        .where(*narrowed(snapshot, LedgerRow, question), of.week_start == monday)
        .group_by(*by)
        .order_by(*by)
    )
    return [
        WeekSum(row["measure_code"], step, row["unit"], int(row[step] or 0))
        for row in snapshot.ask(asked).to_pylist()
        for step in BENEFIT_STEPS
    ]
