"""Names of a snapshot's codes: places, belts, categories and tiers as they were called on the day."""

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import select
from sqlmodel import SQLModel

from dashboard.views.view import Known
from data.language import Named, Sentence, _
from data.reference import rows
from models.base import columns
from models.geography import places as geography
from models.geography.places import Level, Place
from models.geography.renewals import renewals
from models.programme.metrics import TOPICS
from models.programme.terms import NO_BELT, NO_DEPOSIT, NO_TIER
from models.snapshots.snapshot import Snapshot
from models.snapshots.tables import BeltDay, CategoryDay, PlaceDay, TierDay

GENERAL_KNOWLEDGE = "general knowledge"
"""The source of belts that no published list names; its label stands wherever such a belt is shown."""


@dataclass(frozen=True)
class Names:
    """What codes are called in a snapshot."""

    places: dict[str, Place]
    belts: dict[str, BeltDay]
    categories: dict[str, Named]
    tiers: dict[str, Named | Sentence]

    def region(self, adcode: str) -> Named:
        """A region's full name."""
        place = self.places[adcode]
        return Named(place.name_zh, place.name_en)

    def known_region(self, adcode: str | None) -> Named | None:
        """A region's full name; None where the snapshot knows no such code."""
        return self.region(adcode) if adcode in self.places else None

    def short(self, adcode: str) -> Named:
        """A region's name as drawn on the map."""
        place = self.places[adcode]
        return Named(place.short_zh, place.short_en)

    def belt(self, belt_id: str) -> Named:
        """A belt's name."""
        belt = self.belts[belt_id]
        return Named(belt.name_zh, belt.name_en)

    def belt_labelled(self, belt_id: str) -> Named:
        """A belt's name, with the label of its source where no published list stands behind it."""
        name, source = self.belt(belt_id), self.belt_source(belt_id)
        if self.belts[belt_id].source != GENERAL_KNOWLEDGE:
            return name
        return Named(f"{name.zh}（{source.zh}）", f"{name.en} ({source.en})")

    def belt_source(self, belt_id: str) -> Named:
        """Where a belt's listing comes from; an operator's own source stands as it was delivered."""
        source = self.belts[belt_id].source
        return _belt_sources().get(source, Named(source, source))

    def path(self, adcode: str) -> list[str]:
        """The region and what it lies in, from the country down: the breadcrumb."""
        return [place.adcode for place in geography.ancestors(self.places, adcode)]

    def children(self, adcode: str, level: Level) -> list[str]:
        """Codes of the units of a level in a region that the boundaries draw, in code order."""
        return [place.adcode for place in geography.children(self.places, adcode, level) if place.is_drawn]

    def levels(self, adcode: str) -> tuple[Level, ...]:
        """Levels that a region can be shown by, the usual one first."""
        return geography.levels(self.places[adcode])


@cache
def _belt_sources() -> dict[str, Named]:
    return {row["source"]: Named(row["name_zh"], row["name_en"]) for row in rows("belt_sources")}


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

    def listed(table: type[SQLModel], order: str) -> list[dict[str, Any]]:
        found = snapshot.ask(select(*columns(table)).order_by(columns(table)[order]))
        return list(found.to_pylist())

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
        categories=frozenset(of.categories),
        belts=frozenset({*of.belts, NO_BELT}),
        tiers=frozenset(of.tiers),
        renewals=renewals(of.places),
    )
