"""Whom to call a second time: stores with their reasons, grouped, counted and ordered by plain loops."""

from datetime import date
from typing import Any

Row = dict[str, Any]
Store = dict[str, Any]
"""A store to call: its id and owner, the day that it stands by, its bucket, all of its reasons."""
UNITS = ("fen", "ad-fen", "traffic")


def code_of(row: Row) -> str:
    """The code by which a reason is asked for."""
    if row["reason"] in ("unclaimed", "unused"):
        return {"traffic": "lapsing-traffic", "fen": "lapsing-cash", "ad-fen": "lapsing-ad-credit"}[row["unit"]]
    return {"shortfall": "shortfalls", "documents": "documents", "expiry": "certifications-to-expire"}[row["reason"]]


def bucket_of(day: date, due: date) -> str:
    if due < day:
        return "overdue"
    return "week" if (due - day).days <= 7 else "later"


def to_call(
    rows: list[Row], day: date, *, owner: str = "", reasons: tuple[str, ...] = (), bucket: str = ""
) -> list[Store]:
    """The stores asked for, in their order; `rows` are those of `calls` that a view narrows to."""
    by_store: dict[str, list[Row]] = {}
    for row in rows:
        if not owner or row["owner"] == owner:
            by_store.setdefault(row["store_id"], []).append(row)
    found = []
    for store_id, own in by_store.items():
        chosen = [row for row in own if not reasons or code_of(row) in reasons]
        if not chosen:
            continue
        due = min(row["due"] for row in chosen)
        at_stake = [[row["value"] for row in chosen if row["unit"] == unit] for unit in UNITS]
        rank = tuple((1, 0) if not values else (0, -sum(values)) for values in at_stake)
        store = {"store_id": store_id, "owner": own[0]["owner"], "due": due, "bucket": bucket_of(day, due)}
        found.append(store | {"rank": rank, "reasons": own})
    found = [store for store in found if bucket in ("", store["bucket"])]
    return sorted(found, key=lambda store: (store["due"], store["rank"], store["store_id"]))


def changed(now: list[Row], then: list[Row], day: date, day_then: date) -> dict[str, str]:
    """What became of the stores of `now` since `then`, by id: new, or worse."""

    def summed(rows: list[Row]) -> dict[tuple[Any, ...], tuple[date, int]]:
        found: dict[tuple[Any, ...], tuple[date, int]] = {}
        for row in rows:
            key = (row["store_id"], row["reason"], row["measure_code"], row["unit"])
            due, value = found.get(key, (date.max, 0))
            found[key] = (min(due, row["due"]), value + (row["value"] or 0))
        return found

    here, there = summed(now), summed(then)
    known = {key[0] for key in there}
    changes: dict[str, str] = {}
    for key, (due, value) in here.items():
        if key[0] not in known:
            changes[key[0]] = "new"
        elif key not in there or (due < day and there[key][0] >= day_then) or value > there[key][1]:
            changes[key[0]] = "worse"
    return changes
