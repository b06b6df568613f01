"""One belt: its tiers, benefits and weeks of trade, where it stands among all belts, and which are like it."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from math import log
from statistics import quantiles
from typing import Final

from sqlalchemy import select

from dashboard.questions.asking import narrowed
from dashboard.questions.keeping import kept
from dashboard.reading.naming import names
from dashboard.views.question import Question
from models.base import columns
from models.programme.metrics import METRICS
from models.snapshots.snapshot import Snapshot
from models.snapshots.tables import ActivityRow, CubeRow, MeasureRow
from pages.belts.belt_sums import ZERO_SUMS, Sums, all_belts, rate, sums_of_belt, totals

MOST_PEERS: Final = 8
RATES: Final = tuple(code for code, metric in METRICS.items() if metric.unit == "percent")
"""The metrics that a belt is set among the others by: shares, which do not grow with a belt's size."""


@kept
def by_tier(snapshot: Snapshot, question: Question) -> dict[str | None, Sums]:
    """The cube's sums by the deposit tier held; None: no deposit."""
    tier = columns(CubeRow).tier_code
    asked = select(tier, *totals(CubeRow, ZERO_SUMS)).where(*narrowed(snapshot, CubeRow, question)).group_by(tier)
    return {row.pop("tier_code"): row for row in snapshot.ask(asked).to_pylist()}


@dataclass(frozen=True)
class MeasureSums:
    """What stores had of one measure in one unit, to the day."""

    measure_code: str
    unit: str
    granted_stores: int
    claimed_stores: int
    granted: int
    claimed: int
    used: int
    lapsed: int


@kept
def measures(snapshot: Snapshot, question: Question) -> list[MeasureSums]:
    """Per measure and unit: how many stores had it, and the sums, to the day."""
    of = columns(MeasureRow)
    summed = [one.name for one in fields(MeasureSums) if one.name not in ("measure_code", "unit")]
    asked = (
        select(of.measure_code, of.unit, *totals(MeasureRow, summed))
        .where(*narrowed(snapshot, MeasureRow, question))
        .group_by(of.measure_code, of.unit)
        .order_by(of.measure_code, of.unit)
    )
    return [MeasureSums(**row) for row in snapshot.ask(asked).to_pylist()]


@dataclass(frozen=True)
class WeekSums:
    """The trade of one whole week."""

    week_start: date
    gmv_fen: int
    orders: int
    active_stores: int
    live_stores: int
    live_sessions: int
    sessions_with_envelope: int
    fee_waived_fen: int


@kept
def weeks_of_trade(snapshot: Snapshot, question: Question) -> list[WeekSums]:
    """The whole weeks of trade of the stores in view, oldest first."""
    week = columns(ActivityRow).week_start
    summed = [one.name for one in fields(WeekSums) if one.name != "week_start"]
    asked = (
        select(week, *totals(ActivityRow, summed))
        .where(*narrowed(snapshot, ActivityRow, question))
        .group_by(week)
        .order_by(week)
    )
    return [WeekSums(**row) for row in snapshot.ask(asked).to_pylist()]


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
    all_of, few, found = all_belts(snapshot, question), question.few, []
    for code in RATES:
        values = {name: value for name, sums in all_of.items() if (value := rate(code, sums, few)) is not None}
        if belt_id in values and len(values) > 1:
            own, cuts = values[belt_id], tuple(quantiles(values.values(), n=10, method="inclusive"))
            found.append(Standing(code, own, len(values), decile_of(own, values.values()), cuts))
    return found


@kept
def peers(snapshot: Snapshot, question: Question, belt_id: str) -> tuple[str, ...]:
    """The belts of the same category nearest by the logarithm of their stores, eight at most, of enough stores."""
    own, belts = sums_of_belt(snapshot, question, belt_id)["stores"], names(snapshot).belts
    if not own:
        return ()
    alike = [
        (abs(log(sums["stores"] / own)), code)
        for code, sums in all_belts(snapshot, question).items()
        if code != belt_id
        and sums["stores"] >= question.few
        and belts[code].category_code == belts[belt_id].category_code
    ]
    return tuple(code for _away, code in sorted(alike)[:MOST_PEERS])
