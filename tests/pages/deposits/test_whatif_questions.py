"""The what-if against plain loops: the same tiers, the same money, the same stores, whatever the draft."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made.drafted import drafts as any_draft
from made.drawn import records, views
from made.held import wide_rows
from made.record import DAY, Made, Row
from plain import day as plain_day
from plain import depositing as plain
from plain import metrics

from dashboard.reading.naming import names
from dashboard.views.view import View
from models.drafts.schedule import Draft, Tier
from models.geography.scope import EVERYTHING
from models.snapshots.shelf import Shelf
from models.snapshots.snapshot import Snapshot
from pages.deposits import drafts
from pages.deposits import whatif_questions as whatif

WHOLE = View.of(EVERYTHING)
FIELDS = {"region": "province_adcode", "belt": "belt_id", "category": "category_code", "type": "store_type"}


def expected(snapshot: Snapshot, states: list[Row], view: View, draft: Draft) -> list[Row]:
    """Every store in view with a deposit, by the loops."""
    bases = {(base.category_code, base.store_type): base.base_fen for base in draft.bases}
    return plain.what_if(metrics.seen(states, view), drafts.unchanged(snapshot).rules, draft.rows, bases)


def agree(row: Row, stores: list[Row]) -> None:
    told = plain.moves(stores)
    assert {name: row[name] for name in told} == told
    assert row["released_change_fen"] == (told["base_fen"] - told["due_fen"]) - (
        told["base_now_fen"] - told["due_now_fen"]
    )


def check_groups(snapshot: Snapshot, view: View, draft: Draft, stores: list[Row], by: str) -> None:
    name = f"{view.question.level}_adcode" if by == "region" else FIELDS[by]
    if by == "region":
        drawn = names(snapshot).children(view.question.region, view.question.level)
        stores = [row | {name: row[name] if row[name] in drawn else None} for row in stores]
    groups = metrics.by(stores, name)
    found = whatif.groups(snapshot, view.question, draft, by)
    assert {row["code"] for row in found} == set(groups)
    for row in found:
        agree(row, groups[row["code"]])


def check_lists(snapshot: Snapshot, view: View, draft: Draft, stores: list[Row]) -> None:
    for listing in whatif.MOVES:
        told = [row["store_id"] for row in plain.moved(stores, listing)]
        assert [row["store_id"] for row in whatif.stream(snapshot, view.question, draft, listing)] == told
        assert [row["store_id"] for row in whatif.part(snapshot, view.question, draft, listing, 1, 3)] == told[1:4]
        assert whatif.count(snapshot, view.question, draft, listing) == len(told)


def check_stores(snapshot: Snapshot, view: View, draft: Draft, stores: list[Row]) -> None:
    told = {row["store_id"]: row for row in stores}
    found = list(whatif.stream(snapshot, view.question, draft, "all"))
    assert len(found) == len(told)
    for row in found:
        of = told[row["store_id"]]
        assert (row["entitled_tier_code"], row["tier"]) == (of["tier_now"], of["tier"])
        assert (row["entitled_fen"], row["due_fen"]) == (of["due_now"], of["due"])
        assert row["drafted_base_fen"] == of["base"]
        assert row["change_fen"] == of["due"] - of["due_now"]
        assert row["move"] in of["lists"] | {"same"}


def check_all(snapshot: Snapshot, states: list[Row], view: View, draft: Draft) -> None:
    stores = expected(snapshot, states, view, draft)
    agree(whatif.total(snapshot, view.question, draft), stores)
    for by in whatif.DIMENSIONS:
        check_groups(snapshot, view, draft, stores, by)
    pairs = metrics.by([row | {"pair": (row["tier_now"], row["tier"])} for row in stores], "pair")
    matrix = whatif.matrix(snapshot, view.question, draft)
    assert {(row["tier_now"], row["tier"]) for row in matrix} == set(pairs)
    for row in matrix:
        agree(row, pairs[row["tier_now"], row["tier"]])
    check_lists(snapshot, view, draft, stores)
    check_stores(snapshot, view, draft, stores)


@settings(max_examples=15)
@given(records(most=12), any_draft(), st.lists(views(), max_size=2))
def test_any_draft_over_any_stores_gives_what_plain_loops_give(
    tmp_path_factory: pytest.TempPathFactory, made: Made, draft: Draft, asked: list[View]
) -> None:
    snapshot = made.published(tmp_path_factory.mktemp("shelf"))
    states = plain_day.state(made.rows, DAY)
    for view in (WHOLE, *asked):
        check_all(snapshot, states, view, draft)


@settings(max_examples=15)
@given(records(most=12))
def test_the_schedule_in_force_gives_exactly_the_published_tiers(
    tmp_path_factory: pytest.TempPathFactory, made: Made
) -> None:
    snapshot = made.published(tmp_path_factory.mktemp("shelf"))
    check_unchanged(snapshot)


def check_unchanged(snapshot: Snapshot) -> None:
    draft = drafts.unchanged(snapshot)
    for row in whatif.stream(snapshot, WHOLE.question, draft, "all"):
        assert (row["tier"], row["due_fen"]) == (row["entitled_tier_code"], row["entitled_fen"])
    total = whatif.total(snapshot, WHOLE.question, draft)
    assert (total["moved"], total["less"], total["more"], total["change_fen"]) == (0, 0, 0, 0)


@pytest.fixture(scope="module")
def shown(published_home: Path) -> Snapshot:
    return Shelf(published_home / "snapshots").open()


def test_so_it_does_on_the_published_demonstration(shown: Snapshot) -> None:
    assert whatif.total(shown, WHOLE.question, drafts.unchanged(shown))["stores"] > 1_000
    check_unchanged(shown)


def stricter(draft: Draft) -> Draft:
    def tier(one: Tier) -> Tier:
        least = None if one.min_score is None else one.min_score + 0.15
        return replace(one, min_score=least, reduction_pct=(one.reduction_pct or 0) + 5)

    return replace(draft, tiers=tuple(map(tier, draft.tiers[:-1])))


@pytest.mark.parametrize(
    "look",
    [
        {},
        {"level": "city"},
        {"region": "330000", "level": "county", "categories": ("apparel", "shoes")},
        {"store_types": ("flagship",), "tiers": ("BASE", "T2")},
        {"belts": ("none",)},
    ],
    ids=str,
)
def test_a_stricter_draft_on_the_demonstration_moves_what_plain_loops_move(
    published_home: Path, shown: Snapshot, look: Row
) -> None:
    draft, view = stricter(drafts.unchanged(shown)), WHOLE.but(**look)
    check_all(shown, wide_rows(published_home), view, draft)
    if not look:
        total = whatif.total(shown, view.question, draft)
        assert total["out"] > 0
        assert total["down"] > 0
        assert total["less"] > 0


def test_groups_and_the_unmatched_make_the_total(shown: Snapshot) -> None:
    draft = stricter(drafts.unchanged(shown))
    total = whatif.total(shown, WHOLE.question, draft)
    for by in whatif.DIMENSIONS:
        rows = whatif.groups(shown, WHOLE.question, draft, by)
        for name in whatif.SUMS:
            assert sum(row[name] for row in rows) == total[name], (by, name)


def test_without_stores_every_sum_is_zero(shown: Snapshot) -> None:
    view = WHOLE.but(region="330782", level="county", categories=("tea",), statuses=("revoked",))
    total = whatif.total(shown, view.question, drafts.unchanged(shown))
    assert {total[name] for name in whatif.SUMS} == {0}
    assert whatif.groups(shown, view.question, drafts.unchanged(shown), "region") == []
    assert whatif.part(shown, view.question, drafts.unchanged(shown), "all", 0, 50) == ()


def test_a_person_sees_the_stores_of_their_scope_alone(published_home: Path, shown: Snapshot) -> None:
    from models.geography.scope import Scope

    draft, view = stricter(drafts.unchanged(shown)), View.of(Scope(("330000",)))
    check_all(shown, wide_rows(published_home), view, draft)
    assert (
        0 < whatif.total(shown, view.question, draft)["stores"] < whatif.total(shown, WHOLE.question, draft)["stores"]
    )
