"""The what-if's sheets and files: reproducible, taken by the importer as they are, and true once published."""

import csv
import io
import shutil
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from made.drafted import possible
from made.drawn import records
from made.record import DAY, Made, base, deposit, store, tier

from dashboard import exports
from dashboard.reading.naming import names
from dashboard.reading.opening import Opened, open_view
from dashboard.screens import TABLES
from dashboard.tables.values import Hidden
from dashboard.views.view import View
from data.errors import Refused
from models.drafts.schedule import Base, Draft
from models.geography.places import COUNTRY_CODE
from models.geography.scope import EVERYTHING
from models.intake.importer import bring_in
from models.intake.reading.outcomes import Outcome
from models.publication.publish import publish
from models.record.store import Record, open_record
from models.settings import settings as set_up
from models.snapshots.shelf import Shelf
from models.snapshots.snapshot import Snapshot
from pages.deposits import drafts
from pages.deposits import whatif_questions as whatif
from pages.deposits.draft_tables import COMPARISON, RULES, SAVED
from pages.deposits.rules import base_deposits, rules_of_draft, schedules
from pages.deposits.whatif_matrix import matrix_html, tier_lines
from pages.deposits.whatif_tables import MATRIX, STORES, listing

AT = datetime.fromisoformat("2026-11-16T10:00")
FILES = {"draft-tiers": "deposit_tiers", "draft-bases": "base_deposits"}
CODES = ("whatif-groups", "whatif-matrix", "whatif-stores", "draft-tiers", "draft-bases", "draft-comparison",
         "draft-rules", "drafts")  # fmt: skip


def content(code: str, opened: Opened) -> bytes:
    return b"".join(exports.make(TABLES, code, opened).csv())


def read(code: str, opened: Opened) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content(code, opened).decode("utf-8-sig"))))


@pytest.fixture
def own(at_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The published demonstration in a home of one's own, with its record."""
    home = tmp_path / "own"
    home.mkdir()
    shutil.copytree(at_home / "snapshots", home / "snapshots")
    shutil.copy(at_home / "record.sqlite", home)
    monkeypatch.setenv("LAOTIE_HOME", str(home))
    set_up.cache_clear()
    return home


def changed() -> Draft:
    """A draft with other bounds, other reductions, a tier less and some base amounts."""
    now = open_view({}, EVERYTHING).now
    draft = drafts.schedule_in_force_as_draft(now)
    tiers = [replace(one, min_score=one.min_score and one.min_score + 0.123) for one in draft.tiers[:-1]]
    tiers[0] = replace(tiers[0], reduction_pct=33.333)
    bases = tuple(
        Base(base.category_code, base.store_type, base.base_fen + 101)
        for base in base_deposits(now)
        if base.category_code == "apparel"
    )
    return replace(draft, tiers=tuple(tiers), bases=bases, begins_on="2026-11-16").ordered


def brought(code: str, opened: Opened, folder: Path, record: Record, *, dry_run: bool = False) -> Outcome:
    path = folder / f"{code}.csv"
    path.write_bytes(content(code, opened))
    return bring_in(FILES[code], path, record=record, by="tester", at=AT, dry_run=dry_run)


def test_the_same_draft_snapshot_and_view_give_the_same_bytes(own: Path) -> None:
    item = drafts.store_draft(changed())
    for code in CODES:
        asked = {"item": item, "by": "category", "measure": "less", "series": item, "region": "330000", "level": "city"}
        first = content(code, open_view(asked, EVERYTHING))
        assert content(code, open_view(dict(asked), EVERYTHING)) == first
        assert first.count(b"\r\n") >= 1


def test_the_whole_of_a_list_is_the_same_on_screen_and_in_its_file(own: Path) -> None:
    opened = open_view({"item": drafts.store_draft(changed()), "measure": "more"}, EVERYTHING)
    rows, total = read("whatif-stores", opened), STORES.size(opened)
    assert len(rows) == total > 50
    paged = [one.store_id for at in range(0, total, 50) for one in STORES.page(opened, at, 50)]
    assert [row["store_id"].strip('="') for row in rows] == paged
    assert all(float(row["change_cny"]) > 0 for row in rows)
    assert all(round(float(r["due_cny"]) - float(r["entitled_cny"]) - float(r["change_cny"]), 2) == 0 for r in rows)


def test_an_unknown_list_or_dimension_falls_back_to_the_first(own: Path) -> None:
    opened = open_view({"item": drafts.store_draft(changed()), "measure": "nonsense", "by": "nonsense"}, EVERYTHING)
    assert listing(opened) == "moved"
    assert content("whatif-groups", opened) == content(
        "whatif-groups", open_view({"item": opened.presentation.item}, EVERYTHING)
    )


def test_a_draft_that_is_not_here_is_refused_in_every_export(own: Path) -> None:
    for code in ("whatif-groups", "whatif-matrix", "whatif-stores", "draft-tiers", "draft-bases"):
        with pytest.raises(Refused, match="no draft 0123456789ab"):
            content(code, open_view({"item": "0123456789ab"}, EVERYTHING))


def test_the_matrix_and_the_groups_say_what_the_stores_say(own: Path) -> None:
    opened = open_view({"item": drafts.store_draft(changed()), "measure": "all", "by": "type"}, EVERYTHING)
    stores = read("whatif-stores", opened)
    shown = [row for row in read("whatif-matrix", opened) if row["status"] == "value"]
    assert shown
    for row in shown:
        same = [s for s in stores if (s["entitled_tier_code"], s["tier"]) == (row["tier_now"], row["tier"])]
        assert len(same) == int(row["stores"])
        assert round(sum(float(s["due_cny"]) for s in same), 2) == float(row["due_cny"])
    for row in read("whatif-groups", opened):
        same = [s for s in stores if s["store_type"] == row["code"]]
        if row["status"] == "value":
            assert len(same) == int(row["stores"])
            assert sum(float(s["change_cny"]) > 0 for s in same) == int(row["more"])


def test_the_matrix_of_every_province_shows_no_count_that_is_withheld(at_home: Path) -> None:
    """A pair of tiers that is withheld for another one's sake has no digits; a page once raised for want of them."""
    withheld = 0
    places = names(open_view({}, EVERYTHING).now)
    for code in places.children(COUNTRY_CODE, "province"):
        opened = open_view({"region": code, "lang": "en"}, EVERYTHING)
        counts = {(line.code, tier): count for line in tier_lines(opened) for tier, count in line.into.items()}
        assert counts == {(pair.tier_now, pair.tier): pair.stores for pair in MATRIX.shown(opened)}
        hidden = [count for count in counts.values() if isinstance(count, Hidden)]
        withheld += Hidden.WITHHELD in hidden
        html = str(matrix_html(opened))
        assert html.count(">withheld<") == hidden.count(Hidden.WITHHELD)
        assert html.count(">too few stores<") == hidden.count(Hidden.FEW)
    assert withheld > 1


def test_the_drafts_files_have_no_problem_for_the_importer(own: Path) -> None:
    opened = open_view({"item": drafts.store_draft(drafts.named(changed(), "=Spring; proposal", "li.na"))}, EVERYTHING)
    record = open_record(set_up().record)
    for code in FILES:
        outcome = brought(code, opened, own, record, dry_run=True)
        assert (outcome.problem_total, outcome.is_stored) == (0, False), outcome.problems
        assert outcome.unknown_columns
    kinds = {delivery.kind for delivery in record.deliveries() if delivery.received_by == "tester"}
    assert kinds == set()


def test_importing_a_draft_and_publishing_gives_the_tiers_it_foretold(own: Path) -> None:
    draft = changed()
    opened = open_view({"item": drafts.store_draft(draft)}, EVERYTHING)
    foretold = {one.store_id: one for one in whatif.stores(opened.now, opened.question, draft, "all")}
    record = open_record(set_up().record)
    for code in FILES:
        assert brought(code, opened, own, record).is_stored
    (later,) = publish(record, Shelf(own / "snapshots"), [date(2026, 11, 16)])
    assert check_published(later, draft) > 1_000
    same = (
        "store_score", "has_violation", "certification_status", "is_exempt", "tier_code", "base_fen", "required_fen",
    )  # fmt: skip
    told = 0
    for one in whatif.stores(later, View.of(EVERYTHING).question, drafts.schedule_in_force_as_draft(later), "all"):
        then = foretold.get(one.store_id)
        if then and all(getattr(one, name) == getattr(then, name) for name in same):
            told += 1
            assert one.entitled_tier_code == then.tier
            if (one.category_code, one.store_type) not in {(b.category_code, b.store_type) for b in draft.bases}:
                assert one.entitled_fen == then.due_fen
    assert told > 1_000


def check_published(later: Snapshot, draft: Draft) -> int:
    """The published schedule is the draft: how many stores say so."""
    assert {tiers[0].schedule_id for tiers in schedules(later)} >= {draft.schedule_id}
    plain = replace(draft, bases=())
    stores = list(whatif.stores(later, View.of(EVERYTHING).question, plain, "all"))
    assert all((one.entitled_tier_code, one.entitled_fen) == (one.tier, one.due_fen) for one in stores)
    return len(stores)


@settings(max_examples=6)
@given(records(most=8), possible(), st.integers(0, 40))
def test_any_possible_draft_comes_true(
    tmp_path_factory: pytest.TempPathFactory, made: Made, draft: Draft, days: int
) -> None:
    assume(draft.tiers)
    folder = tmp_path_factory.mktemp("comes-true")
    begins = DAY + timedelta(days=days + 2)
    made.rows["deposit_tiers"] = [row for row in made.rows["deposit_tiers"] if row["effective_from"] <= DAY]
    draft = replace(draft, begins_on=begins.isoformat(), is_certified_only=False)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LAOTIE_HOME", str(folder))
        set_up.cache_clear()
        record = made.into(open_record(set_up().record))
        publish(record, Shelf(set_up().snapshots), [DAY])
        opened = open_view({"item": drafts.store_draft(draft)}, EVERYTHING)
        outcome = brought("draft-tiers", opened, folder, record)
        assert outcome.is_stored, outcome.problems
        (later,) = publish(record, Shelf(set_up().snapshots), [begins])
        published = [tier for tiers in schedules(later) for tier in tiers if tier.schedule_id == draft.schedule_id]
        assert [tier.tier_code for tier in published] == [tier.tier_code for tier in rules_of_draft(draft)]
        for one in whatif.stores(later, View.of(EVERYTHING).question, replace(draft, bases=()), "all"):
            assert (one.entitled_tier_code, one.entitled_fen) == (one.tier, one.due_fen)
    set_up.cache_clear()


@pytest.fixture
def small() -> None:
    """Two schedules in force one after the other, a known base, and three stores that can be told by hand."""
    made = Made()
    made.rows["deposit_tiers"] = [tier("T1", 1, requires_certified=False, min_score=4.5, reduction_pct=50.0)]
    made = made.add("base_deposits", [base("apparel", "enterprise", 100_000, date(2025, 1, 1))])
    made = made.add("stores", [store(f"s{n}", store_score=score) for n, score in enumerate((4.9, 4.4, 4.0))])
    made = made.add("deposits", [deposit(f"s{n}", DAY, 100_000, 100_000, 100_000) for n in range(3)])
    made.published(set_up().snapshots)


@pytest.mark.usefixtures("small")
def test_a_small_draft_told_by_hand() -> None:
    now = open_view({}, EVERYTHING).now
    draft = drafts.schedule_in_force_as_draft(now)
    draft = replace(
        draft, tiers=(replace(draft.tiers[0], min_score=4.4),), bases=(Base("apparel", "enterprise", 80_000),)
    )
    opened = open_view({"item": drafts.store_draft(draft), "measure": "all"}, EVERYTHING)
    stores = whatif.stores(now, opened.question, draft, "all")
    assert {one.store_id: (one.move, one.entitled_fen, one.due_fen) for one in stores} == {
        "s0": ("same", 50_000, 40_000),
        "s1": ("up", 100_000, 40_000),
        "s2": ("same", 100_000, 80_000),
    }
    assert [one.store_id for one in STORES.page(opened, 0, 50)] == ["s1", "s2", "s0"]
    total = whatif.total(now, opened.question, draft)
    assert (total.change_fen, total.released_fen, total.released_now_fen) == (-90_000, 80_000, 50_000)


@pytest.mark.usefixtures("small")
def test_drafts_stand_side_by_side_with_what_they_change() -> None:
    draft = drafts.schedule_in_force_as_draft(open_view({}, EVERYTHING).now)
    one = drafts.named(replace(draft, tiers=(replace(draft.tiers[0], reduction_pct=60.0),)), "Sixty", "li.na")
    none = drafts.named(replace(draft, tiers=()), "None", "")
    opened = open_view({"series": "~".join(drafts.store_draft(kept) for kept in (one, none))}, EVERYTHING)
    rows = COMPARISON.make(opened)
    assert [(row.name.say("en"), row.in_tiers, row.released_fen, row.up, row.out) for row in rows] == [
        ("Schedule in force", 1, 50_000, 0, 0),
        ("Sixty", 1, 60_000, 0, 0),
        ("None", 0, 0, 0, 1),
    ]
    told = [(row.draft.say("en"), row.change and row.change.say("en")) for row in RULES.shown(opened)]
    assert told == [("Schedule in force", None), ("Sixty", "reduction 50% → 60%"), ("None", "dropped")]
    assert [row.name.say("en") for row in SAVED.shown(opened)] == ["None", "Sixty"]


@pytest.mark.usefixtures("small")
def test_a_first_day_that_has_passed_is_refused_when_the_file_is_asked_for() -> None:
    late = replace(drafts.schedule_in_force_as_draft(open_view({}, EVERYTHING).now), begins_on=DAY.isoformat())
    with pytest.raises(Refused, match="has to be after the day of the snapshot"):
        content("draft-tiers", open_view({"item": drafts.store_draft(late)}, EVERYTHING))


@pytest.mark.usefixtures("small")
def test_numbers_reach_the_importer_with_every_digit() -> None:
    draft = drafts.schedule_in_force_as_draft(open_view({}, EVERYTHING).now)
    exact = replace(draft, tiers=(replace(draft.tiers[0], min_score=4.123456789, reduction_pct=33.3333333333),))
    row = read("draft-tiers", open_view({"item": drafts.store_draft(exact)}, EVERYTHING))[-1]
    assert (row["min_score"], row["reduction_pct"], row["max_score"]) == ("4.123456789", "33.3333333333", "")
