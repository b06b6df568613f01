"""The box that reads all lines off at the day nearest to the pointer.

It is drawn by the chart itself, so that it looks the same on the page as it would on paper and needs no script of ours.
"""

from collections.abc import Sequence
from typing import Any, Final

from dashboard.drawing.charts.canvas import BOLD, Spec, as_it_is, at, layer, name, number
from dashboard.drawing.charts.lines_shown import LinesOver
from dashboard.drawing.charts.text_width import text_width
from dashboard.drawing.look import Look
from data.language import Language

NEAREST: Final = "nearest"
"""The parameter that holds the day nearest to the pointer."""
_ROW: Final = 19
_PAD: Final = 12
_TOP: Final = 8
_GAP: Final = 16
_BESIDE: Final = 12
_DAY: Final = "scale('x', datum.x)"
_HERE: Final = {"filter": {"param": NEAREST, "empty": False}}


def read_off(shown: LinesOver, inks: Sequence[str], look: Look, language: Language) -> list[Spec]:
    """The layers: what finds the day, a line there, a dot on each line, and the box beside it."""
    box = _Box(shown, inks, language, look)
    days = [{"x": shown.x(day)} for day in shown.days]
    nearest = {"type": "point", "nearest": True, "on": "pointermove", "clear": "pointerout", "encodings": ["x"]}
    unseen = {"condition": {"param": NEAREST, "empty": False, "value": 1}, "value": 0}
    upright = {"type": "rule", "strokeWidth": 1, "color": look.theme.ink_2}
    finder = layer(
        upright,
        {"x": number("x"), "opacity": unseen},
        days,
        params=[{"name": NEAREST, "select": nearest}],
    )
    dot = {"type": "point", "filled": True, "size": 64, "opacity": 1, "stroke": look.theme.surface, "strokeWidth": 1.5}
    place = {"x": number("x"), "y": number("y"), "fill": as_it_is("ink")}
    return [finder, layer(dot, place, box.dots(), transform=[_HERE]), *box.layers()]


class _Box:
    """The box: the day and what changes are against, then a row a line, the highest value first."""

    def __init__(self, shown: LinesOver, inks: Sequence[str], language: Language, look: Look) -> None:
        self.shown, self.inks, self.theme = shown, inks, look.theme
        self.against = shown.against.say(language) if any(line.changes for line in shown.lines) else ""
        name_room = max(text_width(line.name) for line in shown.lines) + 14
        told_room = max((text_width(words, is_bold=True) for line in shown.lines for words in line.told), default=0)
        change_room = max((text_width(words) for line in shown.lines for words in line.changes), default=0)
        change_room = max(change_room, text_width(self.against) - told_room) if self.against else 0
        self.told_at = _PAD + name_room + _GAP + told_room
        self.change_at = self.told_at + (_GAP + change_room if self.against else 0)
        self.width = self.change_at + _PAD
        self.height = _TOP + _ROW * (len(shown.lines) + 1) + _TOP

    def rows(self) -> list[dict[str, Any]]:
        """A row a line and day."""
        found = []
        for nth, day in enumerate(self.shown.days):
            lines = [(line, ink) for line, ink in zip(self.shown.lines, self.inks, strict=True)]
            lines.sort(key=lambda one: -(value if (value := one[0].values[nth]) is not None else float("-inf")))
            for place, (line, ink) in enumerate(lines, start=1):
                found.append(
                    {
                        "x": self.shown.x(day),
                        "row": place,
                        "name": line.name,
                        "told": line.told[nth],
                        "change": line.changes[nth] if line.changes else "",
                        "ink": ink,
                    }
                )
        return found

    def dots(self) -> list[dict[str, Any]]:
        """Where the lines stand on each day."""
        return [
            {"x": self.shown.x(day), "y": line.values[nth], "ink": ink}
            for line, ink in zip(self.shown.lines, self.inks, strict=True)
            for nth, day in enumerate(self.shown.days)
            if line.values[nth] is not None
        ]

    def _x(self, inside: float) -> Spec:
        """So many pixels into the box, which stands right of the day, or left of it past the middle."""
        left, right = inside - self.width - _BESIDE, inside + _BESIDE
        return at(f"{_DAY} + ({_DAY} > width / 2 ? {left:.0f} : {right:.0f})")

    def _text(self, field: str, x: float, rows: Sequence[dict[str, Any]], **mark: Any) -> Spec:
        y = at(f"{_TOP + _ROW / 2:g} + {_ROW} * datum.row")
        return layer({"type": "text", **mark}, {"x": self._x(x), "y": y, "text": name(field)}, rows, transform=[_HERE])

    def layers(self) -> list[Spec]:
        """The ground, the heading, and the rows."""
        theme, rows = self.theme, self.rows()
        heads = [
            {"x": self.shown.x(day), "row": 0, "name": day.isoformat(), "change": self.against}
            for day in self.shown.days
        ]
        ground = {"type": "rect", "fill": theme.surface, "stroke": theme.line, "cornerRadius": 6}
        ends = {"x": self._x(0), "x2": self._x(self.width), "y": at(0.0), "y2": at(float(self.height))}
        spots = {"x": self._x(_PAD + 4), "y": at(f"{_TOP + _ROW / 2:g} + {_ROW} * datum.row"), "color": as_it_is("ink")}
        grey, bold = {"color": theme.ink_2}, {"fontWeight": BOLD}
        return [
            layer(ground, ends, [{"x": head["x"]} for head in heads], transform=[_HERE]),
            self._text("name", _PAD, heads, align="left", **bold),
            self._text("change", self.change_at, heads, align="right", **grey),
            layer({"type": "point", "filled": True, "size": 46, "opacity": 1}, spots, rows, transform=[_HERE]),
            self._text("name", _PAD + 14, rows, align="left", **grey),
            self._text("told", self.told_at, rows, align="right", **bold),
            self._text("change", self.change_at, rows, align="right", **grey),
        ]
