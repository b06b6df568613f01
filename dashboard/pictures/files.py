"""A picture as a file: SVG, and PNG drawn from it. Nothing is asked of another host."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import vl_convert

from dashboard.drawing.theme import LIGHT
from dashboard.exports.files import name_of, write_whole
from dashboard.pictures.picture import Pictures
from dashboard.pictures.sheet import laid_out
from dashboard.reading.opening import Opened
from data.errors import Refused
from data.language import _


@dataclass(frozen=True)
class PictureFile:
    """The bytes of a picture, its name with its ending, and its type."""

    name: str
    content: bytes
    media_type: str


def _svg(svg: str) -> bytes:
    return svg.encode()


def png(svg: str, scale: float = 1.0) -> bytes:
    """A drawing in pixels, with this machine's fonts."""
    return bytes(vl_convert.svg_to_png(svg, scale=scale))


FORMATS: Final[Mapping[str, tuple[str, Callable[[str], bytes]]]] = {
    "png": ("image/png", png),
    "svg": ("image/svg+xml", _svg),
}
"""Ending of a picture's file -> its type, and how it is made from the drawing."""


def make(pictures: Pictures, code: str, ending: str, opened: Opened) -> PictureFile:
    """A picture of the view, as a file.

    Raises:
        Refused: there is no such picture or format, or nothing to draw.
    """
    if code not in pictures:
        raise Refused(
            _("There is no picture {picture}; there are: {pictures}.", picture=code, pictures=", ".join(pictures))
        )
    if ending not in FORMATS:
        raise Refused(_("There is no picture as {ending}; there are: {all}.", ending=ending, all=", ".join(FORMATS)))
    media_type, written = FORMATS[ending]
    sheet = pictures[code].sheet(opened)
    return PictureFile(
        f"{name_of(code, opened)}.{ending}", written(laid_out(sheet, LIGHT, opened.language)), media_type
    )


def save(picture: PictureFile, out: Path) -> None:
    """Write a picture to a file; never half of it.

    Raises:
        Refused: the file cannot be written.
    """
    write_whole(out, picture.content)
