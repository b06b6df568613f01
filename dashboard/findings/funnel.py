"""What a funnel shows."""

from itertools import pairwise
from typing import Final

from dashboard.findings.standing_out import misses
from dashboard.findings.words import amount
from data.language import Sentence, _

_SLOW: Final = 1.5
"""Documents asked for are told of where a review with them takes so many times as long."""


def way_through(
    came: int, passed: int, days: float | None, slow_days: float | None, goal_days: float | None
) -> Sentence | None:
    """How many of a hundred come through, and where time goes: in documents, or in a review beyond its target."""
    if not came:
        return None
    told = _("{n} of 100 applications come through", n=round(100 * passed / came))
    if days and slow_days and slow_days >= _SLOW * days:
        slow = _("where documents are asked for a review takes {times} times as long", times=f"{slow_days / days:.1f}")
        return _("{told}; {other}.", told=told, other=slow)
    if days is not None and goal_days is not None and misses(days, goal_days, "high"):
        late = _(
            "the median review takes {days} days, {more} more than its target",
            days=f"{days:.1f}",
            more=f"{days - goal_days:.1f}",
        )
        return _("{told}; {other}.", told=told, other=late)
    return _("{told}.", told=told)


def largest_loss(names: list[Sentence], counts: list[int]) -> Sentence | None:
    """The step at which the largest part is lost; None where less than a tenth is lost at any."""
    lost = [1 - after / before if before else 0.0 for before, after in pairwise(counts)]
    at = max(range(len(lost)), key=lambda nth: lost[nth], default=None)
    if at is None or lost[at] < 0.1:
        return None
    return _(
        "Most are lost from “{one}” to “{other}”: {share}, {n} stores.",
        one=names[at],
        other=names[at + 1],
        share=amount(100 * lost[at], "percent"),
        n=f"{counts[at] - counts[at + 1]:,}",
    )
