"""Everything that happened to a store a second time."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from plain.certifying import STEPS

Row = dict[str, Any]
SUBJECTS = ("benefit", "certification", "deposit")
GIVEN = ("granted", "claimed", "issued", "used", "returned", "lapsed", "clawed_back")
ORDER = (*STEPS, *GIVEN, "set")
COLUMNS = (
    "store_id", "at", "subject", "event", "grant_id", "measure_code", "quantity", "unit", "claim_by", "use_by",
    "valid_until", "reason", "tier_code", "base_fen", "required_fen", "paid_fen", "delivery_id",
)  # fmt: skip


def events(record: dict[str, list[Row]], names: Iterable[str], day: date) -> list[Row]:
    """The events of some stores to the day, by store and instant."""
    wanted = set(names)
    certified, given, paid = (record.get(kind, []) for kind in ("certifications", "benefits", "deposits"))
    told = [
        *(row | {"at": row["changed_at"], "subject": "certification", "event": row["status"]} for row in certified),
        *(row | {"at": row["occurred_at"], "subject": "benefit", "quantity": row["amount"]} for row in given),
        *(
            row | {"at": datetime.combine(row["effective_on"], time()), "subject": "deposit", "event": "set"}
            for row in paid
        ),
    ]
    known = [row for row in told if row["store_id"] in wanted and row["at"].date() <= day]
    known.sort(
        key=lambda row: (
            row["store_id"],
            row["at"],
            row["subject"],
            ORDER.index(row["event"]),
            row.get("grant_id") or "",
        )
    )
    return [{name: row.get(name) for name in COLUMNS} for row in known]
