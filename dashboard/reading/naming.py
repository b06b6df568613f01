"""Names of a snapshot's codes: places, belts, categories and tiers as they were called on the day."""

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Final

from sqlalchemy import select
from sqlmodel import SQLModel

from dashboard.views.address import Known
from dashboard.views.dimensions import DIMENSIONS
from dashboard.views.names import Names
from data.language import Named, Sentence, _
from data.reference import rows
from models.base import Row, columns
from models.geography.places import Place
from models.geography.renewals import renewals
from models.programme.metrics import TOPICS
from models.programme.terms import NO_DEPOSIT, NO_TIER
from models.snapshots.snapshot import Snapshot
from models.snapshots.tables import BeltDay, CategoryDay, PlaceDay, TierDay

UNMATCHED: Final = Named("未匹配", "Unmatched")
"""What stores are called together that lie in no region drawn."""


@cache
def _measures() -> dict[str, Named]:
    return {row["code"]: Named(row["name_zh"], row["name_en"]) for row in rows("measures")}


def measure_name(code: str) -> Named | Sentence:
    """What a measure is called, by its code in delivered files; an unknown one by its code."""
    if code in ("traffic-pack", "red-envelope"):
        return TOPICS[code]  # type: ignore[index]
    return _measures().get(code, Named(code, code))


@lru_cache(maxsize=32)
def names(snapshot: Snapshot) -> Names:
    """The names of a snapshot."""

    def listed(table: type[SQLModel], order: str) -> Sequence[Row]:
        rows: Sequence[Row] = snapshot.ask(select(*columns(table)).order_by(columns(table)[order])).to_pylist()
        return rows

    tiers: dict[str, Named | Sentence] = {
        row["tier_code"]: Named(row["name_zh"], row["name_en"]) for row in listed(TierDay, "rank")
    }
    categories = listed(CategoryDay, "code")
    return Names(
        places={row["adcode"]: Place(**row) for row in listed(PlaceDay, "adcode")},
        belts={row["belt_id"]: BeltDay(**row) for row in listed(BeltDay, "belt_id")},
        categories={row["code"]: Named(row["name_zh"], row["name_en"]) for row in categories},
        tiers=tiers | {NO_TIER: _("Base deposit, no reduction"), NO_DEPOSIT: _("No deposit")},
    )


@lru_cache(maxsize=32)
def known(snapshot: Snapshot, published: tuple[str, ...]) -> Known:
    """The codes that a link may name, given the ids of what is published."""
    of = names(snapshot)
    return Known(
        snapshots=frozenset(published),
        levels={code: of.levels(code) for code in of.places},
        codes={dimension.field: frozenset(dimension.choices(of)) for dimension in DIMENSIONS},
        renewals=renewals(of.places),
    )
