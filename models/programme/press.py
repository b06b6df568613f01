"""What the press says around the plan: figures, what other platforms offer, days. Context, not delivered data.

The tables are data/press_facts.csv, peer_offers.csv and press_days.csv as they stand.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

from data import reference
from data.language import Named

PressUnit = Literal["cny", "percent"]


@dataclass(frozen=True)
class PressFact:
    """A figure that the press quotes; `amount` is in CNY or per cent, `is_above`: the text says "more than"."""

    code: str
    name: Named
    amount: float
    unit: PressUnit
    is_above: bool
    period: Named
    reliability: str
    source: str


@dataclass(frozen=True)
class PeerOffer:
    """What another platform offers; `dimension` is the one of the plan that we set it beside."""

    code: str
    platform: Named
    offer: Named
    dimension: Named
    reliability: str
    source: str


@dataclass(frozen=True)
class PressDay:
    """A day that a public text names; `is_month`: the text names the month alone, and `day` is its first."""

    day: date
    is_month: bool
    is_expected: bool
    what: Named
    measure_code: str
    reliability: str
    source: str


def _named(row: dict[str, str], name: str) -> Named:
    return Named(row[f"{name}_zh"], row[f"{name}_en"])


@cache
def press_facts() -> tuple[PressFact, ...]:
    """All of them, in the order of the table."""
    return tuple(
        PressFact(
            code=row["code"],
            name=_named(row, "name"),
            amount=float(row["amount"]),
            unit="cny" if row["unit"] == "cny" else "percent",
            is_above=row["is_above"] == "true",
            period=_named(row, "period"),
            reliability=row["reliability"],
            source=row["source"],
        )
        for row in reference.rows("press_facts")
    )


@cache
def peer_offers() -> tuple[PeerOffer, ...]:
    """All of them, in the order of the table."""
    return tuple(
        PeerOffer(
            code=row["code"],
            platform=_named(row, "platform"),
            offer=_named(row, "offer"),
            dimension=_named(row, "dimension"),
            reliability=row["reliability"],
            source=row["source"],
        )
        for row in reference.rows("peer_offers")
    )


@cache
def press_days() -> tuple[PressDay, ...]:
    """All of them, the earliest first."""
    days = [
        PressDay(
            day=date.fromisoformat(row["day"]),
            is_month=row["is_month"] == "true",
            is_expected=row["is_expected"] == "true",
            what=_named(row, "what"),
            measure_code=row["measure_code"],
            reliability=row["reliability"],
            source=row["source"],
        )
        for row in reference.rows("press_days")
    ]
    return tuple(sorted(days, key=lambda one: one.day))
