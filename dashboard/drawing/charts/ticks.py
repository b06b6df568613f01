"""Round values along an axis."""

import math
from collections.abc import Iterable
from typing import Final

_STEPS: Final = (1, 2, 2.5, 5, 10)


def _step(span: float, about: int) -> float:
    """The smallest round step that parts a span into about so many."""
    rough = span / max(about, 1)
    size: float = 10.0 ** math.floor(math.log10(rough))
    return next(step * size for step in _STEPS if step * size >= rough * 0.999)


def ticks(values: Iterable[float], about: int = 6, *, from_zero: bool = False) -> tuple[float, ...]:
    """Round values that reach around all of these, the lowest first; at least two.

    `from_zero`: zero is among them, as bars need it. A line's axis may be cut.
    """
    known = [*values, 0.0] if from_zero else list(values)
    low, high = min(known), max(known)
    if high <= low:
        low, high = low - max(abs(low) * 0.05, 0.5), high + max(abs(high) * 0.05, 0.5)
    step = _step(high - low, about)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return tuple(round(step * at, 10) for at in range(first, last + 1))


def share_ticks(values: Iterable[float], about: int = 6) -> tuple[float, ...]:
    """The same for shares in per cent, which end at 0 and 100."""
    return tuple(tick for tick in ticks(values, about) if 0 <= tick <= 100) or (0.0, 100.0)
