"""The difference of two snapshots a second time: store by store, over their rows as they stand in the files."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

import pyarrow.parquet as pq
from plain import metrics as plain

from models.snapshots.snapshot import Snapshot

Row = dict[str, Any]
STORE = (
    "store_name", "store_type", "belt_id", "category_code", "province_adcode", "city_adcode", "county_adcode",
    "owner", "entered_on", "lon", "lat", "store_score", "has_violation",
)  # fmt: skip
DEPOSIT = ("tier_code", "base_fen", "required_fen", "paid_fen", "released_fen", "shortfall_fen", "deposit_on", "pay_by",
           "entitled_tier_code", "entitled_fen", "tier_if_score_up", "tier_if_score_down")  # fmt: skip
CERTIFICATION = ("certification_status", "certification_since", "certified_on", "valid_until", "applied_on",
                 "certification_reason")  # fmt: skip
ROW_OF_THE_STORE = {"store_id", "delivery_id"}


def subject(name: str) -> str:
    """What a column of the wide row tells of."""
    if name in STORE:
        return "store"
    if name in CERTIFICATION:
        return "certification"
    if name in DEPOSIT:
        return "deposit"
    if name.startswith(("pack_", "envelope_")):
        return name.partition("_")[0]
    return "waiver" if name in ("is_exempt", "fee_waived_fen") else "trade"


def rows(snapshot: Snapshot, table: str) -> list[Row]:
    """A table of a snapshot, from its file."""
    found: list[Row] = pq.read_table(snapshot.file(table)).to_pylist()
    return found


@dataclass
class Different:
    """One store of either snapshot."""

    then: Row | None
    now: Row | None
    late: list[Row]
    is_retraded: bool
    gmv: int | None

    @property
    def row(self) -> Row:
        return self.now or self.then or {}

    @property
    def subjects(self) -> set[str]:
        if self.then is None or self.now is None:
            return set()
        return {subject(name) for name in self.now if name not in ROW_OF_THE_STORE
                and self.now[name] != self.then[name]}  # fmt: skip

    def kinds(self, first: Snapshot, second: Snapshot) -> set[str]:
        found = set()
        if self.then is None:
            found.add("added")
        elif self.now is None:
            found.add("removed")
        elif self.subjects:
            found.add("changed")
        if found if first.as_of == second.as_of else self._is_told_otherwise(date.fromisoformat(first.as_of)):
            found.add("restated")
        return found | self.subjects

    def _is_told_otherwise(self, day: date) -> bool:
        if self.now is None:
            return True
        if self.then is None and self.now["entered_on"] <= day:
            return True
        moved = self.then is not None and self.then["entered_on"] != self.now["entered_on"]
        return moved or bool(self.late) or self.is_retraded


def new_deliveries(first: Snapshot, second: Snapshot) -> dict[str, Row]:
    """The deliveries of the later one alone."""
    held = [delivery["delivery_id"] for delivery in first.manifest["deliveries"]]
    return {row["delivery_id"]: row for row in second.manifest["deliveries"] if row["delivery_id"] not in held}


def end_of(snapshot: Snapshot) -> datetime:
    return datetime.combine(date.fromisoformat(snapshot.as_of) + timedelta(days=1), time())


def identity(event: Row) -> tuple[Any, ...]:
    return tuple(event[name] for name in ("store_id", "at", "subject", "event", "grant_id"))


def late_events(first: Snapshot, second: Snapshot) -> list[Row]:
    """Events up to the earlier day that were delivered since, with what they add to the quantity."""
    told = {identity(event): event for event in rows(first, "events")}
    found = []
    for event in rows(second, "events"):
        if event["delivery_id"] not in new_deliveries(first, second) or event["at"] >= end_of(first):
            continue
        before = told.get(identity(event))
        values = [name for name in event if name != "delivery_id"]
        if before is None or any(before[name] != event[name] for name in values):
            was = (before["quantity"] or 0) if before else 0
            more = None if event["quantity"] is None else event["quantity"] - was
            found.append(event | {"quantity": more})
    return found


TRADE = [
    "activity_week", "gmv_week_fen", "gmv_before_fen", "gmv_28d_fen", "gmv_28d_before_fen", "orders_week",
    "orders_before", "live_sessions_week", "sessions_with_envelope_week", "live_minutes_week", "first_sale_week",
    "first_live_week", "first_live_minutes",
]  # fmt: skip


def retraded(then: Row, now: Row, day: date) -> bool:
    """Whether a week of trade up to the earlier day is told otherwise, as far as the wide rows tell."""
    week, ago = now["activity_week"], then["activity_week"]
    firsts = [(now[name], then[name]) for name in ("first_sale_week", "first_live_week")]
    if ago is None:
        return any(first and first + timedelta(days=6) <= day for first, _never in firsts)
    if week == ago and any(now[name] != then[name] for name in TRADE):
        return True
    if week == ago + timedelta(weeks=1):
        for name, was in (("gmv_before_fen", "gmv_week_fen"), ("orders_before", "orders_week")):
            if now[name] is not None and now[name] != then[was]:
                return True
    return any(a != b and min(first for first in (a, b) if first) <= ago for a, b in firsts)


def gmv_restated(then: Row, now: Row) -> int | None:
    """GMV of the earlier one's last week as told later less as told then."""
    week, ago = now["activity_week"], then["activity_week"]
    if week is None or ago is None:
        return None
    told = now["gmv_week_fen"] if week == ago else None
    if week == ago + timedelta(weeks=1):
        told = now["gmv_before_fen"]
    return None if told is None else told - then["gmv_week_fen"]


def different(first: Snapshot, second: Snapshot) -> dict[str, Different]:
    """Every store of either snapshot, by id."""
    then, now = ({row["store_id"]: row for row in rows(snapshot, "stores")} for snapshot in (first, second))
    late: dict[str, list[Row]] = {}
    for event in late_events(first, second):
        late.setdefault(event["store_id"], []).append(event)
    has_trade = any(row["kind"] == "activity" for row in new_deliveries(first, second).values())
    day = date.fromisoformat(first.as_of)
    found = {}
    for name in {*then, *now}:
        pair = (then[name], now[name]) if name in then and name in now else None
        found[name] = Different(
            then.get(name),
            now.get(name),
            late.get(name, []),
            bool(has_trade and pair and retraded(*pair, day)),
            gmv_restated(*pair) if has_trade and pair else None,
        )
    return found


def in_view(found: dict[str, Different], view: Any) -> dict[str, Different]:
    """Those that a view shows, by the later row (of a removed store, the earlier)."""
    return {name: one for name, one in found.items() if plain.in_view(one.row, view)}


def counts(found: Iterable[Different], first: Snapshot, second: Snapshot) -> dict[str, int]:
    """How many there are, and how many are different in what."""
    told = {"stores": 0, "then": 0, "now": 0}
    for one in found:
        told["stores"] += 1
        told["then"] += one.then is not None
        told["now"] += one.now is not None
        for what in one.kinds(first, second):
            told[what] = told.get(what, 0) + 1
    return told


def because(one: Different, first: Snapshot, second: Snapshot, events: dict[str, list[Row]]) -> set[str]:
    """The deliveries whose own rows tell of a store: its events since, its late events, and its own row."""
    new = new_deliveries(first, second)
    found = {event["delivery_id"] for event in one.late}
    subjects = {"certification": "certification", "deposit": "deposit"}
    measures = {"traffic-pack": "pack", "red-envelope": "envelope"}
    for event in [*events.get(one.row["store_id"], []), *one.late]:
        of = subjects.get(event["subject"]) or measures.get(event["measure_code"], "")
        if of in one.subjects:
            found.add(event["delivery_id"])
    if one.row["delivery_id"] in new and one.now is not None and (one.then is None or "store" in one.subjects):
        found.add(one.row["delivery_id"])
    return found
