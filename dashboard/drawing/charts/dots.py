"""Dots on a line from a target: how far each stands from it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from dashboard.drawing.charts.canvas import (
    BOLD,
    Spec,
    as_it_is,
    canvas,
    clicked,
    labelled,
    layer,
    linear,
    name,
    number,
    pointed,
)
from dashboard.drawing.charts.lines_shown import Target
from dashboard.drawing.charts.rows import HEAD, drawable, middle, names_down, target_across, with_room, words_beside
from dashboard.drawing.charts.ticks import ticks
from dashboard.drawing.look import Look
from data.language import Language

ROW: Final = 26


@dataclass(frozen=True)
class Dot:
    """A row: where it stands, as text too, and whether that is the worse side of the target as it is shown."""

    name: str
    value: float
    told: str
    is_bad: bool
    codes: Mapping[str, str] = field(default_factory=dict)


def dots(shown: Sequence[Dot], target: Target, look: Look, language: Language) -> Spec:
    """Rows in their order, measured from the target; the axis may start elsewhere than at zero."""
    shown = shown[: drawable(len(shown), look)]
    theme, height, codes = look.theme, float(ROW * len(shown)), shown[0].codes
    steps = ticks([*(dot.value for dot in shown), target.value], 4 if look.is_narrow else 8)
    rows = [
        {
            "row": nth,
            "x": dot.value,
            "from": target.value,
            "words": dot.told,
            "told": f"{dot.name}  {dot.told}",
            "ink": theme.series[1] if dot.is_bad else theme.bar,
            "is_left": dot.value < target.value,
            **dot.codes,
        }
        for nth, dot in enumerate(shown)
    ]
    low = with_room(steps[0], steps[-1], [dot.told for dot in shown if dot.value < target.value], look)
    near = (steps[-1] - steps[0]) * 0.06
    drawn = [step for step in steps if abs(step - target.value) > near]
    axis = labelled(drawn, [f"{step:g}" for step in drawn], orient="bottom")
    place = {"x": number("x", scale=linear(low, steps[-1]), axis=axis), "y": middle(), "color": as_it_is("ink")}
    way = {"x": number("from"), "x2": {"field": "x"}, "y": middle(), "color": as_it_is("ink")}
    dot = pointed({"type": "point", "filled": True, "size": 110, "opacity": 1}, codes)
    layers = [
        layer({"type": "rule", "strokeWidth": 3}, way, rows),
        layer(dot, place | {"tooltip": name("told")}, rows, **clicked(codes)),
        *words_beside(rows, "x", "words", "is_left", gap=11, fontWeight=BOLD),
        names_down([one.name for one in shown], look, ROW, [one.codes for one in shown]),
        *target_across(target, look, height),
    ]
    return canvas(layers, look, language, height=height, above=HEAD, below=24)
