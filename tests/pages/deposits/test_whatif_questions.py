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
from pages.deposits import whatif_questions as whatif
from pages.deposits.drafts import schedule_in_force_as_draft
from pages.deposits.grouping import DIMENSIONS

WHOLE = View.of(EVERYTHING)
FIELDS = {"region": "province_adcode", "belt": "belt_id", "category": "category_code", "type": "store_type"}


def expected(snapshot: Snapshot, states: list[Row], view: View, draft: Draft) -> list[Row]:
    """Every store in view with a deposit, by the loops."""
    bases = {(base.category_code, base.store_type): base.base_fen for base in draft.bases}
    return plain.what_if(metrics.seen(states, view), schedule_in_force_as_draft(snapshot).rules, draft.rows, bases)


def agree(sums: whatif.DraftSums, stores: list[Row]) -> None:
    told = plain.moves(stores)
    assert {name: getattr(sums, name) for name in told} == told
    assert sums.released_change_fen == (told["base_fen"] - told["due_fen"]) - (
        told["base_now_fen"] - told["due_now_fen"]
    )


def check_groups(snapshot: Snapshot, view: View, draft: Draft, stores: list[Row], by: str) -> None:
    name = f"{view.question.level}_adcode" if by == "region" else FIELDS[by]
    if by == "region":
        drawn = names(snapshot).children(view.question.region, view.question.level)
        stores = [row | {name: row[name] if row[name] in drawn else None} for row in stores]
    groups = metrics.by(stores, name)
    found = whatif.groups(snapshot, view.question, draft, by)
    assert found.keys() == groups.keys()
    for code, sums in found.items():
        agree(sums, groups[code])


def check_lists(snapshot: Snapshot, view: View, draft: Draft, stores: list[Row]) -> None:
    for listing in whatif.TIER_MOVES:
        told = [row["store_id"] for row in plain.moved(stores, listing)]
        assert [one.store_id for one in whatif.stores(snapshot, view.question, draft, listing)] == told
        assert [one.store_id for one in whatif.stores_page(snapshot, view.question, draft, listing, 1, 3)] == told[1:4]
        assert whatif.store_count(snapshot, view.question, draft, listing) == len(told)


def check_stores(snapshot: Snapshot, view: View, draft: Draft, stores: list[Row]) -> None:
    told = {row["store_id"]: row for row in stores}
    found = list(whatif.stores(snapshot, view.question, draft, "all"))
    assert len(found) == len(told)
    for one in found:
        of = told[one.store_id]
        assert (one.entitled_tier_code, one.tier) == (of["tier_now"], of["tier"])
        assert (one.entitled_fen, one.due_fen) == (of["due_now"], of["due"])
        assert one.drafted_base_fen == of["base"]
        assert one.change_fen == of["due"] - of["due_now"]
        assert one.move in of["lists"] | {"same"}


def check_all(snapshot: Snapshot, states: list[Row], view: View, draft: Draft) -> None:
    stores = expected(snapshot, states, view, draft)
    agree(whatif.total(snapshot, view.question, draft), stores)
    for by in DIMENSIONS:
        check_groups(snapshot, view, draft, stores, by)
    pairs = metrics.by([row | {"pair": (row["tier_now"], row["tier"])} for row in stores], "pair")
    matrix = whatif.matrix(snapshot, view.question, draft)
    assert {(pair.tier_now, pair.tier) for pair in matrix} == set(pairs)
    for pair in matrix:
        agree(pair.sums, pairs[pair.tier_now, pair.tier])
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
    draft = schedule_in_force_as_draft(snapshot)
    for one in whatif.stores(snapshot, WHOLE.question, draft, "all"):
        assert (one.tier, one.due_fen) == (one.entitled_tier_code, one.entitled_fen)
    total = whatif.total(snapshot, WHOLE.question, draft)
    assert (total.moved, total.less, total.more, total.change_fen) == (0, 0, 0, 0)


@pytest.fixture(scope="module")
def shown(published_home: Path) -> Snapshot:
    return Shelf(published_home / "snapshots").open()


def test_so_it_does_on_the_published_demonstration(shown: Snapshot) -> None:
    assert whatif.total(shown, WHOLE.question, schedule_in_force_as_draft(shown)).stores > 1_000
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
    draft, view = stricter(schedule_in_force_as_draft(shown)), WHOLE.but(**look)
    check_all(shown, wide_rows(published_home), view, draft)
    if not look:
        total = whatif.total(shown, view.question, draft)
        assert total.out > 0
        assert total.down > 0
        assert total.less > 0


def test_groups_and_the_unmatched_make_the_total(shown: Snapshot) -> None:
    draft = stricter(schedule_in_force_as_draft(shown))
    total = whatif.total(shown, WHOLE.question, draft)
    for by in DIMENSIONS:
        rows = whatif.groups(shown, WHOLE.question, draft, by)
        for name in whatif.DraftSums._fields:
            assert sum(getattr(sums, name) for sums in rows.values()) == getattr(total, name), (by, name)


def test_without_stores_every_sum_is_zero(shown: Snapshot) -> None:
    view = WHOLE.but(region="330782", level="county", categories=("tea",), statuses=("revoked",))
    total = whatif.total(shown, view.question, schedule_in_force_as_draft(shown))
    assert set(total) == {0}
    assert whatif.groups(shown, view.question, schedule_in_force_as_draft(shown), "region") == {}
    assert whatif.stores_page(shown, view.question, schedule_in_force_as_draft(shown), "all", 0, 50) == ()


def test_a_person_sees_the_stores_of_their_scope_alone(published_home: Path, shown: Snapshot) -> None:
    from models.geography.scope import Scope

    draft, view = stricter(schedule_in_force_as_draft(shown)), View.of(Scope(("330000",)))
    check_all(shown, wide_rows(published_home), view, draft)
    assert 0 < whatif.total(shown, view.question, draft).stores < whatif.total(shown, WHOLE.question, draft).stores
