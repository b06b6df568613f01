"""Names on the map: those that find room, the first asked for first.

deck.gl can sort out labels by itself, but that makes each look-up under the pointer take seconds without a
graphics card, and slow look-ups lose clicks. A map opens at a known zoom, so the sorting is done here.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import asinh, pi, radians, tan
from typing import Final
from unicodedata import east_asian_width

SIZE_PX: Final = 12.5
_WORLD_PX: Final = 512
_LATIN: Final = 0.56
_LINE: Final = 1.25
_GAP_PX: Final = 2.0


@dataclass(frozen=True)
class Label:
    """A name and its point (lon, lat in degrees), and the ink that is read best on what it stands on."""

    text: str
    at: tuple[float, float]
    ink: str = ""


Box = tuple[float, float, float, float]


def width(text: str) -> float:
    """About how many pixels wide a name is drawn."""
    return SIZE_PX * sum(1.0 if east_asian_width(sign) in "WF" else _LATIN for sign in text)


def box(label: Label, zoom: float) -> Box:
    """The pixels (left, top, right, bottom) a label takes on the map at a zoom; Web Mercator."""
    scale = _WORLD_PX * 2**zoom
    lon, lat = label.at
    x, y = scale * lon / 360, -scale * asinh(tan(radians(lat))) / (2 * pi)
    half, tall = width(label.text) / 2 + _GAP_PX, SIZE_PX * _LINE / 2
    return (x - half, y - tall, x + half, y + tall)


def touch(one: Box, other: Box) -> bool:
    """Whether two boxes overlap."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def without_overlaps(labels: Iterable[Label], zoom: float) -> list[Label]:
    """The labels of which no two touch at a zoom, the earlier kept."""
    kept: list[tuple[Label, Box]] = []
    for label in labels:
        here = box(label, zoom)
        if not any(touch(here, there) for _, there in kept):
            kept.append((label, here))
    return [label for label, _ in kept]
