"""The long tables of a day a second time, from a record's rows and the day's stores."""

from datetime import date
from typing import Any

from plain.benefits import grants, ledger, measures
from plain.calling import DEFAULTS, calls
from plain.certifying import applications
from plain.entitlement import target
from plain.events import events
from plain.trade import weeks

Row = dict[str, Any]
DIMENSIONS = (
    "province_adcode", "city_adcode", "county_adcode", "belt_id",
    "category_code", "store_type", "certification_status", "tier_code",
)  # fmt: skip


def placed(store: Row) -> tuple[Any, ...]:
    return tuple(store[name] for name in DIMENSIONS)


def _first_missing(values: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple((value is not None, value) if value is not None else (False, "") for value in values)


def _rows(counts: dict[tuple[Any, ...], Row], *more: str) -> list[Row]:
    """Counted rows by what they are counted by: `more` first, then the dimensions, missing first."""
    size = len(DIMENSIONS)
    ordered = sorted(counts, key=lambda values: (values[size:], _first_missing(values[:size])))
    return [dict(zip((*DIMENSIONS, *more), values, strict=True)) | counts[values] for values in ordered]


def _called(store: Row) -> Row:
    return {name: store[name] for name in ("store_name", "owner")}


def tables(record: dict[str, list[Row]], states: list[Row], day: date) -> dict[str, list[Row]]:
    """Rows by file name, in the order in which they are published."""
    stores = {row["store_id"]: row for row in states}
    own = {name: dict(zip(DIMENSIONS, placed(store), strict=True)) for name, store in stores.items()}

    def of(kind: str) -> list[Row]:
        return [row for row in record.get(kind, ()) if row["store_id"] in stores]

    steps: dict[str, list[Row]] = {}
    for step in of("certifications"):
        steps.setdefault(step["store_id"], []).append(step)
    filed = [own[name] | {"store_id": name} | one for name, log in steps.items() for one in applications(log, day)]
    held = grants(of("benefits"), day)
    days = int(target(record.get("targets", []), "activation-days", 30, day))
    limits = {code: target(record.get("targets", []), code, usual, day) for code, usual in DEFAULTS.items()}
    told = calls(states, filed, held, limits, day)
    return {
        "calls": [own[one["store_id"]] | _called(stores[one["store_id"]]) | one for one in told],
        "applications": sorted(filed, key=lambda row: (row["county_adcode"], row["store_id"], row["number"])),
        "grants": sorted(
            [own[one["store_id"]] | {name: one[name] for name in one if name != "dues"} for one in held],
            key=lambda row: tuple(
                row[name] for name in ("measure_code", "unit", "county_adcode", "store_id", "grant_id")
            ),
        ),
        "measures": _rows(measures(held, stores, placed, days), "measure_code", "unit"),
        "ledger": _rows(ledger(of("benefits"), stores, placed, day), "week_start", "measure_code", "unit"),
        "activity": _rows(weeks(of("activity"), stores, placed, record.get("designations", []), day), "week_start"),
        "events": events(record, stores, day),
    }
