"""Falls: which belts lost trade week on week, and by which stores."""

from dataclasses import dataclass, fields
from typing import Final

from sqlalchemy import func, select

from dashboard.questions.asking import narrowed
from dashboard.questions.keeping import kept
from dashboard.questions.targets import threshold
from dashboard.views.question import Question
from models.base import columns
from models.snapshots.snapshot import Snapshot
from models.snapshots.tables import StoreDay
from pages.belts.belt_sums import by_belt, growth

MOST_STORES: Final = 5
"""Stores that explain the fall of one belt."""


@dataclass(frozen=True)
class Fall:
    """A belt whose GMV fell by more than the threshold, week on week."""

    belt_id: str
    stores: int
    gmv_week_fen: int
    gmv_before_fen: int
    change: float


@kept
def falling_belts(snapshot: Snapshot, question: Question) -> list[Fall]:
    """Belts with enough stores that fell by more than the threshold, the deepest fall first."""
    limit, few = threshold(snapshot, "gmv-fall"), question.few
    found = []
    for belt_id, sums in by_belt(snapshot, question).items():
        change = growth(sums["gmv_week_fen"], sums["gmv_before_fen"])
        if sums["stores"] >= few and change is not None and change < -limit:
            found.append(Fall(belt_id, sums["stores"], sums["gmv_week_fen"], sums["gmv_before_fen"], change))
    return sorted(found, key=lambda fall: (fall.change, fall.belt_id))


@dataclass(frozen=True)
class FallStore:
    """A store that lost GMV week on week, and its rank by that within its belt."""

    belt_id: str
    rank: int
    store_id: str
    store_name: str
    owner: str | None
    gmv_week_fen: int
    gmv_before_fen: int
    fall_fen: int
    live_sessions_week: int | None


@kept
def fall_stores(snapshot: Snapshot, question: Question, belts: tuple[str, ...]) -> list[FallStore]:
    """Of each belt named, the stores that lost most GMV week on week, five at most; by belt and rank."""
    if not belts:
        return []
    of = columns(StoreDay)
    fall = (of.gmv_before_fen - of.gmv_week_fen).label("fall_fen")
    rank = func.row_number().over(partition_by=of.belt_id, order_by=[fall.desc(), of.store_id]).label("rank")
    delivered = (one.name for one in fields(FallStore) if one.name not in ("rank", "fall_fen"))
    ranked = (
        select(*(of[name] for name in delivered), fall, rank)
        .where(*narrowed(snapshot, StoreDay, question), of.belt_id.in_(belts), fall > 0)
        .subquery()
    )
    asked = select(ranked).where(ranked.c.rank <= MOST_STORES).order_by(ranked.c.belt_id, ranked.c.rank)
    return [FallStore(**row) for row in snapshot.ask(asked).to_pylist()]
