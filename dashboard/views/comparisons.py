"""What a day is held against: the published day a week, four weeks, a month or a year before it."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from data.language import Sentence, _

Comparison = Literal["previous", "weeks4", "month", "year"]


def _month_before(day: date) -> date:
    """The same day of the month before, or its last."""
    last = day.replace(day=1) - timedelta(days=1)
    return last.replace(day=min(day.day, monthrange(last.year, last.month)[1]))


@dataclass(frozen=True)
class Against:
    """One comparison: what it is called, and why there is none."""

    name: Sentence
    missing: Sentence
    """With `{wanted}`, the day looked for."""


COMPARISONS: Final[Mapping[Comparison, Against]] = {
    "previous": Against(
        _("vs a week before"),
        _("No snapshot is of {wanted} or before, so nothing is held against a week before."),
    ),
    "weeks4": Against(
        _("vs four weeks before"),
        _("No snapshot is of {wanted} or before, so nothing is held against four weeks before."),
    ),
    "month": Against(
        _("vs a month before"),
        _("No snapshot is of {wanted} or before, so nothing is held against a month before."),
    ),
    "year": Against(
        _("vs a year before"),
        _("No snapshot is of {wanted} or before, so there is no year-on-year comparison."),
    ),
}


def comparison_of(code: str) -> Comparison | None:
    """The comparison that a link names; None where it names a snapshot, or nothing."""
    return next((each for each in COMPARISONS if each == code), None)


def day_before(day: date, comparison: Comparison) -> date:
    """The day that a day is held against: what is published on it, or else last before it, is compared.

    A year is 52 weeks: weeks are published by weekday, and a year later the same date is another one.
    """
    weeks = {"previous": 1, "weeks4": 4, "year": 52}
    return _month_before(day) if comparison == "month" else day - timedelta(weeks=weeks[comparison])


def why_missing(day: date, comparison: Comparison) -> Sentence:
    """Why a day is held against nothing."""
    missing = COMPARISONS[comparison].missing
    return Sentence(missing.msgid, {"wanted": day_before(day, comparison).isoformat()})
