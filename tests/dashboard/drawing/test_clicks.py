"""A click's content comes from the browser: only a code that the map draws changes the view."""

from pathlib import Path
from typing import Any

import pytest

from dashboard.drawing.clicks import changes_of_click
from dashboard.drawing.layers import draw
from dashboard.drawing.scene import Addresses, Answers, Viewport, placed, scene
from dashboard.drawing.theme import LIGHT
from dashboard.questions.ranking import belts, regions
from dashboard.reading.naming import names
from dashboard.reading.opening import boundaries, open_view
from models.geography.scope import EVERYTHING

pytestmark = pytest.mark.usefixtures("at_home")


def region(code: Any) -> dict[str, list[Any]]:
    return {"regions-100000-province-0": [{"type": "Feature", "properties": {"code": code}}]}


def test_a_click_on_a_province_asks_for_it() -> None:
    assert changes_of_click(open_view({}, EVERYTHING), region("330000")) == {"region": "330000"}


@pytest.mark.parametrize("code", ["330100", "999999", "", None, 330000, {"code": "330000"}, "'; DROP TABLE"])
def test_a_click_on_what_the_map_does_not_draw_asks_for_nothing(code: Any) -> None:
    assert changes_of_click(open_view({}, EVERYTHING), region(code)) == {}


@pytest.mark.parametrize("objects", [{}, {"regions-x": []}, {"regions-x": ["330000"]}, {"names": [{"code": "330000"}]}])
def test_a_malformed_click_asks_for_nothing(objects: dict[str, Any]) -> None:
    assert changes_of_click(open_view({}, EVERYTHING), objects) == {}


def test_a_click_beside_a_county_asks_for_its_neighbour() -> None:
    opened = open_view({"region": "330782"}, EVERYTHING)
    assert changes_of_click(opened, region("330781")) == {"region": "330781"}
    assert changes_of_click(opened, region("330782")) == {}


def test_a_second_click_on_a_belt_takes_its_filter_away() -> None:
    code = next(iter(names(open_view({}, EVERYTHING).now).belts))
    clicked = {"belts-100000": [{"code": code}]}
    assert changes_of_click(open_view({}, EVERYTHING), clicked) == {"belt": code}
    assert changes_of_click(open_view({"belt": code}, EVERYTHING), clicked) == {"belt": ""}
    assert changes_of_click(open_view({}, EVERYTHING), {"belts-100000": [{"code": "no-such-belt"}]}) == {}


@pytest.mark.parametrize("parameters", [{}, {"level": "city"}, {"region": "330000"}, {"region": "330782"}])
def test_every_view_has_a_map_of_its_own(parameters: dict[str, str], at_home: Path) -> None:
    opened, drawn = open_view(parameters, EVERYTHING), boundaries()
    assert drawn is not None
    question = (opened.now, opened.before, opened.view)
    answers = Answers(regions(*question), belts(*question))
    shown = scene(opened, answers, drawn, Viewport(LIGHT), Addresses("/b", None))
    spec = draw(shown)
    assert spec["layers"][0]["data"].startswith(f"/api/v1/boundaries/{drawn.version}/")
    assert shown.labels
    on_map = placed(answers.belts, drawn, names(opened.now))
    assert {of.belt.ranked.code for of in on_map} <= {of.ranked.code for of in answers.belts}
