"""The route of the search box: each result leads to its page within the view on screen."""

from typing import Any
from urllib.parse import quote

import pytest
from made.asking import get
from starlette.applications import Starlette

from dashboard.screens import BY_PATH
from dashboard.serving import search_route
from dashboard.serving.search_route import PATH, SHOWN, STORES_SHOWN
from models.geography.scope import Scope

VIEW = "v=1&region=330000&category=tea~apparel&lang=en"


def asked(text: str, *, view: str = VIEW, at: str = "/", **more: str) -> dict[str, Any]:
    parameters = {"q": text, "view": view, "at": at, **more}
    query = "&".join(f"{name}={quote(value)}" for name, value in parameters.items())
    answer = get(Starlette(routes=search_route.routes(BY_PATH)), f"{PATH}?{query}")
    assert answer.headers["cache-control"] == "private, no-store"
    told: dict[str, Any] = answer.json()
    return told | {"status": answer.status}


def ways(told: dict[str, Any], name: str) -> list[tuple[str, str]]:
    (group,) = (group for group in told["groups"] if group["name"] == name)
    return [(result["name"], result["go"]) for result in group["results"]]


@pytest.mark.usefixtures("at_home")
def test_each_kind_leads_to_its_page_within_the_view() -> None:
    rest = "region=330000&category=apparel~tea&lang=en"
    assert ways(asked("hangzhou"), "Regions")[0] == ("Hangzhou", "?v=1&region=330100&category=apparel~tea&lang=en")
    assert ways(asked("hangzhou", at="/data"), "Regions")[0][1].startswith("/?v=1&region=330100&")
    assert ways(asked("certification rate"), "Metrics")[0] == (
        "Certification rate", "?v=1&region=330000&metric=certification-rate&category=apparel~tea&lang=en",
    )  # fmt: skip
    assert ways(asked("certification rate", at="/worklist"), "Metrics")[0][1].startswith("/?v=1&region=330000&metric=")
    assert ways(asked("deposits"), "Screens")[0] == ("Deposits", f"/deposits?v=1&{rest}")
    assert ways(asked("yiwuxsp"), "Belts")[0][1] == f"/belts?v=1&{rest}&item=yiwu-xiaoshangpin"
    (_name, go), *_others = ways(asked("yw xd"), "Stores found")
    assert go.startswith(f"/stores?v=1&{rest}&item=")
    (_name, go), *_others = ways(asked("yw xd", view=VIEW.replace("330000", "440000")), "Stores found")
    assert go.startswith("/stores?v=1&category=apparel~tea&lang=en&item=")  # it does not lie in the region in view


@pytest.mark.usefixtures("at_home")
def test_a_region_keeps_the_tab_that_is_open_and_leaves_the_page_of_one_store() -> None:
    tab = asked("hangzhou", view=f"{VIEW}&list=shortfalls&page=3", at="/worklist")
    assert ways(tab, "Regions")[0][1] == "?v=1&region=330100&category=apparel~tea&lang=en&list=shortfalls"
    store = asked("hangzhou", view=f"{VIEW}&item=100", at="/stores")
    assert ways(store, "Regions")[0][1] == "?v=1&region=330100&category=apparel~tea&lang=en"


@pytest.mark.usefixtures("at_home")
def test_a_few_of_each_kind_are_told_and_how_many_there_are_beside() -> None:
    told = {group["name"]: len(group["results"]) for group in asked("a")["groups"]}
    assert told == {"Screens": 3, "Metrics": 4, "Regions": 5, "Belts": 5}
    assert asked("店")["groups"][-1]["more"].endswith("more; type on")
    assert len(asked("店")["groups"][-1]["results"]) == STORES_SHOWN
    assert {len(group["results"]) for group in asked("zj", kinds="region")["groups"]} == {SHOWN["region"]}


@pytest.mark.usefixtures("at_home")
@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "';--", "a" * 5_000, "%00", "\u202e", "[[[", "\\"])
def test_hostile_text_finds_nothing_and_is_told_so(text: str) -> None:
    told = asked(text)
    assert (told["status"], told["groups"]) == (200, [])
    assert "Nothing is called" in told["says"]
    assert len(told["says"]) < 200


@pytest.mark.usefixtures("at_home")
@pytest.mark.parametrize("text", ["", "   ", "·", "((("])
def test_nothing_typed_is_no_fault(text: str) -> None:
    assert asked(text) == {"groups": [], "says": "", "status": 200}


@pytest.mark.usefixtures("at_home")
def test_a_readers_scope_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    everywhere = asked("yw")
    monkeypatch.setattr(search_route, "scope_of_reader", lambda: Scope(("440000",)))
    told = asked("yw")
    assert "Yiwu" not in str(told)
    assert "Yiwu" in str(everywhere)


def test_where_nothing_is_published_it_says_so() -> None:
    assert asked("zj")["status"] == 400
    assert "laotie" in asked("zj")["says"]
