"""What codes are called in a snapshot."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from data.language import Named, Sentence
from data.reference import rows
from models.geography import places as geography
from models.geography.places import Level, Place
from models.snapshots.tables import BeltDay

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
        return self._belt_names[belt_id]

    def belt_labelled(self, belt_id: str) -> Named:
        """A belt's name, with the label of its source where no published list stands behind it."""
        return self.belts_labelled[belt_id]

    @cached_property
    def _belt_names(self) -> Mapping[str, Named]:
        return {code: Named(belt.name_zh, belt.name_en) for code, belt in self.belts.items()}

    @cached_property
    def belts_labelled(self) -> Mapping[str, Named]:
        """Those names of all belts: every page offers them."""

        def labelled(code: str, name: Named) -> Named:
            if self.belts[code].source != GENERAL_KNOWLEDGE:
                return name
            source = self.belt_source(code)
            return Named(f"{name.zh}（{source.zh}）", f"{name.en} ({source.en})")

        return {code: labelled(code, name) for code, name in self._belt_names.items()}

    @cached_property
    def first_of_source(self) -> Mapping[str, str]:
        """Where belts' listings come from, in a fixed order, each with a belt that comes from there."""
        found = {belt.source: code for code, belt in self.belts.items()}
        return dict(sorted(found.items()))

    def belt_source(self, belt_id: str) -> Named:
        """Where a belt's listing comes from; an operator's own source stands as it was delivered."""
        source = self.belts[belt_id].source
        return _belt_sources().get(source, Named(source, source))

    def belt_or_code(self, belt_id: str) -> Named:
        """A belt's labelled name; one that the day's list does not have stands by its id."""
        return self.belt_labelled(belt_id) if belt_id in self.belts else Named(belt_id, belt_id)

    def category_or_code(self, code: str) -> Named:
        """A category's name; one that is not known stands by its code."""
        return self.categories.get(code, Named(code, code))

    def tier_or_code(self, code: str) -> Named | Sentence:
        """A tier's name; one of an earlier schedule stands by its code."""
        return self.tiers.get(code, Named(code, code))

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
