"""The route of pictures: the bytes of the command, as a file to save, or a refusal in the reader's language."""

from pathlib import Path

import pytest
from made.asking import get
from starlette.applications import Starlette

from dashboard.pictures import FORMATS, make
from dashboard.pictures.route import link, routes
from dashboard.reading.opening import open_view
from dashboard.screens import PICTURES
from dashboard.views.view import View
from models.geography.scope import EVERYTHING

VIEW = View.of(EVERYTHING, region="330000", level="city", metric="pack-uptake-value", categories=("apparel", "shoes"))


@pytest.fixture
def app() -> Starlette:
    return Starlette(routes=routes(PICTURES))


@pytest.mark.parametrize("ending", FORMATS)
def test_a_route_gives_the_bytes_that_the_command_writes(at_home: Path, app: Starlette, ending: str) -> None:
    picture = make(PICTURES, "map", ending, open_view(VIEW.query(), EVERYTHING))
    answer = get(app, link("map", ending, VIEW.text()))
    assert answer.status == 200
    assert answer.content == picture.content
    assert answer.headers["content-type"].startswith(FORMATS[ending][0])
    assert answer.headers["content-disposition"] == f"attachment; filename*=UTF-8''{picture.name}"
    assert "no-store" in answer.headers["cache-control"]


@pytest.mark.parametrize("name", ["moon.png", "map.exe", "map", "map.png.exe", ".png", "..svg", "map.svg.png"])
def test_what_there_is_not_is_refused_in_the_language_of_the_view(at_home: Path, app: Starlette, name: str) -> None:
    chinese = get(app, f"/api/v1/picture/{name}?lang=zh")
    english = get(app, f"/api/v1/picture/{name}?lang=en")
    assert chinese.status == english.status == 400
    assert chinese.json()["error"] != english.json()["error"]
    assert english.json()["error"].isascii()


def test_nothing_published_is_refused(app: Starlette) -> None:
    answer = get(app, "/api/v1/picture/map.png?lang=en")
    assert answer.status == 400
    assert "Nothing is published yet" in answer.json()["error"]
