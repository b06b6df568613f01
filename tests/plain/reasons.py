"""Reasons to call a store a second time: what of it is about to lapse, overdue, waiting or ending, by loops."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

Row = dict[str, Any]
Days = dict[str, float]
"""Thresholds, by code."""
UNITS = {"traffic": "traffic", "cash": "fen", "ad": "ad-fen"}
DEFAULTS = {"lapse-days": 7.0, "expiry-days": 30.0}


def lapsing(grants: Iterable[Row], unit: str, days: Days, day: date) -> int:
    """What of one store's grants in a unit lapses on the day or soon after."""
    last, value = day + timedelta(days=int(days["lapse-days"])), 0
    for grant in grants:
        if grant["unit"] != unit:
            continue
        for amount, deadline in (("unclaimed", "claim_by"), ("unused", "use_by")):
            if grant[amount] > 0 and grant[deadline] is not None and day <= grant[deadline] <= last:
                value += grant[amount]
    return value


def waits(store: Row, applications: Iterable[Row]) -> bool:
    return any(
        filed["is_last"] and filed["status"] == "info_requested" == store["certification_status"]
        for filed in applications
    )


def ends(store: Row, days: Days, day: date) -> bool:
    if store["certification_status"] != "certified" or store["valid_until"] is None:
        return False
    return bool(store["valid_until"] <= day + timedelta(days=int(days["expiry-days"])))


def at_stake(store: Row, grants: Iterable[Row], applications: Iterable[Row], days: Days, day: date) -> Row:
    """What the cube counts of one store's reasons; `store` is its wide row."""
    held = list(grants)
    found: Row = {f"lapsing_{name}": lapsing(held, unit, days, day) for name, unit in UNITS.items()}
    short = store["shortfall_fen"] or 0
    found["overdue_fen"] = short if short and store["pay_by"] < day else 0
    found["waits"], found["ends"] = waits(store, applications), ends(store, days, day)
    found["calls"] = any(found.values()) or short > 0
    return found
