"""The state of a day a second time: plain loops over lists of dicts, nothing of the product's."""

from collections.abc import Iterable
from datetime import date, timedelta
from math import floor
from typing import Any

Row = dict[str, Any]
STEPS = ("applied", "in_review", "info_requested", "rejected", "certified", "expired", "revoked")
CITY_ALONE = {"110000", "120000", "310000", "500000", "710000", "810000", "820000"}


def certification(events: Iterable[Row], day: date) -> Row:
    happened = [event for event in events if event["changed_at"].date() <= day]
    if not happened:
        return {"status": "none", "since": None, "certified_on": None, "valid_until": None}
    happened.sort(key=lambda event: (event["changed_at"], STEPS.index(event["status"])))
    last = happened[-1]
    found = {"status": last["status"], "since": last["changed_at"].date(), "valid_until": last["valid_until"]}
    until = last["valid_until"]
    if last["status"] == "certified" and until is not None and until < day:
        found |= {"status": "expired", "since": until + timedelta(days=1)}
    first = [event["changed_at"].date() for event in happened if event["status"] == "certified"]
    return found | {"certified_on": first[0] if first else None}


def grant(events: Iterable[Row], measure: str, day: date) -> Row | None:
    """One grant: its sums to the day, what is still open, what has lapsed; None: not granted yet."""
    sums = dict.fromkeys(("granted", "claimed", "issued", "used", "returned", "lapsed", "clawed_back"), 0)
    claim_by = use_by = None
    seen = False
    for event in events:
        if event["occurred_at"].date() > day:
            continue
        seen = True
        sums[event["event"]] += event["amount"]
        if event["claim_by"] is not None and (claim_by is None or event["claim_by"] > claim_by):
            claim_by = event["claim_by"]
        if event["use_by"] is not None and (use_by is None or event["use_by"] > use_by):
            use_by = event["use_by"]
    if not seen:
        return None
    held = sums["claimed"] if measure == "traffic-pack" else sums["issued"] - sums["returned"]
    gone = sums["used"] + sums["clawed_back"] + sums["lapsed"]
    left = sums["granted"] - gone if sums["granted"] > gone else 0
    in_hand = held - sums["used"] if held > sums["used"] else 0
    in_hand = min(in_hand, left)
    waiting = left - in_hand
    lapsed = sums["lapsed"]
    if use_by is not None and use_by < day:
        lapsed, waiting, in_hand = lapsed + waiting + in_hand, 0, 0
    elif claim_by is not None and claim_by < day:
        lapsed, waiting = lapsed + waiting, 0
    return {
        "granted": sums["granted"], "held": held, "used": sums["used"], "lapsed": lapsed,
        "waiting": waiting, "in_hand": in_hand, "claim_by": claim_by, "use_by": use_by,
    }  # fmt: skip


def benefit(events: Iterable[Row], measure: str, day: date) -> Row:
    """One store's grants of a measure; every amount None where it has none."""
    by_grant: dict[str, list[Row]] = {}
    for event in events:
        if event["measure_code"] == measure:
            by_grant.setdefault(event["grant_id"], []).append(event)
    grants = [one for one in (grant(some, measure, day) for some in by_grant.values()) if one is not None]
    amounts = ("granted", "held", "used", "lapsed", "waiting", "in_hand")
    if not grants:
        return dict.fromkeys((*amounts, "claim_by", "use_by"))
    found: Row = {name: sum(one[name] for one in grants) for name in amounts}
    claims = [one["claim_by"] for one in grants if one["waiting"] > 0 and one["claim_by"] is not None]
    is_open = {
        "traffic-pack": lambda one: one["in_hand"] > 0,
        "red-envelope": lambda one: one["in_hand"] + one["waiting"] > 0,
    }[measure]
    uses = [one["use_by"] for one in grants if is_open(one) and one["use_by"] is not None]
    return found | {"claim_by": min(claims, default=None), "use_by": min(uses, default=None)}


def deposit(rows: Iterable[Row], day: date) -> Row:
    newest: Row | None = None
    for row in rows:
        if row["effective_on"] <= day and (newest is None or row["effective_on"] > newest["effective_on"]):
            newest = row
    if newest is None:
        names = ("tier_code", "base_fen", "required_fen", "paid_fen", "released_fen", "shortfall_fen")
        return dict.fromkeys(names)
    base, required, paid = newest["base_fen"], newest["required_fen"], newest["paid_fen"]
    return {
        "tier_code": newest["tier_code"] or "BASE",
        "base_fen": base,
        "required_fen": required,
        "paid_fen": paid,
        "released_fen": base - required if base > required else 0,
        "shortfall_fen": required - paid if required > paid else 0,
    }


def in_force(designations: Iterable[Row], belt_id: str | None, day: date) -> Row | None:
    for row in designations:
        has_ended = row["waiver_to"] is not None and row["waiver_to"] < day
        if row["belt_id"] == belt_id and row["waiver_from"] <= day and not has_ended:
            return row
    return None


def fee_waived(weeks: Iterable[Row], waiver: Row | None, day: date) -> int | None:
    """Half a fen counts as one."""
    if waiver is None:
        return None
    fees = []
    for week in weeks:
        ended = week["week_start"] + timedelta(days=6)
        if week["week_start"] >= waiver["waiver_from"] and ended <= day:
            fee = week["gmv_fen"] * waiver["rate_pct"] / 100
            fees.append(floor(fee) + (fee - floor(fee) >= 0.5))
    return sum(fees) if fees else None


def whereabouts(regions: Iterable[Row], adcode: str) -> tuple[str | None, str | None]:
    """Province and unit at city level of a region; nothing where no region has the code."""
    for row in regions:
        if row["adcode"] == adcode:
            province = row["province_adcode"]
            if province in CITY_ALONE:
                return province, province
            if row["level"] == "province":
                return province, None
            is_own = row["level"] == "prefecture" or row["parent_adcode"] == province
            return province, adcode if is_own else row["parent_adcode"]
    return None, None


def _grouped(rows: Iterable[Row], by: str) -> dict[str, list[Row]]:
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(row[by], []).append(row)
    return groups


def state(record: dict[str, list[Row]], day: date) -> list[Row]:
    """Every store that entered by the day, as the wide table has it, by id."""
    logs = {kind: _grouped(record.get(kind, ()), "store_id") for kind in ("certifications", "benefits", "deposits")}
    weeks = _grouped(record.get("activity", ()), "store_id")
    where = {code: whereabouts(record["admin_codes"], code) for code in {s["county_adcode"] for s in record["stores"]}}
    states = []
    for store in sorted(record["stores"], key=lambda row: row["store_id"]):
        if store["entered_on"] > day:
            continue
        name = store["store_id"]
        certified = certification(logs["certifications"].get(name, ()), day)
        pack = benefit(logs["benefits"].get(name, ()), "traffic-pack", day)
        envelope = benefit(logs["benefits"].get(name, ()), "red-envelope", day)
        waiver = in_force(record.get("designations", ()), store["belt_id"], day)
        province, city = where[store["county_adcode"]]
        states.append(
            {column: value for column, value in store.items() if column != "delivery_id"}
            | {
                "province_adcode": province,
                "city_adcode": city,
                "certification_status": certified["status"],
                "certification_since": certified["since"],
                "certified_on": certified["certified_on"],
                "valid_until": certified["valid_until"],
                "pack_granted": pack["granted"],
                "pack_claimed": pack["held"],
                "pack_used": pack["used"],
                "pack_lapsed": pack["lapsed"],
                "pack_unclaimed": pack["waiting"],
                "pack_claim_by": pack["claim_by"],
                "pack_unused": pack["in_hand"],
                "pack_use_by": pack["use_by"],
                "envelope_budget_fen": envelope["granted"],
                "envelope_issued_fen": envelope["held"],
                "envelope_used_fen": envelope["used"],
                "envelope_lapsed_fen": envelope["lapsed"],
                "envelope_left_fen": envelope["waiting"],
                "envelope_use_by": envelope["use_by"],
                "is_exempt": waiver is not None,
                "fee_waived_fen": fee_waived(weeks.get(name, ()), waiver, day),
            }
            | deposit(logs["deposits"].get(name, ()), day)
        )
    return states
