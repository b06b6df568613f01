"""Where one stands among all, on a scale of 0 to 100 per cent: the deciles of all as ticks, its own value as a dot."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dashboard.drawing.chart_specs import Axis, Spec, channel, config, tooltip
from dashboard.drawing.theme import Theme
from data.language import Language

NAME, CUT, VALUE = "name", "cut", "value"
MEDIAN: Final = 4
"""The place of the median among the nine deciles."""


@dataclass(frozen=True)
class Strip:
    """One strip: its name, its own value, the nine deciles of all, and what tooltips say of each."""

    name: str
    value: float
    value_words: str
    deciles: tuple[float, ...]
    decile_words: tuple[str, ...]


def _ticks(strips: Sequence[Strip]) -> list[Spec]:
    """A tick for each decile."""
    return [
        {NAME: strip.name, CUT: cut, "is_median": at == MEDIAN, "told": words}
        for strip in strips
        for at, (cut, words) in enumerate(zip(strip.deciles, strip.decile_words, strict=True))
    ]


def decile_strips(strips: Sequence[Strip], theme: Theme, language: Language, title: str) -> Spec:
    """The strips one below another."""
    down = Axis(NAME, "", order=tuple(strip.name for strip in strips))
    across = channel(Axis(VALUE, title, "number", "percent"), language) | {"scale": {"domain": [0, 100]}}
    place = channel(down, language)
    place["axis"] = place["axis"] | {"labelLimit": 190, "domain": False}
    bands = [
        {NAME: strip.name, "low": strip.deciles[0], "high": strip.deciles[-1], "told": strip.value_words}
        for strip in strips
    ]
    dots = [{NAME: strip.name, VALUE: strip.value, "told": strip.value_words} for strip in strips]
    size = {"condition": {"test": "datum.is_median", "value": 26}, "value": 14}
    ink = {"condition": {"test": "datum.is_median", "value": theme.ink}, "value": theme.more_is_better[4]}
    layers: list[Spec] = [
        {
            "data": {"values": bands},
            "mark": {"type": "bar", "height": 8, "color": theme.line, "cornerRadius": 4},
            "encoding": {"y": place, "x": across | {"field": "low"}, "x2": {"field": "high"}},
        },
        {
            "data": {"values": _ticks(strips)},
            "mark": {"type": "tick", "orient": "vertical", "thickness": 2},
            "encoding": {
                "y": place,
                "x": across | {"field": CUT},
                "size": size,
                "color": ink,
                "tooltip": tooltip(down),
            },
        },
        {
            "data": {"values": dots},
            "mark": {
                "type": "point",
                "filled": True,
                "size": 130,
                "color": theme.accent,
                "opacity": 1,
                "stroke": theme.surface,
                "strokeWidth": 1.5,
            },
            "encoding": {"y": place, "x": across, "tooltip": tooltip(down)},
        },
    ]
    return {
        "width": "container",
        "height": {"step": 34},
        "config": config(theme),
        "layer": layers,
        "autosize": {"type": "fit", "contains": "padding"},
    }
