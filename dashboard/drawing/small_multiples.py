"""Small multiples: one small line a panel, all on the same scale, so that panels can be held against each other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from dashboard.drawing.theme import Theme
from dashboard.markup.pictures import picture, shape

WIDTH: Final = 220
HEIGHT: Final = 64
_PAD: Final = 4
_STROKE: Final[Mapping[str, str]] = {
    "fill": "none",
    "stroke_linejoin": "round",
    "stroke_linecap": "round",
    "vector_effect": "non-scaling-stroke",
}


@dataclass(frozen=True)
class Scale:
    """The lowest and the highest value that the panels show."""

    low: float
    high: float

    def share(self, value: float) -> float:
        """Where a value stands between them, 0 to 1."""
        return (value - self.low) / (self.high - self.low) if self.high > self.low else 0.5


def scale(series: Sequence[Sequence[float | None]]) -> Scale | None:
    """The scale that all panels share; None where there is no value."""
    known = [value for values in series for value in values if value is not None]
    return Scale(min(known), max(known)) if known else None


def panel(values: Sequence[float | None], on: Scale, theme: Theme, says: str) -> Markup:
    """The line of one panel, oldest first, with gaps where there is no value, and a dot at the last."""
    step = (WIDTH - 2 * _PAD) / max(len(values) - 1, 1)
    inner = HEIGHT - 2 * _PAD

    def at(index: int, value: float) -> str:
        return f"{_PAD + index * step:.1f} {HEIGHT - _PAD - on.share(value) * inner:.1f}"

    path, is_up = [], True
    for index, value in enumerate(values):
        if value is not None:
            path.append(("M" if is_up else "L") + at(index, value))
        is_up = value is None
    known = [(index, value) for index, value in enumerate(values) if value is not None]
    heights = (_PAD, HEIGHT / 2, HEIGHT - _PAD)
    grid = [shape("path", d=f"M0 {y:g}H{WIDTH}", stroke=theme.line, stroke_width=1) for y in heights]
    line = shape("path", d="".join(path), stroke=theme.series[0], stroke_width=1.8, **_STROKE)
    dot = [shape("path", d=f"M{at(*last)}h0", stroke=theme.accent, stroke_width=6, **_STROKE) for last in known[-1:]]
    return picture(*grid, line, *dot, width=WIDTH, height=HEIGHT, says=says, css="panel-line")
