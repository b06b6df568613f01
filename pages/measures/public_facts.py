"""What is public of the ten measures: data/measures.csv, measure_caps.csv and measure_conditions.csv as they stand.

In delivered files the measure laotie-good-store goes by its parts, the traffic pack and the red envelope.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

from data import reference
from data.language import Named
from models.programme.terms import ENVELOPE, PACK

LAOTIE: Final = "laotie-good-store"
PARTS: Final = {(LAOTIE, "traffic"): PACK, (LAOTIE, "fen"): ENVELOPE}
"""The codes that events use for the parts of a measure."""


@dataclass(frozen=True)
class Part:
    """One currency of a measure: the code that events use, its unit and name, and the public cap, if there is one."""

    measure: str
    code: str
    unit: str
    name: Named
    cap: int | None


@dataclass(frozen=True)
class Conditions:
    """What is public of who may have a measure, as far as a snapshot can tell; hours and days of the first business."""

    entered_from: date
    days: int | None
    live_hours: int | None
    store_types: tuple[str, ...]
    needs_sale: bool


@dataclass(frozen=True)
class Measure:
    """One of the ten: what is public of it."""

    code: str
    dimension: Named
    name: Named
    gets: Named
    clock: Named
    reliability: str
    source: str
    parts: tuple[Part, ...]
    conditions: Conditions | None

    @property
    def tells_who(self) -> bool:
        """Whether a snapshot can tell who may have it."""
        return self.conditions is not None or self.code == LAOTIE


def _conditions(code: str) -> Conditions | None:
    for row in reference.rows("measure_conditions"):
        if row["measure_code"] == code:
            return Conditions(
                entered_from=date.fromisoformat(row["entered_from"]),
                days=int(row["days"]) if row["days"] else None,
                live_hours=int(row["live_hours"]) if row["live_hours"] else None,
                store_types=tuple(name for name in row["store_types"].split("|") if name),
                needs_sale=row["needs_sale"] == "true",
            )
    return None


@cache
def measures() -> Mapping[str, Measure]:
    """The ten, in the order in which they are published."""

    def both(row: Mapping[str, str], name: str) -> Named:
        return Named(row[f"{name}_zh"], row[f"{name}_en"])

    def parts(code: str) -> tuple[Part, ...]:
        return tuple(
            Part(
                measure=code,
                code=PARTS.get((code, row["unit"]), code),
                unit=row["unit"],
                name=both(row, "unit"),
                cap=int(row["cap"]) if row["cap"] else None,
            )
            for row in reference.rows("measure_caps")
            if row["measure_code"] == code
        )

    return {
        row["code"]: Measure(
            code=row["code"],
            dimension=both(row, "dimension"),
            name=both(row, "name"),
            gets=both(row, "gets"),
            clock=both(row, "clock"),
            reliability=row["reliability"],
            source=row["source"],
            parts=parts(row["code"]),
            conditions=_conditions(row["code"]),
        )
        for row in reference.rows("measures")
    }
