"""The line at a target or a threshold."""

import pytest

from dashboard.drawing import chart_specs as plots
from dashboard.drawing.chart_specs import Axis
from dashboard.drawing.target_line import with_target_line
from dashboard.drawing.theme import DARK, LIGHT, Theme


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_a_line_stands_over_the_bars_and_leaves_them_as_they_were(theme: Theme) -> None:
    rows = [{"name": "a", "days": 3.0, "told": "3"}]
    bars = plots.bars(rows, Axis("name", ""), Axis("days", "", "number"), theme, "en", is_lying=True)
    both = with_target_line(bars, 7.0, "Target: 7 days", theme)
    inside, line = both["layer"]
    assert inside == {"mark": bars["mark"], "encoding": bars["encoding"]}
    assert both["data"] == bars["data"]
    assert line["data"]["values"] == [{"at": 7.0, "told": "Target: 7 days"}]
    assert "mark" not in both
