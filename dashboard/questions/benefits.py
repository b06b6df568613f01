"""Questions of the four benefits of Laotie Good Store: what was granted, claimed, used and lapsed, and the uptake.

Amounts are in each benefit's own unit: traffic, or fen. Amounts of different units are never added.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, Final

import pyarrow as pa
from sqlalchemy import BigInteger, Date, and_, cast, func, select

from dashboard.questions.asking import narrowed
from dashboard.questions.keeping import kept
from dashboard.views.question import Question
from models.base import columns
from models.programme.terms import ENVELOPE, PACK
from models.snapshots.snapshot import Snapshot
from models.snapshots.tables import ActivityRow, CubeRow, Event, LedgerRow, MeasureRow, StoreDay

Row = dict[str, Any]
FLOWS: Final = ("grants", "claims", "granted", "claimed", "used", "lapsed", "clawed_back")
HELD: Final = (
    *("granted_stores", "claimed_stores", "used_stores", "lapsed_stores", "activity_stores", "activated_stores"),
    *("granted", "claimed", "used", "lapsed", "clawed_back", "unclaimed", "unused"),
)
WEEK: Final = timedelta(weeks=1)


def last_week(snapshot: Snapshot) -> date:
    """Monday of the last whole week to the day: the seven days that end on the day, where that is a Sunday."""
    ended = date.fromisoformat(snapshot.as_of) - timedelta(days=6)
    return ended - timedelta(days=ended.weekday())


def whole(value: Any, *conditions: Any) -> Any:
    """A sum over rows that meet the conditions; zero where there is none."""
    summed = func.sum(value).filter(*conditions) if conditions else func.sum(value)
    return cast(func.coalesce(summed, 0), BigInteger)


def total(column: Any) -> Any:
    """A column's sum under its own name."""
    return whole(column).label(column.name)


@kept
def held(snapshot: Snapshot, question: Question) -> Mapping[tuple[str, str], Row]:
    """Per measure and unit, the stores in view that had it and the sums to the day. One question of a cube."""
    of = columns(MeasureRow)
    asked = (
        select(of.measure_code, of.unit, *(total(of[name]) for name in HELD))
        .where(*narrowed(snapshot, MeasureRow, question))
        .group_by(of.measure_code, of.unit)
    )
    return {(row["measure_code"], row["unit"]): row for row in snapshot.ask(asked).to_pylist()}


def nothing_held(measure: str, unit: str) -> Row:
    """What `held` would say of a measure that no store in view was granted."""
    return {"measure_code": measure, "unit": unit} | dict.fromkeys(HELD, 0)


@kept
def weekly(snapshot: Snapshot, question: Question, measure: str, unit: str) -> tuple[Row, ...]:
    """What happened to a measure's grants in each week, oldest first; weeks in which nothing did are zero."""
    of = columns(LedgerRow)
    asked = (
        select(of.week_start, *(total(of[name]) for name in FLOWS))
        .where(of.measure_code == measure, of.unit == unit, *narrowed(snapshot, LedgerRow, question))
        .group_by(of.week_start)
        .order_by(of.week_start)
    )
    found = {row["week_start"]: row for row in snapshot.ask(asked).to_pylist()}
    if not found:
        return ()
    first, last = min(found), max([*found, last_week(snapshot)])
    weeks = (first + WEEK * at for at in range((last - first).days // 7 + 1))
    return tuple(found.get(week, {"week_start": week} | dict.fromkeys(FLOWS, 0)) for week in weeks)


@kept
def in_weeks(snapshot: Snapshot, question: Question, first: date) -> Mapping[tuple[str, str, date], Row]:
    """What happened to grants from a Monday on, by measure, unit and week. The ledger is sorted by week."""
    of = columns(LedgerRow)
    asked = (
        select(of.measure_code, of.unit, of.week_start, *(total(of[name]) for name in FLOWS))
        .where(of.week_start >= first, *narrowed(snapshot, LedgerRow, question))
        .group_by(of.measure_code, of.unit, of.week_start)
    )
    return {(row["measure_code"], row["unit"], row["week_start"]): row for row in snapshot.ask(asked).to_pylist()}


@lru_cache(maxsize=8)
def _deposits_set(snapshot: Snapshot, first: date, weeks: int) -> pa.Table:
    """Deposit rows of all stores set in so many weeks: by how much each is above or below the row before.

    Events are sorted by store, so the weeks of a region cost as much to find as those of the country: they are
    looked for once.
    """
    of, store = columns(Event), columns(StoreDay)
    changed = select(store.store_id).where(store.deposit_on >= first)
    released = func.greatest(of.base_fen - of.required_fen, 0)
    before = func.lag(released).over(partition_by=of.store_id, order_by=of.at)
    rows = (
        select(of.store_id, of.at, (released - func.coalesce(before, 0)).label("more"))
        .where(of.subject == "deposit", of.store_id.in_(changed))
        .subquery()
    )
    week = cast(func.date_trunc("week", rows.c.at), Date).label("week_start")
    sums = {"granted": rows.c.more, "lapsed": -rows.c.more}
    return snapshot.ask(
        select(rows.c.store_id, week, *(func.greatest(by, 0).label(name) for name, by in sums.items())).where(
            rows.c.at >= first, rows.c.at < first + WEEK * weeks
        )
    )


@kept
def deposits_in_weeks(snapshot: Snapshot, question: Question, first: date, weeks: int) -> Mapping[date, Row]:
    """Per week of so many: deposit that newly set rows released, and that they took back, against the row before."""
    store = columns(StoreDay)
    wanted = select(store.store_id).where(store.deposit_on >= first, *narrowed(snapshot, StoreDay, question))
    rows = _deposits_set(snapshot, first, weeks).join(snapshot.ask(wanted), "store_id", join_type="inner")
    sums = rows.group_by("week_start").aggregate([("granted", "sum"), ("lapsed", "sum")])
    return {
        row["week_start"]: {"week_start": row["week_start"], "granted": row["granted_sum"], "lapsed": row["lapsed_sum"]}
        for row in sums.to_pylist()
    }


@kept
def waived_in_weeks(snapshot: Snapshot, question: Question) -> Mapping[date, int]:
    """Per whole week of which trade was delivered, the fee waived in fen."""
    of = columns(ActivityRow)
    asked = (
        select(of.week_start, total(of.fee_waived_fen))
        .where(*narrowed(snapshot, ActivityRow, question))
        .group_by(of.week_start)
        .order_by(of.week_start)
    )
    return {row["week_start"]: row["fee_waived_fen"] for row in snapshot.ask(asked).to_pylist()}


@kept
def cube_sums(snapshot: Snapshot, question: Question, names: tuple[str, ...]) -> Row:
    """Sums of the cube over the stores in view."""
    asked = select(*(total(columns(CubeRow)[name]) for name in names)).where(*narrowed(snapshot, CubeRow, question))
    return dict(snapshot.ask(asked).to_pylist()[0])


@kept
def reductions(snapshot: Snapshot, question: Question) -> Row:
    """Of the stores in view: those whose deposit the schedule lowers, those that hold a reduction, and how much."""
    of = columns(StoreDay)
    lowers = of.entitled_fen < of.base_fen
    due = of.base_fen - of.entitled_fen
    made = {
        "entitled_stores": func.count().filter(lowers),
        "reduced_stores": func.count().filter(and_(lowers, of.released_fen > 0)),
        "entitled_fen": whole(due, lowers),
        "released_fen": whole(func.least(of.released_fen, due), lowers),
        "exempt_stores": func.count().filter(of.is_exempt),
        "spared_stores": func.count().filter(and_(of.is_exempt, of.fee_waived_fen > 0)),
        "fee_waived_fen": whole(of.fee_waived_fen, of.is_exempt),
    }
    asked = select(*(value.label(name) for name, value in made.items())).where(*narrowed(snapshot, StoreDay, question))
    return dict(snapshot.ask(asked).to_pylist()[0])


UNIT_OF: Final = {PACK: "traffic", ENVELOPE: "fen"}
"""The two benefits that are granted, claimed and used, and their units."""
