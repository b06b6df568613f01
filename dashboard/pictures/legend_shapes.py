"""The legend beside a map: its classes, highest on top, with the regions in each, and the marks of no value."""

from typing import Final

from dashboard.drawing.layers import Scene
from dashboard.drawing.legend_rows import LegendRow, LegendRows, legend_rows
from dashboard.drawing.theme import Theme
from dashboard.markup.pictures import Shape, shape, words
from dashboard.pictures.lettering import LEAST, lines, width
from dashboard.pictures.map_shapes import filled
from dashboard.pictures.plane import Rectangle
from data.language import Language, _

_ROW: Final = 20.0
_LINE: Final = 14.0
_SWATCH: Final = 22.0
_GAP: Final = 8.0
_BAR: Final = 32.0
"""The longest bar of regions."""
_WORDS: Final = 116.0
"""What is wider than this stands in two lines."""


class _Pen:
    """Draws the lines of a legend from the top down, as wide as its widest."""

    def __init__(self, found: LegendRows, counted: str, on: Rectangle, theme: Theme) -> None:
        listed = [*found.classes, *found.marks]
        said = [line for row in listed for line in lines(row.words, LEAST, _WORDS, 2)]
        wide = max(width(line, LEAST) for line in (found.target, *said))
        self.theme, self.left = theme, on.x
        self.bar = on.x + _SWATCH + _GAP + wide + _GAP
        self.right = max(self.bar + _BAR + 26, on.x + width(found.title, LEAST) + _GAP + width(counted, LEAST))
        self.right = round(self.right, 1)
        self.most = max((row.regions for row in listed), default=0)
        more = sum(len(lines(row.words, LEAST, _WORDS, 2)) - 1 for row in listed)
        self.y = on.bottom - (len(listed) + (1 if found.target else 0)) * _ROW - more * _LINE - 8

    def down(self) -> float:
        """Where the next line stands."""
        self.y += _ROW
        return round(self.y, 1)

    def head(self, title: str, counted: str) -> list[Shape]:
        """The title, and what is counted."""
        y, theme = round(self.y, 1), self.theme
        return [
            words(title, x=self.left, y=y, font_size=LEAST, font_weight=600, fill=theme.ink),
            words(counted, x=self.right, y=y, font_size=LEAST, fill=theme.ink_2, text_anchor="end"),
        ]

    def row(self, row: LegendRow) -> list[Shape]:
        """One class or mark: its fill, what it says, a bar of its regions and their number."""
        y, theme = self.down(), self.theme
        rim = {"x": self.left, "y": round(y - 10.5, 1), "width": _SWATCH, "height": 14}
        at = self.left + _SWATCH + _GAP
        said = lines(row.words, LEAST, _WORDS, 2)
        drawn = [
            shape("rect", **rim, fill=filled(row.paint), stroke=theme.border, stroke_width=0.6),
            *[self._said(line, at, y + nth * _LINE) for nth, line in enumerate(said)],
            words(str(row.regions), x=self.right, y=y, font_size=LEAST, fill=theme.ink, text_anchor="end"),
        ]
        if row.regions:
            bar = {"x": round(self.bar, 1), "y": round(y - 8, 1), "width": round(_BAR * row.regions / self.most, 1)}
            drawn.append(shape("rect", **bar, height=9, fill=theme.ink_3))
        self.y += (len(said) - 1) * _LINE
        return drawn

    def _said(self, line: str, x: float, y: float) -> Shape:
        return words(line, x=x, y=round(y, 1), font_size=LEAST, fill=self.theme.ink)

    def target(self, said: str, *, is_line: bool) -> list[Shape]:
        """What is said of the target, behind a line where it parts two classes."""
        y, theme = self.down(), self.theme
        at = self.left + _SWATCH + _GAP
        line = [shape("path", d=f"M{self.left} {y - 4:.1f}H{at - 4:g}", stroke=theme.target, stroke_width=2)]
        told = words(said, x=at, y=y, font_size=LEAST, font_weight=600, fill=theme.target)
        return [*(line if is_line else ()), told]


def legend_shapes(scene: Scene, on: Rectangle, language: Language) -> tuple[float, list[Shape]]:
    """The legend at the lower left of a rectangle, and how wide it is."""
    found = legend_rows(scene.rows, scene.classes, scene.theme, language)
    counted = _("regions").say(language)
    pen = _Pen(found, counted, on, scene.theme)
    drawn = pen.head(found.title, counted)
    for at, row in enumerate(found.classes):
        if found.target and at == found.above:
            drawn += pen.target(found.target, is_line=True)
        drawn += pen.row(row)
    if found.target and found.above in (None, len(found.classes)):
        drawn += pen.target(found.target, is_line=found.above is not None)
    drawn += [mark for row in found.marks for mark in pen.row(row)]
    return pen.right - on.x, drawn
