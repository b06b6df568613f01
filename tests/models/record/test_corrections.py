"""What readers say is wrong about stores, on both engines: kept, refused, settled, and in the audit."""
# ruff: noqa: DTZ001 - the record's instants are naive Shanghai time

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from data.errors import Refused
from models.record.corrections import LONGEST, corrections, open_of_store, say, settle
from models.record.store import Record, open_record
from models.record.tables import Correction

AT = datetime(2026, 3, 1, 9, 30)


@pytest.fixture(params=["sqlite", "postgresql"])
def record(request: pytest.FixtureRequest, tmp_path: Path) -> Record:
    if request.param == "sqlite":
        return open_record(f"sqlite:///{tmp_path / 'record.sqlite'}")
    return open_record(request.getfixturevalue("postgres_url"))


def said(record: Record, store_id: str = "s1", kind: str = "owner", words: str = "归 zhu.fang") -> Correction:
    new = Correction(
        store_id=store_id, kind=kind, words=words, snapshot_id="2026-03-01-0123456789ab", said_at=AT, said_by="王五"
    )
    return say(record, new)


def test_a_correction_is_kept_as_it_was_said_and_stands_in_the_audit(record: Record) -> None:
    kept = said(record, words="  归\n zhu.fang  ")
    assert kept.correction_id
    (found,) = corrections(record)
    assert (found.words, found.said_by, found.said_at, found.settled_at) == ("归 zhu.fang", "王五", AT, None)
    (entry,) = record.audit()
    assert (entry.action, entry.subject, entry.detail) == ("correct", "s1", "owner: 归 zhu.fang")


@pytest.mark.parametrize(
    ("kind", "words", "why"),
    [
        ("owner", " \n ", "Say what is wrong"),
        ("owner", "字" * (LONGEST + 1), "501 characters are too many, 500 are kept"),
        ("nonsense", "x", "no kind of correction nonsense"),
    ],
)
def test_what_says_nothing_is_refused_and_leaves_no_trace(record: Record, kind: str, words: str, why: str) -> None:
    with pytest.raises(Refused, match=why):
        said(record, kind=kind, words=words)
    assert corrections(record) == []
    assert record.audit() == []


def test_corrections_are_settled_once_and_can_be_opened_again(record: Record) -> None:
    numbers = [said(record, store_id, words=f"{n}").correction_id or 0 for n, store_id in enumerate(("s1", "s2", "s1"))]
    assert [one.words for one in open_of_store(record, "s1")] == ["2", "0"]
    later = AT + timedelta(hours=1)
    assert settle(record, numbers[:1], "李四", later) == 1
    assert settle(record, [*numbers[:1], 999], "李四", later) == 0
    assert [one.words for one in open_of_store(record, "s1")] == ["2"]
    assert [one.words for one in corrections(record)] == ["2", "1", "0"]
    assert [(one.settled_by, one.settled_at) for one in corrections(record)][-1] == ("李四", later)
    assert settle(record, numbers, "李四", later, again=True) == 1
    assert len(open_of_store(record, "s1")) == 2
    assert [entry.action for entry in record.audit()] == ["reopen", "settle", "correct", "correct", "correct"]
