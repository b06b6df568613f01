"""What a cell of a table holds where it is not plainly a value: a number that is hidden, or nothing and why.

A hidden number is a value of its own: it has no digits, so whoever formats or adds a cell has to say first what
becomes of one (`number`), or the type checker refuses.
"""

from dataclasses import dataclass
from enum import Enum

from data.language import Named, Sentence


class Hidden(Enum):
    """A number that is known and not shown."""

    FEW = "few"
    """The row speaks of too few stores."""
    WITHHELD = "withheld"
    """The total of the row's group would give away a row with too few."""

    def __str__(self) -> str:
        """Refuse: `cell_text` says what stands in its place."""
        raise TypeError("a hidden number is not written")

    def __format__(self, _spec: str) -> str:
        """Refuse likewise."""
        return str(self)


@dataclass(frozen=True)
class Missing:
    """No value, and the words for why."""

    why: Sentence | Named | str


Count = int | Hidden | Missing | None
"""A whole number, if it is shown."""
Amount = float | Hidden | Missing | None
"""A number, if it is shown."""


def number(cell: object) -> float | None:
    """A cell's number; None where it is hidden or there is none."""
    return cell if isinstance(cell, (int, float)) and not isinstance(cell, bool) else None


def whole(cell: object) -> int | None:
    """A cell's whole number; None where it is hidden or there is none."""
    return cell if isinstance(cell, int) and not isinstance(cell, bool) else None
