"""Figures as findings tell them, in either language."""

from collections.abc import Callable

from dashboard.figures import number_formats as numbers
from data.language import Language, Named
from models.programme.metrics import Unit


def in_both(say: Callable[[Language], str]) -> Named:
    """What is said in either language."""
    return Named(say("zh"), say("en"))


def amount(value: float, unit: Unit) -> Named:
    """A value in its unit."""
    return in_both(lambda language: numbers.short_number(value, unit, language))


def apart(difference: float, unit: Unit) -> Named:
    """How far two values are apart, without a sign: percentage points for shares."""
    return in_both(lambda language: numbers.change(abs(difference), unit, language).removeprefix("+"))
