"""Questions of what came of a cost: the trade of the stores that use a benefit, and what a measure used."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, or_, select

from dashboard.questions.asking import narrowed
from dashboard.questions.costs import RATE_WEEKS
from dashboard.questions.grants import WEEK, sum_where, total
from dashboard.questions.keeping import kept
from dashboard.views.question import Question
from models.base import columns
from models.programme.terms import ENVELOPE, PACK
from models.snapshots.snapshot import Snapshot
from models.snapshots.tables import LedgerRow, StoreDay
from pages.benefits.four_benefits import DEPOSIT, EXEMPTION


@dataclass(frozen=True)
class UsersTrade:
    """Of the stores in view that use a benefit: how many, and their GMV of the last four whole weeks."""

    stores: int
    gmv_fen: int


@dataclass(frozen=True)
class TradeOfUsers:
    """By benefit, and Monday of the last week of it; None: no trade of such stores is delivered."""

    week: date | None
    by_benefit: Mapping[str, UsersTrade]


@kept
def trade_of_users(snapshot: Snapshot, question: Question) -> TradeOfUsers:
    """The trade of the stores in view that claimed each benefit, or have it."""
    of = columns(StoreDay)
    users = {
        PACK: of.pack_claimed > 0,
        ENVELOPE: of.envelope_issued_fen > 0,
        EXEMPTION: of.is_exempt,
        DEPOSIT: of.released_fen > 0,
    }
    sums = []
    for code, is_user in users.items():
        sums.append(sum_where(of.gmv_28d_fen, is_user).label(f"{code}_gmv"))
        sums.append(func.count().filter(is_user).label(f"{code}_stores"))
    asked = select(func.max(of.activity_week).label("week"), *sums).where(
        or_(*users.values()), *narrowed(snapshot, StoreDay, question)
    )
    found = snapshot.ask(asked).to_pylist()[0]
    return TradeOfUsers(
        found["week"], {code: UsersTrade(found[f"{code}_stores"], found[f"{code}_gmv"]) for code in users}
    )


@kept
def used_by_measure(snapshot: Snapshot, question: Question, measure: str, unit: str, last: date) -> int:
    """What grants of a measure used in four whole weeks, the last of which begins on a Monday."""
    of = columns(LedgerRow)
    asked = select(total(of.used)).where(
        of.measure_code == measure,
        of.unit == unit,
        of.week_start.between(last - WEEK * (RATE_WEEKS - 1), last),
        *narrowed(snapshot, LedgerRow, question),
    )
    return int(snapshot.ask(asked).to_pylist()[0]["used"])
