"""The packs-and-envelopes page, run as Streamlit runs it."""

from functools import partial

import orjson
import pytest
from made.pages import html, page_of
from streamlit.testing.v1 import AppTest

from dashboard.questions.costs import costs
from dashboard.reading.opening import open_view
from dashboard.screens import TABLES
from models.geography.scope import EVERYTHING
from pages.benefits.costs_tables import STATES

LISTS = {
    "week": ("benefit-uptake", "benefit-week", "benefit-cost", "benefit-effect"),
    "ledger": ("benefit-ledger",),
    "time": ("claim-hours", "claim-times"),
    "cohorts": ("benefit-cohorts",),
    "belts": ("low-uptake", "belt-deciles", "decile-belts"),
}


opened = partial(page_of, "benefits")


def charts(page: AppTest) -> list[dict[str, object]]:
    return [orjson.loads(chart.proto.spec) for chart in page.get("vega_lite_chart")]


@pytest.mark.usefixtures("at_home")
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("listing", LISTS)
def test_every_list_opens_with_its_sheets_and_their_files(listing: str, language: str) -> None:
    page = opened(lang=language, list=listing)
    text = html(page)
    assert not page.exception
    for code in LISTS[listing]:
        assert TABLES[code].title.say(language) in text.replace("&#x27;", "'").replace("&#39;", "'")
        assert f"/api/v1/export/{code}.csv" in text


@pytest.mark.usefixtures("at_home")
def test_the_week_says_what_each_currency_cost_and_how_long_it_lasts() -> None:
    text = html(opened(lang="en"))
    for name in ("Cash, this week", "Ad credit, this week", "Traffic, this week", "Waived fees, this week"):
        assert name in text
    assert "no target delivered" in text
    assert "list=ledger&amp;measure=red-envelope" in text
    assert "/deposits?" in text
    assert "metric=fee-waived" in text
    asked = open_view({}, EVERYTHING)
    for cost in costs(asked.now, asked.view.question):
        assert STATES[cost.state].say("en") in text
        assert cost.runs_out is None or f"at this rate used up on {cost.runs_out}" in text


@pytest.mark.usefixtures("at_home")
@pytest.mark.parametrize("listing", ["ledger", "time", "cohorts", "belts"])
def test_a_list_draws_its_chart_above_its_table(listing: str) -> None:
    page = opened(lang="en", list=listing, measure="red-envelope")
    (chart,) = charts(page)
    assert not page.exception
    marks = {layer["mark"]["type"] for layer in chart["layer"]}  # type: ignore[attr-defined]
    assert ("line" if listing == "ledger" else "rect") in marks


@pytest.mark.usefixtures("at_home")
@pytest.mark.parametrize("listing", LISTS)
def test_a_region_and_filters_narrow_every_list(listing: str) -> None:
    page = opened(lang="en", list=listing, region="330000", category="apparel~shoes", status="certified")
    assert not page.exception
    assert "Zhejiang" in html(page)


@pytest.mark.usefixtures("at_home")
@pytest.mark.parametrize("listing", LISTS)
def test_a_view_without_stores_says_which_filter_to_loosen(listing: str) -> None:
    page = opened(lang="en", list=listing, region="330782", category="tea", status="revoked", type="mall-flagship")
    assert not page.exception
    assert "No store is in this view" in html(page)
    assert "/api/v1/export/" not in html(page)
    assert not charts(page)


@pytest.mark.usefixtures("at_home")
@pytest.mark.parametrize("listing", LISTS)
def test_stores_that_were_granted_nothing_leave_a_clear_word(listing: str) -> None:
    page = opened(lang="en", list=listing, status="none", measure="traffic-pack")
    assert not page.exception
    assert listing == "week" or "There is nothing here in this view" in html(page)


@pytest.mark.usefixtures("at_home")
def test_unknown_choices_fall_back_to_the_first() -> None:
    page = opened(lang="en", list="nonsense", measure="nonsense", by="nonsense", item="<b>nonsense</b>")
    assert not page.exception
    assert "Uptake of the four benefits" in html(page)
    page = opened(lang="en", list="cohorts", by="region", item="1999-13", measure="ai-tools")
    assert not page.exception
    assert "From certification to use, by cohort" in html(page)


@pytest.mark.usefixtures("at_home")
def test_a_month_opens_its_cohort_by_region() -> None:
    text = html(opened(lang="en", list="cohorts"))
    assert "by=region" in text
    assert "item=2026-10" in text
    page = opened(lang="en", list="cohorts", by="region", item="2026-10")
    assert page.selectbox("item").value == "2026-10"
    page.selectbox("item").select("all").run()
    assert not page.exception
    assert page.query_params["item"] in ("all", ["all"])
