"""A sheet: one map or chart with what has to stand around it on a slide – title, finding, filters, source, day."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from dashboard.drawing.theme import FONTS, FONTS_EN, Theme
from dashboard.markup.pictures import Shape, document, shape, words
from dashboard.pictures.lettering import LEAST, fitting, lines, width
from dashboard.pictures.plane import Rectangle
from data.language import Language, _

WIDTH: Final = 960
HEIGHT: Final = 540
"""A wide slide in points."""
PIXELS: Final = (1600, 900)
MARGIN: Final = 32
_TITLE: Final = 24.0
_FINDING: Final = 15.0
_LINE: Final = 1.35
_TAG_PAD: Final = 8.0
MADE_UP: Final = _("Demonstration data, all made up")


@dataclass(frozen=True)
class Sheet:
    """What a picture says, and what it draws: `body` draws into the rectangle that is left.

    `facts` stand below the title (the place, the filters), `sources` at the foot (day, product, where the data come
    from).
    """

    title: str
    finding: str
    facts: str
    sources: Sequence[str]
    is_demonstration: bool
    body: Callable[[Rectangle], Sequence[Shape]]


def _tag(theme: Theme, language: Language) -> tuple[float, list[Shape]]:
    """The mark of demonstration data at the right upper corner, and its width."""
    said = MADE_UP.say(language)
    wide = round(width(said, LEAST) + 2 * _TAG_PAD, 1)
    left = WIDTH - MARGIN - wide
    box = shape("rect", x=left, y=24, width=wide, height=22, rx=4, fill=theme.warn_soft)
    middle = round(left + wide / 2, 1)
    return wide, [box, words(said, x=middle, y=39.5, font_size=LEAST, fill=theme.warn, text_anchor="middle")]


def _head(sheet: Sheet, theme: Theme, beside_tag: float) -> tuple[float, list[Shape]]:
    """Title, finding and facts, and where they end."""
    whole = WIDTH - 2 * MARGIN
    size = round(fitting(sheet.title, _TITLE, beside_tag, 16.0), 1)
    parts = (
        (sheet.title, size, 600, theme.ink, beside_tag),
        (sheet.finding, _FINDING, 400, theme.ink, whole),
        (sheet.facts, LEAST, 400, theme.ink_2, whole),
    )
    drawn, y = [], 24.0
    for said, letters, weight, colour, room in parts:
        for line in lines(said, letters, room, 2) if said else ():
            y += letters * _LINE
            at = {"x": MARGIN, "y": round(y - letters * 0.3, 1)}
            drawn.append(words(line, **at, font_size=letters, fill=colour, font_weight=weight))
        y += 2
    return y, drawn


def _foot(sheet: Sheet, theme: Theme) -> tuple[float, list[Shape]]:
    """The sources, and where they begin."""
    written = [line for source in sheet.sources for line in lines(source, LEAST, WIDTH - 2 * MARGIN, 2)]
    top = HEIGHT - 16 - len(written) * 16
    rule = shape("path", d=f"M{MARGIN} {top - 5}H{WIDTH - MARGIN}", stroke=theme.line)
    said = [
        words(line, x=MARGIN, y=top + 16 * at - 4, font_size=LEAST, fill=theme.ink_2)
        for at, line in enumerate(written, 1)
    ]
    return top - 5, [rule, *said]


def drawing(sheet: Sheet, width: float, height: float, language: Language) -> str:
    """What a sheet draws, without the words around it, as a document of so many units."""
    body = sheet.body(Rectangle(0, 0, width, height))
    fonts = FONTS_EN if language == "en" else FONTS
    size = {"width": round(width), "height": round(height)}
    return document(*body, **size, units=(width, height), says=sheet.title, fonts=fonts)


def laid_out(sheet: Sheet, theme: Theme, language: Language) -> str:
    """The sheet as a document of SVG: the same bytes for the same sheet."""
    tag_width, tag = _tag(theme, language) if sheet.is_demonstration else (0.0, [])
    top, head = _head(sheet, theme, WIDTH - 2 * MARGIN - (tag_width + 16 if tag else 0))
    bottom, foot = _foot(sheet, theme)
    body = sheet.body(Rectangle(MARGIN, top + 8, WIDTH - 2 * MARGIN, bottom - top - 16))
    ground = shape("rect", width=WIDTH, height=HEIGHT, fill=theme.surface)
    width_px, height_px = PIXELS
    return document(
        ground, *body, *head, *tag, *foot,
        width=width_px, height=height_px, units=(WIDTH, HEIGHT), says=sheet.title,
        fonts=FONTS_EN if language == "en" else FONTS,
    )  # fmt: skip
