"""How much room words take, told without a font, so that a picture is laid out alike on every machine.

Units are those of the picture: a 960th of a slide's width, which is one typographic point on a wide slide.
"""

from collections.abc import Iterator, Sequence
from typing import Final
from unicodedata import east_asian_width

LEAST: Final = 12.0
"""The smallest letters of a picture: 12 points on a slide."""
_WIDE: Final = frozenset("MWmw%@—…")
_THIN: Final = frozenset(" .,:;'!|iljtfrI()[]-·")
ELLIPSIS: Final = "…"


def _share(sign: str) -> float:
    """A sign's width by its height; rather more than less, for bold letters are wider."""
    if east_asian_width(sign) in "WF":
        return 1.0
    if sign in _WIDE:
        return 0.92
    if sign in _THIN:
        return 0.36
    return 0.66 if sign.isupper() else 0.59


def width(words: str, size: float) -> float:
    """About how wide words are."""
    return size * sum(map(_share, words))


def pieces(words: str) -> Iterator[str]:
    """What no line may break: a Latin word with the space behind it, a Chinese sign."""
    piece = ""
    for sign in words:
        if east_asian_width(sign) in "WF":
            yield from (piece, sign) if piece else (sign,)
            piece = ""
        else:
            piece += sign
            if sign == " ":
                yield piece
                piece = ""
    if piece:
        yield piece


_NEVER_FIRST: Final = frozenset("，。；：、）」』”！？")


def lines(words: str, size: float, room: float, most: int) -> Sequence[str]:
    """The words in lines no wider than the room; what does not fit into the last is cut, and marked as cut."""
    found: list[str] = [""]
    for piece in pieces(words):
        if width((found[-1] + piece).rstrip(), size) <= room or piece in _NEVER_FIRST or not found[-1]:
            found[-1] += piece
        else:
            found.append(piece)
    whole = [line.rstrip() for line in found]
    return whole if len(whole) <= most else [*whole[: most - 1], cut("".join(found[most - 1 :]), size, room)]


def cut(words: str, size: float, room: float) -> str:
    """Words cut to the room, with a mark that they are."""
    words = words.rstrip()
    if width(words, size) <= room:
        return words
    while words and width(words + ELLIPSIS, size) > room:
        words = words[:-1]
    return words.rstrip() + ELLIPSIS


def fitting(words: str, size: float, room: float, least: float = LEAST) -> float:
    """The size, made smaller as far as words need it to stand in one line, but not under the least."""
    wanted = width(words, 1.0)
    return max(least, min(size, room / wanted)) if wanted else size
