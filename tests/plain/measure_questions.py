"""The questions of the ten measures a second time: loops over a snapshot's rows, conditions as the press has them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

Row = dict[str, Any]
PLAN_BEGINS = date(2026, 1, 1)
COMPANIES = ("individual", "enterprise", "flagship", "mall-flagship", "exclusive", "franchise")
SUMS = ("granted", "claimed", "used", "lapsed", "clawed_back", "unclaimed", "unused")


def totals(grants: Iterable[Row]) -> dict[tuple[str, str], Row]:
    """Per measure and unit: sums, and how many stores were granted and claimed."""
    found: dict[tuple[str, str], Row] = {}
    stores: dict[tuple[str, str, str], Counter[str]] = {}
    for grant in grants:
        which = (grant["measure_code"], grant["unit"])
        row = found.setdefault(which, dict.fromkeys(SUMS, 0) | {"grants": 0, "highest": 0})
        own = stores.setdefault((*which, grant["store_id"]), Counter())
        for name in SUMS:
            row[name] += grant[name]
            own[name] += grant[name]
        row["grants"] += 1
        row["highest"] = max(row["highest"], grant["granted"])
    for which, row in found.items():
        mine = [own for key, own in stores.items() if key[:2] == which]
        row["granted_stores"] = sum(own["granted"] > 0 for own in mine)
        row["claimed_stores"] = sum(own["claimed"] > 0 for own in mine)
    return found


def above(grants: Iterable[Row], which: tuple[str, str], cap: int) -> int:
    return sum((grant["measure_code"], grant["unit"]) == which and grant["granted"] > cap for grant in grants)


def may_have(measure: str, store: Row, day: date) -> bool:
    """Whether a store meets what is public of a measure's conditions."""
    entered = store["entered_on"]
    if measure == "laotie-good-store":
        return store["certification_status"] == "certified"
    if entered < PLAN_BEGINS:
        return False
    if measure == "return-freight":
        return True
    if measure == "zero-deposit":
        return store["store_type"] in COMPANIES and store["first_sale_week"] is not None
    if measure == "doujin":
        return store["first_sale_week"] is not None
    if measure == "brand-newcomer":
        return store["store_type"] in ("flagship", "mall-flagship")
    if measure == "scene-cold-start":
        return (day - entered).days < 7
    assert measure == "growth-traffic"
    if store["first_live_week"] is None or store["first_live_minutes"] is None:
        return False
    return (store["first_live_week"] - entered).days <= 6 and store["first_live_minutes"] >= 11 * 60


def without(measure: str, stores: Sequence[Row], grants: Iterable[Row], day: date) -> tuple[list[Row], list[Row]]:
    """Stores that may have a measure; and those of them that were never granted it."""
    holders = {grant["store_id"] for grant in grants if grant["measure_code"] == measure}
    may = [store for store in stores if may_have(measure, store, day)]
    if measure == "laotie-good-store":
        return may, [store for store in may if store["pack_granted"] is None or store["envelope_budget_fen"] is None]
    return may, [store for store in may if store["store_id"] not in holders]


def live_minutes(entered: date, weeks: Iterable[Row]) -> int:
    """Minutes live in the weeks that share a day with the seven from entry."""
    first_days = {entered + timedelta(days=at) for at in range(7)}
    return sum(
        week["live_minutes"]
        for week in weeks
        if first_days & {week["week_start"] + timedelta(days=at) for at in range(7)}
    )
