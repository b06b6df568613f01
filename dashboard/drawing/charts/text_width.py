"""About how wide a text stands: labels are laid out before there is a page to measure them on."""

import unicodedata
from typing import Final

SIZE: Final = 12
"""Pixels of every text on a chart; nothing is smaller."""
_WIDE: Final = 1.0
_SLIM: Final = 0.58
_BOLD: Final = 1.06


def text_width(words: str, *, is_bold: bool = False, size: int = SIZE) -> float:
    """Pixels across: a Chinese sign takes its height, a Latin letter or a digit about 0.58 of it."""
    ems = sum(_WIDE if unicodedata.east_asian_width(sign) in "WF" else _SLIM for sign in words)
    return ems * size * (_BOLD if is_bold else 1)
