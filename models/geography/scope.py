"""What a person may see: a scope narrows every question, in one place, before it is asked."""

from dataclasses import dataclass

from models.geography.places import COUNTRY_CODE


@dataclass(frozen=True)
class Scope:
    """The regions a person may see: codes of any level; the country's code means everything."""

    regions: tuple[str, ...]

    @property
    def is_everything(self) -> bool:
        """Whether nothing is narrowed."""
        return COUNTRY_CODE in self.regions


EVERYTHING = Scope((COUNTRY_CODE,))
"""The scope of a product without sign-in: everybody sees every region."""
