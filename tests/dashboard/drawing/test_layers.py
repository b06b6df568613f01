"""The map's description: plain values, our own addresses, nothing that deck.gl would run."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.drawing.classes import fixed
from dashboard.drawing.labels import Label, box, touch, without_overlaps
from dashboard.drawing.layers import Camera, Scene, draw
from dashboard.drawing.paint import SOLID, Paint, fills, paint
from dashboard.drawing.points import LARGEST_PX, BeltCircle, belt_rows, radius, store_rows
from dashboard.drawing.theme import DARK, LIGHT, THEMES, Theme, rgba
from dashboard.drawing.tooltips import TooltipWords, region_block, tooltip
from dashboard.figures.figure import Figure, Ranked, RankedBelt, Status, StorePoint
from dashboard.markup.elements import text
from data.language import Named, _
from models.programme.metrics import METRICS

RATE, LAPSED = METRICS["pack-uptake-value"], METRICS["pack-lapsed"]


def ranked(code: str, status: Status = "value", value: float | None = 50.0, *, name: str = "某地") -> Ranked:
    shown = value if status in ("value", "zero") else None
    return Ranked(code, Named(name, name), Figure(status, 40, 10, 20, shown), Figure("value", 40, 9, 20, 45.0))


def belt(code: str, stores: int, name: str = "某带", status: Status = "value") -> BeltCircle:
    shown = 50.0 if status == "value" else None
    row = Ranked(code, Named(name, name), Figure(status, stores, 10, 20, shown))
    return BeltCircle(
        RankedBelt(row, "apparel", "鞋", "news", "330782", "330700", "330000", is_designated=False), (120.1, 29.3), 0, 1
    )


SCENE = Scene(
    name="100000-province-0",
    classes=fixed(RATE, LIGHT),
    rows=[ranked("330000"), ranked("440000", "few"), ranked("110000", "zero", 0.0), ranked("710000", "none")],
    shapes_url="/api/v1/boundaries/abc/100000-province.geojson",
    borders_url="/api/v1/boundaries/abc/100000-province-borders.geojson",
    lines_url="/api/v1/boundaries/abc/lines.geojson",
    camera=Camera(104.0, 32.0, 2.8),
    theme=LIGHT,
    language="zh",
    labels=[Label("浙江", (120.0, 29.0))],
    belts_url="/api/v1/points/belts?v=1",
    stores_url="/api/v1/points/stores?v=1",
    focus="330000",
)


def texts(value: Any) -> Iterator[str]:
    """Every text in a description."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from texts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from texts(inner)


def layer(scene: Scene, name: str) -> dict[str, Any]:
    return next(found for found in draw(scene)["layers"] if found["id"].startswith(name))


def looked_up(lookup: dict[str, Any], code: str) -> Any:
    """What the browser's lookup gives for a code."""
    found = dict(zip(lookup["domain"], lookup["colors"], strict=True))
    return found.get(code) or lookup["othersColor"]


def test_a_map_is_plain_values_and_survives_being_written() -> None:
    spec = draw(SCENE)
    assert orjson.loads(orjson.dumps(spec))["layers"][0]["data"] == SCENE.shapes_url


def test_a_map_names_no_other_host_and_carries_no_geometry() -> None:
    assert not [text for text in texts(draw(SCENE)) if "//" in text]
    assert "coordinates" not in orjson.dumps(draw(SCENE)).decode()


@pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES))
def test_a_value_is_painted_by_its_class_and_never_by_rank(theme: Theme) -> None:
    for value, expected in zip((RATE.breaks[0] - 1, *RATE.breaks), theme.ramp(RATE), strict=True):
        assert paint(Figure("value", 40, 1, 1, value), fixed(RATE, theme), theme) == Paint(expected)


@pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES))
def test_zero_too_few_no_data_and_not_eligible_look_different(theme: Theme) -> None:
    statuses: tuple[Status, ...] = ("zero", "few", "none", "ineligible")
    painted = [paint(Figure(status, 3), fixed(RATE, theme), theme) for status in statuses]
    assert len({(of.pattern, of.fill if not of.pattern else "") for of in painted}) == len(statuses)


def test_worse_and_better_have_ramps_of_their_own() -> None:
    assert LIGHT.ramp(RATE) != LIGHT.ramp(LAPSED)
    assert len(LIGHT.ramp(LAPSED)) == len(LAPSED.breaks) + 1


def test_regions_are_looked_up_by_code_and_an_unknown_code_is_no_data() -> None:
    fill = layer(SCENE, "regions")["_subLayerProps"]["polygons-fill"]
    assert looked_up(fill["getFillColor"], "330000") == rgba(paint(SCENE.rows[0].now, SCENE.classes, LIGHT).fill)
    assert [looked_up(fill["getFillPattern"], code) for code in ("330000", "440000", "110000")] == [
        SOLID,
        "dots",
        SOLID,
    ]
    plain = fills(SCENE.rows, SCENE.classes, LIGHT)
    assert looked_up(plain["getFillPattern"], "999999") == "hatch"


def test_colours_announce_that_they_changed() -> None:
    other = replace(SCENE, rows=[ranked("330000", value=99.0)])
    triggers = [
        layer(of, "regions")["_subLayerProps"]["polygons-fill"]["updateTriggers"] for of in (SCENE, SCENE, other)
    ]
    assert triggers[0] == triggers[1] != triggers[2]


def test_borders_and_lines_are_not_picked() -> None:
    assert layer(SCENE, "regions")["stroked"] is False
    assert not any(layer(SCENE, name)["pickable"] for name in ("borders", "lines", "focus", "names"))


def test_undetermined_lines_are_dashed_and_the_ten_dashes_drawn_as_they_are() -> None:
    strokes = layer(SCENE, "lines")["_subLayerProps"]["linestrings"]["getDashArray"]
    assert looked_up(strokes, "dash") == [0, 0]
    assert looked_up(strokes, "undetermined") != [0, 0]


def test_layers_that_have_nothing_are_left_out() -> None:
    bare = replace(SCENE, labels=[], belts_url=None, stores_url=None, focus=None)
    assert [found["id"] for found in draw(bare)["layers"]] == [
        "regions-100000-province-0",
        "borders-100000-province-0",
        "lines",
    ]


def test_a_new_flight_differs_by_a_hair() -> None:
    states = [
        draw(replace(SCENE, camera=replace(SCENE.camera, flight=flight, flight_ms=700)))["initialViewState"]
        for flight in (1, 2)
    ]
    assert all(states[0][name] != states[1][name] for name in ("longitude", "latitude", "zoom", "transitionDuration"))
    assert states[0]["longitude"] == pytest.approx(states[1]["longitude"], abs=1e-6)


@given(stores=st.integers(1, 10_000), most=st.integers(1, 10_000))
def test_the_area_of_a_circle_goes_with_its_stores(stores: int, most: int) -> None:
    share = min(stores, most) / most
    drawn = radius(min(stores, most), most)
    assert drawn <= LARGEST_PX
    assert drawn >= LARGEST_PX * share**0.5 - 0.1


def test_larger_belts_lie_below_smaller_ones() -> None:
    rows = belt_rows([belt("a", 3), belt("b", 50), belt("c", 3)], fixed(RATE, LIGHT), "zh")
    assert [row["code"] for row in rows] == ["b", "a", "c"]


def test_a_belt_too_small_to_show_has_neither_class_nor_amounts() -> None:
    (row,) = belt_rows([belt("a", 3, status="few")], fixed(RATE, LIGHT), "en")
    assert row["c"] < 0
    assert row["v"] == "too few stores"
    assert row["q"] == "< 5"


@given(name=st.text(max_size=20) | st.just("@@#boom") | st.just("@@=boom("))
def test_no_name_from_data_is_taken_for_code(name: str) -> None:
    rows = belt_rows([belt("a", 9, name)], fixed(RATE, LIGHT), "zh")
    rows += store_rows([StorePoint("1", name, "certified", 120.0, 30.0)], "zh")
    spec = draw(replace(SCENE, labels=[Label(name, (120.0, 30.0))]))
    names = [row["n"] for row in rows] + [row["t"] for row in layer_data(spec)]
    assert not any(text.startswith("@@") for text in names)


def layer_data(spec: dict[str, Any]) -> list[dict[str, Any]]:
    return next(found["data"] for found in spec["layers"] if found["id"].startswith("names"))


WORDS = TooltipWords(_("stores"), _("vs {day}", day="2026-01-01"), [Named("服装", "Apparel")], [Named("新闻", "news")])


@given(name=st.text(max_size=30))
def test_a_name_in_a_tooltip_ends_no_element_and_opens_no_placeholder(name: str) -> None:
    kept = text(name)
    assert not set(kept) & set("<>{}\"'")
    assert kept in region_block(ranked("330000", name=name), RATE, "zh")


def test_a_tooltip_holds_a_block_for_every_region_and_shows_only_the_one_pointed_at() -> None:
    html = tooltip(SCENE.rows, RATE, DARK, WORDS, "zh")
    assert [f'<p class="r{row.code}">' in html for row in SCENE.rows] == [True] * 4
    assert ".tip p.r{code}{display:block}" in html
    assert ".tip p,.tip .o{display:none}" in html


def test_a_tooltip_says_numerator_denominator_rate_and_change() -> None:
    block = region_block(ranked("330000"), RATE, "en")
    assert [part in block for part in ("<u>50.0%</u>", "<i>10</i>", "<s>20</s>", "+5.0 pp")] == [True] * 4
    few = region_block(ranked("330000", "few"), RATE, "en")
    assert "<i>" not in few
    assert "too few stores" in few


def test_tooltips_of_the_whole_country_stay_small() -> None:
    rows = [ranked(str(code), name="黔东南苗族侗族自治州") for code in range(110000, 110375)]
    assert len(tooltip(rows, RATE, LIGHT, WORDS, "zh").encode()) < 80_000


@given(
    points=st.lists(st.tuples(st.floats(75, 134), st.floats(18, 53)), max_size=30),
    zoom=st.floats(2, 10),
)
def test_no_two_names_touch_and_the_first_is_kept(points: list[tuple[float, float]], zoom: float) -> None:
    kept = without_overlaps([Label(f"第{n}名", at) for n, at in enumerate(points)], zoom)
    boxes = [box(label, zoom) for label in kept]
    assert not any(touch(one, other) for n, one in enumerate(boxes) for other in boxes[:n])
    assert [label.text for label in kept[:1]] == (["第0名"] if points else [])
