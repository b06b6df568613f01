"""Benefits a second time: each grant as it stands, and what is counted of grants, by loops."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

Row = dict[str, Any]
AMOUNTS = ("granted", "claimed", "used", "lapsed", "clawed_back", "unclaimed", "unused")


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def by_grant(events: Iterable[Row], day: date) -> dict[str, list[Row]]:
    groups: dict[str, list[Row]] = {}
    for event in sorted(events, key=lambda event: event["occurred_at"]):
        if event["occurred_at"].date() <= day:
            groups.setdefault(event["grant_id"], []).append(event)
    return groups


def grant(events: list[Row], day: date) -> Row:
    """One grant from its events to the day, oldest first. `dues` tells what lapsed without an event, and when."""
    head = {name: events[0][name] for name in ("measure_code", "unit", "grant_id", "store_id")}
    sums = dict.fromkeys(("granted", "claimed", "issued", "used", "returned", "lapsed", "clawed_back"), 0)
    first: Row = dict.fromkeys(sums)
    claim_by = use_by = None
    for event in events:
        sums[event["event"]] += event["amount"]
        if first[event["event"]] is None:
            first[event["event"]] = event["occurred_at"]
        if event["claim_by"] is not None and (claim_by is None or event["claim_by"] > claim_by):
            claim_by = event["claim_by"]
        if event["use_by"] is not None and (use_by is None or event["use_by"] > use_by):
            use_by = event["use_by"]
    is_envelope = head["measure_code"] == "red-envelope"
    held = sums["issued"] - sums["returned"] if is_envelope else sums["claimed"]
    gone = sums["used"] + sums["clawed_back"] + sums["lapsed"]
    left = sums["granted"] - gone if sums["granted"] > gone else 0
    unused = min(held - sums["used"] if held > sums["used"] else 0, left)
    unclaimed = left - unused
    dues: list[tuple[date, int]] = []
    deadlines = sorted(
        [(one, nth) for one, nth in ((claim_by, 0), (use_by, 1)) if one is not None and one < day]
    )  # of two deadlines on one day the claim's comes first
    for deadline, nth in deadlines:
        fell = unclaimed + (unused if nth else 0)
        dues.append((deadline + timedelta(days=1), fell))
        unclaimed, unused = 0, (0 if nth else unused)
    lapses = [on for on, fell in dues if fell > 0]
    if first["lapsed"] is not None:
        lapses.append(first["lapsed"].date())
    claimed_at = first["issued" if is_envelope else "claimed"]
    return head | {
        "granted_at": first["granted"],
        "claim_by": claim_by,
        "use_by": use_by,
        "granted": sums["granted"],
        "claimed": held,
        "used": sums["used"],
        "lapsed": sums["lapsed"] + sum(fell for _on, fell in dues),
        "clawed_back": sums["clawed_back"],
        "unclaimed": unclaimed,
        "unused": unused,
        "claimed_at": claimed_at,
        "used_at": first["used"],
        "lapsed_on": min(lapses, default=None),
        "claim_hours": hours(first["granted"], claimed_at),
        "use_hours": hours(claimed_at, first["used"]),
        "dues": [(on, fell) for on, fell in dues if fell > 0],
    }


def hours(earlier: Any, later: Any) -> float | None:
    return None if earlier is None or later is None else (later - earlier).total_seconds() / 3_600


def grants(events: Iterable[Row], day: date) -> list[Row]:
    return [grant(some, day) for some in by_grant(events, day).values()]


def benefit(held: Iterable[Row], measure: str) -> Row:
    """One store's grants of a measure; every amount None where it has none."""
    mine = [one for one in held if one["measure_code"] == measure]
    if not mine:
        return dict.fromkeys((*AMOUNTS, "claim_by", "use_by"))
    found: Row = {name: sum(one[name] for one in mine) for name in AMOUNTS}
    claims = [one["claim_by"] for one in mine if one["unclaimed"] > 0 and one["claim_by"] is not None]
    uses = [
        one["use_by"]
        for one in mine
        if (one["unused"] if measure == "traffic-pack" else one["unused"] + one["unclaimed"]) > 0
        and one["use_by"] is not None
    ]
    return found | {"claim_by": min(claims, default=None), "use_by": min(uses, default=None)}


def measures(held: Iterable[Row], stores: dict[str, Row], placed: Any, days: int) -> dict[tuple[Any, ...], Row]:
    """Counts by dimension, measure and unit: a store counts once."""
    mine: dict[tuple[str, str, str], list[Row]] = {}
    for one in held:
        mine.setdefault((one["store_id"], one["measure_code"], one["unit"]), []).append(one)
    counts: dict[tuple[Any, ...], Row] = {}
    for (store_id, measure, unit), some in mine.items():
        store = stores[store_id]
        sums = {name: sum(one[name] for one in some) for name in AMOUNTS}
        claims = [one["claimed_at"].date() for one in some if one["claimed_at"] is not None]
        is_known = sums["claimed"] > 0 and store["activity_week"] is not None
        sale, is_activated = store["first_sale_week"], False
        if is_known and sale is not None and claims:
            sunday = sale + timedelta(days=6)
            is_activated = sunday >= min(claims) and (sale - min(claims)).days <= days
        row = counts.setdefault((*placed(store), measure, unit), {})
        for name in ("granted", "claimed", "used", "lapsed"):
            row[f"{name}_stores"] = row.get(f"{name}_stores", 0) + (sums[name] > 0)
        row["activity_stores"] = row.get("activity_stores", 0) + is_known
        row["activated_stores"] = row.get("activated_stores", 0) + is_activated
        for name in AMOUNTS:
            row[name] = row.get(name, 0) + sums[name]
    return counts


def ledger(events: Iterable[Row], stores: dict[str, Row], placed: Any, day: date) -> dict[tuple[Any, ...], Row]:
    """What happened in each week, by dimension, week, measure and unit."""
    counts: dict[tuple[Any, ...], Row] = {}
    names = ("grants", "claims", "granted", "claimed", "used", "lapsed", "clawed_back")

    def note(one: Row, on: date, name: str, amount: int) -> None:
        key = (*placed(stores[one["store_id"]]), monday(on), one["measure_code"], one["unit"])
        counts.setdefault(key, dict.fromkeys(names, 0))[name] += amount

    for some in by_grant(events, day).values():
        state = grant(some, day)
        if state["granted_at"] is not None:
            note(state, state["granted_at"].date(), "grants", 1)
        if state["claimed_at"] is not None:
            note(state, state["claimed_at"].date(), "claims", 1)
        for on, fell in state["dues"]:
            note(state, on, "lapsed", fell)
        for event in some:
            name, amount = event["event"], event["amount"]
            if event["measure_code"] == "red-envelope":
                if name == "claimed":
                    continue
                name, amount = {"issued": ("claimed", amount), "returned": ("claimed", -amount)}.get(
                    name, (name, amount)
                )
            if name in names:
                note(event, event["occurred_at"].date(), name, amount)
    return counts
