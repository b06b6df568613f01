"""Lying bars: names down the side, each bar's value written at its end."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from dashboard.drawing.charts.canvas import (
    BOLD,
    Spec,
    as_it_is,
    canvas,
    clicked,
    layer,
    linear,
    name,
    number,
    pointed,
    words,
)
from dashboard.drawing.charts.lines_shown import Target
from dashboard.drawing.charts.rows import (
    GAP,
    HEAD,
    ROW,
    drawable,
    legend,
    middle,
    names_down,
    target_across,
    thick,
    upright,
    with_room,
    words_beside,
)
from dashboard.drawing.look import Look
from data.language import Language

BAR: Final = 16


@dataclass(frozen=True)
class Bar:
    """One bar: what it is of, its value (below zero: to the left) and that as text; `before` is marked by a tick.

    `codes` are what a click sets, by parameters of the address; `is_bad`: on the worse side of a target.
    """

    name: str
    value: float
    told: str
    before: float | None = None
    is_bad: bool = False
    codes: Mapping[str, str] = field(default_factory=dict)

    @property
    def end(self) -> float:
        """Where its text stands: beyond the bar, and beyond the tick of what was before."""
        reached = [self.value] if self.before is None else [self.value, self.before]
        return min(reached) if self.value < 0 else max(reached)


def bars(shown: Sequence[Bar], look: Look, language: Language, *, target: Target | None = None) -> Spec:
    """Bars in their order, all from zero; as many as there is room for."""
    shown = shown[: drawable(len(shown), look)]
    theme, height, codes = look.theme, float(ROW * len(shown)), shown[0].codes
    reached = [bar.end for bar in shown] + [bar.value for bar in shown] + ([target.value] if target else [])
    low, high = min(0.0, *reached), max(0.0, *reached)
    rows = [
        {
            "row": nth,
            "value": bar.value,
            "before": bar.before,
            "end": bar.end,
            "words": bar.told,
            "told": f"{bar.name}  {bar.told}",
            "ink": theme.series[1] if bar.is_bad else theme.bar,
            "is_left": bar.value < 0,
            **bar.codes,
        }
        for nth, bar in enumerate(shown)
    ]
    least = with_room(low, high, [bar.told for bar in shown if bar.value < 0], look)
    scale = linear(least, high if high > low else 1.0)
    drawn: Spec = {"x": number("value", scale=scale), "x2": {"datum": 0}, "color": as_it_is("ink"), **thick(BAR)}
    drawn["tooltip"] = name("told")
    layers = [layer(pointed({"type": "rect"}, codes), drawn, rows, **clicked(codes))]
    layers += words_beside(rows, "end", "words", "is_left", fontWeight=BOLD)
    ticks = [row for row in rows if row["before"] is not None]
    if ticks:
        mark = {"type": "rule", "strokeWidth": 2, "color": theme.ink}
        layers.append(layer(mark, {"x": number("before"), **thick(BAR + 6)}, ticks))
    layers += [upright(0, look, height)] if low < 0 else []
    layers.append(names_down([bar.name for bar in shown], look, codes=[bar.codes for bar in shown]))
    layers += target_across(target, look, height) if target else []
    return canvas(layers, look, language, height=height, above=HEAD if target else 0)


@dataclass(frozen=True)
class Stack:
    """A bar of parts, each with its text, and the sum as text."""

    name: str
    parts: Sequence[float]
    told: Sequence[str]
    sum_told: str
    codes: Mapping[str, str] = field(default_factory=dict)


def stacks(shown: Sequence[Stack], parts: Sequence[tuple[str, str]], look: Look, language: Language) -> Spec:
    """Bars of parts, which are named with their colours above."""
    shown = shown[: drawable(len(shown), look)]
    height, rows, ends = float(ROW * len(shown)), [], []
    for nth, stack in enumerate(shown):
        reached = 0.0
        for (called, ink), part, told in zip(parts, stack.parts, stack.told, strict=True):
            rows.append(
                {
                    "row": nth,
                    "x": reached,
                    "to": reached + part,
                    "ink": ink,
                    "told": f"{stack.name}  {called}  {told}",
                    **stack.codes,
                }
            )
            reached += part
        ends.append({"row": nth, "x": reached, "words": stack.sum_told})
    most = max(float(end["x"]) for end in ends)  # type: ignore[arg-type]
    place: Spec = {"x": number("x", scale=linear(0, most or 1.0)), "x2": {"field": "to"}, "color": as_it_is("ink")}
    codes, (named, lines) = shown[0].codes, legend(parts, look)
    mark = pointed({"type": "rect", "stroke": look.theme.surface, "strokeWidth": 1}, codes)
    layers = [
        layer(mark, place | thick(BAR) | {"tooltip": name("told")}, rows, **clicked(codes)),
        words(ends, "words", number("x"), middle(), align="left", dx=GAP, fontWeight=BOLD),
        names_down([stack.name for stack in shown], look),
        *named,
    ]
    return canvas(layers, look, language, height=height, above=HEAD * lines)
