"""Small multiples: one small line a panel, all on one scale, so that panels can be held against each other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from dashboard.drawing.charts.canvas import (
    BOLD,
    Spec,
    at,
    canvas,
    clicked,
    layer,
    linear,
    name,
    number,
    pointed,
    words,
)
from dashboard.drawing.charts.rows import shortened
from dashboard.drawing.look import Look
from data.language import Language

PANEL: Final = 186
"""Pixels that a panel has across, at least; two stand side by side on the narrowest phone."""
_TEXT: Final = 42
_LINE: Final = 44
_ROW: Final = _TEXT + _LINE + 16
_VALUE: Final[Spec] = {"fontWeight": BOLD, "fontSize": 14}
_AIR: Final = 0.05
"""Of a panel's width that is left free at either side."""


@dataclass(frozen=True)
class Panel:
    """One panel: its name, its values (oldest first; None: none), the last as text, and its change with its colour."""

    name: str
    values: Sequence[float | None]
    told: str
    change: str = ""
    change_ink: str = ""
    codes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class _Grid:
    """How many panels stand side by side, and the values at the foot and the head of each."""

    many: int
    low: float
    high: float

    def left(self, nth: int) -> float:
        """Where a panel begins, in panels from the left."""
        return nth % self.many + _AIR

    def foot(self, nth: int) -> float:
        """Where its line's lowest place is, in pixels from the top."""
        return nth // self.many * _ROW + _TEXT + _LINE

    def points(self, nth: int, values: Sequence[float | None]) -> list[dict[str, object]]:
        """Its line."""
        step = (1 - 2 * _AIR) / max(len(values) - 1, 1)
        span = self.high - self.low
        return [
            {
                "x": self.left(nth) + at_ * step,
                "y": None if value is None else self.foot(nth) - (value - self.low) / span * _LINE if span else 0.5,
                "panel": nth,
            }
            for at_, value in enumerate(values)
        ]


def _heads(shown: Sequence[Panel], grid: _Grid, look: Look) -> list[dict[str, object]]:
    """What is written in each panel, and its ground."""
    room = look.width / grid.many * (1 - 2 * _AIR)
    return [
        {
            "x": grid.left(nth),
            "to": grid.left(nth) + 1 - 2 * _AIR,
            "y": grid.foot(nth) - _TEXT - _LINE,
            "foot": grid.foot(nth),
            "name": shortened(panel.name, room),
            "words": panel.told,
            "change": panel.change,
            "ink": panel.change_ink or look.theme.ink_2,
            "told": f"{panel.name}  {panel.told}  {panel.change}",
            **panel.codes,
        }
        for nth, panel in enumerate(shown)
    ]


def panels(shown: Sequence[Panel], look: Look, language: Language) -> Spec | None:
    """The panels in rows, in their order; None where no panel has a value."""
    known = [value for panel in shown for value in panel.values if value is not None]
    if not known:
        return None
    grid = _Grid(max(2, int(look.width / PANEL)), min(known), max(known))
    shown = shown[: grid.many * max(int(min(look.height / _ROW, 1000)), 1)]
    height, theme, codes = float(-(-len(shown) // grid.many) * _ROW), look.theme, shown[0].codes
    heads = _heads(shown, grid, look)
    runs = [grid.points(nth, panel.values) for nth, panel in enumerate(shown)]
    lasts = [[point for point in run if point["y"] is not None][-1:] for run in runs]
    across = number("x", scale=linear(0, grid.many))
    down = number("y", scale=linear(height, 0))
    ground = {"x": across, "x2": {"field": "to"}, "y": at("datum.y - 6"), "y2": at("datum.foot + 6")}
    base = {"x": number("x"), "x2": {"field": "to"}, "y": at("datum.foot")}
    line = {"type": "line", "color": theme.series[0], "strokeWidth": 2}
    dot = {"type": "point", "filled": True, "size": 36, "color": theme.series[0], "opacity": 1}
    paper = pointed({"type": "rect", "color": theme.surface}, codes)
    layers = [
        layer(paper, ground | {"tooltip": name("told")}, heads, **clicked(codes)),
        layer({"type": "rule", "color": theme.line}, base, heads),
        layer(line, {"x": number("x"), "y": down, "detail": name("panel")}, [point for run in runs for point in run]),
        layer(dot, {"x": number("x"), "y": number("y")}, [point for last in lasts for point in last]),
        words(heads, "name", number("x"), at("datum.y"), align="left", baseline="top", color=theme.ink_2),
        words(heads, "words", number("x"), at("datum.y + 17"), align="left", baseline="top", **_VALUE),
        words(heads, "change", number("to"), at("datum.y + 19"), align="right", baseline="top", inks="ink"),
    ]
    return canvas(layers, look, language, height=height, above=6)
