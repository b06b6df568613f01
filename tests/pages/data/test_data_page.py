"""The Data screen, run as Streamlit runs it."""

import shutil
from functools import partial
from pathlib import Path
from threading import Event

import pytest
from made.pages import html, page_of
from plain.exports import rows_of

from dashboard import exports
from dashboard.acting import correcting
from dashboard.acting import record as written
from dashboard.questions.worklist import calls
from dashboard.reading.opening import open_view
from dashboard.screens import TABLES
from data.errors import Refused
from data.language import Sentence
from models.geography.scope import EVERYTHING
from models.programme.clock import now
from models.record.tables import Target
from models.settings import settings
from pages.data.jobs import JOBS, Job

GOOD = "目标代码,数值,生效日期,失效日期\n领取临期天数,10,2026-11-01,\n".encode()
BAD = b"target_code,value,effective_from,remark\nclaim-days,-1,2026-11-01,x\n"
SECTIONS = ("fresh", "missing", "import", "corrections", "deliveries", "audit", "dictionary", "method")


opened = partial(page_of, "data")


@pytest.fixture
def own(at_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The published demonstration with a record of one's own, on a server whose desk is open."""
    home = tmp_path / "own"
    shutil.copytree(at_home / "snapshots", home / "snapshots")
    shutil.copy(at_home / "record.sqlite", home)
    monkeypatch.setenv("LAOTIE_HOME", str(home))
    monkeypatch.setenv("LAOTIE_UPLOADS", "on")
    monkeypatch.setattr(JOBS, "_last", None)
    settings.cache_clear()
    return home


def work_done() -> None:
    for _turn in range(6_000):
        if JOBS.last and not JOBS.last.is_running:
            return
        Event().wait(0.01)
    raise AssertionError("the work does not end")


@pytest.mark.usefixtures("at_home")
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("section", SECTIONS)
def test_every_section_opens_in_both_languages(section: str, language: str) -> None:
    page = opened(lang=language, list=section)
    assert not page.exception
    assert f"list={section}" in html(page)
    assert 'class="empty"' not in html(page)


@pytest.mark.usefixtures("at_home")
def test_it_opens_on_what_is_late_missing_and_restated() -> None:
    text = html(opened(lang="en"))
    for code in ("freshness", "retold", "completeness"):
        assert f"/api/v1/export/{code}.csv" in text
    assert "Last week&#x27;s day, published again" in text


@pytest.mark.usefixtures("at_home")
def test_stores_that_lack_what_the_link_names_are_listed() -> None:
    page = opened(lang="en", list="missing", by="coordinates")
    assert not page.exception
    assert "Listed below: Without coordinates." in html(page)
    assert "/api/v1/export/stores-lacking.csv" in html(page)


@pytest.mark.usefixtures("at_home")
def test_where_nobody_may_bring_files_in_it_says_so_and_offers_nothing() -> None:
    """AppTest has no address, so it is not known to be a reader on this machine."""
    page = opened(lang="en", list="import")
    assert not page.exception
    assert "There is no sign-in" in html(page)
    assert not page.button
    assert not page.file_uploader


@pytest.mark.usefixtures("own")
def test_a_file_is_tried_imported_and_published() -> None:
    page = opened(lang="en", list="import")
    page.selectbox(key="import_kind").set_value("targets").run()
    assert page.button(key="import_try").disabled
    page.file_uploader(key="import_file").set_value(("targets.csv", GOOD, "text/csv")).run()
    assert page.button(key="import_go").disabled
    page.button(key="import_try").click().run()
    assert not page.exception
    assert "targets.csv can be imported" in html(page)
    record = written.record()
    assert record is not None
    targets = record.count(Target)
    page.button(key="import_go").click().run()
    work_done()
    assert record.count(Target) == targets + 1
    page.run()
    assert "targets.csv was stored" in html(page)
    page.text_input(key="publish_day").set_value("2026-11-15").run()
    page.button(key="publish_go").click().run()
    work_done()
    page.run()
    assert not page.exception
    assert JOBS.last is not None
    assert f"Published {JOBS.last.result}." in html(page)


@pytest.mark.usefixtures("own")
def test_a_file_with_problems_lists_them_and_cannot_be_imported() -> None:
    page = opened(lang="en", list="import")
    page.selectbox(key="import_kind").set_value("targets").run()
    page.file_uploader(key="import_file").set_value(("late.csv", BAD, "text/csv")).run()
    page.button(key="import_try").click().run()
    text = html(page)
    assert "late.csv has 1 problems" in text
    assert "The value is out of range" in text
    assert "were left out: remark" in text
    assert "/api/v1/problems/" in text
    assert page.button(key="import_go").disabled


@pytest.mark.usefixtures("own")
def test_another_file_has_to_be_tried_anew() -> None:
    page = opened(lang="en", list="import")
    page.selectbox(key="import_kind").set_value("targets").run()
    page.file_uploader(key="import_file").set_value(("a.csv", GOOD, "text/csv")).run()
    page.button(key="import_try").click().run()
    assert not page.button(key="import_go").disabled
    page.file_uploader(key="import_file").set_value(("a.csv", GOOD + b"\n", "text/csv")).run()
    assert page.button(key="import_go").disabled
    assert "can be imported" not in html(page)


@pytest.mark.usefixtures("own")
def test_what_is_refused_outright_is_said() -> None:
    page = opened(lang="en", list="import")
    page.file_uploader(key="import_file").set_value(("nonsense.csv", b"\x00\x01\x02", "text/csv")).run()
    page.button(key="import_try").click().run()
    assert not page.exception
    assert "nonsense.csv" in html(page)
    page.text_input(key="publish_day").set_value("yesterday").run()
    page.button(key="publish_go").click().run()
    assert "yesterday is not a day" in html(page)
    assert JOBS.last is None


STORES = (
    "store_id,store_name,store_type,category_code,county_adcode,entered_on,lon,lat\n"
    "late-1,迟到店,enterprise,apparel,330782,2026-11-01,87.6,43.8\n"
).encode()


def test_a_point_outside_its_county_is_a_warning_and_the_same_file_again_does_nothing(
    own: Path, published_home: Path
) -> None:
    (own / "boundaries").symlink_to(published_home / "boundaries")
    page = opened(lang="en", list="import")
    page.selectbox(key="import_kind").set_value("stores").run()
    page.selectbox(key="import_datum").set_value("wgs84").run()
    page.file_uploader(key="import_file").set_value(("late.csv", STORES, "text/csv")).run()
    page.button(key="import_try").click().run()
    assert "Warnings: 1 of 1 are listed" in html(page)
    page.button(key="import_go").click().run()
    work_done()
    record = written.record()
    assert record is not None
    assert [(one.datum, one.warned, one.received_by) for one in record.deliveries() if one.file_name == "late.csv"] == [
        ("wgs84", 1, "dashboard")
    ]
    page.button(key="import_try").click().run()
    assert not page.exception
    assert "The same file was accepted on" in html(page)
    assert page.button(key="import_go").disabled


@pytest.mark.usefixtures("own")
def test_without_boundaries_the_try_says_that_points_were_not_checked() -> None:
    page = opened(lang="en", list="import")
    page.selectbox(key="import_kind").set_value("stores").run()
    page.file_uploader(key="import_file").set_value(("late.csv", STORES, "text/csv")).run()
    page.button(key="import_try").click().run()
    assert "Points were not checked" in html(page)


@pytest.mark.usefixtures("own")
def test_work_that_runs_can_be_left_and_keeps_others_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    job = Job(Sentence("Import"), "王五")
    job.report(Sentence("Stores"), 2, 5)
    monkeypatch.setattr(JOBS, "_last", job)
    page = opened(lang="en", list="import")
    assert not page.exception
    assert "You may leave this page" in html(page)
    assert page.button(key="publish_go").disabled
    job.refusal, job.ended_at = Refused(Sentence("Nothing to show yet")), now()
    page.run()
    assert "Nothing to show yet" in html(page)
    assert "王五" in html(page)
    assert not page.button(key="publish_go").disabled


@pytest.mark.usefixtures("own")
def test_a_record_that_does_not_answer_is_said_where_it_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAOTIE_RECORD_URL", "postgresql://u:secret@127.0.0.1:1/d")  # pragma: allowlist secret
    settings.cache_clear()
    deliveries, fresh = opened(lang="en", list="deliveries"), opened(lang="en")
    assert "cannot be opened" in html(deliveries)
    assert "secret" not in html(deliveries)
    assert "/api/v1/export/freshness.csv" in html(fresh)


@pytest.mark.usefixtures("at_home")
def test_with_nothing_to_compare_with_it_says_so() -> None:
    page = opened(lang="en", compare="none")
    assert not page.exception
    assert "nothing to compare with" in html(page)


# What is said to be wrong


@pytest.mark.usefixtures("own")
def test_what_was_said_to_be_wrong_is_listed_settled_and_opened_again() -> None:
    assert "There is nothing here in this view." in html(opened(lang="en", list="corrections"))
    of = open_view({}, EVERYTHING)
    (call,) = calls.part(of.now, of.question, calls.Asked(), 0, 1)
    correcting.say(call.store_id, "owner", "<i>zhu.fang</i> looks after it", of.now.snapshot_id)
    correcting.say("no-such-store", "other", "closed", of.now.snapshot_id)
    page = opened(lang="en", list="corrections")
    assert not page.exception
    assert call.store_name in html(page)
    assert "&lt;i&gt;zhu.fang&lt;/i&gt; looks after it" in html(page)
    assert "no-such-store" in html(page)
    page.multiselect(key="settling").set_value([1])
    page.button(key="settling_go").click().run()
    assert "1 settled; they can be opened again." in html(page)
    assert [one.settled_at is None for one in correcting.all_corrections()] == [True, False]
    assert correcting.open_of_store(call.store_id) == []
    page.multiselect(key="settling_again").set_value([1])
    page.button(key="settling_again_go").click().run()
    assert "1 opened again." in html(page)
    assert len(correcting.open_of_store(call.store_id)) == 1
    audit = html(opened(lang="en", list="audit"))
    assert all(words in audit for words in ("Said to be wrong", "Marked as settled", "Opened again"))
    rows = rows_of(b"".join(exports.make(TABLES, "corrections", of).csv()))
    told = [(row["number"], row["kind"], row["state_en"]) for row in rows]
    assert told == [("2", "other", "open"), ("1", "owner", "open")]


@pytest.mark.usefixtures("own")
def test_where_nobody_may_write_nothing_is_settled(monkeypatch: pytest.MonkeyPatch) -> None:
    correcting.say("s1", "other", "closed", "2026-01-01-0123456789ab")
    monkeypatch.setenv("LAOTIE_UPLOADS", "off")
    settings.cache_clear()
    page = opened(lang="en", list="corrections")
    assert "Notes are not taken on this page" in html(page)
    assert not page.multiselect
