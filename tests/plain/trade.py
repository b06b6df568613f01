"""Weeks of trade a second time: a store's last weeks, its fee, and the weeks of all stores."""

from collections.abc import Iterable
from datetime import date, timedelta
from math import floor
from typing import Any

Row = dict[str, Any]
COLUMNS = (
    "activity_week", "gmv_week_fen", "gmv_before_fen", "gmv_28d_fen", "gmv_28d_before_fen", "orders_week",
    "orders_before", "live_sessions_week", "sessions_with_envelope_week", "live_minutes_week", "first_sale_week",
    "first_live_week", "first_live_minutes",
)  # fmt: skip
WEEK = timedelta(weeks=1)


def halves_up(value: float) -> int:
    """Half a fen counts as one."""
    return floor(value) + (value - floor(value) >= 0.5)


def whole(weeks: Iterable[Row], day: date) -> list[Row]:
    """Rows of the weeks whose Sunday is over by the end of the day."""
    return [row for row in weeks if row["week_start"] + timedelta(days=6) <= day]


def last_weeks(mine: Iterable[Row], entered_on: date, mondays: list[date], day: date) -> Row:
    """One store's last weeks; `mondays` are those that the record has of anyone, whole by the day."""
    mine = whole(mine, day)
    if not mine:
        return dict.fromkeys(COLUMNS)
    last, first = max(mondays), min(mondays)

    def total(name: str, back: int, weeks: int = 1) -> int:
        wanted = [last - WEEK * n for n in range(back, back + weeks)]
        return sum(row[name] for row in mine if row["week_start"] in wanted)

    sales = [row["week_start"] for row in mine if row["orders"] > 0]
    lives = [row["week_start"] for row in mine if row["live_sessions"] > 0]
    seven = {entered_on + timedelta(days=n) for n in range(7)}
    minutes = sum(
        row["live_minutes"] for row in mine if seven & {row["week_start"] + timedelta(days=n) for n in range(7)}
    )
    has_before, has_month_before = first <= last - WEEK, first <= last - 7 * WEEK
    return {
        "activity_week": last,
        "gmv_week_fen": total("gmv_fen", 0),
        "gmv_before_fen": total("gmv_fen", 1) if has_before else None,
        "gmv_28d_fen": total("gmv_fen", 0, 4),
        "gmv_28d_before_fen": total("gmv_fen", 4, 4) if has_month_before else None,
        "orders_week": total("orders", 0),
        "orders_before": total("orders", 1) if has_before else None,
        "live_sessions_week": total("live_sessions", 0),
        "sessions_with_envelope_week": total("sessions_with_envelope", 0),
        "live_minutes_week": total("live_minutes", 0),
        "first_sale_week": min(sales, default=None),
        "first_live_week": min(lives, default=None),
        "first_live_minutes": minutes if entered_on >= first else None,
    }


def in_force(designations: Iterable[Row], belt_id: str | None, day: date) -> Row | None:
    for row in designations:
        has_ended = row["waiver_to"] is not None and row["waiver_to"] < day
        if row["belt_id"] == belt_id and row["waiver_from"] <= day and not has_ended:
            return row
    return None


def fee_waived(weeks: Iterable[Row], waiver: Row | None, day: date) -> int | None:
    if waiver is None:
        return None
    fees = [
        halves_up(week["gmv_fen"] * waiver["rate_pct"] / 100)
        for week in whole(weeks, day)
        if week["week_start"] >= waiver["waiver_from"]
    ]
    return sum(fees) if fees else None


def weeks(
    rows: Iterable[Row], stores: dict[str, Row], placed: Any, designations: list[Row], day: date
) -> dict[tuple[Any, ...], Row]:
    """The trade of each week, by dimension and week."""
    counts: dict[tuple[Any, ...], Row] = {}
    for row in whole(rows, day):
        store = stores.get(row["store_id"])
        if store is None:
            continue
        sunday = row["week_start"] + timedelta(days=6)
        begun = in_force(designations, store["belt_id"], row["week_start"])
        is_waived = begun is not None and (begun["waiver_to"] is None or begun["waiver_to"] >= sunday)
        added = {name: row[name] for name in ("orders", "live_minutes", "live_sessions", "sessions_with_envelope")}
        added |= {
            "active_stores": row["orders"] > 0,
            "live_stores": row["live_sessions"] > 0,
            "gmv_fen": row["gmv_fen"],
            "fee_waived_fen": halves_up(row["gmv_fen"] * begun["rate_pct"] / 100) if begun and is_waived else 0,
        }
        sums = counts.setdefault((*placed(store), row["week_start"]), dict.fromkeys(added, 0))
        for name, value in added.items():
            sums[name] += value
    return counts
