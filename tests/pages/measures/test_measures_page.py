"""The ten-measures page, run as Streamlit runs it."""

from collections.abc import Iterator
from functools import partial

import pytest
from made.pages import html, page_of

from dashboard.markup.elements import text as escaped
from data import reference
from models.programme.public_facts import measures

opened = partial(page_of, "measures")


@pytest.mark.usefixtures("at_home")
@pytest.mark.parametrize("language", ["zh", "en"])
def test_all_ten_stand_side_by_side_with_what_is_public(language: str) -> None:
    page = opened(lang=language)
    text = html(page)
    assert not page.exception
    for measure in measures().values():
        assert escaped(measure.name.say(language)) in text
        assert escaped(measure.gets.say(language)) in text
    for code in ("measures", "measure-uptake", "measure-caps"):
        assert f"/api/v1/export/{code}.csv" in text


@pytest.mark.usefixtures("at_home")
@pytest.mark.parametrize("code", measures())
def test_each_measure_opens_and_says_who_is_without(code: str) -> None:
    page = opened(lang="en", item=code)
    text = html(page)
    assert not page.exception
    assert escaped(measures()[code].who.say("en")) in text
    assert "/api/v1/export/measure-weeks.csv" in text
    assert ("/api/v1/export/measure-eligible.csv" in text) == measures()[code].tells_who
    assert len(page.get("vega_lite_chart")) == 2 or code not in ("laotie-good-store", "return-freight")


@pytest.mark.usefixtures("at_home")
def test_a_measure_of_two_currencies_shows_one_at_a_time() -> None:
    for unit, name in (("ad-fen", "ad credit (CNY)"), ("fen", "cash (CNY)")):
        page = opened(lang="en", item="brand-newcomer", measure=unit)
        assert not page.exception
        assert f'aria-current="page">{name}' in html(page)


@pytest.mark.usefixtures("at_home")
def test_the_parts_of_laotie_good_store_lead_to_their_screens() -> None:
    text = html(opened(lang="en", item="laotie-good-store", region="330000"))
    for path in ("/certification?", "/benefits?", "/deposits?"):
        assert path in text
    assert "metric=exempt-stores" in text


@pytest.mark.usefixtures("at_home")
def test_the_select_opens_a_measure_and_goes_back_to_all() -> None:
    page = opened(lang="en")
    page.selectbox("item").select("growth-traffic").run()
    assert not page.exception
    assert "11 hours" in html(page)
    page.selectbox("item").select("all").run()
    assert not page.exception
    assert "There is no measure" not in html(page)


@pytest.mark.usefixtures("at_home")
def test_an_unknown_measure_is_said_and_all_are_shown() -> None:
    page = opened(lang="en", item="<b>x</b>", measure="nonsense", page="999999")
    assert not page.exception
    assert "There is no measure &lt;b&gt;x&lt;/b&gt;; all ten are shown." in html(page)


@pytest.mark.usefixtures("at_home")
@pytest.mark.parametrize("code", ["doujin", "ai-tools", "laotie-good-store"])
def test_a_region_and_filters_narrow_a_measure(code: str) -> None:
    page = opened(lang="en", item=code, region="330000", category="apparel", level="county", page="7")
    assert not page.exception
    assert "Zhejiang" in html(page)


@pytest.mark.usefixtures("at_home")
@pytest.mark.parametrize("code", ["", "doujin", "ai-tools"])
def test_a_view_without_stores_keeps_what_is_public(code: str) -> None:
    page = opened(lang="en", item=code, region="330782", category="tea", status="revoked", type="mall-flagship")
    text = html(page)
    assert not page.exception
    assert "No store is in this view" in text
    assert "What is public of the ten measures" in text
    assert not page.get("vega_lite_chart")


ELEVENTH = {
    "measures": {
        "code": "live-academy", "dimension_zh": "新商培育", "dimension_en": "Newcomers", "name_zh": "直播学堂",
        "name_en": "Live academy", "gets_zh": "课程", "gets_en": "Lessons", "clock_zh": "7天", "clock_en": "7 days",
        "reliability": "C", "source": "made up", "who_zh": "计入：入驻{days}天内的店铺。",
        "who_en": "Counted: stores in their first {days} days.",
    },
    "measure_caps": {
        "measure_code": "live-academy", "cap": "40", "unit": "hour", "unit_zh": "课时", "unit_en": "lessons",
        "grant_code": "",
    },
    "measure_conditions": {
        "measure_code": "live-academy", "entered_from": "2026-01-01", "days": "7", "live_hours": "",
        "store_types": "enterprise|flagship", "needs_sale": "", "certification_status": "",
    },
}  # fmt: skip


@pytest.fixture
def eleven(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Reads the tables of measures with a row more in each."""
    read = reference.rows
    monkeypatch.setattr(
        reference, "rows", lambda table: (*read(table), ELEVENTH[table]) if table in ELEVENTH else read(table)
    )
    measures.cache_clear()
    yield
    measures.cache_clear()


@pytest.mark.usefixtures("at_home", "eleven")
@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_eleventh_measure_by_rows_of_the_tables_alone(language: str) -> None:
    page = opened(lang=language)
    assert not page.exception
    assert len(measures()) == 11
    assert ELEVENTH["measures"][f"name_{language}"] in html(page)
    page = opened(lang=language, item="live-academy")
    text = html(page)
    assert not page.exception
    for words in (ELEVENTH["measures"][f"gets_{language}"], ELEVENTH["measure_caps"][f"unit_{language}"]):
        assert words in text
    assert ELEVENTH["measures"][f"who_{language}"].format(days=7) in text
    assert "/api/v1/export/measure-eligible.csv" in text


@pytest.mark.usefixtures("at_home", "eleven")
def test_an_eleventh_measure_that_is_open_to_all_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(ELEVENTH, "measure_conditions")
    monkeypatch.setitem(ELEVENTH["measures"], "who_en", "Everybody has it.")
    measures.cache_clear()
    page = opened(lang="en", item="live-academy")
    assert not page.exception
    assert "Everybody has it." in html(page)
    assert "/api/v1/export/measure-eligible.csv" not in html(page)
