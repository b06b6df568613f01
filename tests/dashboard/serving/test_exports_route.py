"""The routes: the same bytes as the command, refusals in the reader's language."""

import hashlib
import io
import zipfile
from pathlib import Path

import orjson
import pytest
from made.asking import get
from starlette.applications import Starlette

from dashboard import exports
from dashboard.reading.opening import open_view
from dashboard.screens import TABLES
from dashboard.serving.exports_route import link, routes
from dashboard.views.view import View
from models.geography.scope import EVERYTHING
from models.settings import settings

VIEW = View.of(EVERYTHING, region="330000", level="city", metric="pack-uptake-value", categories=("apparel", "shoes"))
EACH = pytest.mark.parametrize("table", ["regions", "belts", "stores"])


@pytest.fixture
def app() -> Starlette:
    return Starlette(routes=routes(TABLES))


@EACH
def test_a_route_gives_the_bytes_that_the_command_writes(at_home: Path, app: Starlette, table: str) -> None:
    export = exports.make(TABLES, table, open_view(VIEW.query(), EVERYTHING))
    answer = get(app, link(table, "csv", VIEW.text()))
    assert answer.status == 200
    assert answer.content == b"".join(export.csv())
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"] == f"attachment; filename*=UTF-8''{export.name}.csv"
    assert "no-store" in answer.headers["cache-control"]


@EACH
def test_the_manifest_beside_it_says_its_sha256(at_home: Path, app: Starlette, table: str) -> None:
    written = get(app, link(table, "csv", VIEW.text())).content
    manifest = orjson.loads(get(app, link(table, "manifest.json", VIEW.text())).content)
    assert manifest["sha256"] == hashlib.sha256(written).hexdigest()


@EACH
def test_the_zip_holds_both(at_home: Path, app: Starlette, table: str) -> None:
    answer = get(app, link(table, "zip", VIEW.text()))
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        name = archive.namelist()[0]
        assert archive.read(name) == get(app, link(table, "csv", VIEW.text())).content
    assert answer.content == get(app, link(table, "zip", VIEW.text())).content


@pytest.mark.parametrize("name", ["people.csv", "stores.exe", "stores", "stores.csv.exe", ".csv", "..csv"])
def test_what_cannot_be_exported_is_refused_in_the_language_of_the_view(
    at_home: Path, app: Starlette, name: str
) -> None:
    chinese = get(app, f"/api/v1/export/{name}?lang=zh")
    english = get(app, f"/api/v1/export/{name}?lang=en")
    assert chinese.status == english.status == 400
    assert chinese.json()["error"] != english.json()["error"]
    assert english.json()["error"].isascii()
    assert get(app, f"/api/v1/export/{name}").json() == chinese.json()


def test_too_many_rows_are_refused_and_nothing_is_sent(
    at_home: Path, app: Starlette, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LAOTIE_EXPORT_ROWS", "3")
    settings.cache_clear()
    answer = get(app, link("stores", "csv", VIEW.but(language="en").text()))
    assert answer.status == 400
    assert "LAOTIE_EXPORT_ROWS" in answer.json()["error"]


def test_nothing_published_is_refused(app: Starlette) -> None:
    answer = get(app, "/api/v1/export/stores.csv?lang=en")
    assert answer.status == 400
    assert "Nothing is published yet" in answer.json()["error"]


def test_an_unknown_code_in_a_link_falls_back_as_on_the_page(at_home: Path, app: Starlette) -> None:
    plain = get(app, "/api/v1/export/regions.csv")
    assert get(app, "/api/v1/export/regions.csv?region=moon&metric=profit&snapshot=x").content == plain.content


def test_a_route_takes_no_way_out_of_the_store(at_home: Path, app: Starlette) -> None:
    assert get(app, "/api/v1/export/../../../etc/passwd").status == 404
    assert get(app, "/api/v1/export/stores.csv?snapshot=../../record.sqlite").content.startswith(b"\xef\xbb\xbf")
