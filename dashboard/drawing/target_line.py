"""A line at a target or a threshold, over a chart of lying bars."""

from dashboard.drawing.chart_specs import Spec, tooltip
from dashboard.drawing.theme import Theme


def with_target_line(bars: Spec, at: float, words: str, theme: Theme) -> Spec:
    """A chart of lying bars with an upright line at a value, which its tooltip tells in words."""
    inside = {name: bars[name] for name in ("mark", "encoding")}
    line: Spec = {
        "data": {"values": [{"at": at, "told": words}]},
        "mark": {"type": "rule", "color": theme.accent, "strokeDash": [4, 4], "strokeWidth": 1.5},
        "encoding": {"x": {"field": "at", "type": "quantitative"}, "tooltip": tooltip()},
    }
    return {name: value for name, value in bars.items() if name not in inside} | {"layer": [inside, line]}
