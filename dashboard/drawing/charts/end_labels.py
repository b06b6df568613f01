"""Labels at the ends of lines, pushed apart so that each can be read."""

from collections.abc import Sequence
from typing import Final

APART: Final = 18
"""Pixels between two labels, middle to middle."""


def pushed_apart(places: Sequence[float], low: float, high: float, apart: float = APART) -> list[float]:
    """Where labels stand whose lines end at these places: in the same order, at least so far apart, near their lines.

    Places grow downwards, in pixels. Labels stay between `low` and `high` as far as there is room for all of them.
    """
    order = sorted(range(len(places)), key=lambda at: places[at])
    groups: list[tuple[float, int]] = []  # the middle of labels that touch, and how many they are
    for at in order:
        middle, size = places[at], 1
        while groups and groups[-1][0] + apart * groups[-1][1] / 2 > middle - apart * size / 2:
            before, many = groups.pop()
            middle, size = (before * many + middle * size) / (many + size), many + size
        groups.append((middle, size))
    stand = [middle + (nth - (size - 1) / 2) * apart for middle, size in groups for nth in range(size)]
    for nth, place in enumerate(stand):
        stand[nth] = max(place, low + nth * apart)
    for nth in reversed(range(len(stand))):
        stand[nth] = min(stand[nth], high - (len(stand) - 1 - nth) * apart)
    found = [0.0] * len(places)
    for at, place in zip(order, stand, strict=True):
        found[at] = place
    return found
