"""Figures as findings tell them, in either language."""

from collections.abc import Callable
from typing import Literal

from dashboard.figures import number_formats as numbers
from data.language import Language, Named, _
from models.programme.metrics import Unit

Kind = Unit | Literal["days"]
"""What a value is of: a metric's unit, or days."""


def in_both(say: Callable[[Language], str]) -> Named:
    """What is said in either language."""
    return Named(say("zh"), say("en"))


def amount(value: float, kind: Kind) -> Named:
    """A value in its unit."""
    if kind == "days":
        return in_both(_("{n} days", n=f"{value:.1f}").say)
    return in_both(lambda language: numbers.short_number(value, kind, language))


def apart(difference: float, kind: Kind) -> Named:
    """How far two values are apart, without a sign: percentage points for shares."""
    if kind == "days":
        return amount(abs(difference), kind)
    return in_both(lambda language: numbers.change(abs(difference), kind, language).removeprefix("+"))


def share_of(part: float, whole: float) -> Named:
    """A part of a whole in per cent."""
    return amount(100 * part / whole, "percent")
