"""Where one stands among all, on a scale of 0 to 100 per cent: the deciles of all as ticks, its own value as a dot."""

from collections.abc import Mapping, Sequence
from typing import Any

from dashboard.drawing.plots import Axis, Rows, Spec, channel, config, tooltip
from dashboard.drawing.theme import Theme
from data.language import Language

NAME, CUT, VALUE = "name", "cut", "value"


def _ticks(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """A tick for each decile; the fifth is the median."""
    return [
        {NAME: row[NAME], CUT: cut, "is_median": at == 4, "told": row["cut_told"][at]}
        for row in rows
        for at, cut in enumerate(row["cuts"])
    ]


def strips(rows: Rows, theme: Theme, language: Language, title: str) -> Spec:
    """A strip a row: `name`, `value`, `cuts` (nine deciles), `told` and `cut_told` for tooltips."""
    down = Axis(NAME, "", order=tuple(str(row[NAME]) for row in rows))
    across = channel(Axis(VALUE, title, "number", "percent"), language) | {"scale": {"domain": [0, 100]}}
    place = channel(down, language)
    place["axis"] = place["axis"] | {"labelLimit": 190, "domain": False}
    bands = [{NAME: row[NAME], "low": row["cuts"][0], "high": row["cuts"][-1], "told": row["told"]} for row in rows]
    size = {"condition": {"test": "datum.is_median", "value": 26}, "value": 14}
    ink = {"condition": {"test": "datum.is_median", "value": theme.ink}, "value": theme.more_is_better[3]}
    layers: list[Spec] = [
        {
            "data": {"values": bands},
            "mark": {"type": "bar", "height": 8, "color": theme.rule, "cornerRadius": 4},
            "encoding": {"y": place, "x": across | {"field": "low"}, "x2": {"field": "high"}},
        },
        {
            "data": {"values": _ticks(rows)},
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
            "data": {"values": [{NAME: row[NAME], VALUE: row[VALUE], "told": row["told"]} for row in rows]},
            "mark": {"type": "point", "filled": True, "size": 130, "color": theme.accent, "opacity": 1,
                     "stroke": theme.panel, "strokeWidth": 1.5},
            "encoding": {"y": place, "x": across, "tooltip": tooltip(down)},
        },
    ]  # fmt: skip
    return {"width": "container", "height": {"step": 34}, "config": config(theme), "layer": layers,
            "autosize": {"type": "fit", "contains": "padding"}}  # fmt: skip


def marked(spec: Spec, at: float, told: str, theme: Theme) -> Spec:
    """A chart of lying bars with an upright line at a value: a target, a threshold."""
    inside = {name: spec[name] for name in ("mark", "encoding")}
    line: Spec = {
        "data": {"values": [{"at": at, "told": told}]},
        "mark": {"type": "rule", "color": theme.accent, "strokeDash": [4, 4], "strokeWidth": 1.5},
        "encoding": {"x": {"field": "at", "type": "quantitative"}, "tooltip": tooltip()},
    }
    return {name: value for name, value in spec.items() if name not in inside} | {"layer": [inside, line]}
