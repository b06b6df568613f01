"""Designated belts: trade before and since the exemption, and the fee waived."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, NamedTuple

from sqlalchemy import BigInteger, cast, func, select

from dashboard.questions.asking import narrowed
from dashboard.questions.coverage import listed_belts
from dashboard.questions.keeping import kept
from dashboard.reading.naming import names
from dashboard.views.dimensions import without_region_and_filters
from dashboard.views.question import Question
from models.base import columns
from models.snapshots.snapshot import Snapshot
from models.snapshots.tables import ActivityRow, DesignationDay
from pages.belts.belt_sums import ZERO_SUMS, by_belt, growth

COMPARED: Final = 4
"""Whole weeks before a waiver, and of its last, whose GMV is compared."""


@dataclass(frozen=True)
class Waiver:
    """A waiver that has begun: GMV of four whole weeks before it and of its last four, and the fee waived.

    A GMV is None where the record does not reach back, or the waiver is younger than four whole weeks.
    """

    belt_id: str
    waiver_from: date
    waiver_to: date | None
    rate_pct: float
    state: str
    stores: int
    gmv_before_fen: int | None
    gmv_since_fen: int | None
    growth: float | None
    peers_growth: float | None
    """Of the belts of the same category that never were designated, over the same weeks."""
    fee_waived_fen: int


class TradeWeek(NamedTuple):
    """The trade of a belt in one week."""

    gmv_fen: int
    fee_waived_fen: int


Trade = Mapping[date, TradeWeek]
"""Monday -> the week's trade."""
NO_TRADE: Final = TradeWeek(0, 0)


@kept
def trade_by_belt(snapshot: Snapshot, question: Question) -> dict[str, Trade]:
    """Of each belt, its weeks of trade."""
    of = columns(ActivityRow)
    amounts = (cast(func.sum(of[name]), BigInteger).label(name) for name in TradeWeek._fields)
    asked = (
        select(of.belt_id, of.week_start, *amounts)
        .where(*narrowed(snapshot, ActivityRow, question), of.belt_id.is_not(None))
        .group_by(of.belt_id, of.week_start)
    )
    found: dict[str, dict[date, TradeWeek]] = {}
    weeks = snapshot.ask(asked)
    for belt_id, week, gmv, fee in zip(*(column.to_pylist() for column in weeks.columns), strict=True):
        found.setdefault(belt_id, {})[week] = TradeWeek(gmv, fee)
    return dict(found)


@kept
def known_weeks(snapshot: Snapshot) -> tuple[date, date] | None:
    """The first and the last whole week of which any trade is known, in the whole snapshot."""
    week = columns(ActivityRow).week_start
    asked = select(func.min(week).label("first"), func.max(week).label("last"))
    row = snapshot.ask(asked).to_pylist()[0]
    return (row["first"], row["last"]) if row["first"] else None


class ComparedWeeks(NamedTuple):
    """The Mondays on which the four whole weeks before a waiver, and its last four, begin; None: not to be had."""

    before: date | None
    since: date | None


def compared_weeks(waiver_from: date, waiver_to: date | None, known: tuple[date, date]) -> ComparedWeeks:
    """The weeks that are compared of a waiver, where trade is known of the weeks from the first to the last."""
    first, last = known
    before = waiver_from - timedelta(days=waiver_from.weekday(), weeks=COMPARED)
    if waiver_to:
        last = min(last, waiver_to - timedelta(days=6 + (waiver_to.weekday() + 1) % 7))
    since = last - timedelta(weeks=COMPARED - 1)
    return ComparedWeeks(before if before >= first else None, since if since >= waiver_from else None)


def _gmv(trade: Trade, begins: date) -> int:
    return sum(trade.get(begins + timedelta(weeks=week), NO_TRADE).gmv_fen for week in range(COMPARED))


@kept
def waivers(snapshot: Snapshot, question: Question) -> list[Waiver]:
    """Waivers that have begun, of the belts in view; those in force first, then by growth, belts too small last."""
    begun = _begun(snapshot)
    counted, in_view = by_belt(snapshot, question), trade_by_belt(snapshot, question)
    wanted = {*counted, *listed_belts(snapshot, question)}
    peers = _never_designated(snapshot, question, {one.belt_id for one in begun})
    belts, known = names(snapshot).belts, known_weeks(snapshot)

    def waiver(one: DesignationDay) -> Waiver:
        trade = in_view.get(one.belt_id, {})
        weeks = compared_weeks(one.waiver_from, one.waiver_to, known) if known else ComparedWeeks(None, None)
        gmv_before = None if weeks.before is None else _gmv(trade, weeks.before)
        gmv_since = None if weeks.since is None else _gmv(trade, weeks.since)
        has_both = gmv_before is not None and gmv_since is not None
        return Waiver(
            belt_id=one.belt_id,
            waiver_from=one.waiver_from,
            waiver_to=one.waiver_to,
            rate_pct=one.rate_pct,
            state=one.state,
            stores=counted.get(one.belt_id, ZERO_SUMS)["stores"],
            gmv_before_fen=gmv_before,
            gmv_since_fen=gmv_since,
            growth=growth(gmv_since or 0, gmv_before or 0) if has_both else None,
            peers_growth=_peers_growth(peers.get(belts[one.belt_id].category_code, []), weeks),
            fee_waived_fen=_fee(trade, one.waiver_from, one.waiver_to),
        )

    found = [waiver(one) for one in begun if one.belt_id in wanted]
    return sorted(found, key=lambda one: _by_growth(one, question.few))


def _begun(snapshot: Snapshot) -> list[DesignationDay]:
    """Waivers in force or ended."""
    of = columns(DesignationDay)
    asked = select(*of).where(of.state != "scheduled").order_by(of.belt_id, of.waiver_from)
    return [DesignationDay(**row) for row in snapshot.ask(asked).to_pylist()]


def _by_growth(waiver: Waiver, few: int) -> tuple[bool, bool, float, str, date]:
    is_missing = waiver.growth is None or waiver.stores < few
    growth = 0 if is_missing else -(waiver.growth or 0)
    return (waiver.state != "active", is_missing, growth, waiver.belt_id, waiver.waiver_from)


def _never_designated(snapshot: Snapshot, question: Question, designated: set[str]) -> dict[str, list[Trade]]:
    """The weeks of trade of belts that never were designated, by category."""
    belts, found = names(snapshot).belts, dict[str, list[Trade]]()
    for belt_id, trade in trade_by_belt(snapshot, without_region_and_filters(question)).items():
        if belt_id not in designated and belt_id in belts:
            found.setdefault(belts[belt_id].category_code, []).append(trade)
    return found


def _peers_growth(peers: Iterable[Trade], weeks: ComparedWeeks) -> float | None:
    before, since = weeks
    if before is None or since is None:
        return None
    all_of = list(peers)
    return growth(sum(_gmv(trade, since) for trade in all_of), sum(_gmv(trade, before) for trade in all_of))


def _fee(trade: Trade, begins: date, ends: date | None) -> int:
    last = date.max if ends is None else ends - timedelta(days=6)
    return sum(one.fee_waived_fen for week, one in trade.items() if begins <= week <= last)
