"""The programme's measures as the reference tables tell them: another row in data/ is another measure.

The tables are data/measures.csv, measure_caps.csv and measure_conditions.csv. In delivered files
老铁好店 goes by its two parts, the traffic pack and the red envelope.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from data import reference
from models.programme.terms import ENVELOPE, PACK

PARTS: Final[Mapping[str, str]] = {PACK: "专属流量包", ENVELOPE: "专属开播红包"}
"""Chinese name by code of the parts of 老铁好店."""
WHOLE: Final = "laotie-good-store"
"""The measure that files name by its parts."""
_UNITS: Final[Mapping[str, str]] = {
    "traffic": "流量",
    "fen": "分",
    "ad-fen": "广告金分",
    "order": "单",
    "case": "件",
    "use": "次",
}


@dataclass(frozen=True)
class Cap:
    """What a store may have of a measure at most, in a unit; `most` None: no cap is public."""

    measure_code: str
    unit: str
    most: int | None


@dataclass(frozen=True)
class Conditions:
    """Who may have a measure, as far as a snapshot can tell; what is None or empty is no condition."""

    entered_from: date | None
    days: int | None
    """Of the first business, from entry on."""
    live_hours: int | None
    """Live in these days, at least."""
    store_types: tuple[str, ...]
    needs_sale: bool
    certification_status: str


def measure_names() -> dict[str, str]:
    """Chinese name by code of all that a row of benefits.csv may name."""
    return {**{row["code"]: row["name_zh"] for row in reference.rows("measures")}, **PARTS}


def unit_names() -> dict[str, str]:
    """Chinese name by code of all that a measure is counted in."""
    told = {row["unit"]: row["unit_zh"] for row in reference.rows("measure_caps")}
    return {**_UNITS, **{unit: name for unit, name in told.items() if unit not in _UNITS}}


def caps() -> tuple[Cap, ...]:
    """Each unit that a measure is counted in, with what is public of its cap."""
    return tuple(
        Cap(row["measure_code"], row["unit"], int(row["cap"]) if row["cap"] else None)
        for row in reference.rows("measure_caps")
    )


def conditions() -> dict[str, Conditions]:
    """The conditions that are public, by measure."""
    return {
        row["measure_code"]: Conditions(
            entered_from=date.fromisoformat(row["entered_from"]) if row["entered_from"] else None,
            days=int(row["days"]) if row["days"] else None,
            live_hours=int(row["live_hours"]) if row["live_hours"] else None,
            store_types=tuple(name for name in row["store_types"].split("|") if name),
            needs_sale=row["needs_sale"] == "true",
            certification_status=row["certification_status"] or "",
        )
        for row in reference.rows("measure_conditions")
    }
