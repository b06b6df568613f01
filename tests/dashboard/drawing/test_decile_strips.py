"""Where one stands among all: what the strips say."""

import pytest

from dashboard.drawing.decile_strips import Strip, decile_strips
from dashboard.drawing.theme import DARK, LIGHT, Theme

THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
DECILES = tuple(float(decile) for decile in range(10, 100, 10))
WORDS = tuple(str(decile) for decile in DECILES)
STRIPS = [
    Strip("Uptake", 62.5, "62.5%, tenth 7 of 10", DECILES, WORDS),
    Strip("Issue rate", 5.0, "5.0%", DECILES, WORDS),
]


@THEMES
def test_a_strip_has_a_band_nine_ticks_with_the_median_told_apart_and_a_dot(theme: Theme) -> None:
    band, ticks, dot = decile_strips(STRIPS, theme, "en", "")["layer"]
    assert [(row["low"], row["high"]) for row in band["data"]["values"]] == [(10.0, 90.0)] * 2
    drawn = [row for row in ticks["data"]["values"] if row["name"] == "Uptake"]
    assert [row["cut"] for row in drawn] == list(DECILES)
    assert [row["cut"] for row in drawn if row["is_median"]] == [50.0]
    assert [(row["name"], row["value"], row["told"]) for row in dot["data"]["values"]] == [
        ("Uptake", 62.5, "62.5%, tenth 7 of 10"),
        ("Issue rate", 5.0, "5.0%"),
    ]
    assert dot["mark"]["color"] == theme.accent


def test_strips_keep_their_order_and_share_one_scale_of_0_to_100() -> None:
    for layer in decile_strips(STRIPS, LIGHT, "zh", "")["layer"]:
        assert layer["encoding"]["y"]["sort"] == ["Uptake", "Issue rate"]
        assert layer["encoding"]["x"]["scale"] == {"domain": [0, 100]}
