"""A chart declared once: the page shows it, a picture of it is made, and both say the same of it."""

from collections.abc import Callable
from dataclasses import dataclass

from dashboard.drawing.charts.canvas import Spec
from dashboard.drawing.look import Look
from dashboard.reading.opening import Opened
from data.language import Sentence

Told = Sentence | Callable[[Opened], Sentence]
"""A sentence, or what makes it of what is opened."""


def _told(words: Told, opened: Opened) -> Sentence:
    return words if isinstance(words, Sentence) else words(opened)


@dataclass(frozen=True)
class Chart:
    """One chart. `make` gives its Vega-Lite specification, as wide as what holds it; None where nothing can be drawn.

    `title` names the metric, `about` what is drawn, for who cannot see it and below a picture. `finding` is one
    sentence on what it shows; none where nothing stands out. Like a table, a chart is asked of what is opened alone:
    neither the page nor a session is needed.
    """

    code: str
    title: Told
    about: Told
    make: Callable[[Opened, Look], Spec | None]
    finding: Callable[[Opened], Sentence | None] | None = None

    def titled(self, opened: Opened) -> Sentence:
        """The title, for what is opened."""
        return _told(self.title, opened)

    def described(self, opened: Opened) -> Sentence:
        """What is drawn, for what is opened."""
        return _told(self.about, opened)

    def found(self, opened: Opened) -> Sentence | None:
        """What it shows, in one sentence; None where nothing stands out."""
        return self.finding(opened) if self.finding else None
