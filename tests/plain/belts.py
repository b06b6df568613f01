"""The Belts screen a second time: loops over the snapshot's stores, belts, waivers and weeks of trade."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from math import log
from typing import Any

from plain.metrics import by, figure, in_region

Row = dict[str, Any]
OPEN = ("applied", "in_review", "info_requested")
RATES = {
    "certification_rate": "certification-rate",
    "pack_uptake": "pack-uptake-head",
    "pack_uptake_value": "pack-uptake-value",
    "envelope_issue_rate": "envelope-issue-rate",
}


def total(stores: Iterable[Row], name: str) -> int:
    return sum(store[name] or 0 for store in stores)


def growth(now: float, before: float) -> float | None:
    return 100 * (now - before) / before if before else None


def figures(stores: list[Row], few: int) -> Row:
    """What a row of the list says of its stores."""
    told: Row = {column: figure(code, stores, few).value for column, code in RATES.items()}
    held = [store for store in stores if store["tier_code"] is not None]
    scores = [store["store_score"] for store in stores if store["store_score"] is not None]
    week, month = total(stores, "gmv_week_fen"), total(stores, "gmv_28d_fen")
    return told | {
        "stores": len(stores),
        "certified": sum(store["certification_status"] == "certified" for store in stores),
        "reduced_share": 100 * sum(store["released_fen"] > 0 for store in held) / len(held) if held else None,
        "gmv_week_cny": week / 100,
        "gmv_change": growth(week, total(stores, "gmv_before_fen")),
        "gmv_28d_cny": month / 100,
        "gmv_growth": growth(month, total(stores, "gmv_28d_before_fen")),
        "score": sum(round(score * 100) for score in scores) / len(scores) / 100 if scores else None,
    }


def by_belt(stores: Iterable[Row]) -> dict[str, list[Row]]:
    return {belt: some for belt, some in by(stores, "belt_id").items() if belt is not None}


def falls(stores: Iterable[Row], limit: float, few: int) -> list[tuple[str, float]]:
    """Belts and their change, the deepest fall first."""
    found = []
    for belt, some in by_belt(stores).items():
        change = growth(total(some, "gmv_week_fen"), total(some, "gmv_before_fen"))
        if len(some) >= few and change is not None and change < -limit:
            found.append((belt, change))
    return sorted(found, key=lambda row: (row[1], row[0]))


def fall_stores(stores: Iterable[Row]) -> list[tuple[str, float]]:
    """Of one belt: the five stores that lost most, and what they lost in CNY."""
    fell = [
        (store["store_id"], store["gmv_before_fen"] - store["gmv_week_fen"])
        for store in stores
        if store["gmv_before_fen"] is not None and store["gmv_before_fen"] > store["gmv_week_fen"]
    ]
    return [(name, fall / 100) for name, fall in sorted(fell, key=lambda row: (-row[1], row[0]))[:5]]


def listed(belts: Iterable[Row], region: str, categories: tuple[str, ...] = ()) -> list[Row]:
    inside = [belt for belt in belts if in_region(belt, region)]
    return [belt for belt in inside if not categories or belt["category_code"] in categories]


def counts(stores: Iterable[Row]) -> tuple[int, int, int]:
    """Stores, certified, applicants."""
    states = [store["certification_status"] for store in stores]
    return len(states), states.count("certified"), sum(state in OPEN for state in states)


def thin(belts: Iterable[Row], stores: Iterable[Row], least: float) -> list[tuple[str, int, int, int]]:
    """Listed belts with fewer certified stores: those with none first, then by their stores."""
    of = by_belt(stores)
    found = [(belt["belt_id"], *counts(of.get(belt["belt_id"], []))) for belt in belts]
    return sorted((row for row in found if row[2] < least), key=lambda row: (row[2] > 0, -row[1], row[0]))


def bare(belts: Iterable[Row], stores: Iterable[Row]) -> list[tuple[str, int, int, int]]:
    """Counties of the belts without a certified store: those with applicants first, then by their stores."""
    of = by(stores, "county_adcode")
    found = [(county, *counts(of.get(county, []))) for county in {belt["county_adcode"] for belt in belts}]
    return sorted((row for row in found if not row[2]), key=lambda row: (not row[3], -row[1], row[0]))


def gmv(weeks: Iterable[Row], mondays: list[date]) -> int:
    return sum(row["gmv_fen"] for row in weeks if row["week_start"] in mondays)


def mondays_before(day: date) -> list[date]:
    """The four whole weeks that end before a day."""
    ended = [day - timedelta(days=n) for n in range(1, 8)]
    sunday = next(one for one in ended if one.weekday() == 6)
    return [sunday - timedelta(days=6, weeks=n) for n in range(4)]


def last_mondays(weeks: Iterable[Row], until: date | None) -> list[date]:
    """The last four weeks of trade, that are over by the end of a day."""
    known = {row["week_start"] for row in weeks}
    last = max(known)
    while until is not None and last + timedelta(days=6) > until:
        last -= timedelta(weeks=1)
    return [last - timedelta(weeks=n) for n in range(4)]


def waiver(row: Row, weeks: list[Row], all_weeks: list[Row], others: list[Row]) -> Row:
    """A waiver's two means of weekly GMV in CNY, growth, growth of others, and the fee waived in CNY."""
    before, since = mondays_before(row["waiver_from"]), last_mondays(all_weeks, row["waiver_to"])
    has_before = min(before) >= min(one["week_start"] for one in all_weeks)
    has_since = min(since) >= row["waiver_from"]
    has_both = has_before and has_since
    fee = sum(
        one["fee_waived_fen"]
        for one in weeks
        if one["week_start"] >= row["waiver_from"]
        and (row["waiver_to"] is None or one["week_start"] + timedelta(days=6) <= row["waiver_to"])
    )
    return {
        "gmv_before_cny": round(gmv(weeks, before) / 4) / 100 if has_before else None,
        "gmv_since_cny": round(gmv(weeks, since) / 4) / 100 if has_since else None,
        "gmv_growth": growth(gmv(weeks, since), gmv(weeks, before)) if has_both else None,
        "peers_growth": growth(gmv(others, since), gmv(others, before)) if has_both else None,
        "fee_waived_cny": fee / 100,
    }


def decile(value: float, values: list[float]) -> int:
    """Which of ten equal parts the middle of a value's equals falls in."""
    ordered = sorted(values)
    first = ordered.index(value)
    last = len(ordered) - 1 - ordered[::-1].index(value)
    middle = (first + last + 1) / 2 / len(ordered)
    return next(part for part in range(1, 11) if middle < part / 10 or part == 10)


def peers(belt: str, belts: Mapping[str, Row], of: Mapping[str, list[Row]], few: int) -> list[str]:
    category, own = belts[belt]["category_code"], len(of[belt])
    alike = [
        (abs(log(len(stores) / own)), code)
        for code, stores in of.items()
        if code != belt and belts[code]["category_code"] == category and len(stores) >= few
    ]
    return [code for _away, code in sorted(alike)[:8]]
