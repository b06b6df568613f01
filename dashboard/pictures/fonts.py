"""Which font this machine draws the Chinese of pictures in, asked of the program that draws them."""

from functools import cache
from typing import Final

from dashboard.drawing.theme import FONTS
from dashboard.markup.pictures import document, words
from dashboard.pictures.files import png

UNNAMED: Final = ""
"""A font of the machine that the stack does not name."""
_GENERIC: Final = "sans-serif"


@cache
def _looks(said: str, family: str) -> bytes:
    """A few words in a family: blank where the machine does not have it."""
    sample = words(said, x=4, y=40, font_size=32)
    return png(document(sample, width=160, height=60, units=(160, 60), says="", fonts=family))


def chinese_font() -> str | None:
    """The first family of the stack that is here; UNNAMED where another draws Chinese; None where none does."""
    families = [name.strip().strip('"') for name in FONTS.split(",")]
    named = families[: families.index("system-ui")]
    found = next((name for name in named if _looks("老", name) != _looks("", name)), None)
    if found is not None:
        return found
    are_drawn = _looks("老", _GENERIC) != _looks("铁", _GENERIC)  # alike where both are missing: blank, or one box
    return UNNAMED if are_drawn else None
