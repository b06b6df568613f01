"""What a chart is drawn for."""

from dataclasses import dataclass
from math import inf
from typing import Final

from dashboard.drawing.theme import Theme

WIDE: Final = 1200
NARROW: Final = 330
"""About how many pixels a chart has across on a desk and on a phone."""


@dataclass(frozen=True)
class Look:
    """What a chart is drawn for: its colours, about how wide it stands and how high it may be, in pixels."""

    theme: Theme
    width: float = WIDE
    height: float = inf

    @property
    def is_narrow(self) -> bool:
        """Whether it stands on a phone."""
        return self.width <= NARROW
