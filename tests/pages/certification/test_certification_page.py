"""The Certification screen, run as Streamlit runs it."""

from functools import partial

import pytest
from made.pages import html, page_of

from dashboard.tables.certification import COHORTS, GROUPS
from pages.certification.parts import TAB_BODIES, TABS

EMPTY = {"region": "330782", "category": "tea", "status": "revoked", "type": "mall-flagship"}
SHEETS = {
    "state": ["certification-state", "certification-weeks"],
    "funnel": ["certification-steps", "certification-funnel"],
    "open": ["applications-late", "applications-open"],
    "rejections": ["rejection-reasons", "rejected-not-reapplied"],
    "expiries": ["certification-expiries", "certification-expiries-by-region", "certifications-ended"],
}
CHARTS = {"state": 1, "funnel": 2, "open": 1, "rejections": 0, "expiries": 2}
pytestmark = pytest.mark.usefixtures("at_home")


opened = partial(page_of, "certification")


@pytest.mark.parametrize("listing", TABS)
def test_every_tab_opens_in_both_languages_with_its_sheets_and_charts(listing: str) -> None:
    assert TABS.keys() == TAB_BODIES.keys() == SHEETS.keys()
    for language in ("zh", "en"):
        page = opened(list=listing, lang=language)
        text = html(page)
        assert not page.exception
        assert len(page.get("vega_lite_chart")) == CHARTS[listing]
        for code in SHEETS[listing]:
            assert f"/api/v1/export/{code}.csv?" in text


@pytest.mark.parametrize("listing", TABS)
def test_every_tab_opens_in_a_region_with_a_filter_and_without_comparison(listing: str) -> None:
    page = opened(list=listing, lang="en", region="330000", category="apparel~food", compare="none")
    assert not page.exception
    assert "Zhejiang" in html(page)


@pytest.mark.parametrize("listing", TABS)
def test_a_view_without_stores_says_so_and_draws_no_chart(listing: str) -> None:
    page = opened(list=listing, lang="en", **EMPTY)
    assert not page.exception
    assert "No store is in this view" in html(page)
    assert not page.get("vega_lite_chart")


@pytest.mark.parametrize("cohort", COHORTS)
@pytest.mark.parametrize("by", GROUPS)
def test_the_funnel_of_every_kind_of_application_opens(cohort: str, by: str) -> None:
    page = opened(list="funnel", measure=cohort, by=by, lang="en")
    text = html(page)
    assert not page.exception
    assert COHORTS[cohort].say("en") in text
    # The programme of the tests is younger than any certification's end, so nothing is renewed yet.
    assert ('data-label="Days to certification"' in text) == (cohort != "renewal")
    assert ("There is nothing here in this view" in text) == (cohort == "renewal")


def test_the_late_list_is_paged_and_says_the_target() -> None:
    text = html(opened(list="open", lang="en", page="2"))
    assert "more than 7 days" in text
    assert "Page 2 of" in text or "Page 1 of" in text


def test_a_page_beyond_the_last_shows_the_last() -> None:
    page = opened(list="rejections", lang="en", page="9999")
    assert not page.exception
    assert "/api/v1/export/rejected-not-reapplied.csv?" in html(page)


def test_unknown_choices_in_a_link_fall_back_to_the_first() -> None:
    page = opened(list="nonsense", measure="nonsense", by="nonsense", lang="en")
    assert not page.exception
    assert "Certification: where the stores in view stand" in html(page)
    funnel = opened(list="funnel", measure="nonsense", by="nonsense", lang="en")
    assert not funnel.exception
    assert "How far applications come" in html(funnel)
