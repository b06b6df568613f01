"""What is on the shelf of snapshots, damage that is told, and what is changed with a note in the audit."""

import shutil
from pathlib import Path

import orjson
import pytest

from dashboard.reading.pins import pinned
from data.errors import Refused
from models.record.store import open_record
from models.settings import settings
from models.snapshots.shelf import Shelf
from pages.snapshots.shelf_changes import pin, point_latest_to, unpin, verify, why_read_only
from pages.snapshots.shelf_entries import UNREADABLE, shelf_entries, shelf_entry

LOCAL = {"Host": "127.0.0.1:8501"}


@pytest.fixture
def own(published_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shelf:
    """A shelf of three snapshots that may be written to, with no record yet."""
    there = Shelf(published_home / "snapshots")
    for name in there.ids()[:3]:
        shutil.copytree(there.folder / name, tmp_path / "snapshots" / name)
    shelf = Shelf(tmp_path / "snapshots")
    shelf.point(shelf.ids()[0])
    monkeypatch.setenv("LAOTIE_HOME", str(tmp_path))
    monkeypatch.setenv("LAOTIE_PERSON", "somebody")
    settings.cache_clear()
    return shelf


def audit() -> list[tuple[str, str, str]]:
    return [(entry.person, entry.action, entry.subject) for entry in open_record(settings().record).audit()]


def rewritten(shelf: Shelf, name: str, **changes: object) -> None:
    path = shelf.folder / name / "manifest.json"
    path.write_bytes(orjson.dumps(orjson.loads(path.read_bytes()) | changes))


def test_all_are_listed_also_those_that_cannot_be_read(own: Shelf) -> None:
    shown, other, broken = own.ids()
    rewritten(own, other, schema_version=1)
    (own.folder / broken / "manifest.json").write_text("{")
    found = {entry.snapshot_id: entry for entry in shelf_entries()}
    assert [*found] == [shown, other, broken]
    assert found[shown].is_shown
    assert found[shown].fault is None
    assert "another version" in str(found[other].fault and found[other].fault.say("en"))
    assert "damaged" in str(found[broken].fault and found[broken].fault.say("en"))
    assert found[broken].manifest is UNREADABLE
    assert (found[broken].manifest.rows, found[broken].manifest.deliveries) == (None, ())


@pytest.mark.parametrize("told", [{"files": ["stores.parquet"]}, {"deliveries": [{"file_name": "x"}]}, {"rules": 1}])
def test_a_manifest_of_another_shape_is_none_and_the_snapshot_is_listed_as_damaged(
    own: Shelf, told: dict[str, object]
) -> None:
    rewritten(own, own.ids()[1], **told)
    found = shelf_entry(own.ids()[1])
    assert found.manifest is UNREADABLE
    assert "is damaged" in str(found.fault and found.fault.say("en"))


def test_a_file_of_another_size_is_told_at_once_and_another_byte_by_verifying(own: Shelf) -> None:
    short, changed, sound = own.ids()
    path = own.folder / short / "tiers.parquet"
    path.write_bytes(path.read_bytes()[:-1])
    content = bytearray((own.folder / changed / "stores.parquet").read_bytes())
    content[len(content) // 2] ^= 1
    (own.folder / changed / "stores.parquet").write_bytes(content)
    found = {entry.snapshot_id: entry.fault for entry in shelf_entries()}
    assert "tiers.parquet" in str(found[short] and found[short].say("en"))
    assert found[changed] is None
    with pytest.raises(Refused, match=r"damaged"):
        verify(changed, lambda _name, _part: None)
    told: list[tuple[str, float]] = []
    verify(sound, lambda name, part: told.append((name, part)))
    assert len(told) == len(shelf_entry(sound).manifest.files)
    assert [part for _name, part in told] == sorted(part for _name, part in told)
    assert told[0][1] == 0


def test_what_is_shown_is_moved_with_a_note(own: Shelf) -> None:
    older = own.ids()[2]
    point_latest_to(older)
    assert own.latest_id() == older
    assert audit() == [("somebody", "use", older)]
    with pytest.raises(Refused):
        point_latest_to("2026-01-01-nothing")
    assert own.latest_id() == older


def test_pins_are_noted_and_only_for_what_is_on_the_shelf(own: Shelf) -> None:
    name = own.ids()[1]
    pin(name, " board report ")
    assert shelf_entry(name).pin == pinned()[name]
    assert pinned()[name].name == "board report"
    with pytest.raises(Refused, match="no snapshot"):
        pin("2026-01-01-nothing", "x")
    shutil.rmtree(own.folder / name)
    assert pinned() == {}
    assert audit() == [("somebody", "pin", name)]


def test_a_pin_is_taken_off(own: Shelf) -> None:
    name = own.ids()[0]
    pin(name, "kept")
    unpin(name)
    assert shelf_entry(name).pin is None
    assert [action for _person, action, _subject in audit()] == ["unpin", "pin"]


def test_nothing_is_changed_from_another_machine_unless_the_operator_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    assert why_read_only("127.0.0.1", LOCAL) is None
    assert why_read_only("0.0.0.0", LOCAL)
    assert why_read_only("127.0.0.1", {"Host": "10.0.0.1:8501"})
    assert why_read_only("127.0.0.1", LOCAL | {"X-Forwarded-For": "10.0.0.1"})
    monkeypatch.setenv("LAOTIE_UPLOADS", "on")
    settings.cache_clear()
    assert why_read_only("0.0.0.0", {"Host": "10.0.0.1"}) is None
    monkeypatch.setenv("LAOTIE_UPLOADS", "off")
    settings.cache_clear()
    assert "LAOTIE_UPLOADS=off" in str(why_read_only("127.0.0.1", LOCAL))
