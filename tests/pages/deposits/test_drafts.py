"""Drafts as files: under the hash of what they say, never changed, found by their id alone."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made.drafted import possible

from dashboard.reading.opening import open_view
from data.errors import Refused
from models.drafts.schedule import Draft
from models.geography.scope import EVERYTHING
from models.settings import settings
from pages.deposits import drafts


@pytest.fixture
def own(at_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The published demonstration in a home that drafts may be kept in."""
    home = tmp_path / "own"
    home.mkdir()
    (home / "snapshots").symlink_to(at_home / "snapshots")
    monkeypatch.setenv("LAOTIE_HOME", str(home))
    settings.cache_clear()
    return home


def in_force() -> Draft:
    return drafts.schedule_in_force_as_draft(open_view({}, EVERYTHING).now)


def stricter() -> Draft:
    draft = in_force()
    return replace(draft, tiers=draft.tiers[:-1])


def test_a_draft_that_is_kept_is_found_and_is_the_same_file_twice(own: Path) -> None:
    draft = stricter()
    code = drafts.store_draft(draft)
    content = (own / "drafts" / f"{code}.json").read_bytes()
    assert drafts.store_draft(draft) == code
    assert drafts.find(code) == draft
    assert [path.name for path in (own / "drafts").iterdir()] == [f"{code}.json"]
    assert (own / "drafts" / f"{code}.json").read_bytes() == content


@pytest.mark.parametrize("code", ["", "x", "../../record", "0" * 12, "ABCDEF012345", "0" * 11 + "/", "abc.json"])
def test_an_id_that_names_no_draft_finds_none(own: Path, code: str) -> None:
    assert drafts.find(code) is None


@given(st.text(max_size=14))
def test_no_text_reaches_outside_the_folder(code: str) -> None:
    assert drafts.find(code) is None


def test_a_file_that_was_tampered_with_is_no_draft(own: Path) -> None:
    code = drafts.store_draft(stricter())
    path = own / "drafts" / f"{code}.json"
    other = drafts.folder() / f"{'0' * 12}.json"
    other.write_bytes(path.read_bytes())
    assert drafts.find("0" * 12) is None
    (drafts.folder() / f"{'1' * 12}.json").write_bytes(b"{")
    assert drafts.find("1" * 12) is None


def test_a_view_names_a_draft_or_the_schedule_in_force(own: Path) -> None:
    code = drafts.store_draft(stricter())
    assert drafts.chosen_draft(open_view({"item": code}, EVERYTHING)) == stricter()
    assert drafts.chosen_draft(open_view({}, EVERYTHING)) == in_force()
    with pytest.raises(Refused, match="no draft 0123456789ab"):
        drafts.chosen_draft(open_view({"item": "0123456789ab"}, EVERYTHING))


def test_saved_drafts_are_those_with_a_name_and_others_are_not_listed(own: Path) -> None:
    drafts.store_draft(stricter())
    assert drafts.saved() == []
    first = drafts.named(stricter(), "  Spring \n proposal ", "li.na")
    drafts.store_draft(first)
    drafts.store_draft(drafts.named(in_force(), "As it is", ""))
    assert [draft.name for draft in drafts.saved()] == ["As it is", "Spring proposal"]
    assert first.author == "li.na"
    assert first.made_on
    assert first.tiers == stricter().tiers


@pytest.mark.parametrize(("name", "author"), [("", ""), ("   ", "x"), ("x" * 61, ""), ("x", "y" * 61)])
def test_a_draft_is_saved_under_a_name_of_some_length(own: Path, name: str, author: str) -> None:
    with pytest.raises(Refused, match="at most 60 characters"):
        drafts.named(stricter(), name, author)


def test_at_most_four_drafts_are_compared_and_unknown_ones_are_left_out(own: Path) -> None:
    kept = [drafts.store_draft(drafts.named(stricter(), f"Draft {n}", "")) for n in range(5)]
    found = drafts.compared(open_view({"series": "~".join(["0123456789ab", *kept, kept[0]])}, EVERYTHING))
    assert [draft.draft_id for draft in found] == kept[:4]
    assert drafts.compared(open_view({}, EVERYTHING)) == []


def test_the_oldest_drafts_without_a_name_go_when_there_are_very_many(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drafts, "MOST_DRAFTS", 3)
    named = drafts.store_draft(drafts.named(stricter(), "Kept", ""))
    unnamed = [drafts.store_draft(replace(stricter(), begins_on=f"2027-01-{day:02}")) for day in range(1, 6)]
    left = {path.stem for path in drafts.folder().glob("*.json")}
    assert named in left
    assert unnamed[-1] in left
    assert unnamed[0] not in left
    assert len(left) <= 4


def test_a_folder_that_cannot_be_written_to_is_told_in_a_sentence(own: Path) -> None:
    (own / "drafts").write_text("not a folder", encoding="utf-8")
    with pytest.raises(Refused, match="cannot be kept"):
        drafts.store_draft(stricter())


def test_no_drafts_folder_means_no_drafts(own: Path) -> None:
    assert drafts.saved() == []
    assert not drafts.folder().exists()


def test_the_schedule_in_force_is_possible_and_a_spoilt_one_is_not(own: Path) -> None:
    now = open_view({}, EVERYTHING).now
    assert drafts.faults_of(in_force(), now) == ()
    spoilt = replace(in_force(), tiers=(replace(in_force().tiers[0], reduction_pct=140.0),))
    assert [(fault.row, fault.column) for fault in drafts.faults_of(spoilt, now)] == [(1, "reduction_pct")]


@given(possible())
def test_any_draft_can_be_kept_and_found(tmp_path_factory: pytest.TempPathFactory, draft: Draft) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(drafts, "folder", lambda: tmp_path_factory.getbasetemp() / "any-drafts")
        assert drafts.find(drafts.store_draft(draft)) == draft
