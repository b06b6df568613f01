"""Questions of belts: their sums and weeks of trade, which fell, which are thinly covered, which are alike."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from math import log
from statistics import quantiles
from typing import Any, Final

from sqlalchemy import BigInteger, ColumnElement, cast, func, select

from dashboard.figures.figure import figure
from dashboard.questions.asking import narrowed, placed
from dashboard.questions.certification import OPEN_STATES
from dashboard.questions.keeping import kept
from dashboard.questions.targets import threshold
from dashboard.reading.naming import names
from dashboard.views.dimensions import without_filters
from dashboard.views.question import Question
from models.base import columns
from models.geography.places import COUNTRY_CODE
from models.programme.metrics import METRICS
from models.settings import settings
from models.snapshots.snapshot import Snapshot
from models.snapshots.tables import DIMENSIONS, ActivityRow, BeltDay, CubeRow, DesignationDay, MeasureRow, StoreDay

Sums = Mapping[str, int]
NO_STORES: Final[Sums] = dict.fromkeys((name for name in CubeRow.model_fields if name not in DIMENSIONS), 0)
MOST_FALLS, PEERS, WEEKS = 5, 8, 4
RATES: Final = tuple(code for code, metric in METRICS.items() if metric.unit == "percent")
"""The metrics that a belt is set among the others by: shares, which do not grow with a belt's size."""


def everywhere(question: Question) -> Question:
    """All that the scope allows: no region, no filter."""
    return replace(without_filters(question), region=COUNTRY_CODE, level="province")


def of_belt(question: Question, belt_id: str) -> Question:
    """All stores of one belt, wherever they are."""
    return replace(everywhere(question), belts=(belt_id,))


def growth(now: float, before: float) -> float | None:
    """The change in per cent of what was before; None where that was nothing."""
    return 100 * (now - before) / before if before else None


def rate(code: str, sums: Sums) -> float | None:
    """A metric over sums of the cube; None where there are too few stores, or nothing to divide."""
    return figure(METRICS[code], sums, settings().few).value


def _summed(table: type[Any], *but: str) -> list[ColumnElement[Any]]:
    named = columns(table)
    left = [name for name in table.model_fields if name not in (*DIMENSIONS, *but)]
    return [cast(func.coalesce(func.sum(named[name]), 0), BigInteger).label(name) for name in left]


@kept
def by_belt(snapshot: Snapshot, question: Question) -> dict[str, Sums]:
    """The cube's sums of each listed belt that has stores in view."""
    belt, known = columns(CubeRow).belt_id, names(snapshot).belts
    asked = (
        select(belt, *_summed(CubeRow))
        .where(*narrowed(snapshot, CubeRow, question), belt.is_not(None))
        .group_by(belt)
        .order_by(belt)
    )
    found = {row.pop("belt_id"): row for row in snapshot.ask(asked).to_pylist()}
    return {code: sums for code, sums in found.items() if code in known}


@kept
def by_tier(snapshot: Snapshot, question: Question) -> dict[str | None, Sums]:
    """The cube's sums by the deposit tier held; None: no deposit."""
    tier = columns(CubeRow).tier_code
    asked = select(tier, *_summed(CubeRow)).where(*narrowed(snapshot, CubeRow, question)).group_by(tier)
    return {row.pop("tier_code"): row for row in snapshot.ask(asked).to_pylist()}


@kept
def measures(snapshot: Snapshot, question: Question) -> list[dict[str, Any]]:
    """Per measure and unit: how many stores had it, and the sums, to the day."""
    of = columns(MeasureRow)
    asked = (
        select(of.measure_code, of.unit, *_summed(MeasureRow, "measure_code", "unit"))
        .where(*narrowed(snapshot, MeasureRow, question))
        .group_by(of.measure_code, of.unit)
        .order_by(of.measure_code, of.unit)
    )
    return list(snapshot.ask(asked).to_pylist())


@kept
def weeks(snapshot: Snapshot, question: Question) -> list[dict[str, Any]]:
    """The whole weeks of trade of the stores in view, oldest first."""
    week = columns(ActivityRow).week_start
    asked = (
        select(week, *_summed(ActivityRow, "week_start"))
        .where(*narrowed(snapshot, ActivityRow, question))
        .group_by(week)
        .order_by(week)
    )
    return list(snapshot.ask(asked).to_pylist())


# Falls: which belts lost trade week on week, and by which stores


@dataclass(frozen=True)
class Fall:
    """A belt whose GMV fell by more than the threshold, week on week."""

    belt_id: str
    stores: int
    gmv_week_fen: int
    gmv_before_fen: int
    change: float


@kept
def falls(snapshot: Snapshot, question: Question) -> list[Fall]:
    """Belts with enough stores that fell by more than the threshold, the deepest fall first."""
    limit, few = threshold(snapshot, "gmv-fall"), question.few
    found = []
    for belt_id, sums in by_belt(snapshot, question).items():
        change = growth(sums["gmv_week_fen"], sums["gmv_before_fen"])
        if sums["stores"] >= few and change is not None and change < -limit:
            found.append(Fall(belt_id, sums["stores"], sums["gmv_week_fen"], sums["gmv_before_fen"], change))
    return sorted(found, key=lambda fall: (fall.change, fall.belt_id))


@kept
def fall_stores(snapshot: Snapshot, question: Question, belts: tuple[str, ...]) -> list[dict[str, Any]]:
    """Of each belt named, the stores that lost most GMV week on week, five at most; by belt and rank."""
    of = columns(StoreDay)
    fall = (of.gmv_before_fen - of.gmv_week_fen).label("fall_fen")
    rank = func.row_number().over(partition_by=of.belt_id, order_by=[fall.desc(), of.store_id]).label("rank")
    wanted = ("store_id", "store_name", "owner", "belt_id", "gmv_week_fen", "gmv_before_fen", "live_sessions_week")
    ranked = (
        select(*(of[name] for name in wanted), fall, rank)
        .where(*narrowed(snapshot, StoreDay, question), of.belt_id.in_(belts), fall > 0)
        .subquery()
    )
    asked = select(ranked).where(ranked.c.rank <= MOST_FALLS).order_by(ranked.c.belt_id, ranked.c.rank)
    return list(snapshot.ask(asked).to_pylist()) if belts else []


# Coverage: where a belt is listed and hardly a store is certified


@dataclass(frozen=True)
class Coverage:
    """A belt or a county of the belt list: its stores, those certified, and those with an open application."""

    code: str
    stores: int
    certified: int
    applicants: int


@kept
def listed(snapshot: Snapshot, question: Question) -> tuple[str, ...]:
    """The belts listed in the region in view, of the categories and belts chosen, with stores or without."""
    of = columns(BeltDay)
    conditions = placed(snapshot, BeltDay, question)
    if question.categories:
        conditions.append(of.category_code.in_(question.categories))
    if question.belts:
        conditions.append(of.belt_id.in_(question.belts))
    asked = select(of.belt_id).where(*conditions).order_by(of.belt_id)
    return tuple(snapshot.ask(asked).column("belt_id").to_pylist())


def _covered(snapshot: Snapshot, question: Question, by: str) -> dict[str, Coverage]:
    """Counts of all stores that the view's scope allows, whatever its filters."""
    of = columns(CubeRow)
    stores = func.sum(of.stores)
    counts = {
        "stores": stores,
        "certified": func.sum(of.certified_stores),
        "applicants": stores.filter(of.certification_status.in_(OPEN_STATES)),
    }
    asked = (
        select(of[by].label("code"), *(cast(func.coalesce(n, 0), BigInteger).label(name) for name, n in counts.items()))
        .where(*narrowed(snapshot, CubeRow, everywhere(question)), of[by].is_not(None))
        .group_by(of[by])
    )
    return {row["code"]: Coverage(**row) for row in snapshot.ask(asked).to_pylist()}


@kept
def thin_belts(snapshot: Snapshot, question: Question) -> list[Coverage]:
    """Listed belts with fewer certified stores than the threshold: those with none first, then by their stores."""
    least, counted = threshold(snapshot, "least-certified"), _covered(snapshot, question, "belt_id")
    found = [counted.get(belt_id, Coverage(belt_id, 0, 0, 0)) for belt_id in listed(snapshot, question)]
    thin = [belt for belt in found if belt.certified < least]
    return sorted(thin, key=lambda belt: (belt.certified > 0, -belt.stores, belt.code))


@kept
def bare_counties(snapshot: Snapshot, question: Question) -> list[Coverage]:
    """Counties of listed belts without a certified store: those with applicants first, then by their stores."""
    belts, counted = names(snapshot).belts, _covered(snapshot, question, "county_adcode")
    codes = sorted({belts[belt_id].county_adcode for belt_id in listed(snapshot, question)})
    found = [counted.get(code, Coverage(code, 0, 0, 0)) for code in codes]
    bare = [county for county in found if not county.certified]
    return sorted(bare, key=lambda county: (not county.applicants, -county.stores, county.code))


# Designated belts: trade before and since the exemption


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


Trade = Mapping[date, tuple[int, int]]
"""Monday -> GMV and fee waived, in fen."""


@kept
def trade_by_belt(snapshot: Snapshot, question: Question) -> dict[str, Trade]:
    """Of each belt, its weeks of trade."""
    of = columns(ActivityRow)
    gmv, fee = (cast(func.sum(of[name]), BigInteger).label(name) for name in ("gmv_fen", "fee_waived_fen"))
    asked = (
        select(of.belt_id, of.week_start, gmv, fee)
        .where(*narrowed(snapshot, ActivityRow, question), of.belt_id.is_not(None))
        .group_by(of.belt_id, of.week_start)
    )
    found: dict[str, dict[date, tuple[int, int]]] = {}
    told = snapshot.ask(asked)
    for belt_id, week, *amounts in zip(*(column.to_pylist() for column in told.columns), strict=True):
        found.setdefault(belt_id, {})[week] = (amounts[0], amounts[1])
    return dict(found)


@lru_cache(maxsize=32)
def known_weeks(snapshot: Snapshot) -> tuple[date, date] | None:
    """The first and the last whole week of which any trade is known, in the whole snapshot."""
    week = columns(ActivityRow).week_start
    asked = select(func.min(week).label("first"), func.max(week).label("last"))
    row = snapshot.ask(asked).to_pylist()[0]
    return (row["first"], row["last"]) if row["first"] else None


def spans(waiver_from: date, waiver_to: date | None, known: tuple[date, date]) -> tuple[date | None, date | None]:
    """The Mondays on which the four whole weeks before a waiver, and its last four, begin; None: not to be had."""
    first, last = known
    before = waiver_from - timedelta(days=waiver_from.weekday(), weeks=WEEKS)
    if waiver_to:
        last = min(last, waiver_to - timedelta(days=6 + (waiver_to.weekday() + 1) % 7))
    since = last - timedelta(weeks=WEEKS - 1)
    return before if before >= first else None, since if since >= waiver_from else None


def _gmv(trade: Trade, begins: date) -> int:
    return sum(trade.get(begins + timedelta(weeks=week), (0, 0))[0] for week in range(WEEKS))


@kept
def waivers(snapshot: Snapshot, question: Question) -> list[Waiver]:
    """Waivers that have begun, of the belts in view; those in force first, then by growth, belts too small last."""
    of, known = columns(DesignationDay), known_weeks(snapshot)
    rows = snapshot.ask(select(*of).where(of.state != "scheduled").order_by(of.belt_id, of.waiver_from)).to_pylist()
    counted, in_view = by_belt(snapshot, question), trade_by_belt(snapshot, question)
    wanted = {*counted, *listed(snapshot, question)}
    never = _never_designated(snapshot, question, {row["belt_id"] for row in rows})
    found = []
    for row in rows:
        if row["belt_id"] not in wanted:
            continue
        trade = in_view.get(row["belt_id"], {})
        category = names(snapshot).belts[row["belt_id"]].category_code
        before, since = spans(row["waiver_from"], row["waiver_to"], known) if known else (None, None)
        gmv_before = None if before is None else _gmv(trade, before)
        gmv_since = None if since is None else _gmv(trade, since)
        has_both = before is not None and since is not None
        found.append(
            Waiver(
                belt_id=row["belt_id"],
                waiver_from=row["waiver_from"],
                waiver_to=row["waiver_to"],
                rate_pct=row["rate_pct"],
                state=row["state"],
                stores=counted.get(row["belt_id"], NO_STORES)["stores"],
                gmv_before_fen=gmv_before,
                gmv_since_fen=gmv_since,
                growth=growth(gmv_since or 0, gmv_before or 0) if has_both else None,
                peers_growth=_peers_growth(never.get(category, []), before, since),
                fee_waived_fen=_fee(trade, row["waiver_from"], row["waiver_to"]),
            )
        )
    return sorted(found, key=_by_growth)


def _by_growth(waiver: Waiver) -> tuple[bool, bool, float, str, date]:
    missing = waiver.growth is None or waiver.stores < settings().few
    growth = 0 if missing else -(waiver.growth or 0)
    return (waiver.state != "active", missing, growth, waiver.belt_id, waiver.waiver_from)


def _never_designated(snapshot: Snapshot, question: Question, designated: set[str]) -> dict[str, list[Trade]]:
    """The weeks of trade of belts that never were designated, by category."""
    of, found = names(snapshot).belts, dict[str, list[Trade]]()
    for belt_id, trade in trade_by_belt(snapshot, everywhere(question)).items():
        if belt_id not in designated and belt_id in of:
            found.setdefault(of[belt_id].category_code, []).append(trade)
    return found


def _peers_growth(peers: Iterable[Trade], before: date | None, since: date | None) -> float | None:
    if before is None or since is None:
        return None
    all_of = list(peers)
    return growth(sum(_gmv(trade, since) for trade in all_of), sum(_gmv(trade, before) for trade in all_of))


def _fee(trade: Trade, begins: date, ends: date | None) -> int:
    last = date.max if ends is None else ends - timedelta(days=6)
    return sum(fee for week, (_gmv, fee) in trade.items() if begins <= week <= last)


# One belt among the others


@dataclass(frozen=True)
class Standing:
    """Where a belt stands among all belts with enough stores, by one metric.

    `cuts` are the nine deciles of these belts; `decile` is 1 (lowest values) to 10.
    """

    metric: str
    value: float
    belts: int
    decile: int
    cuts: tuple[float, ...]


def decile_of(value: float, values: Iterable[float]) -> int:
    """1 to 10: the tenth in which a value stands among all, itself included; of equal ones in their middle."""
    others = list(values)
    below, equal = sum(other < value for other in others), sum(other == value for other in others)
    return min(int(10 * (below + equal / 2) / len(others)) + 1, 10)


@kept
def standings(snapshot: Snapshot, question: Question, belt_id: str) -> list[Standing]:
    """A belt's place by each share, where it and at least one other belt has a value."""
    all_of, found = by_belt(snapshot, everywhere(question)), []
    for code in RATES:
        values = {name: value for name, sums in all_of.items() if (value := rate(code, sums)) is not None}
        if belt_id in values and len(values) > 1:
            own, cuts = values[belt_id], tuple(quantiles(values.values(), n=10, method="inclusive"))
            found.append(Standing(code, own, len(values), decile_of(own, values.values()), cuts))
    return found


@kept
def peers(snapshot: Snapshot, question: Question, belt_id: str) -> tuple[str, ...]:
    """The belts of the same category nearest by the logarithm of their stores, eight at most, of enough stores."""
    all_of, of, few = by_belt(snapshot, everywhere(question)), names(snapshot).belts, question.few
    own = all_of.get(belt_id, NO_STORES)["stores"]
    alike = [
        (abs(log(sums["stores"] / own)), code)
        for code, sums in all_of.items()
        if own and code != belt_id and sums["stores"] >= few and of[code].category_code == of[belt_id].category_code
    ]  # fmt: skip
    return tuple(code for _away, code in sorted(alike)[:PEERS])


@kept
def is_too_small(snapshot: Snapshot, question: Question, belt_id: str) -> bool:
    """Whether a belt has stores, but too few to show figures of."""
    return 0 < by_belt(snapshot, everywhere(question)).get(belt_id, NO_STORES)["stores"] < question.few
