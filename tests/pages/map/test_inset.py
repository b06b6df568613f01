"""The South China Sea on the country's map: all ten dashes and the islands, whatever is chosen."""

import re

import pytest
from made.pages import html, page_of

from dashboard.drawing.scene import Addresses, Answers, Viewport, scene
from dashboard.drawing.theme import THEMES
from dashboard.pictures.map_shapes import SOUTH_CHINA_SEA, south_china_sea
from dashboard.pictures.plane import Plane, Rectangle, projected
from dashboard.questions import ranking
from dashboard.reading.opening import boundaries, open_view
from models.geography.scope import EVERYTHING
from pages.map.map_card import INSET


@pytest.mark.usefixtures("at_home")
@pytest.mark.parametrize("mode", THEMES)
def test_the_inset_draws_all_dashes_and_hainan_in_its_class(mode: str) -> None:
    opened, drawn = open_view({}, EVERYTHING), boundaries()
    assert drawn
    rows = ranking.regions(opened.now, opened.before, opened.view)
    shown = scene(opened, Answers(rows), drawn, Viewport(THEMES[mode]), Addresses())  # type: ignore[index]
    shapes = south_china_sea(shown, opened, drawn, *INSET)
    lines = projected(drawn.lines)
    plane = Plane.showing(SOUTH_CHINA_SEA, Rectangle(0, 0, *INSET))
    dashes = plane.shapes(lines.geometry[lines["kind"] == "dash"])
    assert (~dashes.is_empty).sum() == (lines["kind"] == "dash").sum() == 10
    assert any("data-code='460000'" in one for one in shapes)


@pytest.mark.usefixtures("at_home")
def test_the_inset_stands_on_the_country_alone() -> None:
    assert re.search(r"class=.inset.", html(page_of("map")))
    assert not re.search(r"class=.inset.", html(page_of("map", region="330000")))
