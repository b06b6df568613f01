"""The map as a picture: the regions, classes, names and figures of the page, and what has to stand around them."""

import re
from collections import Counter
from math import asinh, radians, tan
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from dashboard.drawing.classes import fixed
from dashboard.drawing.paint import paint
from dashboard.drawing.theme import LIGHT
from dashboard.pictures import FORMATS, make
from dashboard.pictures.map_shapes import SOUTH_CHINA_SEA, filled
from dashboard.pictures.plane import Plane, Rectangle, path, projected
from dashboard.questions import ranking
from dashboard.reading.opening import Opened, open_view
from dashboard.screens import PICTURES
from dashboard.views.view import View
from models.geography.boundaries import Boundaries
from models.geography.scope import EVERYTHING

SVG = "{http://www.w3.org/2000/svg}"
WHOLE = View.of(EVERYTHING)
VIEWS = (
    WHOLE,
    WHOLE.but(language="en", level="city", metric="pack-lapsed", categories=("apparel", "shoes")),
    WHOLE.but(region="330000", level="city", metric="certification-rate"),
    WHOLE.but(region="460000", level="city", language="en"),
    WHOLE.but(region="330782", level="county", metric="gmv-week"),
)
EACH = pytest.mark.parametrize("view", VIEWS, ids=lambda view: f"{view.question.region}-{view.question.level}")


def opened(view: View) -> Opened:
    return open_view(view.query(), EVERYTHING)


def drawing(view: View) -> ET.Element:
    return ET.fromstring(make(PICTURES, "map", "svg", opened(view)).content)


def said(root: ET.Element) -> list[str]:
    return [text.text or "" for text in root.iter(f"{SVG}text")]


@pytest.mark.usefixtures("at_home")
@EACH
def test_every_region_has_the_fill_of_its_figure(view: View) -> None:
    here = opened(view)
    fills = {of.get("data-code"): of.get("fill") for of in drawing(view).iter(f"{SVG}path") if of.get("data-code")}
    rows = ranking.regions(here.now, here.before, here.view)
    wanted = {row.code: filled(paint(row.now, fixed(here.question.measured, LIGHT), LIGHT)) for row in rows if row.code}
    if here.question.region == "330782":  # a county stands among those of its city
        assert {code: fills[code] for code in wanted} == wanted
    else:
        assert fills == wanted


@pytest.mark.usefixtures("at_home")
@EACH
def test_the_legend_counts_every_region_once(view: View) -> None:
    here = opened(view)
    rows = [row for row in ranking.regions(here.now, here.before, here.view) if row.code]
    root = drawing(view)
    numbers = [int(text) for text in said(root) if text.isdigit()]
    assert sum(numbers) == len(rows)
    by_class = Counter(here.question.measured.class_of(row.now.value) for row in rows if row.now.status == "value")
    classes = len(here.question.measured.breaks) + 1
    assert numbers[:classes] == [by_class[at] for at in reversed(range(classes))]


@pytest.mark.usefixtures("at_home")
@EACH
def test_a_picture_says_what_of_what_when_and_from_where(view: View, built_boundaries: Boundaries) -> None:
    here = opened(view)
    words = " ".join(said(drawing(view)))
    for needed in (
        here.question.measured.name.say(here.language),
        here.now.as_of,
        here.now.snapshot_id,
        built_boundaries.attribution.say(here.language),
        {"zh": "演示数据", "en": "Demonstration data"}[here.language],
    ):
        assert needed in words
    assert ("类目：" in words or "Category:" in words) == bool(here.question.categories)


@pytest.mark.usefixtures("at_home")
@EACH
def test_no_letter_is_smaller_than_twelve_points_on_a_slide(view: View) -> None:
    root = drawing(view)
    assert root.get("viewBox") == "0 0 960 540"
    assert min(float(text.get("font-size", "0")) for text in root.iter(f"{SVG}text")) >= 12


@pytest.mark.usefixtures("at_home")
@pytest.mark.parametrize("ending", FORMATS)
def test_a_picture_has_the_same_bytes_each_time(ending: str) -> None:
    once, again = (make(PICTURES, "map", ending, opened(VIEWS[2])) for _time in range(2))
    assert once == again
    assert once.name.endswith(f".{ending}")


@pytest.mark.usefixtures("at_home")
def test_a_picture_names_no_other_host() -> None:
    svg = make(PICTURES, "map", "svg", opened(WHOLE)).content.decode()
    assert set(re.findall(r"https?://[^'\"]*", svg)) == {"http://www.w3.org/2000/svg"}
    assert "href" not in svg


@pytest.mark.usefixtures("at_home")
def test_the_country_shows_taiwan_and_an_inset_and_a_province_inland_has_none() -> None:
    codes = [of.get("data-code") for of in drawing(WHOLE).iter(f"{SVG}path")]
    assert codes.count("710000") == 2  # on the map and in the inset
    assert codes.count("460000") == 2
    assert "南海诸岛" in said(drawing(WHOLE))
    assert "南海诸岛" not in said(drawing(VIEWS[2]))


def test_the_inset_holds_all_ten_dashes(built_boundaries: Boundaries) -> None:
    lines = projected(built_boundaries.lines)
    dashes = lines.geometry[lines["kind"] == "dash"]
    plane = Plane.showing(SOUTH_CHINA_SEA, Rectangle(0, 0, 76, 100))
    assert len(dashes) == 10
    assert all(path(seen) for seen in plane.shapes(dashes))


@pytest.mark.usefixtures("at_home")
def test_a_hostile_filter_is_words_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    from dashboard.pictures import picture

    monkeypatch.setattr(picture, "filters_in_words", lambda _view, _of: ["<script>\x00\x1b{a}&'\""] * 60)
    words = " ".join(said(drawing(WHOLE)))
    assert "<script>{a}&'\"" in words
    assert "…" in words


def test_points_and_shapes_lie_where_mercator_puts_them() -> None:
    plane = Plane.showing((100.0, 20.0, 120.0, 40.0), Rectangle(10, 20, 300, 300))
    (west, north), (east, south), (x, y) = plane.points([(100.0, 40.0), (120.0, 20.0), (110.0, 30.0)])
    high = asinh(tan(radians(40))) - asinh(tan(radians(20)))
    assert east - west == pytest.approx(300 * radians(20) / high, rel=1e-6)
    assert (west + east) / 2 == pytest.approx(x)
    assert (x, north, south) == pytest.approx((160, 20, 320))
    assert y == pytest.approx(20 + 300 * (asinh(tan(radians(40))) - asinh(tan(radians(30)))) / high, rel=1e-6)


def test_every_home_without_boundaries_is_told_what_to_do(at_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from data.errors import Refused

    monkeypatch.setattr("pages.map.pictures.boundaries", lambda: None)
    with pytest.raises(Refused) as refused:
        drawing(WHOLE)
    assert "laotie boundaries build" in refused.value.say("en")
