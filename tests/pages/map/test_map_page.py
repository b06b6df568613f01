"""The map page, run as Streamlit runs it."""

from pathlib import Path

import orjson
import pytest
from made.pages import asked, html
from streamlit.testing.v1 import AppTest

import dashboard

MAIN = Path(dashboard.__file__).with_name("main.py")


def opened(**parameters: str) -> AppTest:
    page = AppTest.from_file(str(MAIN), default_timeout=60)
    for name, value in parameters.items():
        page.query_params[name] = value
    return page.run()


def layers(page: AppTest) -> list[str]:
    (chart,) = page.get("deck_gl_json_chart")
    return [layer["id"] for layer in orjson.loads(chart.proto.json)["layers"]]


@pytest.mark.usefixtures("at_home")
def test_the_page_opens_on_the_latest_day_and_says_that_data_are_made_up() -> None:
    page = opened(lang="en")
    assert not page.exception
    assert "Demonstration data" in html(page)
    assert "regions-100000-province-0" in layers(page)
    assert "What is in this view" in html(page)
    assert asked(page, "region") == "100000"


@pytest.mark.usefixtures("at_home")
def test_another_metric_is_in_the_address_on_the_map_and_in_the_words() -> None:
    page = opened(lang="en", metric="tier-stores")
    assert not page.exception
    assert asked(page, "metric") == "tier-stores"
    assert "Stores by deposit tier" in html(page)
    assert 'data-pick="metric"' in html(page)


@pytest.mark.usefixtures("at_home")
def test_a_region_chosen_is_drilled_into_and_the_way_back_is_shown() -> None:
    page = opened(lang="en", region="330000")
    assert (asked(page, "region"), asked(page, "level")) == ("330000", "city")
    assert "regions-330000-city-0" in layers(page)
    assert 'data-go="?region=100000"' in html(page)
    page = opened(lang="en", region="330100")
    assert not page.exception
    assert any(name.startswith("stores-330100") for name in layers(page))


@pytest.mark.usefixtures("at_home")
def test_filters_narrow_the_view_and_one_click_takes_them_off() -> None:
    page = opened(lang="en", category="apparel~food", status="certified", region="330000")
    text = html(page)
    assert text.count('class="pick on"') == 2
    assert "2 chosen" in text
    assert "<b>Certified</b>" in text
    assert '<a class="clear" href="?v=1&amp;region=330000&amp;lang=en"' in text
    assert '<a class="off" href="?v=1&amp;region=330000&amp;status=certified&amp;lang=en" data-go="?category="' in text
    assert 'class="clear"' not in html(opened(lang="en", region="330000"))
    assert not page.exception


@pytest.mark.usefixtures("at_home")
def test_the_same_link_in_the_other_language_shows_the_same_in_it() -> None:
    chinese, english = html(opened(region="330000")), html(opened(region="330000", lang="en"))
    assert "浙江省" in chinese
    assert "Zhejiang" in english
    assert "浙江" not in english


@pytest.mark.usefixtures("at_home")
def test_unknown_values_in_a_link_fall_back_with_a_note() -> None:
    page = opened(lang="en", region="000001", metric="nonsense", category="apparel~<b>x</b>")
    text = html(page)
    assert not page.exception
    assert "unknown region: 000001" in text
    assert "unknown metric: nonsense" in text
    assert "&lt;b&gt;x&lt;/b&gt;" in text
    assert asked(page, "category") == "apparel"


@pytest.mark.usefixtures("at_home")
def test_a_view_without_stores_says_which_filter_to_loosen() -> None:
    page = opened(lang="en", region="330782", category="tea", status="revoked", type="mall-flagship", by="belts")
    assert not page.exception
    assert "No store is in this view. Loosen a filter: Category" in html(page)
    assert html(page).count("There is nothing here in this view.") == 1  # in place of the table of belts


@pytest.mark.usefixtures("at_home")
def test_a_region_without_stores_blames_no_filter() -> None:
    page = opened(lang="en", region="710000")
    assert not page.exception
    assert "No store is in this view, and no filter is set" in html(page)


@pytest.mark.usefixtures("at_home")
def test_rows_are_counted_and_links_made_before_a_download() -> None:
    text = html(opened(lang="en", region="330000"))
    assert text.count("/api/v1/export/") == 7  # of each table both, and beside the map that of the table shown
    assert "11 rows" in text


@pytest.mark.usefixtures("at_home")
def test_too_many_rows_give_words_and_no_link(monkeypatch: pytest.MonkeyPatch) -> None:
    from models.settings import settings

    monkeypatch.setenv("LAOTIE_EXPORT_ROWS", "100")
    settings.cache_clear()
    text = html(opened(lang="en"))
    assert "/api/v1/export/stores" not in text
    assert "/api/v1/export/regions" in text
    assert "Too many for one file" in text


def test_an_empty_store_shows_how_to_fill_it() -> None:
    page = opened(lang="en")
    assert not page.exception
    assert "laotie demo" in html(page)
    assert not page.get("deck_gl_json_chart")


def test_without_boundaries_the_tables_still_work(
    published_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from models.settings import settings

    (tmp_path / "snapshots").symlink_to(published_home / "snapshots")
    monkeypatch.setenv("LAOTIE_HOME", str(tmp_path))
    settings.cache_clear()
    page = opened(lang="en", more="regions")
    assert not page.exception
    assert "laotie boundaries build" in html(page)
    assert "Zhejiang" in html(page)


@pytest.mark.usefixtures("at_home")
def test_the_map_is_there_to_take_away_as_a_picture_of_this_view() -> None:
    page = opened(lang="en", region="330000")
    for ending in ("png", "svg"):
        assert f'href="/api/v1/picture/map.{ending}?v=1&amp;' in html(page)
    assert "region=330000" in html(page).partition("/api/v1/picture/map.png?")[2][:200]
    assert "region=330000" in html(page).partition("/api/v1/deck.pptx?")[2][:200]
