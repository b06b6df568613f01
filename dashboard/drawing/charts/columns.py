"""Upright bars, each with its value above it; whiskers for a range within one, and a target across."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dashboard.drawing.charts.canvas import (
    BOLD,
    Rows,
    Spec,
    as_it_is,
    at,
    canvas,
    labelled,
    layer,
    linear,
    name,
    number,
    words,
)
from dashboard.drawing.charts.lines_shown import Target
from dashboard.drawing.charts.ticks import share_ticks, ticks
from dashboard.drawing.look import Look
from dashboard.figures import number_formats as numbers
from data.language import Language
from models.programme.metrics import Unit

HEIGHT: Final = 260
_AROUND: Final = 70
_WIDE: Final = 0.68
"""How much of its place a column fills."""
_CAP: Final = 0.14


@dataclass(frozen=True)
class Column:
    """One column: its value and that as text, the range within it, and what stands below it, line by line."""

    value: float
    told: str
    below: tuple[str, ...]
    low: float | None = None
    high: float | None = None
    is_bad: bool = False

    @property
    def top(self) -> float:
        """What its text stands above."""
        return self.value if self.high is None else max(self.value, self.high)


def _below(shown: Sequence[Column], look: Look) -> tuple[list[Spec], int]:
    """The lines below the columns, on a phone the first of them alone; and how many they are."""
    lines = 1 if look.is_narrow else max(len(one.below) for one in shown)
    layers = []
    for line in range(lines):
        rows = [{"x": nth + 0.5, "words": one.below[line]} for nth, one in enumerate(shown)]
        ink = look.theme.ink_2 if line == 0 else look.theme.ink_3
        layers.append(words(rows, "words", number("x"), at(f"height + {14 + 17 * line}"), color=ink))
    return layers, lines


def _whiskers(rows: Rows, look: Look) -> list[Spec]:
    """From the lowest of a column's parts to its highest, with a stroke across either end."""
    line = {"type": "rule", "strokeWidth": 1.5, "color": look.theme.ink}
    ends = {"x": number("left"), "x2": {"field": "right"}}
    return [
        layer(line, {"x": number("middle"), "y": number("low"), "y2": {"field": "high"}}, rows),
        *(layer(line, ends | {"y": number(end)}, rows) for end in ("low", "high")),
    ]


def _target(target: Target, look: Look) -> list[Spec]:
    """A dashed line at the target, labelled once at its left."""
    row, ink = [{"y": target.value, "words": target.words}], look.theme.target
    dashed = {"type": "rule", "strokeDash": [6, 4], "strokeWidth": 1.5, "color": ink}
    label: Spec = {"align": "left", "baseline": "bottom", "dy": -4, "fontWeight": BOLD, "color": ink}
    return [
        layer(dashed, {"x": at(0.0), "x2": at("width"), "y": number("y")}, row),
        words(row, "words", at(4.0), number("y"), **label),
    ]


def _above(look: Look) -> tuple[Spec, Spec]:
    """The value above a column, on a halo that keeps it from the line of the target."""
    value: Spec = {"baseline": "bottom", "dy": -5, "fontWeight": BOLD}
    halo = {"stroke": look.theme.surface, "strokeWidth": 4, "strokeJoin": "round", "aria": False}
    return value | halo, value


def _rows(shown: Sequence[Column], look: Look) -> list[dict[str, object]]:
    return [
        {
            "x": nth + (1 - _WIDE) / 2,
            "to": nth + (1 + _WIDE) / 2,
            "middle": nth + 0.5,
            "left": nth + 0.5 - _CAP,
            "right": nth + 0.5 + _CAP,
            "value": one.value,
            "low": one.low,
            "high": one.high,
            "top": one.top,
            "words": one.told,
            "told": "  ".join((*one.below, one.told)),
            "ink": look.theme.series[1] if one.is_bad else look.theme.bar,
        }
        for nth, one in enumerate(shown)
    ]


def columns(
    shown: Sequence[Column], unit: Unit, look: Look, language: Language, *, target: Target | None = None
) -> Spec:
    """Columns in their order, all from zero, each with its value above it."""
    height, rows = float(min(HEIGHT, look.height - _AROUND)), _rows(shown, look)
    reached = [0.0, *(one.top for one in shown), *([target.value] if target else [])]
    steps = share_ticks(reached, 5) if unit == "percent" else ticks(reached, 5, from_zero=True)
    values = labelled(steps, [numbers.bound(step, unit, language) for step in steps])
    place: Spec = {
        "x": number("x", scale=linear(0, len(shown))),
        "x2": {"field": "to"},
        "y": number("value", scale=linear(steps[0], steps[-1]), axis=values),
        "y2": {"datum": 0},
        "color": as_it_is("ink"),
        "tooltip": name("told"),
    }
    below, lines = _below(shown, look)
    ranged = [row for row in rows if row["low"] is not None]
    layers = [
        layer({"type": "rect"}, place, rows),
        *(_whiskers(ranged, look) if ranged else []),
        *(_target(target, look) if target else []),
        *(words(rows, "words", number("middle"), number("top"), **above) for above in _above(look)),
        *below,
    ]
    return canvas(layers, look, language, height=height, above=20, below=17 * lines + 6)
