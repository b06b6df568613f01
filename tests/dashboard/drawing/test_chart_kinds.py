"""Kinds of charts: what each draws of what it shows, on a desk, on a phone and on a slide."""

from typing import Any

import orjson
import pytest

from dashboard.drawing.charts.bars import Bar, Stack, bars, stacks
from dashboard.drawing.charts.canvas import Spec, is_picked
from dashboard.drawing.charts.columns import Column, columns
from dashboard.drawing.charts.diverging import Heads, Sides, diverging
from dashboard.drawing.charts.dots import Dot, dots
from dashboard.drawing.charts.funnel import Stage, funnel
from dashboard.drawing.charts.heat import Cell, across_at_most, heat
from dashboard.drawing.charts.lines_shown import Target
from dashboard.drawing.charts.panels import Panel, panels
from dashboard.drawing.charts.rows import drawable, shortened
from dashboard.drawing.charts.strips import Strip, strips
from dashboard.drawing.charts.text_width import SIZE, text_width
from dashboard.drawing.ink import DARK_INK, LIGHT_INK, contrast, ink_on
from dashboard.drawing.look import NARROW, Look
from dashboard.drawing.theme import THEMES

LIGHT = Look(THEMES["light"])
PHONE = Look(THEMES["dark"], NARROW)
SLIDE = Look(THEMES["light"], 896, 380)


def rows(spec: Spec, *fields: str) -> list[dict[str, Any]]:
    """The rows of the first layer whose rows have these fields."""
    found = (part["data"]["values"] for part in spec["layer"])
    return next(values for values in found if values and all(field in values[0] for field in fields))


def texts(spec: Spec) -> list[str]:
    """All that is written on a chart beside its axes."""
    return [
        str(row[part["encoding"]["text"]["field"]])
        for part in spec["layer"]
        if part["mark"]["type"] == "text"
        for row in part["data"]["values"]
    ]


def sizes(spec: Spec) -> set[int]:
    marks = {part["mark"]["fontSize"] for part in spec["layer"] if "fontSize" in part["mark"]}
    config = spec["config"]
    return marks | {config["text"]["fontSize"], config["axis"]["labelFontSize"], config["axis"]["titleFontSize"]}


BARS = [Bar("广东", 30.0, "30.0%", 25.0, codes={"region": "440000"}), Bar("西藏", -5.0, "−5.0%", is_bad=True,
        codes={"region": "540000"})]  # fmt: skip
PARTS = [("已申请", "#111111"), ("审核中", "#222222")]
TEA = Panel("茶酒冲饮", [1.0, None, 3.0], "3.0%", "+2.0", "#0a6e55", {"category": "tea"})
STRIP = Strip("认证率", 44.0, "44.0%", "44.0%, tenth 3 of 10", tuple(map(float, range(10, 100, 10))), ("x",) * 9)
CELLS = [Cell(0, 0, "98.2", "98.2%", "#243b79", {"category": "tea", "region": "330000"}),
         Cell(1, 1, "·", "too few", None, {"category": "food", "region": "440000"})]  # fmt: skip


def every_kind(look: Look) -> dict[str, Spec]:
    target = Target(7, "目标 7 天")
    return {
        "bars": bars(BARS, look, "zh", target=Target(20, "目标 20%")),
        "stacks": stacks([Stack("0–3 天", [5, 3], ["5", "3"], "8")], PARTS, look, "zh"),
        "columns": columns([Column(20.3, "20.3", ("最低", "1,039 家"), 5.0, 27.0, is_bad=True)], "percent", look, "zh",
                           target=Target(70, "目标 70%")),
        "diverging": diverging([Sides("广东", 25.0, 4.0, "25.1", "4.1", "−21.0万", {"region": "440000"})],
                               Heads("少缴", "多缴", "净变化"), look, "zh"),
        "dots": dots([Dot("甘肃", 9.8, "9.8", True), Dot("江西", 6.0, "6.0", False)], target, look, "zh"),
        "funnel": funnel([Stage("已申请", 100, "100", "100.0%"), Stage("已认证", 77, "77", "77.0%", ("77.0%", "通过"))],
                         look, "zh"),
        "heat": heat(CELLS, ["浙江", "广东"], ["茶酒冲饮", "食品滋补"], look, "zh"),
        "panels": panels([TEA], look, "zh") or {},
        "strips": strips([STRIP], look, "zh"),
    }  # fmt: skip


@pytest.mark.parametrize("look", [LIGHT, PHONE, SLIDE], ids=["desk", "phone", "slide"])
def test_every_kind_is_a_specification_with_letters_of_twelve_pixels_and_more(look: Look) -> None:
    for kind, spec in every_kind(look).items():
        assert orjson.dumps(spec), kind
        assert min(sizes(spec)) >= SIZE == 12, kind
        assert spec["width"] == "container", kind
        assert spec["height"] <= look.height, kind


@pytest.mark.parametrize("kind", ["bars", "diverging", "heat", "panels"])
def test_a_click_opens_what_is_under_it(kind: str) -> None:
    assert is_picked(every_kind(LIGHT)[kind])


def test_bars_start_at_zero_and_are_written_at_their_outer_ends() -> None:
    spec = bars(BARS, LIGHT, "zh")
    drawn = spec["layer"][0]
    assert drawn["encoding"]["x2"] == {"datum": 0}
    low, high = drawn["encoding"]["x"]["scale"]["domain"]
    assert high == 30.0
    assert -10 < low < -5.0  # beyond the bar there is room for its value
    assert [(row["value"], row["ink"]) for row in rows(spec, "value")] == [
        (30.0, LIGHT.theme.bar),
        (-5.0, LIGHT.theme.series[1]),
    ]
    ends = {
        part["mark"]["align"]: part["data"]["values"]
        for part in spec["layer"]
        if part["encoding"].get("x", {}).get("field") == "end"
    }
    assert [row["words"] for row in ends["left"]] == ["30.0%"]
    assert [row["words"] for row in ends["right"]] == ["−5.0%"]


def test_what_was_before_is_a_tick_and_the_text_stands_beyond_it() -> None:
    grown = Bar("a", 10, "10", before=14)
    spec = bars([grown], LIGHT, "zh")
    assert grown.end == 14
    assert [row["before"] for row in rows(spec, "before")] == [14]
    assert bars([Bar("a", 0, "0")], LIGHT, "zh")["layer"][0]["encoding"]["x"]["scale"]["domain"] == [0, 1]


def test_as_many_rows_are_drawn_as_there_is_room_for() -> None:
    many = [Bar(f"n{nth}", float(nth), f"{nth}") for nth in range(40)]
    assert len(rows(bars(many, LIGHT, "zh"), "value")) == 40
    assert drawable(40, SLIDE) == len(rows(bars(many, SLIDE, "zh"), "value")) == 12
    assert drawable(3, SLIDE) == 3
    assert drawable(5, Look(LIGHT.theme, 896, 10)) == 1


def test_names_are_cut_where_they_have_no_room() -> None:
    assert shortened("茶酒冲饮", 48) == "茶酒冲饮"
    assert shortened("茶酒冲饮", 40) == "茶酒…"
    assert text_width("茶a") == pytest.approx(12 + 0.58 * 12)


def test_parts_of_a_stack_follow_each_other() -> None:
    spec = every_kind(LIGHT)["stacks"]
    assert [(row["x"], row["to"]) for row in rows(spec, "to")] == [(0.0, 5.0), (5.0, 8.0)]
    assert {"已申请", "审核中", "8"} <= set(texts(spec))


def test_columns_have_whiskers_and_the_target_is_labelled_once() -> None:
    spec = every_kind(LIGHT)["columns"]
    (column,) = rows(spec, "low", "high")
    assert (column["low"], column["high"], column["top"], column["ink"]) == (5.0, 27.0, 27.0, LIGHT.theme.series[1])
    assert texts(spec) == ["目标 70%", "20.3", "20.3", "最低", "1,039 家"]  # a halo, and the value on it
    assert "1,039 家" not in texts(every_kind(PHONE)["columns"])


def test_less_goes_left_and_more_goes_right_of_one_line() -> None:
    spec = every_kind(LIGHT)["diverging"]
    assert [(row["x"], row["words"]) for row in rows(spec, "x", "ink")] == [(-25.0, "25.1"), (4.0, "4.1")]
    assert {"← 少缴", "多缴 →", "净变化", "−21.0万"} <= set(texts(spec))
    assert "净变化" not in texts(every_kind(PHONE)["diverging"])


def test_dots_are_measured_from_the_target() -> None:
    spec = every_kind(LIGHT)["dots"]
    assert [(row["from"], row["x"], row["ink"]) for row in rows(spec, "from")] == [
        (7, 9.8, LIGHT.theme.series[1]),
        (7, 6.0, LIGHT.theme.bar),
    ]
    axis = next(part["encoding"]["x"]["axis"] for part in spec["layer"] if part["encoding"]["x"].get("axis"))
    assert 7 not in axis["values"]
    assert texts(spec).count("目标 7 天") == 1


def test_a_funnel_says_between_its_bars_what_goes_on() -> None:
    for look in (LIGHT, PHONE):
        spec = every_kind(look)["funnel"]
        assert [row["x"] for row in rows(spec, "most")] == [100, 77]
        assert {"已申请", "100", "100.0%", "77.0%", "通过"} <= set(texts(spec))


def test_a_cell_has_its_value_in_the_ink_that_reads_best_on_it() -> None:
    spec = every_kind(LIGHT)["heat"]
    assert [(row["words"], row["paper"], row["ink"]) for row in rows(spec, "paper")] == [
        ("98.2", "#243b79", LIGHT_INK),
        ("·", LIGHT.theme.sunk, LIGHT.theme.ink_2),
    ]
    assert across_at_most(["98.2"], ["茶酒冲饮"], LIGHT) > 30
    assert 3 < across_at_most(["98.2"], ["茶酒冲饮"], PHONE) < 9


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_every_class_has_an_ink_that_can_be_read(mode: str) -> None:
    theme = THEMES[mode]  # type: ignore[index]
    for colour in (*theme.more_is_better, *theme.more_is_worse, *theme.gap):
        assert contrast(ink_on(colour), colour) >= 4.5
    assert ink_on("#ffffff") == DARK_INK
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


def test_panels_stand_on_one_scale_two_beside_each_other_on_a_phone() -> None:
    made = [Panel(f"p{nth}", [0.0, 50.0, 100.0], "100%", codes={"category": f"c{nth}"}) for nth in range(4)]
    spec = panels(made, PHONE, "zh")
    assert spec
    heads = rows(spec, "name")
    assert [int(row["x"]) for row in heads] == [0, 1, 0, 1]
    assert heads[2]["y"] > heads[0]["y"]
    line = [row for row in rows(spec, "panel") if row["panel"] == 0]
    assert line[0]["y"] > line[1]["y"] > line[2]["y"]
    assert panels([Panel("p", [None, None], "–")], PHONE, "zh") is None
    assert panels([Panel("p", [None, 4.0], "4")], LIGHT, "zh")


def test_a_strip_has_its_deciles_the_median_apart_and_its_own_value() -> None:
    spec = every_kind(LIGHT)["strips"]
    ticks = [part["data"]["values"] for part in spec["layer"] if part["mark"]["type"] == "rule"]
    assert [len(values) for values in ticks] == [8, 1]
    assert ticks[1][0]["x"] == 50.0
    assert texts(spec) == ["44.0%", "认证率"]
