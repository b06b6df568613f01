"""The legend beside a map: its classes, highest on top, with the regions in each, and the marks of no value."""

from typing import Final

from dashboard.drawing.layers import Scene
from dashboard.drawing.legend_rows import LegendRow, LegendRows, legend_rows
from dashboard.drawing.theme import Theme
from dashboard.markup.pictures import Shape, shape, words
from dashboard.pictures.lettering import LEAST, width
from dashboard.pictures.map_shapes import filled
from dashboard.pictures.plane import Rectangle
from data.language import Language, _

_ROW: Final = 20.0
_SWATCH: Final = 22.0
_GAP: Final = 8.0
_BAR: Final = 36.0
"""The longest bar of regions."""


class _Pen:
    """Draws the lines of a legend from the top down, as wide as its widest."""

    def __init__(self, found: LegendRows, counted: str, on: Rectangle, theme: Theme) -> None:
        listed = [*found.classes, *found.marks]
        words_wide = max(width(said, LEAST) for said in (found.title, found.target, *[row.words for row in listed]))
        count_wide = max(width(counted, LEAST), 24.0)
        self.theme, self.left = theme, on.x
        self.bar = on.x + _SWATCH + _GAP + max(words_wide, width(found.title, LEAST) - _SWATCH) + _GAP
        self.right = round(self.bar + _BAR + 4 + count_wide, 1)
        self.most = max((row.regions for row in listed), default=0)
        lines = len(listed) + (1 if found.target else 0)
        self.y = on.bottom - lines * _ROW - 8

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
        drawn = [
            shape("rect", **rim, fill=filled(row.paint), stroke=theme.border, stroke_width=0.6),
            words(row.words, x=self.left + _SWATCH + _GAP, y=y, font_size=LEAST, fill=theme.ink),
            words(str(row.regions), x=self.right, y=y, font_size=LEAST, fill=theme.ink, text_anchor="end"),
        ]
        if row.regions:
            bar = {"x": round(self.bar, 1), "y": round(y - 8, 1), "width": round(_BAR * row.regions / self.most, 1)}
            drawn.append(shape("rect", **bar, height=9, fill=theme.ink_3))
        return drawn

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
