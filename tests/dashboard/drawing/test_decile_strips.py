"""Where one stands among all: what the strips say, and the mark at a threshold."""

import pytest

from dashboard.drawing import plots
from dashboard.drawing.decile_strips import marked, strips
from dashboard.drawing.plots import Axis
from dashboard.drawing.theme import DARK, LIGHT, Theme

THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
CUTS = [float(cut) for cut in range(10, 100, 10)]
ROWS = [
    {"name": "Uptake", "value": 62.5, "cuts": CUTS, "told": "62.5%, tenth 7 of 10", "cut_told": [str(c) for c in CUTS]},
    {"name": "Issue rate", "value": 5.0, "cuts": CUTS, "told": "5.0%", "cut_told": [str(c) for c in CUTS]},
]


@THEMES
def test_a_strip_has_a_band_nine_ticks_with_the_median_told_apart_and_a_dot(theme: Theme) -> None:
    band, ticks, dot = strips(ROWS, theme, "en", "")["layer"]
    assert [(row["low"], row["high"]) for row in band["data"]["values"]] == [(10.0, 90.0)] * 2
    drawn = [row for row in ticks["data"]["values"] if row["name"] == "Uptake"]
    assert [row["cut"] for row in drawn] == CUTS
    assert [row["cut"] for row in drawn if row["is_median"]] == [50.0]
    assert [(row["name"], row["value"], row["told"]) for row in dot["data"]["values"]] == [
        ("Uptake", 62.5, "62.5%, tenth 7 of 10"),
        ("Issue rate", 5.0, "5.0%"),
    ]
    assert dot["mark"]["color"] == theme.accent


def test_strips_keep_their_order_and_share_one_scale_of_0_to_100() -> None:
    for layer in strips(ROWS, LIGHT, "zh", "")["layer"]:
        assert layer["encoding"]["y"]["sort"] == ["Uptake", "Issue rate"]
        assert layer["encoding"]["x"]["scale"] == {"domain": [0, 100]}


@THEMES
def test_a_mark_stands_over_the_bars_and_leaves_them_as_they_were(theme: Theme) -> None:
    bars = plots.bars(
        [{"name": "a", "days": 3.0, "told": "3"}], Axis("name", ""), Axis("days", "", "number"), theme, "en",
        is_lying=True,
    )  # fmt: skip
    both = marked(bars, 7.0, "Target: 7 days", theme)
    inside, line = both["layer"]
    assert inside == {"mark": bars["mark"], "encoding": bars["encoding"]}
    assert both["data"] == bars["data"]
    assert line["data"]["values"] == [{"at": 7.0, "told": "Target: 7 days"}]
    assert "mark" not in both
