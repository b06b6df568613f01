"""Charts as pictures: the page's specification, drawn without a page, without a request, the same each time."""

from xml.etree import ElementTree as ET

import pytest

from dashboard.drawing.chart import Chart
from dashboard.drawing.look import Look
from dashboard.drawing.theme import LIGHT
from dashboard.pictures import Pictures, make
from dashboard.pictures.chart_shapes import chart_shapes, of_chart
from dashboard.pictures.plane import Rectangle
from dashboard.reading.opening import Opened, open_view
from dashboard.screens import CHARTS, PICTURES
from data.errors import Refused
from data.language import _
from models.geography.scope import EVERYTHING

SVG = "{http://www.w3.org/2000/svg}"
ON = Rectangle(0, 0, 800, 300)


def opened(**view: str) -> Opened:
    return open_view(view, EVERYTHING)


def drawing(code: str, here: Opened, pictures: Pictures = PICTURES) -> ET.Element:
    return ET.fromstring(make(pictures, code, "svg", here).content)


def test_every_chart_has_a_picture() -> None:
    assert set(CHARTS) < set(PICTURES)


@pytest.mark.usefixtures("at_home")
@pytest.mark.parametrize("code", CHARTS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_chart_is_drawn_with_its_title_day_and_mark_and_letters_that_can_be_read(code: str, language: str) -> None:
    here = opened(lang=language, region="330000")
    if CHARTS[code].make(here, Look(LIGHT)) is None:
        with pytest.raises(Refused):
            make(PICTURES, code, "svg", here)
        return
    root = drawing(code, here)
    texts = list(root.iter(f"{SVG}text"))
    words = " ".join(text.text or "" for text in texts)
    for needed in (CHARTS[code].titled(here).say(here.language), here.now.as_of, here.now.snapshot_id):
        assert needed in words
    assert {"zh": "演示数据", "en": "Demonstration data"}[language] in words
    assert min(float((text.get("font-size") or "0").removesuffix("px")) for text in texts) >= 12


@pytest.mark.usefixtures("at_home")
def test_a_chart_has_the_same_bytes_whatever_was_drawn_before_it() -> None:
    here = opened()
    once = make(PICTURES, "trend-lines", "svg", here)
    make(PICTURES, "benefit-ledger", "svg", here)
    assert make(PICTURES, "trend-lines", "svg", here) == once
    assert make(PICTURES, "trend-lines", "png", here) == make(PICTURES, "trend-lines", "png", here)


def test_clips_are_counted_from_one() -> None:
    spec = {"data": {"values": [{"a": 1}]}, "mark": {"type": "bar", "clip": True}, "encoding": {"x": {"field": "a"}}}
    drawn = ["".join(chart_shapes(spec, ON)) for _time in range(2)]
    assert drawn[0] == drawn[1]
    assert "clip-1" in drawn[0]


def test_a_chart_that_names_an_address_is_not_drawn() -> None:
    spec = {"data": {"url": "http://127.0.0.1:9/secret.json"}, "mark": "bar", "encoding": {"x": {"field": "a"}}}
    with pytest.raises(ValueError, match="not allowed"):
        chart_shapes(spec, ON)


def test_a_chart_of_few_rows_leaves_room_and_one_of_many_fills_it() -> None:
    def height(rows: int) -> float:
        values = [{"name": f"n{at}", "n": at} for at in range(rows)]
        place = {"y": {"field": "name", "type": "nominal"}, "x": {"field": "n", "type": "quantitative"}}
        spec = {"data": {"values": values}, "height": {"step": 22}, "mark": "bar", "encoding": place}
        spec["autosize"] = {"type": "fit", "contains": "padding"}
        (shape,) = chart_shapes(spec, ON)
        return float(shape.partition(",")[2].partition(")")[0])  # how far from the top

    assert height(2) > height(4) > height(40) == 0


@pytest.mark.usefixtures("at_home")
def test_hostile_names_are_words_and_nothing_else() -> None:
    spec = {
        "data": {"values": [{"name": "<image href='http://evil/'/>\x01&", "n": 1}]},
        "mark": "bar",
        "encoding": {"y": {"field": "name", "type": "nominal"}, "x": {"field": "n", "type": "quantitative"}},
    }
    chart = Chart("hostile", _("Stores"), _("Stores"), lambda _opened, _look: spec)
    root = drawing("hostile", opened(), {"hostile": of_chart(chart)})
    assert [of.tag for of in root.iter() if of.tag.endswith("image")] == []
    assert any("<image" in (text.text or "") for text in root.iter(f"{SVG}text"))
