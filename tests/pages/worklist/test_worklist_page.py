"""The work list's page, run as Streamlit runs it."""

import re
from functools import partial

import pytest
from made.pages import html, page_of

from dashboard.questions.worklist import counts, members
from dashboard.questions.worklist.lists import CALL_FIRST, LISTINGS, LISTS
from dashboard.reading.opening import open_view
from data.language import LANGUAGES
from models.geography.scope import EVERYTHING
from pages.worklist.tables import StoreToCall

pytestmark = pytest.mark.usefixtures("at_home")
EMPTY = {"region": "330782", "category": "tea", "status": "revoked", "type": "mall-flagship"}


opened = partial(page_of, "worklist")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", ["", "call-first", "packs-to-use", "applications", "summary"])
def test_every_kind_of_list_opens_in_both_languages(code: str, language: str) -> None:
    page = opened(list=code, lang=language)
    assert not page.exception
    if code in LISTINGS:
        assert LISTINGS[code].title.say(language) in html(page)


@pytest.mark.parametrize("code", LISTS)
def test_each_list_has_its_count_on_its_tab_and_its_file_below(code: str) -> None:
    text = html(opened(list=code, lang="en", region="330000"))
    view = open_view({"region": "330000"}, EVERYTHING)
    count = counts.counts(view.now, view.view.question, "")[code]
    assert f"{LISTINGS[code].title.say('en')}<i>{count:,}</i>" in text
    if count:
        assert f"{count:,} rows" in text
        assert re.search(rf"/api/v1/export/worklist\.csv\?[^\"]*list={code}", text)
        assert 'href="/stores?' in text
    else:
        assert "There is nothing here in this view." in text


def test_whom_to_call_first_is_told_for_each_currency_with_a_file_of_its_own() -> None:
    text = html(opened(lang="en", list="call-first"))
    for code in CALL_FIRST:
        assert LISTINGS[code].title.say("en") in text
    files = re.findall(r"/api/v1/export/worklist\.csv\?[^\"]*list=([a-z-]+)", text)
    assert files == [code for code in CALL_FIRST if code in files]
    assert "most-traffic" in files


def test_a_manager_chooses_his_own_stores() -> None:
    view = open_view({}, EVERYTHING)
    owner = members.owners(view.now, view.view.question)[0]
    page = opened(lang="en", list="shortfalls")
    page.selectbox(key="by").set_value(owner).run()
    assert not page.exception
    count = counts.counts(view.now, view.view.question, owner)["shortfalls"]
    assert page.query_params["by"] in (owner, [owner])
    assert f"Shortfalls<i>{count:,}</i>" in html(page)
    page.selectbox(key="by").set_value("").run()
    everybody = counts.counts(view.now, view.view.question, "")["shortfalls"]
    assert everybody > count
    assert f"Shortfalls<i>{everybody:,}</i>" in html(page)


def test_an_owner_of_nothing_here_gets_a_sentence() -> None:
    page = opened(lang="en", by="nobody<b>@x.cn", list="shortfalls")
    assert not page.exception
    assert "nobody&lt;b&gt;@x.cn owns no store in this view." in html(page)
    assert "There is nothing here in this view." in html(page)


@pytest.mark.parametrize("code", ["call-first", "shortfalls", "summary"])
def test_a_view_without_stores_says_so(code: str) -> None:
    page = opened(lang="en", list=code, **EMPTY)
    assert not page.exception
    assert "Nothing to do here." in html(page) or "There is nothing here in this view." in html(page)


def test_a_list_that_there_is_not_falls_back() -> None:
    page = opened(lang="en", list="nonsense", page="9999", by="", sort="x")
    assert not page.exception
    assert "one row a store, all reasons together" in html(page)


def test_the_last_page_is_shown_where_a_link_names_one_beyond() -> None:
    page = opened(lang="en", list="near-tier", page="99999")
    assert not page.exception
    assert re.search(r"Page (\d+) of \1<", html(page))


def test_without_a_snapshot_to_compare_nothing_is_new() -> None:
    text = html(opened(lang="en", list="packs-to-claim", compare="none"))
    assert "New since" not in text
    assert "there is nothing to compare with" in html(opened(lang="en", list="summary", compare="none"))


def test_the_summary_says_what_it_holds() -> None:
    view = open_view({"region": "330000"}, EVERYTHING)
    text = html(opened(lang="en", list="summary", region="330000"))
    assert "The week in Zhejiang" in text
    assert view.before
    assert f"As of the end of {view.now.as_of}, against {view.before.as_of}." in text
    assert "Demonstration data" in text
    assert "data-print" in text
    for code, tally in counts.tallies(view.now, view.view.question, view.before, "").items():
        assert f"{LISTINGS[code].title.say('en')}</a></th>" in text
        assert f'<td class="n">{tally.new:,}</td>' in text
    rows = members.part(view.now, view.question, "shortfalls", "", StoreToCall, 0, 5)
    assert len(rows) == 5
    assert all(row.store.store_name in text for row in rows)
    assert "amounts of different currencies are never added together" in text


def test_the_summary_names_those_with_the_most_at_stake_whatever_orders_the_lists() -> None:
    page = partial(opened, lang="en", list="summary", region="330000")
    stores = [
        re.findall(r'<th scope="row"><a[^>]*href="/stores[^>]*>([^<]*)</a>', html(page(rows=order)))
        for order in ("", "worklist.value", "worklist.store_name")
    ]
    assert stores[0]
    assert stores[0] == stores[1] == stores[2]


def test_the_summary_says_whose_lists_and_which_filters() -> None:
    view = open_view({}, EVERYTHING)
    owner = members.owners(view.now, view.view.question)[0]
    text = html(opened(lang="en", list="summary", by=owner, category="apparel", compare="none"))
    assert f"Lists of the stores of {owner}." in text
    assert "Filters: Category: " in text


def test_the_summary_of_recorded_data_names_its_snapshot(monkeypatch: pytest.MonkeyPatch) -> None:
    from models.snapshots.snapshot import Snapshot

    monkeypatch.setattr(Snapshot, "is_demonstration", False)
    now = open_view({}, EVERYTHING).now
    assert f"Recorded data, snapshot {now.snapshot_id}." in html(opened(lang="en", list="summary"))
