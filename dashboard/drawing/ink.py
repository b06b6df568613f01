"""Which ink reads best on a colour."""

from functools import cache
from typing import Final

DARK_INK: Final = "#0d1620"
LIGHT_INK: Final = "#ffffff"


def _linear(part: int) -> float:
    share = part / 255
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4


def luminance(colour: str) -> float:
    """How light a #rrggbb colour is, 0 to 1 (WCAG 2)."""
    red, green, blue = (_linear(int(colour[at : at + 2], 16)) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@cache
def ink_on(paper: str) -> str:
    """The better of the two inks on a colour."""
    return max((DARK_INK, LIGHT_INK), key=lambda ink: contrast(ink, paper))
