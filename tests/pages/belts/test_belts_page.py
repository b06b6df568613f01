"""The Belts screen, run as Streamlit runs it."""

from functools import partial
from pathlib import Path

import pytest
from made.held import wide_rows
from made.pages import html, page_of

from dashboard.questions.coverage import listed_belts, uncovered_counties
from dashboard.reading.naming import names
from dashboard.reading.opening import open_view
from models.geography.scope import EVERYTHING
from models.settings import settings
from pages.belts.parts import TAB_BODIES, TABS

EMPTY = {"region": "330782", "category": "tea", "status": "revoked", "type": "mall-flagship"}


opened = partial(page_of, "belts")


def sizes(home: Path) -> dict[str, int]:
    found: dict[str, int] = {}
    for row in wide_rows(home):
        if row["belt_id"]:
            found[row["belt_id"]] = found.get(row["belt_id"], 0) + 1
    return found


@pytest.mark.usefixtures("at_home")
@pytest.mark.parametrize("listing", TABS)
def test_every_list_opens_in_both_languages_and_in_a_region_with_a_filter(listing: str) -> None:
    assert TABS.keys() == TAB_BODIES.keys()
    for more in ({"lang": "zh"}, {"lang": "en", "region": "330000", "category": "apparel~food"}):
        page = opened(list=listing, **more)
        assert not page.exception
        assert 'aria-current="page"' in html(page)


@pytest.mark.usefixtures("at_home")
@pytest.mark.parametrize("listing", TABS)
def test_a_view_without_stores_says_so(listing: str) -> None:
    page = opened(lang="en", list=listing, **EMPTY)
    assert not page.exception
    assert "No store is in this view" in html(page)


@pytest.mark.usefixtures("at_home")
def test_each_list_shows_its_sheets_with_their_files() -> None:
    sheets = {
        "all": ["belt-list"],
        "falling": ["belt-falls", "belt-fall-stores"],
        "coverage": ["belt-coverage", "county-coverage"],
        "designated": ["belt-designated"],
        "categories": ["belt-categories"],
    }
    for listing, codes in sheets.items():
        text = html(opened(lang="en", list=listing))
        for code in codes:
            assert f"/api/v1/export/{code}.csv?" in text


@pytest.mark.usefixtures("at_home")
def test_where_no_belt_fell_a_sentence_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAOTIE_FEW", "1000000")
    settings.cache_clear()
    text = html(opened(lang="en", list="falling"))
    assert "No belt in this view fell by more than 20 % in GMV" in text
    assert "/api/v1/export/" not in text


@pytest.mark.usefixtures("at_home")
def test_the_order_of_the_list_is_chosen_and_stands_in_the_address() -> None:
    page = opened(lang="en")
    page.selectbox(key="sort").set_value("score").run()
    assert not page.exception
    assert page.query_params["sort"] in ("score", ["score"])


def test_a_belts_page_says_where_and_what_it_is_and_shows_its_cards(at_home: Path) -> None:
    of = sizes(at_home)
    belt = max(of, key=lambda code: (of[code], code))
    for language in ("zh", "en"):
        page = opened(lang=language, item=belt, region="330000")
        text = html(page)
        assert not page.exception
        for code in ("belt-standing", "belt-weeks", "certification-steps", "certification-state", "belt-uptake",
                     "belt-tiers", "belt-peers", "belt-fall-stores"):  # fmt: skip
            assert f"/api/v1/export/{code}.csv?" in text
        for screen in ("stores", "worklist"):
            assert f'href="/{screen}?' in text
        assert f"belt={belt}" in text
        assert 'class="belt-head"' in text.replace("card-box ", "")
        assert len(page.get("vega_lite_chart")) == 2
    assert "Where the belt stands among all belts" in text
    assert "Listed by" in text


def test_a_belt_that_is_not_listed_has_a_sentence_and_the_list_below(at_home: Path) -> None:
    page = opened(lang="en", item="<b>no-such-belt</b>")
    text = html(page)
    assert not page.exception
    assert "There is no belt &lt;b&gt;no-such-belt&lt;/b&gt; on the list" in text
    assert "/api/v1/export/belt-list.csv?" in text


def test_a_belt_without_stores_or_with_too_few_has_a_sentence_and_no_figures(at_home: Path) -> None:
    from dashboard.reading.naming import names
    from dashboard.reading.opening import shelf

    of = sizes(at_home)
    empty = min(code for code in names(shelf().open()).belts if code not in of)
    small = min(of, key=lambda code: (of[code], code))
    assert "No store of this belt is on record yet" in html(opened(lang="en", item=empty))
    page = opened(lang="en", item=small)
    text = html(page)
    assert not page.exception
    assert "This belt has fewer than 5 stores" in text
    assert "/api/v1/export/" not in text
    assert not page.get("vega_lite_chart")


@pytest.mark.usefixtures("at_home")
def test_unknown_choices_in_a_link_fall_back_to_the_first() -> None:
    page = opened(lang="en", list="nonsense", sort="nonsense", by="nonsense", page="-1")
    assert not page.exception
    assert "Belts with stores in view" in html(page)


@pytest.mark.usefixtures("at_home")
def test_a_card_without_counties_says_that_all_are_covered_or_that_no_belt_is_listed() -> None:
    told = set()
    for region in names(open_view({}, EVERYTHING).now).children("100000", "province"):
        of = open_view({"region": region}, EVERYTHING)
        if not uncovered_counties(of.now, of.question):
            is_listed = bool(listed_belts(of.now, of.question))
            if is_listed not in told:
                told.add(is_listed)
                text = html(opened(lang="en", list="coverage", region=region))
                assert ("is anchored in has a certified store." in text) == is_listed
                assert ("No belt is listed in this view." in text) != is_listed
    assert told
