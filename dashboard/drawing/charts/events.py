"""Days on which something changed, written above a chart: one by one, or as a band where there is no room for each."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

from dashboard.drawing.charts.text_width import text_width
from data.language import Language, _

CLOSE: Final = 60
"""Days closer than so many pixels are one band."""
GAP: Final = 12
"""Pixels between two notes on a line."""
LINES: Final = 2


@dataclass(frozen=True)
class Event:
    """What changed on a day: the kind of change, and of what."""

    day: date
    kind: str
    name: str


@dataclass(frozen=True)
class Note:
    """What stands above the chart for a day or a band of days, from `x` pixels on.

    `words` are its lines, the highest first; its lowest stands on `line` (0: the lowest of all).
    """

    days: tuple[date, ...]
    words: tuple[str, ...]
    x: float
    line: int = 0

    @property
    def top(self) -> int:
        """How many lines it reaches up."""
        return self.line + len(self.words)


def _day(day: date) -> str:
    return f"{day:%m-%d}"


def _days(events: Sequence[Event], language: Language) -> str:
    first, last = events[0].day, events[-1].day
    return _day(first) if first == last else _("{first} to {last}", first=_day(first), last=_day(last)).say(language)


def _words(events: Sequence[Event], language: Language) -> tuple[str, ...]:
    """The day and what changed on one line; several changes are counted on a second."""
    days = _days(events, language)
    if len(events) == 1:
        change = _("{day} {name}: {change}", day=days, name=events[0].name, change=events[0].kind)
        return (change.say(language),)
    kinds = Counter(event.kind for event in events)
    counted = [f"{kind} {n}" for kind, n in kinds.most_common()]
    listed = ("、" if language == "zh" else ", ").join(counted)
    return days, _("{n} changes: {kinds}", n=len(events), kinds=listed).say(language)


def _width(words: Sequence[str]) -> float:
    return max(text_width(line, is_bold=nth == 0) for nth, line in enumerate(words))


def _placed(
    groups: Sequence[Sequence[Event]], places: Mapping[date, float], width: float, language: Language
) -> list[Note] | None:
    """A note for each group, none over another; None where there is no room for that."""
    found: list[Note] = []
    ends = [-float(GAP)] * LINES
    for events in groups:
        words = _words(events, language)
        needed = _width(words)
        x = max(min(places[events[0].day], width - needed), 0.0)
        free = (
            nth for nth in range(LINES - len(words) + 1) if all(x >= end + GAP for end in ends[nth : nth + len(words)])
        )
        line = next(free, None)
        if line is None or needed > width:
            return None
        ends[line : line + len(words)] = [x + needed] * len(words)
        found.append(Note(tuple(dict.fromkeys(event.day for event in events)), words, x, line))
    return found


def notes(events: Sequence[Event], places: Mapping[date, float], width: float, language: Language) -> list[Note]:
    """The notes above a chart of a width: `places` are where its days stand, in pixels.

    Days closer than CLOSE are one band; where notes would still stand over each other, the nearest two become one.
    """
    groups: list[list[Event]] = []
    for event in sorted(events, key=lambda one: (one.day, one.kind, one.name)):
        if groups and places[event.day] - places[groups[-1][-1].day] < CLOSE:
            groups[-1].append(event)
        else:
            groups.append([event])
    while groups:
        placed = _placed(groups, places, width, language)
        if placed is not None:
            return placed
        if len(groups) == 1:
            return [_shortest(groups[0], language)]
        apart = [places[later[0].day] - places[earlier[-1].day] for earlier, later in pairwise(groups)]
        nearest = apart.index(min(apart))
        groups[nearest : nearest + 2] = [groups[nearest] + groups[nearest + 1]]
    return []


def _shortest(events: Sequence[Event], language: Language) -> Note:
    """What stands where there is hardly any room: the days, and how many changes."""
    days = tuple(dict.fromkeys(event.day for event in events))
    return Note(days, (_days(events, language), _("{n} changes", n=len(events)).say(language)), 0.0)
