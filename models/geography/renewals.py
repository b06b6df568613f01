"""Codes of counties that were renewed: what a code of then is now, where the crosswalk knows."""

from dataclasses import dataclass

from data.reference import renewed_codes
from models.geography.places import Place, Places


@dataclass(frozen=True)
class Renewal:
    """A county's code of then, and the place that it is now."""

    old: str
    place: Place


def renewals(places: Places) -> tuple[Renewal, ...]:
    """The renewals that the places of a day have behind them: the new code is known, the old one no more."""
    return tuple(
        Renewal(old, places[new]) for old, new in renewed_codes().items() if new in places and old not in places
    )
