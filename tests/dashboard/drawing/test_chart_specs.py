"""Charts: specifications that say what the rows say, in both looks and both languages."""

from typing import Any

import pytest

from dashboard.drawing import chart_specs as plots
from dashboard.drawing.chart_specs import Axis, bars, heat, lines
from dashboard.drawing.theme import DARK, LIGHT, Theme

WEEK = Axis("week", "Week", "day")
VALUE = Axis("value", "Traffic", "number", "traffic")
STEP = Axis("step", "Step", order=("granted", "used"))
ROWS = [
    {"week": "2026-03-02", "value": 5, "step": "granted", "told": "5"},
    {"week": "2026-03-09", "value": 12_000, "step": "used", "told": "1.2万"},
]


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_a_chart_holds_its_rows_the_theme_s_colours_and_fetches_nothing(theme: Theme) -> None:
    spec = bars(ROWS, WEEK, VALUE, theme, "zh", by=STEP, colours=[theme.steps["granted"], theme.steps["used"]])
    assert spec["data"] == {"values": ROWS}
    assert spec["encoding"]["color"]["scale"] == {
        "range": [theme.steps["granted"], theme.steps["used"]],
        "domain": ["granted", "used"],
    }
    assert spec["config"]["axis"]["labelColor"] == theme.ink_2
    assert "http" not in str(spec)


def test_a_bar_is_a_week_and_a_line_runs_through_time() -> None:
    assert bars(ROWS, WEEK, VALUE, LIGHT, "en")["encoding"]["x"]["type"] == "ordinal"
    line = lines(ROWS, WEEK, VALUE, LIGHT, "en", by=STEP)["layer"][0]
    assert line["encoding"]["x"]["type"] == "temporal"
    assert line["encoding"]["y"]["scale"] == {"zero": False}


def test_lying_bars_have_their_names_down_the_side() -> None:
    spec = bars(ROWS, STEP, VALUE, LIGHT, "en", is_lying=True)
    assert spec["encoding"]["y"]["field"] == "step"
    assert spec["encoding"]["x"]["field"] == "value"
    assert spec["height"] == {"step": 22}


def test_bars_side_by_side_are_not_stacked() -> None:
    spec = bars(ROWS, WEEK, VALUE, LIGHT, "en", by=STEP, is_stacked=False)
    assert spec["encoding"]["y"]["stack"] is None
    assert spec["encoding"]["xOffset"]["field"] == "step"


def test_rules_stand_upright_on_their_days_and_say_what_changed() -> None:
    rules = [{"day": "2026-03-05", "told": "New schedule"}]
    line, marks = lines(ROWS, WEEK, VALUE, LIGHT, "en", rules=rules)["layer"]
    assert line["mark"]["type"] == "line"
    assert marks["data"] == {"values": rules}
    assert marks["encoding"]["tooltip"] == [{"field": plots.VALUE_TEXT, "type": "nominal", "title": " "}]
    assert len(lines(ROWS, WEEK, VALUE, LIGHT, "en")["layer"]) == 1


def test_a_matrix_is_coloured_by_the_same_classes_as_the_map() -> None:
    spec = heat(ROWS, WEEK, STEP, VALUE, LIGHT, "en", breaks=(10.0, 20.0), ramp=LIGHT.more_is_better[:3])
    scale = spec["encoding"]["color"]["scale"]
    assert (scale["domain"], scale["range"]) == ([10.0, 20.0], list(LIGHT.more_is_better[:3]))


@pytest.mark.parametrize(
    ("language", "marks", "others"), [("zh", ("亿", "万"), ("'M'", "'K'")), ("en", ("'M'", "'K'"), ("亿", "万"))]
)
def test_an_axis_shortens_numbers_as_the_language_does(language: Any, marks: Any, others: Any) -> None:
    told = bars(ROWS, WEEK, VALUE, LIGHT, language)["encoding"]["y"]["axis"]["labelExpr"]
    assert all(mark in told for mark in marks)
    assert not any(mark in told for mark in others)


def test_an_axis_of_money_is_in_cny_and_one_of_shares_in_percent() -> None:
    money = bars(ROWS, WEEK, Axis("value", "", "number", "fen"), LIGHT, "en")["encoding"]["y"]["axis"]["labelExpr"]
    share = bars(ROWS, WEEK, Axis("value", "", "number", "percent"), LIGHT, "en")["encoding"]["y"]["axis"]["labelExpr"]
    assert money.startswith("'¥' + (")
    assert "datum.value / 100" in money
    assert share == "format(datum.value, '.3~g') + '%'"
