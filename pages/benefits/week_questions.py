"""Questions of single weeks: what each benefit granted, released or waived in them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import pyarrow as pa
from sqlalchemy import Date, cast, func, select

from dashboard.questions.asking import narrowed
from dashboard.questions.grants import FLOW_COLUMNS, WEEK, WeekFlows, total
from dashboard.questions.keeping import kept
from dashboard.views.question import Question
from models.base import columns
from models.snapshots.snapshot import Snapshot
from models.snapshots.tables import Event, LedgerRow, StoreDay


@dataclass(frozen=True)
class DepositFlows:
    """Deposit that newly set rows released in a week, and that they took back, in fen."""

    released: int = 0
    taken_back: int = 0


@kept
def weekly_flows(snapshot: Snapshot, question: Question, first: date) -> Mapping[tuple[str, str, date], WeekFlows]:
    """What happened to grants from a Monday on, by measure, unit and week. The ledger is sorted by week."""
    of = columns(LedgerRow)
    asked = (
        select(of.measure_code, of.unit, of.week_start, *(total(of[name]) for name in FLOW_COLUMNS))
        .where(of.week_start >= first, *narrowed(snapshot, LedgerRow, question))
        .group_by(of.measure_code, of.unit, of.week_start)
    )
    return {
        (row.pop("measure_code"), row.pop("unit"), row.pop("week_start")): WeekFlows(**row)
        for row in snapshot.ask(asked).to_pylist()
    }


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
    sums = {"released": rows.c.more, "taken_back": -rows.c.more}
    return snapshot.ask(
        select(rows.c.store_id, week, *(func.greatest(by, 0).label(name) for name, by in sums.items())).where(
            rows.c.at >= first, rows.c.at < first + WEEK * weeks
        )
    )


@kept
def deposits_in_weeks(snapshot: Snapshot, question: Question, first: date, weeks: int) -> Mapping[date, DepositFlows]:
    """Per week of so many: what newly set deposits released and took back, against the row before."""
    store = columns(StoreDay)
    wanted = select(store.store_id).where(store.deposit_on >= first, *narrowed(snapshot, StoreDay, question))
    rows = _deposits_set(snapshot, first, weeks).join(snapshot.ask(wanted), "store_id", join_type="inner")
    sums = rows.group_by("week_start").aggregate([("released", "sum"), ("taken_back", "sum")])
    return {row["week_start"]: DepositFlows(row["released_sum"], row["taken_back_sum"]) for row in sums.to_pylist()}
