"""What a chart of several places, belts or categories side by side shows."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.findings.over_time import Goal
from dashboard.findings.standing_out import Side, large_part, misses, outlier
from dashboard.findings.words import Kind, amount, apart, share_of
from data.language import Named, Sentence, _


@dataclass(frozen=True)
class One:
    """One of several: its name and its value."""

    name: Named | Sentence
    value: float


def _worst(several: Sequence[One], worse: Side) -> One:
    return min(several, key=lambda one: one.value if worse == "low" else -one.value)


def _lowest(one: One, told: Named, worse: Side) -> Sentence:
    values = {"name": one.name, "value": told}
    return (
        _("{name} is lowest with {value}", **values)
        if worse == "low"
        else _("{name} is highest with {value}", **values)
    )


def against_goal(several: Sequence[One], unit: Kind, goal: Goal) -> Sentence | None:
    """How many miss the target, and the one that misses it by most; None where none does."""
    short = [one for one in several if misses(one.value, goal.value, goal.worse)]
    if not short:
        return None
    worst = _worst(short, goal.worse)
    return _(
        "{k} of {n} miss the target of {goal}; {worst}.",
        k=len(short),
        n=len(several),
        goal=amount(goal.value, unit),
        worst=_lowest(worst, amount(worst.value, unit), goal.worse),
    )


def out_of_line(several: Sequence[One], unit: Kind, worse: Side, whole: One | None = None) -> Sentence | None:
    """The one that stands out at the worse end, beside the whole; None where none does."""
    at = outlier([one.value for one in several], unit, worse)
    if at is None:
        return None
    found = several[at]
    told = _lowest(found, amount(found.value, unit), worse)
    if whole is None:
        return _("{told}.", told=told)
    by = {"told": told, "whole": whole.name, "by": apart(found.value - whole.value, unit)}
    return _("{told}, {by} below {whole}.", **by) if worse == "low" else _("{told}, {by} above {whole}.", **by)


def large_share(several: Sequence[One], unit: Kind, of: Sentence) -> Sentence | None:
    """The one that holds a large part of the sum, which is called `of`; None where none does."""
    at = large_part([one.value for one in several])
    if at is None:
        return None
    found = several[at]
    return _(
        "{name} has {value}, {share} of {whole}.",
        name=found.name,
        value=amount(found.value, unit),
        share=share_of(found.value, sum(one.value for one in several)),
        whole=of,
    )


def both_ends(several: Sequence[One], unit: Kind) -> Sentence | None:
    """The one that grew most and the one that fell most; None where there is neither."""
    most, least = max(several, key=lambda one: one.value), min(several, key=lambda one: one.value)
    parts = []
    if most.value > 0:
        parts.append(_("{name} grew most, by {value}", name=most.name, value=amount(most.value, unit)))
    if least.value < 0:
        parts.append(_("{name} fell most, by {value}", name=least.name, value=amount(-least.value, unit)))
    if not parts:
        return None
    return _("{one}; {other}.", one=parts[0], other=parts[1]) if len(parts) > 1 else _("{told}.", told=parts[0])
