"""Questions of the trade of certified stores: beside their peers, in the last whole week, and in their cold start."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import lru_cache
from typing import Final

from sqlalchemy import BigInteger, ColumnElement, and_, cast, func, select

from dashboard.questions.asking import narrowed
from dashboard.questions.keeping import kept
from dashboard.views.question import Question
from models.base import columns
from models.snapshots.snapshot import Snapshot
from models.snapshots.tables import ActivityRow, CubeRow, StoreDay

COLD_START_DAYS: Final = (7, 30)
"""Days from entry within which a first sale passes the cold start: what the programme's question asks."""
NEW_DAYS: Final = 90
"""A store is newly certified so many days after it first was: the longest cold start that the programme names."""


@dataclass(frozen=True)
class PeerCell:
    """Stores of one belt and category whose activity is known: certified ones and their peers, which are not."""

    belt_id: str
    category_code: str
    certified: int
    peers: int
    certified_fen: int
    peers_fen: int

    def is_compared(self, few: int) -> bool:
        """Whether both sides have enough stores."""
        return min(self.certified, self.peers) >= few


@kept
def peer_cells(snapshot: Snapshot, question: Question) -> tuple[PeerCell, ...]:
    """Every cell of belt and category in view, with GMV of the last 28 days; stores of no belt are in none."""
    of = columns(CubeRow)
    is_certified = of.certification_status == "certified"

    def sums(name: str, whose: ColumnElement[bool]) -> ColumnElement[int]:
        return cast(func.coalesce(func.sum(of[name]).filter(whose), 0), BigInteger)

    select_cells = (
        select(
            of.belt_id,
            of.category_code,
            sums("activity_stores", is_certified).label("certified"),
            sums("activity_stores", ~is_certified).label("peers"),
            sums("gmv_28d_fen", is_certified).label("certified_fen"),
            sums("gmv_28d_fen", ~is_certified).label("peers_fen"),
        )
        .where(*narrowed(snapshot, CubeRow, question), of.belt_id.is_not(None))
        .group_by(of.belt_id, of.category_code)
        .order_by(of.category_code, of.belt_id)
    )
    return tuple(PeerCell(**row) for row in snapshot.ask(select_cells).to_pylist())


@dataclass(frozen=True)
class PeerGap:
    """GMV per store of certified stores and of their peers, over cells where both have enough stores.

    A cell weighs as much as it has certified stores, so that both means are over the same belts and categories.
    """

    certified: int
    peers: int
    compared: int
    left_out: int
    certified_mean_fen: int
    peers_mean_fen: int

    @property
    def difference_fen(self) -> int:
        """Certified less peers."""
        return self.certified_mean_fen - self.peers_mean_fen

    @property
    def difference_pct(self) -> float | None:
        """The difference in per cent of the peers' mean; None where that is nothing."""
        return 100 * self.difference_fen / self.peers_mean_fen if self.peers_mean_fen else None


def peer_gap(cells: Iterable[PeerCell], few: int) -> PeerGap | None:
    """What cells together say; None where none of them has enough stores on both sides."""
    all_cells = list(cells)
    compared = [cell for cell in all_cells if cell.is_compared(few)]
    certified = sum(cell.certified for cell in compared)
    if not certified:
        return None
    weighted = sum((Fraction(cell.certified * cell.peers_fen, cell.peers) for cell in compared), Fraction())
    return PeerGap(
        certified=certified,
        peers=sum(cell.peers for cell in compared),
        compared=len(compared),
        left_out=len(all_cells) - len(compared),
        certified_mean_fen=round(Fraction(sum(cell.certified_fen for cell in compared), certified)),
        peers_mean_fen=round(weighted / certified),
    )


@dataclass(frozen=True)
class Trading:
    """Certified stores, those of them whose activity is known, and what these did in the last whole week."""

    certified: int
    known: int
    active: int
    live: int
    both: int


_TRADING: Final = {
    "certified": "stores",
    "known": "activity_stores",
    "active": "active_stores",
    "live": "live_stores",
    "both": "active_live_stores",
}
"""What is counted -> the cube's column that is summed."""


@kept
def trading(snapshot: Snapshot, question: Question) -> dict[str, Trading]:
    """Certified stores that had sales, went live or did both in the last whole week, by category."""
    of = columns(CubeRow)
    select_sums = (
        select(of.category_code.label("code"), *(func.sum(of[name]).label(what) for what, name in _TRADING.items()))
        .where(*narrowed(snapshot, CubeRow, question), of.certification_status == "certified")
        .group_by(of.category_code)
    )
    rows = snapshot.ask(select_sums).to_pylist()
    return {row["code"]: Trading(**{what: int(row[what]) for what in _TRADING}) for row in rows}


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
