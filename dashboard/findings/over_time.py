"""What a chart of lines over time shows."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.findings.standing_out import Side, is_change, misses
from dashboard.findings.words import amount, apart
from data.language import Named, Sentence, _
from models.programme.metrics import Unit


@dataclass(frozen=True)
class Run:
    """A line from its first value to its last."""

    name: Named | Sentence
    first: float
    last: float

    @property
    def change(self) -> float:
        """How much it rose; below zero: fell."""
        return self.last - self.first


@dataclass(frozen=True)
class Goal:
    """A target, and which side of it is the worse one."""

    value: float
    worse: Side


def period(days: int) -> Sentence:
    """How long it was."""
    if days == 7:
        return _("In a week")
    return _("In {n} weeks", n=round(days / 7)) if days % 7 == 0 else _("In {n} days", n=days)


def _went(run: Run, unit: Unit) -> Sentence:
    values = {"name": run.name, "first": amount(run.first, unit), "last": amount(run.last, unit)}
    if not is_change(run.first, run.last, unit):
        return _("{name} stayed at {last}", **values)
    if run.change > 0:
        return _("{name} rose from {first} to {last}", **values)
    return _("{name} fell from {first} to {last}", **values)


def _moved(run: Run, unit: Unit) -> Sentence:
    values = {"name": run.name, "by": apart(run.change, unit)}
    return _("{name} rose by {by}", **values) if run.change > 0 else _("{name} fell by {by}", **values)


def _to_goal(value: float, goal: Goal, unit: Unit) -> Sentence:
    short = apart(goal.value - value, unit)
    if misses(value, goal.value, goal.worse):
        return _("{n} short of the target", n=short) if goal.worse == "low" else _("{n} over the target", n=short)
    return _("which is on target")


def _with_goal(told: Sentence, value: float, goal: Goal | None, unit: Unit) -> Sentence:
    return _("{told}, {goal}", told=told, goal=_to_goal(value, goal, unit)) if goal else told


def _size(run: Run, unit: Unit) -> float:
    """How large a change is beside others: in points for shares, else beside what was before."""
    return abs(run.change) if unit == "percent" else abs(run.change / run.first)


def over_time(
    whole: Run | None, others: Sequence[Run], unit: Unit, days: int, goal: Goal | None = None
) -> Sentence | None:
    """How the whole went, and the line beside it that went another way by the most; None where nothing changed."""
    moved = [run for run in others if is_change(run.first, run.last, unit)]
    beside = max(moved, key=lambda run: _size(run, unit), default=None)
    if whole and beside and not is_change(whole.change, beside.change, unit):
        beside = None
    if whole and (is_change(whole.first, whole.last, unit) or beside):
        told = _("{period} {told}", period=period(days), told=_with_goal(_went(whole, unit), whole.last, goal, unit))
        if beside is None:
            return _("{told}.", told=told)
        return _("{told}; {other}.", told=told, other=_with_goal(_moved(beside, unit), beside.last, goal, unit))
    if whole is None and beside:
        return _("{told}.", told=_("{period} {told}", period=period(days), told=_went(beside, unit)))
    return None
