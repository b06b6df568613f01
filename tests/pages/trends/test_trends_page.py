"""The Trends screen, run as Streamlit runs it: lines, two days side by side, codes of then and now."""

import shutil
from functools import partial
from pathlib import Path

import orjson
import pytest
from made.pages import html, page_of
from streamlit.testing.v1 import AppTest

from dashboard.reading.opening import Opened, open_view, shelf
from data.language import _
from models.geography.scope import EVERYTHING
from models.settings import settings
from models.snapshots.snapshot import _opened
from pages.trends.charts import lines_over
from pages.trends.compare import nothing_to_compare

opened = partial(page_of, "trends")


def link(page: AppTest, name: str) -> str:
    found = page.query_params[name]
    return found[0] if isinstance(found, list) else found


def rows_with(page: AppTest, field: str) -> list[list[dict[str, object]]]:
    """The rows of each layer of the chart that have a field."""
    (found,) = page.get("vega_lite_chart")
    layers = [layer["data"]["values"] for layer in orjson.loads(found.proto.spec)["layer"]]
    return [rows for rows in layers if rows and field in rows[0]]


def names_of_lines(page: AppTest) -> list[str]:
    return [str(row["words"]).rpartition(" ")[0] for row in rows_with(page, "span")[0]]


def maps(page: AppTest) -> list[dict[str, object]]:
    return [orjson.loads(found.proto.json) for found in page.get("deck_gl_json_chart")]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("tab", ["trend", "compare"])
@pytest.mark.parametrize("by", ["region", "belt", "category"])
@pytest.mark.usefixtures("at_home")
def test_the_page_opens_in_both_languages(tab: str, lang: str, by: str) -> None:
    page = opened(list=tab, lang=lang, by=by, region="330000", status="certified")
    assert not page.exception
    assert ("浙江省" if lang == "zh" else "Zhejiang") in html(page)


@pytest.mark.usefixtures("at_home")
def test_what_is_picked_is_in_the_address_and_drawn() -> None:
    page = opened(lang="en")
    page.multiselect(key="series").set_value(["330000", "440000"]).run()
    assert not page.exception
    assert link(page, "series") == "330000~440000"
    assert names_of_lines(page) == ["All China", "Zhejiang", "Guangdong"]
    narrowed = opened(lang="en", series="330000~440000", category="apparel~food")
    assert names_of_lines(narrowed) == ["All in view", "Zhejiang", "Guangdong"]
    amounts = opened(lang="en", series="330000~440000", metric="stores")
    assert names_of_lines(amounts) == ["Zhejiang", "Guangdong"]


@pytest.mark.usefixtures("at_home")
def test_the_title_names_the_metric_and_how_far_apart_its_days_stand() -> None:
    titles = {step: html(opened(lang="zh", measure=step)) for step in ("", "weeks4", "month", "year")}
    for step, words in (("", "每周走势"), ("weeks4", "每四周走势"), ("month", "每月走势"), ("year", "同比走势")):
        assert f"：{words}" in titles[step]


@pytest.mark.usefixtures("at_home")
def test_a_year_that_was_not_published_is_one_sentence() -> None:
    page = opened(lang="en", measure="year")
    assert not page.exception
    assert not page.get("vega_lite_chart")
    assert "so there is no year-on-year comparison." in html(page)
    compared = opened(lang="en", list="compare", compare="year")
    assert html(compared).count("so there is no year-on-year comparison.") == 1
    assert "Choose another day to compare with" in html(compared)


@pytest.mark.usefixtures("at_home")
def test_changes_of_rules_within_the_weeks_are_marked_on_the_axis() -> None:
    page = opened(lang="en")
    first, last = sorted(shelf().standing())[0][:10], sorted(shelf().standing())[-1][:10]
    shown = lines_over(open_view({"lang": "en"}, EVERYTHING))
    assert shown
    within = [event for event in shown.events if first <= event.day.isoformat() <= last]
    assert within
    words = " ".join(str(row["words"]) for row in rows_with(page, "weight")[0])
    days = sorted(event.day for event in within)
    assert f"{days[0]:%m-%d}" in words
    assert f"{days[-1]:%m-%d}" in words
    assert f"Changes of rules in this time: {len(within)}" in html(page)
    assert "/export/rule-changes.csv" in html(page)


@pytest.mark.usefixtures("at_home")
def test_more_lines_than_can_be_told_apart_and_unknown_ones_are_said() -> None:
    from pages.trends import series as trend

    codes = sorted(trend.offered(open_view({}, EVERYTHING)))
    text = html(opened(lang="en", series="~".join([*codes[:9], "nowhere"])))
    assert "9 lines were asked for; the first 5 are drawn" in text
    assert "Not to be followed in this view: nowhere" in text


@pytest.mark.usefixtures("at_home")
def test_two_days_are_two_maps_with_one_legend_or_one_of_the_change() -> None:
    page = opened(lang="en", list="compare", metric="stores")
    both = maps(page)
    assert len(both) == 2
    assert html(page).count('class="legend across"') == 1
    fills = [layer["_subLayerProps"]["polygons-fill"]["getFillColor"] for spec in both for layer in spec["layers"]  # type: ignore[attr-defined]
             if layer["id"].startswith("regions-")]  # fmt: skip
    assert len(fills) == 2
    one = opened(lang="en", list="compare", measure="change", metric="stores")
    assert len(maps(one)) == 1
    assert "rose by 20 % or more" in html(one)
    assert "/export/compare.csv" in html(one)


@pytest.mark.usefixtures("at_home")
def test_a_comparison_with_itself_or_with_nothing_is_a_clear_sentence() -> None:
    now = open_view({}, EVERYTHING).now
    assert "Both sides are the snapshot of" in html(opened(lang="en", list="compare", compare=now.snapshot_id))
    assert "No comparison is chosen" in html(opened(lang="en", list="compare", compare="none"))
    first = min(shelf().standing())
    page = opened(lang="en", list="compare", snapshot=first)
    assert not page.exception
    assert "or before, so nothing is held against a week before." in html(page)
    lost = opened(lang="en", list="compare", compare="2020-01-01-000000000000")
    assert not lost.exception
    assert "unknown snapshot to compare with" in html(lost)


@pytest.fixture
def mixed_home(published_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A home with one snapshot of another schema version beside the published ones; its id."""
    (tmp_path / "snapshots").mkdir()
    (tmp_path / "boundaries").symlink_to(published_home / "boundaries")
    for path in (published_home / "snapshots").iterdir():
        (tmp_path / "snapshots" / path.name).symlink_to(path)
    name = "2025-01-05-0123456789ab"
    other = tmp_path / "snapshots" / name
    other.mkdir()
    (other / "manifest.json").write_text('{"schema_version": 1, "as_of": "2025-01-05", "restates": []}')
    monkeypatch.setenv("LAOTIE_HOME", str(tmp_path))
    settings.cache_clear()
    return name


def test_a_snapshot_of_another_schema_is_offered_and_the_page_says_why_it_is_not_compared(mixed_home: str) -> None:
    page = opened(lang="en", list="compare", compare=mixed_home)
    assert not page.exception
    assert ">vs 2025-01-05</a>" in html(page)
    assert "was published by another version of the product" in html(page)
    assert not maps(page)
    trend = opened(lang="en")
    assert not trend.exception
    assert "2025-01-05" not in str(rows_with(trend, "x"))


@pytest.mark.usefixtures("mixed_home")
def test_a_damaged_snapshot_says_so(published_home: Path) -> None:
    folder = settings().snapshots
    name = min(shelf().standing()[1:-1])
    (folder / name).unlink()
    shutil.copytree(published_home / "snapshots" / name, folder / name)
    (folder / name / "cube.parquet").write_bytes(b"PAR1 is not this")
    _opened.cache_clear()  # what is open already is not read again
    page = opened(lang="en", list="compare", compare=name)
    assert not page.exception
    assert f"Snapshot {name} is damaged: cube.parquet is not the file that was published" in html(page)


@pytest.mark.usefixtures("at_home")
def test_a_day_that_could_not_be_opened_is_said_by_its_id() -> None:
    now = open_view({}, EVERYTHING).now
    other = min(shelf().standing())
    view = open_view({"compare": other}, EVERYTHING).view
    assert nothing_to_compare(Opened(view, now, None)) == _(
        "Snapshot {snapshot} cannot be read, so nothing is compared.", snapshot=other
    )


@pytest.mark.usefixtures("at_home")
def test_the_switch_of_codes_is_a_link_and_both_ways_open() -> None:
    for tab in ("trend", "compare"):
        page = opened(lang="en", list=tab, codes="then")
        assert not page.exception
        assert f'href="?v=1&amp;lang=en&amp;list={tab}"' in html(page)
        assert f'href="?v=1&amp;codes=then&amp;lang=en&amp;list={tab}"' in html(page)
        assert "Codes as then" in html(page)


@pytest.mark.parametrize("tab", ["trend", "compare"])
@pytest.mark.usefixtures("at_home")
def test_an_empty_view_says_so(tab: str) -> None:
    page = opened(lang="en", list=tab, region="330782", category="tea", status="revoked", type="mall-flagship")
    assert not page.exception
    assert "No store is in this view" in html(page)
    assert not page.get("vega_lite_chart")


@pytest.mark.usefixtures("at_home")
def test_lines_without_a_value_give_way_to_a_sentence_on_why() -> None:
    page = opened(lang="en", region="630000")
    assert not page.exception
    assert not page.get("vega_lite_chart")
    assert "There is no value to draw: " in html(page)


@pytest.mark.parametrize("parameters", [{"list": "x", "by": "y", "measure": "z", "item": "?"}, {"item": "all-weeks"},
                                        {"list": "compare", "measure": "z", "region": "441900"}], ids=str)  # fmt: skip
@pytest.mark.usefixtures("at_home")
def test_whatever_the_link_says_the_page_opens(parameters: dict[str, str]) -> None:
    page = opened(lang="en", **parameters)
    assert not page.exception
    assert "rows" in html(page)


def test_without_boundaries_the_table_of_both_days_still_works(
    published_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "snapshots").symlink_to(published_home / "snapshots")
    monkeypatch.setenv("LAOTIE_HOME", str(tmp_path))
    settings.cache_clear()
    page = opened(lang="en", list="compare")
    assert not page.exception
    assert "laotie boundaries build" in html(page)
    assert "/export/compare.csv" in html(page)
