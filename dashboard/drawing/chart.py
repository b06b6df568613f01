"""A chart declared once: the page shows it, a picture of it is made, and both say the same of it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from dashboard.drawing.chart_specs import Spec
from dashboard.drawing.theme import Theme
from dashboard.reading.opening import Opened
from data.language import Sentence

WIDE: Final = 1120
NARROW: Final = 330
"""About how many pixels a chart has across on a desk and on a phone."""


@dataclass(frozen=True)
class Look:
    """What a chart is drawn for: its colours, and about how wide it stands, in pixels."""

    theme: Theme
    width: int = WIDE

    @property
    def is_narrow(self) -> bool:
        """Whether it stands on a phone."""
        return self.width <= NARROW


Told = Sentence | Callable[[Opened], Sentence]
"""A sentence, or what makes it of what is opened."""


def _told(words: Told, opened: Opened) -> Sentence:
    return words if isinstance(words, Sentence) else words(opened)


@dataclass(frozen=True)
class Chart:
    """One chart. `make` gives its Vega-Lite specification, as wide as what holds it; None where nothing can be drawn.

    `title` names the metric, `about` what is drawn, for who cannot see it and below a picture. Like a table, it is
    asked of what is opened alone: neither the page nor a session is needed.
    """

    code: str
    title: Told
    about: Told
    make: Callable[[Opened, Look], Spec | None]

    def titled(self, opened: Opened) -> Sentence:
        """The title, for what is opened."""
        return _told(self.title, opened)

    def described(self, opened: Opened) -> Sentence:
        """What is drawn, for what is opened."""
        return _told(self.about, opened)
