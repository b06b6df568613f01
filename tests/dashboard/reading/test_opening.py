"""A link is read against what is published; what cannot be read is said, and the rest still shown."""

import shutil
from pathlib import Path

import pytest

from dashboard.reading import opening as desk
from models.geography.scope import EVERYTHING
from models.settings import settings


@pytest.fixture
def copied(published_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the published demonstration that a test may damage."""
    home = tmp_path / "copied"
    shutil.copytree(published_home / "snapshots", home / "snapshots")
    (home / "boundaries").symlink_to((published_home / "boundaries").resolve())
    monkeypatch.setenv("LAOTIE_HOME", str(home))
    settings.cache_clear()
    return home


def test_a_damaged_snapshot_to_compare_with_is_left_out_with_a_note(copied: Path) -> None:
    older = desk.shelf().ids()[2]
    # Another id, so that no engine of the sound original is still open under it.
    damaged = f"{older[:11]}000000000000"
    (copied / "snapshots" / older).rename(copied / "snapshots" / damaged)
    opened = desk.open_view({"compare": damaged}, EVERYTHING)
    assert opened.before is None
    assert [note.values["snapshot"] for note in opened.notes] == [damaged]
    assert opened.before_id == "none"


def test_a_comparison_is_the_week_before_unless_the_link_says_otherwise(copied: Path) -> None:
    latest, before, other, *_rest = desk.shelf().ids()
    assert desk.open_view({}, EVERYTHING).now.snapshot_id == latest
    assert desk.open_view({}, EVERYTHING).before_id == before
    assert desk.open_view({"compare": other}, EVERYTHING).before_id == other
    assert desk.open_view({"compare": "none"}, EVERYTHING).before is None


def test_a_snapshot_that_is_gone_falls_back_with_a_note(copied: Path) -> None:
    opened = desk.open_view({"snapshot": "2020-01-01-aaaaaaaaaaaa"}, EVERYTHING)
    assert opened.now.snapshot_id == desk.shelf().latest_id()
    assert len(opened.notes) == 1


def test_boundaries_that_are_missing_or_damaged_are_none(copied: Path) -> None:
    assert desk.boundaries() is not None
    (copied / "boundaries").unlink()
    assert desk.boundaries() is None
    (copied / "boundaries").mkdir()
    (copied / "boundaries" / "current").write_text("gone\n", encoding="utf-8")
    assert desk.boundaries() is None
