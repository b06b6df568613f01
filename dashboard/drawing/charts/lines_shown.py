"""What a chart of lines shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from dashboard.drawing.charts.events import Event
from dashboard.drawing.theme import Theme
from data.language import Sentence, _
from models.programme.metrics import Unit

MOST_LINES: Final = 6
"""The line of all, and five beside it: more colours cannot be told apart."""
WEEK_BEFORE: Final = _("vs the week before")


@dataclass(frozen=True)
class Line:
    """One line: a value a day (None: none) and each as text, with its change against the day before it.

    `code` names it in links; `span` is the change over all days, as text; the whole is what the others are part of.
    """

    code: str
    name: str
    values: Sequence[float | None]
    told: Sequence[str]
    changes: Sequence[str] = ()
    span: str = ""
    is_whole: bool = False

    @property
    def last(self) -> int | None:
        """Which of the days is the last with a value."""
        return next((nth for nth in reversed(range(len(self.values))) if self.values[nth] is not None), None)


@dataclass(frozen=True)
class Target:
    """A line at a value, and what is written beside it."""

    value: float
    words: str


@dataclass(frozen=True)
class LinesOver:
    """Lines over days (oldest first), a target, and days on which rules changed.

    `against` says what the changes that are read off are against; `picks` is the parameter of the address that a
    click on a line's name sets to its code.
    """

    days: Sequence[date]
    lines: Sequence[Line]
    unit: Unit
    target: Target | None = None
    events: Sequence[Event] = ()
    against: Sentence = WEEK_BEFORE
    picks: str = ""
    from_zero: bool = False
    """Whether the axis is not cut: flows that are held against each other start at zero."""

    def x(self, day: date) -> int:
        """A day's place along the axis: days since the first."""
        return (day - self.days[0]).days

    def day_words(self, day: date) -> str:
        """A day as the axis writes it: with its year where the days are few and years apart."""
        is_long = (self.days[-1] - self.days[0]).days >= 360 and len(self.days) < 20
        return day.isoformat() if is_long else f"{day:%m-%d}"

    def inks(self, theme: Theme) -> list[str]:
        """The colour of each line: the whole in ink, the others in the order of the series."""
        series = iter(theme.series)
        return [theme.ink if line.is_whole else next(series) for line in self.lines]
