"""The stores to call on the page: counts that isolate, groups, what changed, and what is said to be wrong."""

import re
from functools import partial

import pytest
from made.pages import html, page_of

from dashboard.questions.certification import OPEN_STATES, states
from dashboard.questions.coverage import uncovered_counties
from dashboard.questions.worklist import calls, counts
from dashboard.questions.worklist.calls import BUCKETS, Asked
from dashboard.reading.opening import Opened, open_view
from dashboard.views.address import parse
from data.language import LANGUAGES
from models.geography.scope import EVERYTHING
from models.record.corrections import corrections
from models.record.store import Record, open_record
from models.settings import settings

pytestmark = pytest.mark.usefixtures("at_home")
opened = partial(page_of, "worklist")
EMPTY = {"region": "330782", "category": "tea", "status": "revoked", "type": "mall-flagship"}


def view(**parameters: str) -> Opened:
    return open_view(parameters, EVERYTHING)


def stores_in(text: str) -> list[str]:
    """The stores on a page, by id."""
    return re.findall(r'<th scope="row" class="store">.*?item=(\d+)', text)


def links(text: str) -> list[dict[str, str]]:
    return [parse(one.replace("&amp;", "&")) for one in re.findall(r'data-go="\?([^"]*)"', text)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_tab_counts_each_bucket_and_opens_four_of_each(language: str) -> None:
    page = opened(lang=language)
    assert not page.exception
    text, of = html(page), view()
    tallies = calls.tallies(of.now, of.question, Asked())
    for bucket in BUCKETS:
        assert f"<b>{tallies[bucket].stores:,}</b>" in text
    groups = calls.by_bucket(of.now, of.question, Asked(), 4)
    assert stores_in(text) == [call.store_id for group in groups for call in group.first]
    for group in groups:
        if group.stores > 4:
            assert {"due": group.code, "v": "1"}.items() <= next(
                one for one in links(text) if one.get("due") == group.code and "reason" not in one
            ).items()


def test_shortfalls_due_this_week_can_be_isolated_and_shared() -> None:
    of = view()
    asked = Asked(reasons=("shortfalls",), bucket="week")
    text = html(opened(lang="en"))
    there = next(one for one in links(text) if one.get("reason") == "shortfalls" and one.get("due") == "week")
    alone = html(opened(**there))
    assert stores_in(alone) == [call.store_id for call in calls.part(of.now, of.question, asked, 0, 50)]
    assert stores_in(alone)
    assert re.search(r"/api/v1/export/calls\.csv\?[^\"]*reason=shortfalls[^\"]*due=week", alone)


def test_a_store_with_several_reasons_stands_once_with_each_reasons_own_day() -> None:
    of = view()
    several = next(call for call in calls.stream(of.now, of.question, Asked()) if len(call.reasons) > 1)
    text = html(opened(lang="en", by=several.owner or "", due=calls.bucket_of(of.now.day, several.due), page="1"))
    row = next(line for line in text.split("<tr>") if several.store_name in line)
    assert row.count("<li>") >= len(several.reasons)
    assert stores_in(text).count(several.store_id) == 1


@pytest.mark.parametrize("by", ["owner", "reason"])
def test_stores_stand_together_by_owner_or_by_reason(by: str) -> None:
    page = opened(lang="en", sort=by, region="330000")
    assert not page.exception
    of = view(region="330000")
    groups = (
        calls.by_owner(of.now, of.question, Asked(), 4, 0, 10)
        if by == "owner"
        else calls.by_reason(of.now, of.question, Asked(), 4)
    )
    assert stores_in(html(page)) == [call.store_id for group in groups for call in group.first]


def test_a_click_on_a_heading_orders_all_stores_in_one_list() -> None:
    text = html(opened(lang="en", rows="calls.owner"))
    owners = re.findall(r'<td class="owner"><span title="([^"]*)"', text)
    assert len(owners) == 50
    assert owners == sorted(owners)
    assert 'scope="rowgroup"' not in text


def test_what_changed_is_marked_and_can_be_isolated() -> None:
    text, of = html(opened(lang="en")), view()
    assert of.before
    count = calls.count(of.now, of.question, Asked(changed_since=of.before))
    day = f"{of.before.day.day} {of.before.day:%b}"
    assert f"New or worse since {day}: {count:,}" in text
    only = html(opened(lang="en", only="changed", due="week"))
    assert stores_in(only)
    assert len(re.findall(r'class="pill (?:new|worse)"', only)) == len(stores_in(only))


def test_the_day_that_the_browser_saw_last_stands_in_every_link(monkeypatch: pytest.MonkeyPatch) -> None:
    from dashboard.ui import current

    of = view()
    ids = sorted(name.name for name in of.now.folder.parent.iterdir() if name.name[:4].isdigit())
    monkeypatch.setattr(current, "last_seen", lambda: ids[0][:15])
    text = html(opened(lang="en"))
    assert re.search(rf"/api/v1/export/calls\.csv\?[^\"]*since={ids[0][:15]}", text)
    monkeypatch.setattr(current, "last_seen", lambda: of.before_id[:15])
    assert "since=" not in html(opened(lang="en"))
    monkeypatch.setattr(current, "last_seen", lambda: of.now.snapshot_id[:15])
    assert "since=" not in html(opened(lang="en"))


def test_without_a_day_to_compare_nothing_is_marked() -> None:
    text = html(opened(lang="en", compare="none"))
    assert "New or worse" not in text
    assert 'class="pill new"' not in text
    assert not opened(compare="none", only="changed").exception


@pytest.mark.parametrize("more", [{}, {"due": "later", "reason": "shortfalls"}])
def test_a_view_without_stores_to_call_says_so(more: dict[str, str]) -> None:
    page = opened(lang="en", **EMPTY, **more)
    assert not page.exception
    assert "Nobody is to be called" in html(page)
    assert ("Show all stores to call" in html(page)) == bool(more)


def test_what_a_link_does_not_know_is_left_out() -> None:
    page = opened(lang="en", due="nonsense", reason="nonsense~shortfalls", sort="x", only="y", since="z", item="nobody")
    assert not page.exception
    assert "There is no store nobody on this day." in html(page)


def test_stores_of_nobody_are_work_too() -> None:
    text = html(opened(lang="en"))
    of = view()
    assert any(not call.owner for call in calls.stream(of.now, of.question, Asked()))
    assert "no owner" in html(opened(lang="en", rows="calls.-owner", page="99999")) or "no owner" in text


def test_the_head_leads_to_cold_start_coverage_applicants_and_stores_not_live_yet() -> None:
    of, text = view(region="330000"), html(opened(lang="en", region="330000"))
    counties = len(uncovered_counties(of.now, of.question))
    applicants = sum(states(of.now, of.question).get(status, 0) for status in OPEN_STATES)
    not_live = counts.counts(of.now, of.question, "")["not-live-yet"]
    for words, there in (
        (f"Counties without coverage: {counties:,}", "/belts?"),
        (f"Applying: {applicants:,}", "/certification?"),
        (f"Certified, not live yet: {not_live:,}", "?"),
        ("Cold start", "/categories?"),
    ):
        assert re.search(rf'href="{re.escape(there)}[^"]*"[^>]*>{words}', text), words


# What is said to be wrong


@pytest.fixture
def writable(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Record:
    """A record of its own, in which everybody may write."""
    url = f"sqlite:///{tmp_path_factory.mktemp('record') / 'record.sqlite'}"
    monkeypatch.setenv("LAOTIE_RECORD_URL", url)
    monkeypatch.setenv("LAOTIE_UPLOADS", "on")
    settings.cache_clear()
    return open_record(url)


def test_a_reader_says_what_is_wrong_and_is_told_that_it_is_noted(writable: Record) -> None:
    of = view()
    (call,) = calls.part(of.now, of.question, Asked(), 0, 1)
    page = opened(lang="en", item=call.store_id)
    assert f"What is wrong about {call.store_name}?" in html(page)
    page.selectbox(key="correction_kind").set_value("place")
    page.text_area(key="correction_words").set_value("It moved to <b>Yiwu</b>")
    page.button[0].click().run()
    assert not page.exception
    (kept,) = corrections(writable)
    assert (kept.store_id, kept.kind, kept.words) == (call.store_id, "place", "It moved to <b>Yiwu</b>")
    assert kept.snapshot_id == of.now.snapshot_id
    assert "Noted as no. 1" in html(page)
    assert "It moved to &lt;b&gt;Yiwu&lt;/b&gt;" in html(page)


def test_an_empty_sentence_is_answered_by_one(writable: Record) -> None:
    of = view()
    (call,) = calls.part(of.now, of.question, Asked(), 0, 1)
    page = opened(lang="en", item=call.store_id)
    page.button[0].click().run()
    assert "Say what is wrong in a sentence" in html(page)
    assert corrections(writable) == []


def test_where_nobody_may_write_the_form_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAOTIE_UPLOADS", "off")
    settings.cache_clear()
    of = view()
    (call,) = calls.part(of.now, of.question, Asked(), 0, 1)
    page = opened(lang="en", item=call.store_id)
    assert "Notes are not taken on this page" in html(page)
    assert not page.text_area
