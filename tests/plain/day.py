"""The state of a day a second time: plain loops over lists of dicts, nothing of the product's."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from plain.benefits import benefit, grants
from plain.certifying import applications, certification
from plain.entitlement import deposit, target
from plain.reasons import DEFAULTS, at_stake
from plain.trade import fee_waived, in_force, last_weeks, whole

Row = dict[str, Any]
CITY_ALONE = {"110000", "120000", "310000", "500000", "710000", "810000", "820000"}


def county_with_city(regions: Iterable[Row], adcode: str) -> tuple[str | None, str | None]:
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
    """Every store that entered by the day, as the wide table has it, and its reasons to be called, by id."""
    logs = {kind: _grouped(record.get(kind, ()), "store_id") for kind in ("certifications", "benefits", "deposits")}
    weeks = _grouped(record.get("activity", ()), "store_id")
    mondays = [row["week_start"] for row in whole(record.get("activity", ()), day)]
    where = {
        code: county_with_city(record["admin_codes"], code) for code in {s["county_adcode"] for s in record["stores"]}
    }
    tiers, targets = record.get("deposit_tiers", []), record.get("targets", [])
    states = []
    for store in sorted(record["stores"], key=lambda row: row["store_id"]):
        if store["entered_on"] > day:
            continue
        name = store["store_id"]
        held = grants(logs["benefits"].get(name, ()), day)
        pack, envelope = benefit(held, "traffic-pack"), benefit(held, "red-envelope")
        waiver = in_force(record.get("designations", ()), store["belt_id"], day)
        province, city = where[store["county_adcode"]]
        found = (
            store
            | {
                "province_adcode": province,
                "city_adcode": city,
                "pack_granted": pack["granted"],
                "pack_claimed": pack["claimed"],
                "pack_used": pack["used"],
                "pack_lapsed": pack["lapsed"],
                "pack_unclaimed": pack["unclaimed"],
                "pack_claim_by": pack["claim_by"],
                "pack_unused": pack["unused"],
                "pack_use_by": pack["use_by"],
                "envelope_budget_fen": envelope["granted"],
                "envelope_issued_fen": envelope["claimed"],
                "envelope_used_fen": envelope["used"],
                "envelope_lapsed_fen": envelope["lapsed"],
                "envelope_left_fen": envelope["unclaimed"],
                "envelope_use_by": envelope["use_by"],
                "is_exempt": waiver is not None,
                "fee_waived_fen": fee_waived(weeks.get(name, ()), waiver, day),
            }
            | certification(logs["certifications"].get(name, ()), day)
            | last_weeks(weeks.get(name, ()), store["entered_on"], mondays, day)
        )
        found |= deposit(logs["deposits"].get(name, ()), tiers, targets, found, day)
        days = {code: target(targets, code, default, day) for code, default in DEFAULTS.items()}
        filed = applications(logs["certifications"].get(name, ()), day)
        states.append(found | at_stake(found, held, filed, days, day))
    return states
