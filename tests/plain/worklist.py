"""The work list a second time: each list as plain loops over the rows of a day."""

from collections.abc import Callable
from datetime import date, timedelta
from math import floor
from typing import Any

Row = dict[str, Any]
Tables = dict[str, list[Row]]
Found = tuple[str, int | None, date | None]
"""Store, value at stake, deadline."""


def limit(tables: Tables, code: str) -> float:
    (value,) = (row["value"] for row in tables["targets"] if row["target_code"] == code)
    return value


def last(tables: Tables, code: str, day: date) -> date:
    return day + timedelta(days=int(limit(tables, code)))


def _summed(found: list[Found]) -> list[Found]:
    """One entry a store: values added, the first deadline."""
    sums: dict[str, tuple[int, date | None]] = {}
    for store_id, value, deadline in found:
        held, first = sums.get(store_id, (0, None))
        days = [known for known in (first, deadline) if known is not None]
        sums[store_id] = held + (value or 0), min(days, default=None)
    return [(store_id, value, deadline) for store_id, (value, deadline) in sums.items()]


def packs_to_claim(tables: Tables, day: date) -> list[Found]:
    found: list[Found] = []
    for grant in tables["grants"]:
        if grant["measure_code"] != "traffic-pack" or grant["certification_status"] != "certified":
            continue
        if grant["unclaimed"] > 0 and grant["claim_by"] and grant["claim_by"] <= last(tables, "claim-days", day):
            found.append((grant["store_id"], grant["unclaimed"], grant["claim_by"]))
    return _summed(found)


def packs_to_use(tables: Tables, day: date) -> list[Found]:
    found: list[Found] = []
    for grant in tables["grants"]:
        if grant["measure_code"] != "traffic-pack" or not grant["unused"] or not grant["use_by"]:
            continue
        is_low = 100 * grant["used"] < limit(tables, "use-share") * grant["claimed"]
        if is_low and grant["use_by"] <= last(tables, "use-days", day):
            found.append((grant["store_id"], grant["unused"], grant["use_by"]))
    return _summed(found)


def not_live_yet(tables: Tables, day: date) -> list[Found]:
    found: list[Found] = []
    days = timedelta(days=int(limit(tables, "first-live-days")))
    for store in tables["stores"]:
        is_new = store["certified_on"] is not None and day - store["certified_on"] <= days
        if store["certification_status"] == "certified" and is_new and store["first_live_week"] is None:
            value = None
            if store["pack_granted"] is not None:
                value = store["pack_unclaimed"] + store["pack_unused"]
            found.append((store["store_id"], value, store["certified_on"] + days))
    return found


def sessions_without_envelope(tables: Tables, _day: date) -> list[Found]:
    found: list[Found] = []
    for store in tables["stores"]:
        if store["live_sessions_week"] is None or not store["envelope_left_fen"]:
            continue
        if store["live_sessions_week"] > store["sessions_with_envelope_week"]:
            found.append((store["store_id"], store["envelope_left_fen"], store["envelope_use_by"]))
    return found


def lost_sales(tables: Tables, _day: date) -> list[Found]:
    return [
        (store["store_id"], store["gmv_before_fen"], None)
        for store in tables["stores"]
        if store["certification_status"] == "certified" and store["orders_before"] and store["orders_week"] == 0
    ]


def applications(tables: Tables, day: date) -> list[Found]:
    found: list[Found] = []
    days = timedelta(days=int(limit(tables, "review-days")))
    for filed in tables["applications"]:
        if not filed["is_last"] or filed["status"] != filed["certification_status"]:
            continue
        due = filed["review_at"].date() + days if filed["review_at"] else None
        if filed["status"] == "info_requested" or (filed["status"] == "in_review" and due and due < day):
            found.append((filed["store_id"], None, due))
    return found


def certifications_to_expire(tables: Tables, day: date) -> list[Found]:
    end = last(tables, "expiry-days", day)
    return [
        (store["store_id"], None, store["valid_until"])
        for store in tables["stores"]
        if store["certification_status"] == "certified" and store["valid_until"] and store["valid_until"] <= end
    ]


def shortfalls(tables: Tables, _day: date) -> list[Found]:
    return [
        (store["store_id"], store["required_fen"] - store["paid_fen"], store["pay_by"])
        for store in tables["stores"]
        if store["required_fen"] is not None and store["required_fen"] > store["paid_fen"]
    ]


def lower_tier(tables: Tables, _day: date) -> list[Found]:
    return [
        (store["store_id"], store["required_fen"] - store["entitled_fen"], None)
        for store in tables["stores"]
        if store["required_fen"] is not None and store["required_fen"] > store["entitled_fen"]
    ]


def near_tier(tables: Tables, _day: date) -> list[Found]:
    off = {tier["tier_code"]: tier["reduction_pct"] for tier in tables["tiers"]}
    found: list[Found] = []
    for store in tables["stores"]:
        changes = []
        for name in ("tier_if_score_up", "tier_if_score_down"):
            if store[name] is not None:
                due = store["base_fen"] * (100.0 - off.get(store[name], 0.0)) / 100.0
                changes.append(abs(store["entitled_fen"] - floor(due + 0.5)))
        if changes:
            found.append((store["store_id"], max(changes), None))
    return found


def designated_belt(tables: Tables, _day: date) -> list[Found]:
    listed = {row["belt_id"] for row in tables["designations"]}
    of_belt = {belt["belt_id"]: belt["category_code"] for belt in tables["belts"]}
    found: list[Found] = []
    for store in tables["stores"]:
        belt_id = store["belt_id"]
        if belt_id not in listed:
            continue
        if not store["is_exempt"] or store["category_code"] != of_belt[belt_id]:
            found.append((store["store_id"], store["gmv_28d_fen"], None))
    return found


def about_to_lapse(tables: Tables, day: date, unit: str) -> list[Found]:
    """The ten stores with the most in one unit."""
    claim, use = last(tables, "claim-days", day), last(tables, "use-days", day)
    found: list[Found] = []
    for grant in tables["grants"]:
        if grant["unit"] != unit:
            continue
        is_claim_near = grant["claim_by"] is not None and grant["claim_by"] <= claim
        is_use_near = grant["use_by"] is not None and grant["use_by"] <= use
        value, days = 0, []
        if grant["unclaimed"] and (is_claim_near or is_use_near):
            value += grant["unclaimed"]
            days += [grant["claim_by"], grant["use_by"]]
        if grant["unused"] and is_use_near:
            value += grant["unused"]
            days.append(grant["use_by"])
        if value:
            found.append((grant["store_id"], value, min((known for known in days if known), default=None)))
    return ordered(_summed(found))[:10]


LISTS: dict[str, Callable[[Tables, date], list[Found]]] = {
    "most-traffic": lambda tables, day: about_to_lapse(tables, day, "traffic"),
    "most-cash": lambda tables, day: about_to_lapse(tables, day, "fen"),
    "most-ad-credit": lambda tables, day: about_to_lapse(tables, day, "ad-fen"),
    "packs-to-claim": packs_to_claim,
    "packs-to-use": packs_to_use,
    "sessions-without-envelope": sessions_without_envelope,
    "not-live-yet": not_live_yet,
    "lost-sales": lost_sales,
    "applications": applications,
    "certifications-to-expire": certifications_to_expire,
    "shortfalls": shortfalls,
    "lower-tier": lower_tier,
    "near-tier": near_tier,
    "designated-belt": designated_belt,
}


def ordered(found: list[Found]) -> list[Found]:
    """The largest value first, then the first deadline, then by id; what has none stands last."""

    def key(one: Found) -> tuple[Any, ...]:
        store_id, value, deadline = one
        return value is None, -(value or 0), deadline is None, deadline or date.max, store_id

    return sorted(found, key=key)


def listed(code: str, tables: Tables, day: date) -> list[Found]:
    return ordered(LISTS[code](tables, day))
