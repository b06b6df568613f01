"""Questions of the trade of certified stores: beside their peers, and in the last whole week."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from sqlalchemy import BigInteger, ColumnElement, cast, func, select

from dashboard.questions.asking import narrowed
from dashboard.questions.keeping import kept
from dashboard.views.question import Question
from models.base import columns
from models.snapshots.snapshot import Snapshot
from models.snapshots.tables import CubeRow


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
