"""Days and instants as numbers: days since 1970-01-01, and seconds of Shanghai time since its midnight."""

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Rng = np.random.Generator

DAY = 86_400
OPENS, CLOSES, LAST = 9 * 3600, 18 * 3600, 18 * 3600 + 1800
NEVER = -1
"""A missing day."""
FOREVER = 2**40
"""An instant that does not come."""
PROGRAMME_WEEKS = 53


def number(day: date) -> int:
    """Days since 1970-01-01."""
    return day.toordinal() - date(1970, 1, 1).toordinal()


def day(since: int) -> date:
    """The date of a day number."""
    return date.fromordinal(date(1970, 1, 1).toordinal() + since)


@dataclass(frozen=True)
class History:
    """What lies before the demonstration day: `weeks` weeks of trade, at most 53 of the programme."""

    until: date
    weeks: int

    @property
    def last(self) -> int:
        """The last day that has events."""
        return number(self.until)

    @property
    def end(self) -> int:
        """The first instant that has none."""
        return (self.last + 1) * DAY

    @property
    def start(self) -> int:
        """The programme's first day."""
        return self.last - 7 * min(self.weeks, PROGRAMME_WEEKS)

    def mondays(self, weeks: int) -> Ints:
        """Mondays of the last whole weeks, oldest first."""
        newest = self.last - 6
        newest -= (newest + 3) % 7  # 1970-01-01 was a Thursday
        found: Ints = newest - 7 * np.arange(weeks, dtype=np.int64)[::-1]
        return found


def working(days: Ints) -> Ints:
    """The same days, Saturdays and Sundays moved to the Monday after."""
    wait: Ints = np.array([0, 0, 0, 0, 0, 2, 1])[(days + 3) % 7]
    return days + wait


def in_office(days: Ints, rng: Rng) -> Ints:
    """Instants in working hours on these days, or on the next working day."""
    return working(days) * DAY + rng.integers(OPENS, CLOSES, len(days))


def later(instants: Ints, gaps: Floats, rng: Rng) -> Ints:
    """Instants in working hours some days after others, and always after them."""
    day = instants // DAY
    then = working(day + np.maximum(gaps, 0).astype(np.int64))
    elsewhen = then * DAY + rng.integers(OPENS, CLOSES, len(instants))
    left = np.maximum(LAST - instants % DAY, 0)
    same = instants + 1 + (rng.random(len(instants)) * left).astype(np.int64)
    return np.where(then > day, elsewhen, same)


def in_waking_hours(days: Ints, rng: Rng) -> Ints:
    """Instants from 08:00 to 23:00 on these days."""
    return days * DAY + rng.integers(8 * 3600, 23 * 3600, len(days))
