"""Codes of then and of now on screen: trends, two days side by side, and the account below the map."""

from pathlib import Path

import orjson
import pytest
from made.pages import html, page_of
from made.renamed import DAY, EARLIER, two_days
from streamlit.testing.v1 import AppTest

from dashboard import exports
from dashboard.reading.opening import open_view
from dashboard.screens import TABLES
from models.geography.boundaries import Boundaries
from models.geography.scope import EVERYTHING
from models.settings import settings
from models.snapshots.shelf import Shelf
from pages.trends import series as trend

CITY = {"region": "540400", "level": "county", "metric": "stores", "lang": "en"}


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory, built_boundaries: Boundaries) -> Path:
    home = tmp_path_factory.mktemp("renamed")
    (home / "boundaries").symlink_to(built_boundaries.folder.parent)
    now, _before = two_days(home / "snapshots")
    Shelf(home / "snapshots").point(now.snapshot_id)
    return home


@pytest.fixture(autouse=True)
def _at_renamed(published: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAOTIE_HOME", str(published))
    settings.cache_clear()


def opened(screen: str, **parameters: str) -> AppTest:
    return page_of(screen, **(CITY | parameters))


def points(**parameters: str) -> dict[tuple[str, str | None], str]:
    """Stores, or why there are none, by day and code."""
    found = trend.points(open_view(CITY | parameters, EVERYTHING))
    return {
        (point.snapshot.as_of, point.code): str(point.figure.stores) if point.figure else "unlisted" for point in found
    }


def test_as_now_a_county_is_one_line_and_as_then_two() -> None:
    now, then = DAY.isoformat(), EARLIER.isoformat()
    assert points() == {(then, None): "9", (now, None): "9", (then, "540481"): "9", (now, "540481"): "9"}
    assert points(codes="then", series="540481~540422") == {
        (then, None): "9", (now, None): "9",
        (then, "540481"): "unlisted", (now, "540481"): "9",
        (then, "540422"): "9", (now, "540422"): "unlisted",
    }  # fmt: skip
    offered = trend.offered(open_view(CITY | {"codes": "then"}, EVERYTHING))
    assert offered["540422"].zh == "旧540422（540422）"
    content = b"".join(
        exports.make(TABLES, "trend", open_view(CITY | {"codes": "then", "series": "540422"}, EVERYTHING)).csv()
    ).decode()
    assert '"unlisted"' in content


def test_the_page_of_trends_says_what_the_codes_do() -> None:
    now = opened("trends")
    assert not now.exception
    assert f"Codes as now: on {EARLIER}, 540422 → 540481." in html(now)
    assert "Codes as now: on" not in html(opened("trends", region="100000", level="province"))
    then = opened("trends", codes="then", series="540422~540481")
    assert not then.exception
    assert f"Listed on {EARLIER} but not now: 540422." in html(then)
    assert f"Not listed under this code on {EARLIER}: 540481." in html(then)
    assert "not listed then" in html(then)


@pytest.mark.parametrize("measure", ["both", "change"])
def test_two_days_side_by_side_by_both_codes(measure: str) -> None:
    now = opened("trends", list="compare", measure=measure)
    assert not now.exception
    assert "unchanged" in html(now)
    then = opened("trends", list="compare", measure=measure, codes="then")
    assert not then.exception
    assert "not listed then" in html(then)
    assert "旧540422" in html(opened("trends", list="compare", measure=measure, codes="then", lang="zh"))


def test_the_map_of_then_has_the_units_of_then() -> None:
    page = opened("trends", list="compare", codes="then")
    (left, right) = [orjson.loads(chart.proto.json) for chart in page.get("deck_gl_json_chart")]

    def codes(spec: dict[str, list[dict[str, dict[str, dict[str, dict[str, list[str]]]]]]]) -> list[str]:
        return spec["layers"][0]["_subLayerProps"]["polygons-fill"]["getFillColor"]["domain"]  # type: ignore[return-value]

    assert "540422" in codes(left)
    assert "540481" in codes(right)


def test_a_region_with_another_code_then_says_so() -> None:
    page = opened("trends", list="compare", codes="then", region="540481")
    assert not page.exception
    assert f"had another code on {EARLIER}: choose codes as now" in html(page)


def test_the_map_s_account_says_what_the_codes_do() -> None:
    page = opened("map")
    assert not page.exception
    assert "540422 → 540481" in html(page)
    assert f"Not listed under this code on {EARLIER}: 540481." in html(opened("map", codes="then"))
