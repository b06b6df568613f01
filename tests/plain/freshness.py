"""How fresh and complete a snapshot is, a second time: loops over the rows of its files."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

Row = dict[str, Any]
HAS = {
    "coordinates": "lon", "belt": "belt_id", "score": "store_score", "owner": "owner", "deposit": "base_fen",
    "activity": "activity_week",
}  # fmt: skip


def last(rows: Iterable[Row], *names: str) -> Any:
    """The latest of some columns over rows; None where there is none."""
    found = [row[name] for row in rows for name in names if row[name] is not None]
    return max(found) if found else None


def idle(store: Row) -> bool:
    return store["activity_week"] is not None and store["orders_week"] == 0 and store["live_sessions_week"] == 0


def completeness(stores: list[Row], applications: list[Row], grants: list[Row], weeks: list[Row]) -> Row:
    """What the product calls Completeness, of the rows of one unit."""
    return {
        "stores": len(stores),
        **{name: sum(store[column] is not None for store in stores) for name, column in HAS.items()},
        "idle": sum(idle(store) for store in stores),
        "last_entry": last(stores, "entered_on"),
        "last_deposit": last(stores, "deposit_on"),
        "last_step": last(applications, "since"),
        "last_benefit": last(grants, "granted_at", "claimed_at", "used_at"),
        "last_week": last(weeks, "week_start"),
    }


def last_whole_week(day: date) -> date:
    """Monday of the last week that is over by the end of the day, found by walking back."""
    sunday = day
    while sunday.isoweekday() != 7:
        sunday -= timedelta(days=1)
    return sunday - timedelta(days=6)


def week(activity: list[Row], ledger: list[Row], monday: date) -> dict[tuple[str, str, str], int]:
    """What is told of one week, by measure (none: trade), what and unit."""
    units = {"gmv_fen": "fen", "orders": "order", "live_sessions": "session", "sessions_with_envelope": "session"}
    told = {
        ("", name, unit): sum(row[name] for row in activity if row["week_start"] == monday)
        for name, unit in units.items()
    }
    for row in ledger:
        for name in ("granted", "claimed", "used", "lapsed") if row["week_start"] == monday else ():
            key = (row["measure_code"], name, row["unit"])
            told[key] = told.get(key, 0) + row[name]
    return told
