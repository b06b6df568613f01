"""What a chart of tenths, or of classes of a length of time, shows."""

from collections.abc import Sequence

from dashboard.findings.standing_out import misses
from dashboard.findings.words import amount, share_of
from data.language import Sentence, _

_HALF = 0.5


def tenths(values: Sequence[float], belts: int, goal: float | None) -> Sentence | None:
    """How many tenths of the belts (lowest first) miss a target; how far the ends are apart where there is none."""
    if len(values) < 2:
        return None
    first, last = amount(values[0], "percent"), amount(values[-1], "percent")
    if goal is None:
        return _(
            "The lowest tenth of {n} belts comes to {first}, the highest to {last}.", n=belts, first=first, last=last
        )
    short = sum(misses(value, goal, "low") for value in values)
    if not short:
        return None
    return _(
        "The lowest {k} tenths of {n} belts are below the target of {goal}; the lowest comes to {first}.",
        k=short,
        n=belts,
        goal=amount(goal, "percent"),
        first=first,
    )


def half_within(classes: Sequence[tuple[Sentence, int]], whole: int, of: Sentence) -> Sentence | None:
    """Up to which class (shortest first) half of the whole, called `of`, came; None where less than half did."""
    reached = 0
    for name, count in classes:
        reached += count
        if whole and reached / whole >= _HALF:
            return _("{share} of {whole}: {name} or sooner.", share=share_of(reached, whole), whole=of, name=name)
    return None


def waiting_longest(name: Sentence, count: int, whole: int) -> Sentence | None:
    """How many have waited for the longest class; None where nobody has."""
    if not count:
        return None
    return _("{n} of {all} have waited {name}.", n=f"{count:,}", all=f"{whole:,}", name=name)
