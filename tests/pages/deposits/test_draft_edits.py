"""A draft as tables that are edited: nothing edited changes nothing, and each edit does what it says."""

from dataclasses import replace
from datetime import date
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made.drafted import possible
from made.record import CATEGORIES, DAY

from models.drafts.files import RulesInForce
from models.drafts.schedule import Base, Draft, Tier
from models.programme.terms import STORE_TYPES
from pages.deposits.draft_edits import (
    REMOVED,
    TIER_SCHEMA,
    base_table,
    tier_table,
    with_bases,
    with_new_tier,
    with_scaled_bases,
    with_tiers,
    without_author,
)

HELD = RulesInForce(
    DAY,
    [],
    [
        {"category_code": "tea", "store_type": "enterprise", "base_fen": 100_000, "effective_from": date(2025, 1, 1)},
        {"category_code": "tea", "store_type": "personal", "base_fen": 333, "effective_from": date(2025, 1, 1)},
        {"category_code": "shoes", "store_type": "personal", "base_fen": 0, "effective_from": date(2025, 1, 1)},
    ],
    [],
)
NAMED = {code: f"Kind {code}" for code in CATEGORIES}


def as_table(rows: list[dict[str, Any]]) -> pa.Table:
    return pa.Table.from_pylist(rows, schema=TIER_SCHEMA)


def bases_after(draft: Draft, *edits: tuple[str, str, float | None]) -> dict[tuple[str, str], int]:
    """Base deposits of a draft after cells of its table were changed: category, store type, CNY."""
    shown = base_table(draft, HELD, NAMED)
    now = shown.to_pylist()
    for category, kind, cny in edits:
        now[list(NAMED).index(category)][kind] = cny
    made = with_bases(draft, shown, pa.Table.from_pylist(now, schema=shown.schema), list(NAMED), HELD)
    return {(base.category_code, base.store_type): base.base_fen for base in made.bases}


@given(possible())
def test_tables_in_which_nothing_is_edited_give_the_same_draft(draft: Draft) -> None:
    found = with_tiers(draft, tier_table(draft))
    assert found.draft == draft
    assert found.rows == tuple(range(1, len(draft.tiers) + 1))
    assert bases_after(draft) == {(base.category_code, base.store_type): base.base_fen for base in draft.bases}


@given(possible(), st.data())
def test_an_edited_cell_is_in_the_draft_and_no_other_cell_changes(draft: Draft, data: Any) -> None:
    if not draft.tiers:
        return
    rows = tier_table(draft).to_pylist()
    at = data.draw(st.integers(0, len(rows) - 1))
    name, value = data.draw(
        st.sampled_from(
            [("rank", 77), ("tier_code", "NEW"), ("reduction_pct", 1.5), ("min_score", None), ("max_score", 3.25),
             ("requires_no_violation", True), ("name_zh", "新"), ("name_en", "New")]
        )
    )  # fmt: skip
    rows[at][name] = value
    found = with_tiers(draft, as_table(rows)).draft
    assert getattr(found.tiers[at], name) == value
    assert replace(found.tiers[at], **{name: getattr(draft.tiers[at], name)}) == draft.tiers[at]
    assert found.tiers[:at] + found.tiers[at + 1 :] == draft.tiers[:at] + draft.tiers[at + 1 :]


def one_tier(**more: Any) -> pa.Table:
    return as_table([dict.fromkeys(TIER_SCHEMA.names) | more])


@pytest.mark.parametrize(
    ("chosen", "text"),
    [(None, "*"), ([], "*"), (["personal"], "personal"), (["personal", "enterprise"], "enterprise|personal"),
     ([*STORE_TYPES], "*"), (["personal", "palace"], "personal")],
)  # fmt: skip
def test_no_store_type_chosen_stands_for_all(chosen: list[str] | None, text: str) -> None:
    (tier,) = with_tiers(Draft(()), one_tier(tier_code="T1", store_types=chosen)).draft.tiers
    assert tier.store_types == text


def test_emptied_cells_are_missing_and_text_is_one_line() -> None:
    (tier,) = with_tiers(Draft(()), one_tier(tier_code=" T1\n", name_en="a\tb")).draft.tiers
    assert (tier.tier_code, tier.name_zh, tier.name_en, tier.rank, tier.reduction_pct) == ("T1", "", "a b", None, None)


def test_a_tier_that_is_left_out_keeps_the_numbers_of_the_other_rows() -> None:
    draft = with_new_tier(with_new_tier(with_new_tier(Draft(()))))
    rows = tier_table(draft).to_pylist()
    rows[1][REMOVED] = True
    found = with_tiers(draft, as_table(rows))
    assert [tier.tier_code for tier in found.draft.tiers] == ["T1", "T3"]
    assert found.rows == (1, 3)


def test_an_amount_that_is_changed_is_the_drafts_to_the_fen() -> None:
    assert bases_after(Draft(()), ("tea", "enterprise", 900.01), ("shoes", "flagship", 0.005)) == {
        ("tea", "enterprise"): 90_001,
        ("shoes", "flagship"): 1,
    }


def test_an_amount_that_is_set_back_or_emptied_is_no_longer_changed() -> None:
    draft = Draft((), (Base("tea", "enterprise", 5), Base("tea", "personal", 6), Base("shoes", "flagship", 7)))
    edits = (("tea", "enterprise", 1000.0), ("tea", "personal", None))
    assert bases_after(draft, *edits) == {("shoes", "flagship"): 7}


def test_a_negative_amount_is_taken_as_it_is_for_the_check_to_refuse() -> None:
    assert bases_after(Draft(()), ("tea", "enterprise", -1.0)) == {("tea", "enterprise"): -100}


@pytest.mark.parametrize(
    ("percent", "told"),
    [(100.0, {}), (80.0, {"enterprise": 80_000, "personal": 266}), (0.0, {"enterprise": 0, "personal": 0}),
     (150.0, {"enterprise": 150_000, "personal": 500})],
)  # fmt: skip
def test_every_base_deposit_is_set_to_a_share_half_a_fen_counting_as_one(percent: float, told: dict[str, int]) -> None:
    made = with_scaled_bases(Draft((), (Base("tea", "flagship", 9),)), HELD, percent)
    assert {(base.category_code, base.store_type): base.base_fen for base in made.bases} == {
        ("tea", kind): fen for kind, fen in told.items()
    }


@given(possible())
def test_another_tier_has_a_code_of_its_own_and_is_tried_last(draft: Draft) -> None:
    more = with_new_tier(draft)
    new: Tier = more.tiers[-1]
    assert new.tier_code not in {tier.tier_code for tier in draft.tiers}
    assert all(new.rank > tier.rank for tier in draft.tiers)
    assert new.name_zh
    assert new.name_en


@given(possible())
def test_who_saved_a_draft_is_no_part_of_what_it_says(draft: Draft) -> None:
    assert without_author(replace(draft, name="x", author="y", made_on="2026-01-01")) == without_author(draft)
