"""What the server answers beside Streamlit's own pages."""

import gzip
from collections.abc import Callable
from typing import Any

import orjson
import pytest
from made.asking import in_a_thread
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from dashboard.app import config
from dashboard.reading.opening import boundaries
from dashboard.screens import GROUPS, SCREENS
from dashboard.serving import assets, boundary_route
from dashboard.serving.guard import HEADERS, Guarded, Packed
from dashboard.ui import document
from pages.map import points_route

Answer = tuple[int, dict[str, str], bytes]
Ask = Callable[..., Answer]


async def _ask(app: Any, path: str, query: str, headers: dict[str, str]) -> Answer:
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": "GET",
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
        "server": ("127.0.0.1", 80),
        "scheme": "http",
        "root_path": "",
    }
    await app(scope, receive, send)
    found = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], found, b"".join(message.get("body", b"") for message in sent[1:])


@pytest.fixture
def ask() -> Ask:
    async def elsewhere(_request: Any) -> PlainTextResponse:
        return PlainTextResponse("streamlit")

    app = Starlette(
        routes=[
            *document.routes(SCREENS.values(), GROUPS),
            *assets.routes(),
            *boundary_route.routes(),
            *points_route.routes(),
            Route("/{rest:path}", elsewhere),
        ],
        middleware=[Middleware(Guarded), Middleware(Packed)],
    )
    return lambda path, query="", **headers: in_a_thread(
        _ask(app, path, query, {name.replace("_", "-"): value for name, value in headers.items()})
    )


def test_every_answer_carries_the_security_headers(ask: Ask) -> None:
    for path in ("/", "/anything", "/api/v1/boundaries/x/y", "/assets/x/page.css"):
        _, headers, _ = ask(path)
        assert {name.lower() for name in HEADERS} <= set(headers)
    assert "unsafe-eval" not in HEADERS["Content-Security-Policy"].replace("wasm-unsafe-eval", "")


@pytest.mark.parametrize(("query", "lang", "title"), [("", "zh-CN", "老铁好店看板"), ("lang=en", "en", "Laotie")])
def test_the_document_has_our_title_and_the_language_asked_for(ask: Ask, query: str, lang: str, title: str) -> None:
    status, _, body = ask("/", query)
    text = body.decode()
    assert status == 200
    assert f'<html lang="{lang}">' in text
    assert f"<title>{title}" in text
    assert ".woff2" not in text
    assert 'src="./static/js/index' in text


def test_an_asset_is_served_by_the_address_of_its_content_alone(ask: Ask) -> None:
    status, headers, body = ask(assets.address("page.css"))
    assert (status, headers["content-type"]) == (200, "text/css; charset=utf-8")
    assert "immutable" in headers["cache-control"]
    assert body == assets.content("page.css")
    for wrong in ("/assets/000000000000/page.css", "/assets/x/links.js", "/assets/x/..%2Fapp.py"):
        assert ask(wrong)[0] == 404


def test_a_bundle_of_streamlit_is_packed_where_the_browser_takes_it(ask: Ask) -> None:
    text = ask("/")[2].decode()
    name = text.split('src=".', 2)[-1].split('"')[0]
    _, headers, body = ask(name, accept_encoding="gzip")
    assert headers["content-encoding"] == "gzip"
    assert len(body) < len(gzip.decompress(body)) / 2
    assert ask(name)[2] == b"streamlit"
    assert ask("/static/../../../etc/passwd.js", accept_encoding="gzip")[2] == b"streamlit"


@pytest.mark.usefixtures("at_home")
def test_a_layer_is_served_packed_with_a_tag_and_for_good(ask: Ask) -> None:
    drawn = boundaries()
    assert drawn is not None
    address = boundary_route.address(drawn.layer("330000", "city"))
    status, headers, body = ask(address, accept_encoding="gzip, br")
    assert (status, headers["content-encoding"]) == (200, "gzip")
    assert orjson.loads(gzip.decompress(body)) == orjson.loads(ask(address)[2])
    assert "immutable" in headers["cache-control"]
    assert ask(address, if_none_match=headers["etag"])[0] == 304


@pytest.mark.usefixtures("at_home")
def test_only_files_of_the_boundaries_in_use_are_served(ask: Ask) -> None:
    drawn = boundaries()
    assert drawn is not None
    for name in ("index.json", "counties.parquet", "..%2Fcurrent", "no.geojson"):
        assert ask(f"{boundary_route.PREFIX}/{drawn.version}/{name}")[0] == 404
    assert ask(f"{boundary_route.PREFIX}/other/{drawn.lines.name}")[0] == 404
    assert ask(f"{boundary_route.PREFIX}/{drawn.version}/{drawn.lines.name}")[0] == 200


def test_without_boundaries_or_snapshots_the_routes_answer_not_found(ask: Ask) -> None:
    assert ask(f"{boundary_route.PREFIX}/x/lines.geojson")[0] == 404
    assert ask(f"{points_route.PREFIX}/belts")[0] == 404


@pytest.mark.usefixtures("at_home")
def test_points_are_rows_of_the_view_asked_for(ask: Ask) -> None:
    everywhere = orjson.loads(ask(f"{points_route.PREFIX}/belts")[2])
    narrowed = orjson.loads(ask(f"{points_route.PREFIX}/belts", "region=330000")[2])
    assert {row["code"] for row in narrowed} < {row["code"] for row in everywhere}
    stores = orjson.loads(ask(f"{points_route.PREFIX}/stores", "region=330782")[2])
    assert all(row["kind"] == "store" for row in stores)
    assert ask(f"{points_route.PREFIX}/people")[0] == 404


def test_the_server_sends_nothing_home_and_shows_no_traceback() -> None:
    settings = config("127.0.0.1", 8501)
    assert settings["browser.gatherUsageStats"] is False
    assert settings["client.showErrorDetails"] == "none"
    assert settings["server.address"] == "127.0.0.1"


@pytest.mark.parametrize(
    ("query", "words"), [("", ("好店", "待办", "正在打开…")), ("lang=en", ("Good Store", "Work list", "Opening…"))]
)
def test_the_header_stands_before_any_script_has_run(ask: Ask, query: str, words: tuple[str, ...]) -> None:
    _, _, body = ask("/worklist", query)
    text = body.decode()
    root = text[text.index('<div id="root">') :]
    assert all(word in root for word in words)
    assert root.count('aria-current="page"') == 1
