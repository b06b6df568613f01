"""Deposits a second time: the row in force, and the tier that the schedule gives."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from plain.trade import halves_up

Row = dict[str, Any]
COLUMNS = (
    "tier_code", "base_fen", "required_fen", "paid_fen", "released_fen", "shortfall_fen", "deposit_on", "pay_by",
    "entitled_tier_code", "entitled_fen", "tier_if_score_up", "tier_if_score_down",
)  # fmt: skip


def holds(row: Row, day: date) -> bool:
    """Whether a dated rule holds on the day."""
    return bool(row["effective_from"] <= day and (row["effective_to"] is None or row["effective_to"] >= day))


def target(rows: Iterable[Row], code: str, default: float, day: date) -> float:
    for row in rows:
        if row["target_code"] == code and holds(row, day):
            return float(row["value"])
    return default


def tier(schedule: list[Row], store: Row, score: float | None) -> tuple[str, float]:
    """Code and reduction of the first row that a store meets; the base where it meets none."""
    for row in schedule:
        types = row["store_types"].split("|")
        if row["store_types"] != "*" and store["store_type"] not in types:
            continue
        low, high = row["min_score"], row["max_score"]
        if (low is not None or high is not None) and score is None:
            continue
        if low is not None and score is not None and score < low:
            continue
        if high is not None and score is not None and score > high:
            continue
        if row["requires_no_violation"] and store["has_violation"]:
            continue
        if row["requires_certified"] and store["certification_status"] != "certified":
            continue
        if row["requires_designated_belt"] and not store["is_exempt"]:
            continue
        return row["tier_code"], row["reduction_pct"]
    return "BASE", 0.0


def deposit(rows: Iterable[Row], tiers: Iterable[Row], targets: list[Row], store: Row, day: date) -> Row:
    """One store's deposit; `store` is what else is known of it on the day."""
    known = sorted((row for row in rows if row["effective_on"] <= day), key=lambda row: row["effective_on"])
    if not known:
        return dict.fromkeys(COLUMNS)
    newest, short_on = known[-1], None
    for row in known:
        is_short = row["required_fen"] > row["paid_fen"]
        short_on = (short_on or row["effective_on"]) if is_short else None
    base, required, paid = newest["base_fen"], newest["required_fen"], newest["paid_fen"]
    schedule = sorted((row for row in tiers if holds(row, day)), key=lambda row: (row["rank"], row["tier_code"]))
    score = store["store_score"]
    code, reduction = tier(schedule, store, score)
    up = down = code
    if score is not None:
        margin = target(targets, "score-margin", 0.1, day)
        up = tier(schedule, store, min(round(score + margin, 6), 5.0))[0]
        down = tier(schedule, store, max(round(score - margin, 6), 0.0))[0]
    allowed = timedelta(days=int(target(targets, "pay-days", 7, day)))
    return {
        "tier_code": newest["tier_code"] or "BASE",
        "base_fen": base,
        "required_fen": required,
        "paid_fen": paid,
        "released_fen": base - required if base > required else 0,
        "shortfall_fen": required - paid if required > paid else 0,
        "deposit_on": newest["effective_on"],
        "pay_by": short_on + allowed if short_on else None,
        "entitled_tier_code": code,
        "entitled_fen": halves_up(base * (100 - reduction) / 100),
        "tier_if_score_up": up if up != code else None,
        "tier_if_score_down": down if down != code else None,
    }
