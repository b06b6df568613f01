"""Slides as values: what stands where and says what, in points, before anything is written."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from dashboard.pictures.lettering import LEAST, lines
from dashboard.pictures.plane import Rectangle
from data.language import Language

WIDTH: Final = 960.0
HEIGHT: Final = 540.0
MARGIN: Final = 32.0
TITLE: Final = Rectangle(MARGIN, 22, WIDTH - 2 * MARGIN, 64)
BODY: Final = Rectangle(MARGIN, 96, WIDTH - 2 * MARGIN, 392)
FOOT: Final = Rectangle(MARGIN, 496, WIDTH - 2 * MARGIN, 34)
TITLE_SIZES: Final = (24.0, 21.0, 18.0)
"""The largest of these with which a title stands in two lines."""
LINE: Final = 1.32
"""The height of a line, by that of its letters: that of the Chinese font, which is higher than others."""
PAD: Final = 6.0
"""Points between the edge of a table's cell and its words, at each side; half as much above and below."""

LOOSE: Final = 9.0
"""Points that a row gets at most where there is room to spare."""

Ink = Literal["ink", "faint", "better", "worse", "warn"]


@dataclass(frozen=True)
class Said:
    """Words in an ink."""

    words: str
    ink: Ink = "ink"
    is_bold: bool = False


@dataclass(frozen=True)
class Column:
    """A column of a table: its heading, and its width in points; numbers stand at the right."""

    heading: str
    is_number: bool = False
    width: float = 0.0


@dataclass(frozen=True)
class TablePart:
    """A table that the reader can edit. `name` is what it is called where it cannot be seen."""

    name: str
    at: Rectangle
    columns: Sequence[Column]
    rows: Sequence[Sequence[Said]]
    size: float = LEAST

    def needed(self) -> list[float]:
        """How high the heading and each row are at least, with words in as many lines as they need."""
        heading = [Said(column.heading) for column in self.columns]
        return [self._height(row, LEAST if at == 0 else self.size) for at, row in enumerate([heading, *self.rows])]

    def row_heights(self) -> list[float]:
        """How high they are drawn: rows take some of the room that is left."""
        heading, *rows = self.needed()
        more = min((self.at.height - heading - sum(rows)) / len(rows), LOOSE) if rows else 0.0
        return [heading, *(round(row + max(more, 0.0), 1) for row in rows)]

    def _height(self, row: Sequence[Said], size: float) -> float:
        pairs = zip(row, self.columns, strict=True)
        most = max(len(lines(cell.words, size, column.width - 2 * PAD, 99)) for cell, column in pairs)
        return round(most * size * LINE + PAD, 1)


@dataclass(frozen=True)
class Series:
    """A line or a set of bars: its values by category; None where there is none to show."""

    name: str
    values: Sequence[float | None]
    colour: str
    is_strong: bool = False
    is_dashed: bool = False


@dataclass(frozen=True)
class ChartPart:
    """A chart that the reader can edit; `number_format` is Excel's."""

    name: str
    at: Rectangle
    kind: Literal["lines", "bars"]
    categories: Sequence[str]
    series: Sequence[Series]
    number_format: str
    starts_at_zero: bool = True
    has_title: bool = False


@dataclass(frozen=True)
class PicturePart:
    """A drawing, given as SVG, that fills its rectangle."""

    name: str
    at: Rectangle
    svg: str


@dataclass(frozen=True)
class TextPart:
    """Paragraphs of words."""

    name: str
    at: Rectangle
    paragraphs: Sequence[Said]
    size: float = 14.0

    def height(self) -> float:
        """How high the words are."""
        counted = sum(len(lines(one.words, self.size, self.at.width, 99)) for one in self.paragraphs)
        return counted * self.size * LINE + 4.0 * max(len(self.paragraphs) - 1, 0)


Part = TablePart | ChartPart | PicturePart | TextPart


@dataclass(frozen=True)
class Slide:
    """One slide; its title says what it found."""

    title: str
    parts: Sequence[Part]


@dataclass(frozen=True)
class Deck:
    """The slides, and what stands at the foot of each: day and source, filters, the mark of demonstration data."""

    title: str
    day: str
    foot: Sequence[str]
    mark: str
    language: Language
    slides: Sequence[Slide] = field(default_factory=tuple)
