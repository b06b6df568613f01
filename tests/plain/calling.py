"""Why stores are called a second time, as plain loops over the rows of a day."""

from datetime import date, timedelta
from typing import Any

Row = dict[str, Any]
DEFAULTS = {"document-days": 7, "lapse-days": 7, "expiry-days": 30, "pay-days": 7}
CURRENCIES = ("traffic", "fen", "ad-fen")
ORDER = ("documents", "shortfall", "unclaimed", "unused", "expiry")


def _grants(grants: list[Row], last: date) -> list[Row]:
    sums: dict[tuple[Any, ...], Row] = {}
    for grant in grants:
        for reason, whole, due in (
            ("unclaimed", "granted", grant["claim_by"]),
            ("unused", "claimed", grant["use_by"]),
        ):
            if grant["unit"] not in CURRENCIES or not grant[reason] or due is None or due > last:
                continue
            key = (grant["store_id"], reason, grant["measure_code"], grant["unit"], due)
            row = sums.setdefault(key, {"since": date.max, "value": 0, "whole": 0})
            row["since"] = min(row["since"], grant["granted_at"].date())
            row["value"] += grant[reason]
            row["whole"] += grant[whole]
    names = ("store_id", "reason", "measure_code", "unit", "due")
    return [dict(zip(names, key, strict=True)) | row for key, row in sums.items()]


def calls(
    stores: list[Row], applications: list[Row], grants: list[Row], days: dict[str, float], day: date
) -> list[Row]:
    """Rows of call_reason but for the store's own columns, in their order."""
    ahead = {code: timedelta(days=int(days[code])) for code in DEFAULTS}
    found = _grants(grants, day + ahead["lapse-days"])
    status = {store["store_id"]: store["certification_status"] for store in stores}
    for filed in applications:
        if filed["is_last"] and filed["status"] == "info_requested" == status[filed["store_id"]]:
            asked = filed["since"].date()
            told = {"due": asked + ahead["document-days"], "since": asked, "note": filed["reason"]}
            found.append({"store_id": filed["store_id"], "reason": "documents"} | told)
    for store in stores:
        own = {"store_id": store["store_id"]}
        if store["required_fen"] is not None and store["required_fen"] > store["paid_fen"]:
            value = store["required_fen"] - store["paid_fen"]
            told = {"unit": "fen", "due": store["pay_by"], "since": store["pay_by"] - ahead["pay-days"], "value": value}
            found.append(own | {"reason": "shortfall", "whole": store["required_fen"]} | told)
        ends = store["valid_until"]
        if store["certification_status"] == "certified" and ends and ends <= day + ahead["expiry-days"]:
            found.append(own | {"reason": "expiry", "due": ends, "since": store["certification_since"]})
    county = {store["store_id"]: store["county_adcode"] for store in stores}
    missing = dict.fromkeys(("measure_code", "unit", "value", "whole", "note"))
    return sorted(
        (missing | row for row in found),
        key=lambda row: (
            county[row["store_id"]],
            row["store_id"],
            row["due"],
            ORDER.index(row["reason"]),
            row["measure_code"] or "",
            row["unit"] or "",
        ),
    )
