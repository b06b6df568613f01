"""What the filters offer: every choice with the stores that plain loops count for it."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from made.asking import get
from pyarrow import parquet
from starlette.applications import Starlette

from dashboard.questions.choices import choices, regions_around
from dashboard.reading.opening import open_view, shelf
from dashboard.serving import choices_route
from dashboard.serving.choices_route import PREFIX
from dashboard.views.dimensions import DIMENSIONS, Dimension
from models.geography.scope import EVERYTHING, Scope

VIEW = "v=1&region=330000&category=apparel~tea&status=certified&belt=none&lang=en"
LOOKS = ("v=1", VIEW, "v=1&region=440100&type=flagship&tier=NONE~BASE", "v=1&category=tea&status=revoked")


def asked(parameter: str, view: str = VIEW) -> Any:
    answer = get(Starlette(routes=choices_route.routes()), f"{PREFIX}/{parameter}?{view}")
    assert answer.status == 200
    assert answer.headers["cache-control"] == "private, no-store"
    return answer.json()


def stores_by(look: str, dimension: Dimension, *, places: str = "") -> Counter[str]:
    """The stores of a view by the code of a dimension with its filter taken off (or by a column of places)."""
    opened = open_view(dict(part.split("=") for part in look.split("&")), EVERYTHING)
    region, found = opened.question.region, Counter[str]()
    for row in parquet.read_table(shelf().open().file("stores")).to_pylist():
        within = region in ("100000", row["province_adcode"], row["city_adcode"], row["county_adcode"])
        others = (one for one in DIMENSIONS if (one is not dimension or places) and one.codes(opened.question))
        if within and all((row[one.column] or one.missing) in one.codes(opened.question) for one in others):
            found[(row[places] if places else row[dimension.column]) or dimension.missing] += 1
    return found


@pytest.mark.usefixtures("at_home")
@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("dimension", DIMENSIONS, ids=lambda one: one.field)
def test_each_choice_has_the_stores_that_it_would_leave(look: str, dimension: Dimension) -> None:
    opened = open_view(dict(part.split("=") for part in look.split("&")), EVERYTHING)
    offered = choices(opened.now, opened.question, dimension)
    counted = stores_by(look, dimension)
    assert {choice.code: choice.stores and choice.stores.stores for choice in offered} == {
        choice.code: counted[choice.code] for choice in offered
    }
    assert {code for code, stores in counted.items() if stores} <= {choice.code for choice in offered}
    empty = [choice.is_empty for choice in offered]
    assert empty == sorted(empty)


@pytest.mark.usefixtures("at_home")
@pytest.mark.parametrize(("look", "column"), [(LOOKS[0], "province_adcode"), (VIEW, "city_adcode")])
def test_the_regions_below_have_the_stores_in_them(look: str, column: str) -> None:
    opened = open_view(dict(part.split("=") for part in look.split("&")), EVERYTHING)
    way, below = regions_around(opened.now, opened.question)
    counted = stores_by(look, DIMENSIONS[0], places=column)
    assert [choice.code for choice in way][-1] == opened.question.region
    assert {choice.code: choice.stores and choice.stores.stores for choice in below} == {
        choice.code: counted[choice.code] for choice in below
    }


@pytest.mark.usefixtures("at_home")
def test_choices_are_told_in_the_readers_language_with_what_they_are_found_by() -> None:
    told = asked("category")
    assert (told["many"], told["chosen"]) == (True, ["apparel", "tea"])
    (tea,) = (one for one in told["groups"][0]["choices"] if one["code"] == "tea")
    assert tea["name"] != "茶酒冲饮"
    assert {"茶酒冲饮", "chajiuchongyin", "cjcy"} <= set(tea["keys"].split())
    assert asked("category", "v=1")["words"]["apply"] == "应用"
    assert asked("metric")["chosen"] == ["pack-uptake-head"]
    assert [group["name"] for group in asked("metric")["groups"]][1] == "Certification"
    assert [one["code"] for one in asked("region")["groups"][0]["choices"]] == ["100000", "330000"]


@pytest.mark.usefixtures("at_home")
def test_too_few_stores_are_not_told() -> None:
    told = asked("category", "v=1&region=330782")["groups"][0]["choices"]
    exact = stores_by("v=1&region=330782", DIMENSIONS[0])
    hidden = [one for one in told if 0 < exact[one["code"]] < 5]
    assert hidden
    assert {one["stores"] for one in hidden} == {"<5"}
    assert all(one["stores"] in (f"{exact[one['code']]:,}", "–") for one in told if one not in hidden)


@pytest.mark.usefixtures("at_home")
def test_belts_that_are_chosen_stand_first_then_the_largest() -> None:
    told = asked("belt", "v=1&belt=none")["groups"][0]["choices"]
    assert told[0]["code"] == "none"
    sizes = [int(one["stores"].replace(",", "")) for one in told[1:] if one["stores"].replace(",", "").isdigit()]
    assert sizes == sorted(sizes, reverse=True)


@pytest.mark.usefixtures("at_home")
def test_a_readers_scope_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choices_route, "scope_of_reader", lambda: Scope(("330000",)))
    told = {one["code"]: one["stores"] for one in asked("region", "v=1")["groups"][1]["choices"]}
    assert told.pop("330000") != "0"
    assert set(told.values()) == {"0"}


@pytest.mark.usefixtures("at_home")
def test_only_parameters_of_the_view_have_choices() -> None:
    for unknown in ("people", "snapshot", "q", ".."):
        assert get(Starlette(routes=choices_route.routes()), f"{PREFIX}/{unknown}").status == 404


def test_where_nothing_is_published_it_says_so(tmp_path: Path) -> None:
    answer = get(Starlette(routes=choices_route.routes()), f"{PREFIX}/region")
    assert (answer.status, "laotie" in answer.json()["error"]) == (400, True)
    assert tmp_path.is_dir()
