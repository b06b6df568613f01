"""Who may bring files in, a try that stores nothing, the import, and the publication of a day."""

import shutil
from pathlib import Path
from threading import Event

import pytest

from dashboard.acting import permission
from dashboard.acting import record as written
from dashboard.app import config
from dashboard.reading.opening import shelf
from data.errors import Refused
from models.intake.reading.outcomes import Outcome
from models.programme.clock import day_of
from models.record.tables import Category, Delivery
from models.settings import settings
from pages.data import uploads as intake_desk
from pages.data.jobs import BENCH, Job
from pages.data.uploads import Tries, Upload

HOST = {"host": "127.0.0.1:8501"}
CATEGORIES = "code,name_zh,name_en\nhats,帽子,Hats\n".encode()
BAD = "code,name_zh,name_en\na~b,帽子,Hats\n,鞋,Shoes\n".encode()


def silent(*_told: object) -> None:
    """Nobody listens."""


def ended(job: Job) -> Job:
    for _turn in range(6_000):
        if not job.is_running:
            return job
        Event().wait(0.01)
    raise AssertionError("the work does not end")


def set_to(patch: pytest.MonkeyPatch, **values: str) -> None:
    for name, value in values.items():
        patch.setenv(f"LAOTIE_{name.upper()}", value)
    settings.cache_clear()


@pytest.mark.parametrize(
    ("address", "headers", "is_local"),
    [
        ("127.0.0.1", HOST, True),
        ("localhost", {"Host": "localhost:8501"}, True),
        ("::1", {"host": "[::1]:8501"}, True),
        ("127.0.0.1", {"host": "localhost"}, True),
        ("0.0.0.0", HOST, False),
        ("192.168.1.5", HOST, False),
        (None, HOST, False),
        ("127.0.0.1", {}, False),
        ("127.0.0.1", {"host": "dashboard.example:8501"}, False),
        ("127.0.0.1", {"host": "127.0.0.1.evil.example"}, False),
        ("127.0.0.1", HOST | {"X-Forwarded-For": "8.8.8.8"}, False),
        ("127.0.0.1", HOST | {"forwarded": "for=8.8.8.8"}, False),
        ("127.0.0.1", HOST | {"Via": "1.1 proxy"}, False),
    ],
)
def test_only_a_reader_on_the_same_machine_is_local(
    address: str | None, headers: dict[str, str], is_local: bool
) -> None:
    assert permission.is_local(address, headers) is is_local
    assert (permission.why_read_only(address, headers) is None) is is_local


def test_the_operator_may_open_and_shut_the_desk(monkeypatch: pytest.MonkeyPatch) -> None:
    set_to(monkeypatch, uploads="on")
    assert permission.why_read_only("0.0.0.0", {"host": "dashboard.example"}) is None
    set_to(monkeypatch, uploads="off")
    closed = permission.why_read_only("127.0.0.1", HOST)
    assert closed is not None
    assert "LAOTIE_UPLOADS=off" in closed.say("en")


@pytest.mark.parametrize(
    ("uploads", "host", "size"),
    [("local", "127.0.0.1", 64), ("local", "0.0.0.0", 1), ("on", "0.0.0.0", 64), ("off", "127.0.0.1", 1)],
)
def test_the_server_takes_large_files_only_where_they_may_be_brought_in(
    monkeypatch: pytest.MonkeyPatch, uploads: str, host: str, size: int
) -> None:
    """Anybody may send a file to their session, with no uploader on the page."""
    set_to(monkeypatch, uploads=uploads)
    assert config(host, 8501)["server.maxUploadSize"] == size


def test_looking_at_a_record_does_not_make_one(tmp_path: Path) -> None:
    assert written.record() is None
    assert not (tmp_path / "home").exists()
    assert written.record(make=True) is written.record()


def test_a_try_stores_nothing_and_the_import_of_the_same_bytes_does(monkeypatch: pytest.MonkeyPatch) -> None:
    set_to(monkeypatch, person="王五")
    upload = Upload("categories", "my categories.csv", CATEGORIES)
    tried = intake_desk.try_out(upload, silent)
    record = written.record()
    assert record is not None
    assert (tried.added, tried.is_stored, intake_desk.may_follow(tried)) == (1, False, True)
    assert (record.count(Category), record.count(Delivery)) == (0, 0)
    job = ended(intake_desk.start_import(upload))
    assert isinstance(job.result, Outcome)
    assert job.result.is_stored
    (delivery,) = record.deliveries()
    assert (delivery.file_name, delivery.received_by, record.count(Category)) == ("my categories.csv", "王五", 1)
    assert not intake_desk.may_follow(intake_desk.try_out(upload, silent))


def test_a_file_with_problems_is_not_stored_even_if_it_is_sent_without_a_try() -> None:
    upload = Upload("categories", "bad.csv", BAD)
    tried = intake_desk.try_out(upload, silent)
    assert [(problem.file, problem.line, problem.column) for problem in tried.problems] == [
        ("bad.csv", 2, "code"),
        ("bad.csv", 3, "code"),
    ]
    assert not intake_desk.may_follow(tried)
    ended(intake_desk.start_import(upload))
    record = written.record()
    assert record is not None
    assert record.count(Category) == 0


def test_what_is_no_such_file_is_refused_in_words() -> None:
    with pytest.raises(Refused):
        intake_desk.try_out(Upload("categories", "page.csv", b"\x00\x01"), silent)
    job = ended(intake_desk.start_import(Upload("nothing", "page.csv", CATEGORIES)))
    assert job.refusal is not None


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("店铺 (2).csv", "店铺 (2).csv"),
        ("../../etc/passwd", "_.._etc_passwd"),
        ("..", "upload"),
        ("", "upload"),
        ("a\x00b\n.csv", "a_b_.csv"),
        ("长" * 300 + ".csv.gz", "长" * 53 + ".csv.gz"),
    ],
)
def test_a_name_from_a_browser_is_safe_in_a_folder_and_stands_in_the_refusal(name: str, plain: str) -> None:
    assert intake_desk.plain_name(name) == plain
    with pytest.raises(Refused) as refusal:
        intake_desk.try_out(Upload("categories", name, b"\x00"), silent)
    assert refusal.value.sentence.values["file"] == plain


def test_files_are_the_same_by_their_bytes_and_what_they_are_said_to_be() -> None:
    one = Upload("stores", "a.csv", b"x", "gcj02")
    assert one.identity == Upload("stores", "b.csv", b"x", "gcj02").identity
    for other in (
        Upload("stores", "a.csv", b"y", "gcj02"),
        Upload("stores", "a.csv", b"x", "wgs84"),
        Upload("belts", "a.csv", b"x", "gcj02"),
    ):
        assert other.identity != one.identity


def test_a_day_is_published_noted_in_the_audit_and_shown(
    at_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "own"
    home.mkdir()
    shutil.copy(at_home / "record.sqlite", home)
    set_to(monkeypatch, home=str(home))
    job = ended(intake_desk.start_publication(day_of(" 2026-11-08 ")))
    assert job.refusal is None
    assert shelf().latest_id() == job.result
    record = written.record()
    assert record is not None
    entry = record.audit()[0]
    assert (entry.action, entry.subject, entry.person) == ("publish", job.result, "dashboard")


def test_without_a_record_there_is_nothing_to_publish_and_a_word_is_no_day() -> None:
    job = ended(intake_desk.start_publication(day_of("2026-11-08")))
    assert job.refusal is not None
    assert BENCH.last is job
    with pytest.raises(Refused):
        day_of("yesterday")


def test_only_the_last_tries_are_kept_and_their_tickets_cannot_be_guessed() -> None:
    tries, outcome = Tries(most=2), Outcome("stores", "a.csv", None)
    tickets = [tries.keep(outcome) for _number in range(3)]
    assert [tries.get(ticket) for ticket in tickets] == [None, outcome, outcome]
    assert len(set(tickets)) == 3
    assert min(map(len, tickets)) >= 32
