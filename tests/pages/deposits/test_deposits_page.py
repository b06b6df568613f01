"""The Deposits screen, run as Streamlit runs it."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
import streamlit as st
from made.pages import html, page_of
from streamlit.testing.v1 import AppTest

from dashboard.drawing.look import Look
from dashboard.drawing.theme import THEMES
from dashboard.reading.opening import open_view
from models.drafts.schedule import Base, Draft
from models.geography.scope import EVERYTHING
from models.settings import settings
from pages.deposits import drafts
from pages.deposits.charts import CHANGES
from pages.deposits.rules import base_deposits
from pages.deposits.tabs import TABS
from pages.deposits.whatif_questions import total
from pages.deposits.whatif_tables import CHANGED_GROUPS

EMPTY = {"region": "330782", "category": "tea", "status": "revoked", "type": "mall-flagship"}
SHEETS = {
    "state": ["deposit-tiers", "deposit-groups", "deposit-fallen"],
    "schedules": ["deposit-schedule", "deposit-schedules", "deposit-bases"],
    "whatif": ["whatif-matrix", "whatif-groups", "draft-tiers"],
    "drafts": ["draft-comparison", "draft-rules"],
}
Edit = Callable[[list[dict[str, Any]]], None]


@pytest.fixture(autouse=True)
def _own(at_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The published demonstration in a home that drafts may be kept in."""
    home = tmp_path / "own"
    home.mkdir()
    for name in ("snapshots", "boundaries"):
        (home / name).symlink_to(at_home / name)
    monkeypatch.setenv("LAOTIE_HOME", str(home))
    settings.cache_clear()


opened = partial(page_of, "deposits")


def link(page: AppTest, name: str) -> str:
    found = page.query_params.get(name, "")
    return found[0] if isinstance(found, list) else found


def stricter() -> Draft:
    draft = drafts.schedule_in_force_as_draft(open_view({}, EVERYTHING).now)
    return replace(draft, tiers=tuple(replace(t, min_score=t.min_score and t.min_score + 0.2) for t in draft.tiers))


@pytest.fixture
def edit(monkeypatch: pytest.MonkeyPatch) -> dict[str, Edit]:
    """What a person does to the tables: by the table's name, a change of its rows."""
    edits: dict[str, Edit] = {}
    real = st.data_editor

    def editor(data: pa.Table, *, key: str, **more: Any) -> pa.Table:
        table: pa.Table = real(data, key=key, **more)
        change = edits.get(key.split("_")[1])
        if change is None:
            return table
        rows = table.to_pylist()
        change(rows)
        return pa.Table.from_pylist(rows, schema=data.schema)

    monkeypatch.setattr(st, "data_editor", editor)
    return edits


@pytest.mark.parametrize("listing", TABS)
def test_every_tab_opens_in_both_languages_with_its_sheets(listing: str) -> None:
    for language in ("zh", "en"):
        page = opened(list=listing, lang=language)
        text = html(page)
        assert not page.exception
        for code in SHEETS[listing]:
            assert f"/api/v1/export/{code}.csv?" in text


@pytest.mark.parametrize("listing", TABS)
def test_every_tab_opens_in_a_region_with_a_filter_and_without_comparison(listing: str) -> None:
    page = opened(list=listing, lang="en", region="330000", category="apparel~food", compare="none")
    assert not page.exception
    if listing == "state":
        assert "There is nothing to compare with" in html(page)


@pytest.mark.parametrize("listing", TABS)
def test_every_tab_opens_on_a_view_without_stores(listing: str) -> None:
    page = opened(list=listing, lang="en", **EMPTY)
    assert not page.exception
    assert "No store is in this view" in html(page)


@pytest.mark.parametrize("by", ["belt", "category", "type", "nonsense"])
def test_tables_are_by_what_the_link_names(by: str) -> None:
    for listing in ("state", "whatif"):
        page = opened(list=listing, by=by, lang="en", item=drafts.store_draft(stricter()))
        assert not page.exception
        assert {"belt": "Belt", "category": "Category", "type": "Store type"}.get(by, "Region") in html(page)


def test_a_count_that_is_withheld_says_so_in_the_matrix() -> None:
    """Where a single pair of tiers has too few stores, another is withheld with it."""
    page = opened(list="whatif", lang="en", region="110000")
    assert not page.exception
    assert '<td class="n faint">too few stores</td>' in html(page)
    assert '<td class="n faint">withheld</td>' in html(page)


def test_a_link_with_nonsense_shows_the_defaults(at_home: Path) -> None:
    page = opened(list="nonsense", by="x", measure="y", page="99", series="z~../..", item="<b>", lang="en")
    assert not page.exception
    assert "Stores by deposit tier" in html(page)


def test_the_way_to_the_same_stores_on_the_map() -> None:
    text = html(opened(list="state", lang="en", category="apparel"))
    assert "metric=deposit-released" in text
    assert "metric=tier-stores" in text


def test_a_draft_that_is_not_here_gives_a_sentence_and_the_schedule_in_force() -> None:
    for item in ("0123456789ab", "<script>alert(1)</script>"):
        page = opened(list="whatif", item=item, lang="en")
        text = html(page)
        assert not page.exception
        assert "There is no draft" in text
        assert "<script>" not in text
        assert "Schedule in force" in text


def test_a_drafts_link_shows_what_it_changes_and_offers_its_files() -> None:
    code = drafts.store_draft(replace(stricter(), bases=(Base("apparel", "enterprise", 1),)))
    text = html(opened(list="whatif", item=code, lang="en"))
    assert "/api/v1/export/draft-tiers.csv?v=1" in text
    assert f"item={code}" in text
    assert "/api/v1/export/draft-bases.csv?" in text
    assert "/api/v1/export/whatif-stores.csv?" in text


def test_whom_a_draft_affects_is_drawn_to_both_sides_and_said_in_a_sentence() -> None:
    code = drafts.store_draft(stricter())
    opened_view = open_view({"list": "whatif", "item": code, "lang": "en"}, EVERYTHING)
    spec = CHANGES.make(opened_view, Look(THEMES["light"]))
    assert spec
    bars = spec["layer"][0]["data"]["values"]
    shown = {row.code: row for row in CHANGED_GROUPS.shown(opened_view)}
    for less, more in zip(bars[::2], bars[1::2], strict=True):
        assert (less["region"], less["x"], more["x"]) == (
            more["region"], shown[less["region"]].less_fen, shown[more["region"]].more_fen
        )  # fmt: skip
    sums = total(opened_view.now, opened_view.question, stricter(), "region")
    found = CHANGES.found(opened_view)
    assert found
    assert found.say("en").startswith(f"{sums.less:,} stores owe less and {sums.more:,} owe more: ")


def test_an_edited_cell_makes_a_draft_in_the_address(edit: dict[str, Edit]) -> None:
    def less(rows: list[dict[str, Any]]) -> None:
        rows[0]["reduction_pct"] = 70.0

    edit["tiers"] = less
    page = opened(list="whatif", lang="en")
    assert not page.exception
    draft = drafts.find(link(page, "item"))
    assert draft is not None
    assert draft.tiers[0].reduction_pct == 70.0
    assert draft.tiers[1:] == drafts.schedule_in_force_as_draft(open_view({}, EVERYTHING).now).tiers[1:]
    assert "Draft without a name" in html(page)
    kept = link(page, "item")
    assert link(page.run(), "item") == kept
    assert len(list(drafts.folder().glob("*.json"))) == 1


def test_what_is_edited_stays_when_more_is_edited(edit: dict[str, Edit]) -> None:
    def first(rows: list[dict[str, Any]]) -> None:
        rows[0]["reduction_pct"] = 70.0

    def both(rows: list[dict[str, Any]]) -> None:
        first(rows)
        rows[1]["min_score"] = 4.5

    edit["tiers"] = first
    page = opened(list="whatif", lang="en")
    edit["tiers"] = both
    page.run()
    draft = drafts.find(link(page, "item"))
    assert draft is not None
    assert (draft.tiers[0].reduction_pct, draft.tiers[1].min_score) == (70.0, 4.5)


def test_an_impossible_edit_is_told_row_by_row_and_keeps_the_last_possible_draft(edit: dict[str, Edit]) -> None:
    def wrong(rows: list[dict[str, Any]]) -> None:
        rows[1]["reduction_pct"] = 140.0
        rows[2]["min_score"], rows[2]["max_score"] = 4.8, 4.1

    edit["tiers"] = wrong
    page = opened(list="whatif", lang="en")
    text = html(page)
    assert not page.exception
    assert link(page, "item") == ""
    assert not drafts.folder().exists()
    assert "Row 2 (T2), Reduction %, “140”: The value is out of range" in text
    assert "Row 3 (T3), Highest score" in text
    assert "The highest score is below the lowest" in text


def test_rows_are_named_as_they_stand_in_the_table_though_one_is_left_out(edit: dict[str, Edit]) -> None:
    def wrong(rows: list[dict[str, Any]]) -> None:
        rows[0]["is_removed"] = True
        rows[3]["name_en"] = ""

    edit["tiers"] = wrong
    assert "Row 4 (T4), English name" in html(opened(list="whatif", lang="en"))


def test_base_deposits_that_are_edited_are_part_of_the_draft(edit: dict[str, Edit]) -> None:
    def more(rows: list[dict[str, Any]]) -> None:
        rows[0]["enterprise"] = 12.5

    edit["bases"] = more
    page = opened(list="whatif", lang="en")
    draft = drafts.find(link(page, "item"))
    assert draft is not None
    assert [base.base_fen for base in draft.bases] == [1250]


def test_a_negative_base_is_refused_by_its_category_and_type(edit: dict[str, Edit]) -> None:
    def wrong(rows: list[dict[str, Any]]) -> None:
        rows[0]["enterprise"] = -1.0

    edit["bases"] = wrong
    page = opened(list="whatif", lang="en")
    assert link(page, "item") == ""
    assert "× enterprise, “-1.00”: The value is out of range" in html(page)


def widget(page: AppTest, kind: str, name: str) -> Any:
    return next(one for one in getattr(page, kind) if one.key and one.key.startswith(f"whatif_{name}_"))


def test_only_certified_or_designated_stores_a_first_day_and_another_tier() -> None:
    page = opened(list="whatif", lang="en")
    widget(page, "toggle", "certified").set_value(True).run()
    widget(page, "toggle", "designated").set_value(True).run()
    widget(page, "text_input", "begins").set_value("2027-01-01").run()
    widget(page, "button", "add").click().run()
    assert not page.exception
    draft = drafts.find(link(page, "item"))
    assert draft is not None
    assert (draft.is_certified_only, draft.is_designated_only, draft.begins_on) == (True, True, "2027-01-01")
    assert len(draft.tiers) == len(drafts.schedule_in_force_as_draft(open_view({}, EVERYTHING).now).tiers) + 1


def test_a_first_day_that_is_none_is_told() -> None:
    page = opened(list="whatif", lang="en")
    widget(page, "text_input", "begins").set_value("soon").run()
    assert "soon is not a day" in html(page)
    assert link(page, "item") == ""


def test_all_base_deposits_are_set_at_once() -> None:
    page = opened(list="whatif", lang="en")
    widget(page, "number_input", "percent").set_value(50.0).run()
    widget(page, "button", "scale").click().run()
    draft = drafts.find(link(page, "item"))
    assert draft is not None
    held = base_deposits(open_view({}, EVERYTHING).now)
    assert sum(base.base_fen for base in draft.bases) * 2 == sum(base.base_fen for base in held)


def test_a_draft_is_saved_under_a_name_and_listed() -> None:
    code = drafts.store_draft(stricter())
    page = opened(list="whatif", item=code, lang="en")
    widget(page, "button", "save").click().run()
    assert "Give the draft a name" in html(page)
    widget(page, "text_input", "name").set_value("<i>Spring</i>").run()
    widget(page, "text_input", "author").set_value("li.na").run()
    widget(page, "button", "save").click().run()
    assert not page.exception
    (saved,) = drafts.saved()
    assert (saved.name, saved.author, saved.tiers) == ("<i>Spring</i>", "li.na", stricter().tiers)
    assert link(page, "item") == saved.draft_id
    text = html(opened(list="drafts", lang="en", series=saved.draft_id))
    assert "&lt;i&gt;Spring&lt;/i&gt;" in text
    assert "<i>Spring" not in text


def test_another_draft_opened_is_what_the_tables_start_from(edit: dict[str, Edit]) -> None:
    def less(rows: list[dict[str, Any]]) -> None:
        rows[0]["reduction_pct"] = 70.0

    edit["tiers"] = less
    page = opened(list="whatif", lang="en")
    edit.clear()
    code = drafts.store_draft(drafts.named(stricter(), "Stricter", ""))
    page.query_params["item"] = code
    page.run()
    assert not page.exception
    assert link(page, "item") == code
    assert "Draft: Stricter" in html(page)


def test_coming_back_to_the_tables_shows_the_draft_of_the_address(edit: dict[str, Edit]) -> None:
    def less(rows: list[dict[str, Any]]) -> None:
        rows[0]["reduction_pct"] = 70.0

    edit["tiers"] = less
    page = opened(list="whatif", lang="en")
    edit.clear()
    code = link(page, "item")
    page.query_params["list"] = "state"
    page.run()
    page.query_params["list"] = "whatif"
    page.run()
    assert link(page, "item") == code


def test_a_draft_whose_first_day_has_passed_is_shown_and_offers_no_file() -> None:
    code = drafts.store_draft(replace(stricter(), begins_on="2026-01-01"))
    page = opened(list="whatif", item=code, lang="en")
    text = html(page)
    assert not page.exception
    assert "has to be after the day of the snapshot" in text
    assert "/api/v1/export/draft-tiers.csv?" not in text
    assert "/api/v1/export/whatif-matrix.csv?" in text


def test_a_home_that_cannot_be_written_to_is_told_in_a_sentence(edit: dict[str, Edit]) -> None:
    def less(rows: list[dict[str, Any]]) -> None:
        rows[0]["reduction_pct"] = 70.0

    drafts.folder().write_text("not a folder", encoding="utf-8")
    edit["tiers"] = less
    page = opened(list="whatif", lang="en")
    assert not page.exception
    assert "The draft cannot be kept" in html(page)
