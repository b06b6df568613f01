"""The stores' page, run as Streamlit runs it: the list, and one store."""

import re
from functools import partial
from pathlib import Path

import pytest
from made.held import wide_rows
from made.pages import html, page_of
from made.record import Row
from streamlit.testing.v1 import AppTest

from dashboard.questions.worklist import calls
from dashboard.questions.worklist.counts import lists_of_store
from dashboard.questions.worklist.lists import LISTINGS
from dashboard.reading.opening import open_view
from dashboard.tables.call_words import title, when
from data.language import LANGUAGES
from models.geography.scope import EVERYTHING
from pages.stores import store_questions

EMPTY = {"region": "330782", "category": "tea", "status": "revoked", "type": "mall-flagship"}


opened = partial(page_of, "stores")


def address(page: AppTest, name: str) -> str:
    found = page.query_params.get(name, "")
    return found[0] if isinstance(found, list) else found


def a_store(home: Path, **having: object) -> Row:
    return next(row for row in wide_rows(home) if all(row[name] == value for name, value in having.items()))


@pytest.mark.usefixtures("at_home")
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_opens_with_a_page_of_stores_and_a_file(language: str) -> None:
    page = opened(lang=language, region="330000", status="certified")
    text = html(page)
    assert not page.exception
    assert len(re.findall(r'<th scope="row"[^>]*><a', text)) == 50
    assert "/api/v1/export/store-list.csv" in text


@pytest.mark.usefixtures("at_home")
def test_what_is_typed_is_looked_for_and_the_first_page_shown() -> None:
    page = opened(lang="en", page="3")
    page.text_input(key="q").set_value("毛巾").run()
    assert not page.exception
    assert (address(page, "q"), address(page, "page")) == ("毛巾", "")
    names = re.findall(r'<th scope="row"[^>]*><a[^>]*>([^<]*)</a>', html(page))
    assert names
    assert all("毛巾" in name for name in names)


@pytest.mark.usefixtures("at_home")
def test_columns_are_chosen_and_the_usual_ones_are_not_written_out() -> None:
    page = opened(lang="en")
    assert "Store score" in html(page)
    assert "Usual columns" not in html(page)
    page = opened(lang="en", cols="owner~gmv_week_fen")
    assert not page.exception
    assert address(page, "cols") == "owner~gmv_week_fen"
    heads = re.findall(r'<th scope="col".*?</th>', html(page))
    assert any("GMV, week" in head for head in heads)
    assert not any("Store score" in head for head in heads)
    assert re.search(r'<a class="usual" href="[?][^"]*"[^>]*>Usual columns</a>', html(page))


@pytest.mark.usefixtures("at_home")
def test_the_order_is_chosen_and_its_column_shown() -> None:
    page = opened(lang="en")
    page.selectbox(key="sort").set_value("shortfall").run()
    assert not page.exception
    assert address(page, "sort") == "shortfall"
    assert ">Shortfall<" in html(page)


@pytest.mark.usefixtures("at_home")
@pytest.mark.parametrize("more", [EMPTY, {"q": "nothing is called this"}])
def test_a_list_without_stores_says_so(more: dict[str, str]) -> None:
    page = opened(lang="en", **more)
    assert not page.exception
    assert "There is nothing here in this view." in html(page)


@pytest.mark.usefixtures("at_home")
def test_what_a_link_names_and_nobody_knows_falls_back() -> None:
    page = opened(lang="en", sort="nonsense", cols="nonsense~<b>", page="99999", q="%")
    assert not page.exception
    page = opened(lang="en", sort="nonsense", cols="nonsense~<b>", page="99999")
    assert not page.exception
    assert re.search(r"Page (\d+) of \1<", html(page))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_store_s_page_tells_what_it_is_and_what_became_of_it(at_home: Path, language: str) -> None:
    by_status = {row["certification_status"]: row for row in wide_rows(at_home)}
    for row in by_status.values():
        page = opened(item=row["store_id"], lang=language)
        text = html(page)
        assert not page.exception
        assert row["store_name"] in text
        assert row["store_id"] in text
        assert "/api/v1/export/store-events.csv" in text
        grants = store_questions.grants(
            open_view({}, EVERYTHING).now, open_view({}, EVERYTHING).view.question, row["store_id"]
        )
        kinds = {(grant.measure_code, grant.unit) for grant in grants}
        assert text.count('<td class="track">') == 4 * len(kinds)


def test_a_store_s_page_tells_why_it_is_on_the_work_list(at_home: Path) -> None:
    opened_view = open_view({}, EVERYTHING)
    row = next(row for row in wide_rows(at_home) if row["shortfall_fen"])
    lists = lists_of_store(opened_view.now, opened_view.view.question, row["store_id"])
    text = html(opened(item=row["store_id"], lang="en"))
    assert "shortfalls" in [code for code, _facts in lists]
    assert ">Deposit short</a>" in text
    for code, _facts in lists:
        assert (f">{LISTINGS[code].title.say('en')}</a>" in text) == (code not in calls.REASONS)


def test_a_store_without_benefits_deposit_or_trade_says_so(at_home: Path) -> None:
    row = a_store(at_home, pack_granted=None, tier_code=None, activity_week=None)
    now = open_view({}, EVERYTHING)
    assert store_questions.grants(now.now, now.view.question, row["store_id"]) == ()
    text = html(opened(item=row["store_id"], lang="en"))
    assert "No benefit was ever granted to it." in text
    assert "No deposit" in text
    assert "no week of it was delivered" in text


@pytest.mark.usefixtures("at_home")
def test_a_store_that_does_not_exist_gets_a_sentence() -> None:
    page = opened(item="<i>none</i>", lang="en")
    assert not page.exception
    assert "There is no store &lt;i&gt;none&lt;/i&gt;" in html(page)
    assert "/api/v1/export" not in html(page)


def test_a_store_of_another_region_says_where_it_lies(at_home: Path) -> None:
    row = a_store(at_home, province_adcode="330000")
    page = opened(item=row["store_id"], region="440000", lang="en")
    assert not page.exception
    text = html(page)
    assert "is not in Guangdong" in text
    assert "Show it in the whole country" in text
    assert row["store_name"] not in text


def test_a_store_is_shown_whatever_is_filtered(at_home: Path) -> None:
    row = a_store(at_home, certification_status="certified")
    page = opened(item=row["store_id"], status="revoked", lang="en")
    assert not page.exception
    assert row["store_name"] in html(page)


@pytest.mark.usefixtures("at_home")
def test_a_store_says_why_it_is_to_be_called_and_takes_what_is_wrong_about_it() -> None:
    of = open_view({}, EVERYTHING)
    call = next(one for one in calls.stream(of.now, of.question, calls.Asked()) if len(one.reasons) > 1)
    page = opened(lang="en", item=call.store_id)
    for reason in call.reasons:
        assert f">{title(reason).say('en')}</a>" in html(page)
        assert when(reason, of.now.day).say("en") in html(page)
    assert "only=wrong" in html(page)
    assert "What is wrong about" not in html(page)
    asked = opened(lang="en", item=call.store_id, only="wrong")
    assert not asked.exception
    assert f"What is wrong about {call.store_name}?" in html(asked)
