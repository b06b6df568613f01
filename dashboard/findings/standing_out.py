"""What stands out: the rules that every finding keeps, written down once.

1. A change is worth a word from LEAST_POINTS percentage points on, or from LEAST_PERCENT per cent of what was before.
2. One of several stands out from the others where it lies further from the middle half of them than FENCE times the
   width of that half (Tukey's fences), and by as much as a change that is worth a word; of fewer than FEWEST none does.
3. A part stands out of its whole from LEAST_SHARE of it on, and from twice an equal share on.
4. A week stands out of the weeks before it where it differs from the median of four by LEAST_OF_A_WEEK per cent: grants
   come in batches, and the week before alone says little.
5. What is held against a target is judged at the precision shown: 7.0 against 7 is neither late nor early.
"""

from collections.abc import Sequence
from statistics import median, quantiles
from typing import Final, Literal

from dashboard.findings.words import Kind

LEAST_POINTS: Final = 1.0
LEAST_PERCENT: Final = 5.0
FENCE: Final = 1.5
FEWEST: Final = 5
LEAST_SHARE: Final = 1 / 3
LEAST_OF_A_WEEK: Final = 20.0
WEEKS_BEFORE: Final = 4

Side = Literal["low", "high"]
"""Which end of a scale is told of: the worse one, as the metric's direction has it."""


def is_change(before: float, after: float, unit: Kind) -> bool:
    """Whether a change is worth a word (rule 1)."""
    if unit == "percent":
        return abs(after - before) >= LEAST_POINTS
    return before != 0 and 100 * abs(after - before) / abs(before) >= LEAST_PERCENT


def outlier(values: Sequence[float], unit: Kind, side: Side) -> int | None:
    """Which of several values stands out at one end of them (rule 2); None where none does."""
    if len(values) < FEWEST:
        return None
    low, middle, high = quantiles(values, n=4, method="inclusive")
    reach = FENCE * (high - low)
    at = min(range(len(values)), key=lambda nth: values[nth] if side == "low" else -values[nth])
    is_beyond = values[at] < low - reach if side == "low" else values[at] > high + reach
    return at if is_beyond and is_change(middle, values[at], unit) else None


def large_part(parts: Sequence[float]) -> int | None:
    """Which part stands out of the whole that they make (rule 3); None where none does."""
    whole = sum(parts)
    if len(parts) < 2 or whole <= 0:
        return None
    at = max(range(len(parts)), key=lambda nth: parts[nth])
    return at if parts[at] / whole >= max(LEAST_SHARE, min(2 / len(parts), 0.5)) else None


def unusual_week(values: Sequence[float]) -> float | None:
    """How much per cent the last of some weeks differs from those before it (rule 4); None where that is usual."""
    before = values[-1 - WEEKS_BEFORE : -1]
    if len(before) < WEEKS_BEFORE or not median(before):
        return None
    difference = 100 * (values[-1] / median(before) - 1)
    return difference if abs(difference) >= LEAST_OF_A_WEEK else None


def misses(value: float, target: float, side: Side, precision: int = 1) -> bool:
    """Whether a value is on the worse side of a target, as both are shown (rule 5)."""
    shown = round(value, precision)
    return shown < target if side == "low" else shown > target
