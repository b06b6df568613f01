"""The Certification screen a second time: loops over the snapshot's stores and applications."""

from collections.abc import Iterable
from datetime import date, timedelta
from statistics import median
from typing import Any

from plain.metrics import by
from plain.withholding import hidden

Row = dict[str, Any]
STATES = ("none", "applied", "in_review", "info_requested", "certified", "rejected", "expired", "revoked")
OPEN = ("applied", "in_review", "info_requested")


def states(stores: Iterable[Row]) -> dict[str, int]:
    found = dict.fromkeys(STATES, 0)
    for store in stores:
        found[store["certification_status"]] += 1
    return found


def cohort(filed: Iterable[Row], name: str, day: date) -> list[Row]:
    """Applications of a kind."""
    chosen = []
    for one in filed:
        is_first = one["number"] == 1 and not one["is_renewal"]
        is_recent = one["applied_at"].date() >= day - timedelta(days=84)
        if (
            (name == "first" and is_first)
            or (name == "recent" and is_first and is_recent)
            or (name == "again" and one["number"] > 1 and not one["is_renewal"])
            or (name == "renewal" and one["is_renewal"])
        ):
            chosen.append(one)
    return chosen


def is_open(one: Row) -> bool:
    return one["is_last"] and one["status"] in OPEN and one["certification_status"] == one["status"]


def _median(values: list[float], few: int) -> float | None:
    return median(values) if values and len(values) >= few else None


def funnel(filed: list[Row], few: int) -> Row:
    """Counts of each step, and medians of days over those that took it, where there are enough."""

    def days(name: str, some: Iterable[Row]) -> list[float]:
        return [one[name] for one in some if one[name] is not None]

    certified = [one for one in filed if one["status"] == "certified"]
    asked = [one for one in filed if one["asked_at"] is not None]
    total = [(one["decided_at"] - one["applied_at"]).total_seconds() / 86_400 for one in certified]
    return {
        "stores": len({one["store_id"] for one in filed}),
        "applied": len(filed),
        "reviewed": sum(one["review_at"] is not None for one in filed),
        "asked": len(asked),
        "certified": len(certified),
        "rejected": sum(one["status"] == "rejected" for one in filed),
        "open": sum(is_open(one) for one in filed),
        "wait_days": _median(days("wait_days", filed), few),
        "review_days": _median(days("review_days", filed), few),
        "asked_review_days": _median(days("review_days", asked), few),
        "total_days": _median(total, few),
    }


def funnels(filed: Iterable[Row], name: str, drawn: Iterable[str] | None, few: int) -> dict[str | None, Row | None]:
    """By a column; codes that are not drawn are None. A row that is withheld is None."""
    known = None if drawn is None else set(drawn)
    groups = by([one | {name: one[name] if known is None or one[name] in known else None} for one in filed], name)
    found = {code: funnel(some, few) for code, some in groups.items()}
    away = hidden({code: one["stores"] for code, one in found.items()}, few)
    return {code: None if code in away else one for code, one in found.items()}


def waits_from(one: Row) -> Any:
    return {"applied": one["applied_at"], "in_review": one["review_at"]}.get(one["status"], one["since"])


def ages(filed: Iterable[Row], day: date) -> dict[tuple[str, int], int]:
    """Open applications by status and the first day of their class of days waited."""
    classes = (0, 4, 8, 15, 31)
    found = {(status, first): 0 for status in OPEN for first in classes}
    for one in filed:
        if is_open(one):
            days = (day - waits_from(one).date()).days
            found[one["status"], max(first for first in classes if first <= days)] += 1
    return found


def late(filed: Iterable[Row], day: date, target: float) -> list[tuple[str, str, int]]:
    """Store, status and days: in review beyond the target, then waiting on documents; the longest first."""
    found = []
    for one in filed:
        if not is_open(one) or one["status"] == "applied":
            continue
        days = (day - waits_from(one).date()).days
        if one["status"] == "info_requested" or days > target:
            found.append((one["store_id"], one["status"], days))
    return sorted(found, key=lambda row: (row[1] != "in_review", -row[2], row[0]))


def refusals(filed: Iterable[Row], day: date) -> list[tuple[str | None, int, int, int]]:
    """Reason, and stores rejected for it this month, last month and to the day."""
    reasons: dict[str | None, list[set[str]]] = {}
    last = (day.replace(day=1) - timedelta(days=1)).strftime("%Y-%m")
    for one in filed:
        if one["status"] == "rejected":
            this_month, last_month, ever = reasons.setdefault(one["reason"], [set(), set(), set()])
            month = one["decided_at"].strftime("%Y-%m")
            ever.add(one["store_id"])
            if month == day.strftime("%Y-%m"):
                this_month.add(one["store_id"])
            elif month == last:
                last_month.add(one["store_id"])
    counted = [(reason, *(len(stores) for stores in sets)) for reason, sets in reasons.items()]
    return sorted(counted, key=lambda row: (-row[1], -row[2], -row[3], row[0] or ""))  # type: ignore[return-value,arg-type]


def not_reapplied(filed: Iterable[Row], day: date) -> list[tuple[str, int, Any]]:
    """Store, days since, and reason, the newest rejection first."""
    refused = [one for one in filed if one["is_last"] and one["certification_status"] == "rejected"]
    refused.sort(key=lambda one: one["store_id"])
    refused.sort(key=lambda one: one["decided_at"], reverse=True)
    return [(one["store_id"], (day - one["decided_at"].date()).days, one["reason"]) for one in refused]


def expiries(stores: Iterable[Row], day: date) -> dict[str, list[Row]]:
    """Certified stores by the month of their last valid day, this month and eleven more."""
    months = [f"{day.year + (day.month - 1 + n) // 12}-{(day.month - 1 + n) % 12 + 1:02d}" for n in range(12)]
    found: dict[str, list[Row]] = {month: [] for month in months}
    for store in stores:
        until = store["valid_until"]
        if store["certification_status"] == "certified" and until >= day and until.strftime("%Y-%m") in found:
            found[until.strftime("%Y-%m")].append(store)
    return found


def ended(stores: Iterable[Row], day: date) -> list[tuple[str, str, date]]:
    week = [day - timedelta(days=n) for n in range(7)]
    gone = [
        (store["store_id"], store["certification_status"], store["certification_since"])
        for store in stores
        if store["certification_status"] in ("expired", "revoked") and store["certification_since"] in week
    ]
    return sorted(gone, key=lambda row: (-row[2].toordinal(), row[0]))


def weekly(filed: Iterable[Row], day: date) -> dict[date, tuple[int, int, int]]:
    """Of the last 26 whole weeks: begun, certified, rejected."""
    sunday = max(day - timedelta(days=n) for n in range(7) if (day - timedelta(days=n)).weekday() == 6)
    mondays = [sunday - timedelta(days=6, weeks=n) for n in range(26)]
    found = {monday: [0, 0, 0] for monday in mondays}
    for one in filed:
        for at, place in ((one["applied_at"], 0), (one["decided_at"], 1 if one["status"] == "certified" else 2)):
            monday = at and at.date() - timedelta(days=at.weekday())
            if monday in found:
                found[monday][place] += 1
    return {monday: (counts[0], counts[1], counts[2]) for monday, counts in found.items()}
