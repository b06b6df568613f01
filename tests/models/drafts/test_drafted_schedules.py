"""Drafted schedules: one value, one id; the files they become; and what makes them impossible, row by row."""

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made.drafted import possible
from made.record import CATEGORIES, DAY, tier

from data.errors import Refused
from models.drafts.faults import Fault, faults
from models.drafts.files import RulesInForce, base_rows, cell, file_text, tier_rows
from models.drafts.schedule import Base, Draft, Tier, in_force, read_draft

NEXT = DAY + timedelta(days=1)


def row(code: str, rank: int, **more: Any) -> Tier:
    plain: dict[str, Any] = {
        "name_zh": f"梯度 {code}",
        "name_en": f"Tier {code}",
        "store_types": "*",
        "min_score": None,
        "max_score": None,
        "requires_no_violation": False,
        "requires_certified": True,
        "requires_designated_belt": False,
        "reduction_pct": 20.0,
    }
    return Tier(tier_code=code, rank=rank, **(plain | more))


def rules(*schedules: dict[str, Any], bases: tuple[dict[str, Any], ...] = ()) -> RulesInForce:
    categories = [{"code": code, "name_zh": f"类 {code}", "name_en": code} for code in CATEGORIES]
    return RulesInForce(DAY, [one | {"delivery_id": "x"} for one in schedules], bases, categories)


IN_FORCE = rules(
    tier("T1", 1, min_score=4.7, reduction_pct=60.0),
    tier("T2", 2),
    bases=({"category_code": "tea", "store_type": "enterprise", "base_fen": 100_000, "effective_from": DAY},),
)
GOOD = Draft((row("T1", 1, min_score=4.7), row("T2", 2, max_score=4.7, reduction_pct=5.0)))


@given(possible())
def test_a_draft_is_kept_and_read_as_it_was(draft: Draft) -> None:
    again = read_draft(draft.content)
    assert again == draft
    assert again.draft_id == draft.draft_id


@given(possible(), possible())
def test_drafts_are_called_alike_only_if_they_say_the_same(one: Draft, other: Draft) -> None:
    assert (one.draft_id == other.draft_id) == (one == other)


@given(possible(), st.randoms())
def test_the_order_of_rows_does_not_matter(draft: Draft, chance: Any) -> None:
    tiers, bases = list(draft.tiers), list(draft.bases)
    chance.shuffle(tiers)
    chance.shuffle(bases)
    assert replace(draft, tiers=tuple(tiers), bases=tuple(bases)).ordered == draft.ordered


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"{}", b'{"tiers": [{}], "bases": []}', b'{"tiers":[],"bases":[],"x":1}']
)
def test_what_is_no_draft_is_not_read(content: bytes) -> None:
    with pytest.raises((TypeError, KeyError, ValueError)):
        read_draft(content)


def test_the_schedule_in_force_is_that_of_the_day_in_the_order_it_is_tried() -> None:
    rows = [
        tier("C", 2), tier("B", 2), tier("A", 3, DAY, DAY), tier("COMES", 1, NEXT),
        tier("OVER", 1, DAY - timedelta(days=9), DAY - timedelta(days=1)),
    ]  # fmt: skip
    assert [one["tier_code"] for one in in_force(rows, DAY)] == ["B", "C", "A"]


def test_what_holds_for_all_tiers_is_added_to_each() -> None:
    draft = replace(GOOD, is_designated_only=True)
    assert {one["requires_designated_belt"] for one in draft.rules} == {True}
    free = Draft((row("T1", 1, requires_certified=False),), is_certified_only=True)
    assert [one["requires_certified"] for one in free.rules] == [True]


def test_the_file_ends_what_holds_and_begins_the_draft() -> None:
    ended, own = tier_rows(replace(GOOD, begins_on="2026-04-01"), IN_FORCE)
    assert {(one["tier_code"], one["effective_to"]) for one in ended} == {
        ("T1", date(2026, 3, 31)),
        ("T2", date(2026, 3, 31)),
    }
    assert {(one["effective_from"], one["effective_to"]) for one in own} == {(date(2026, 4, 1), None)}


def test_a_draft_that_names_no_day_begins_the_day_after() -> None:
    _ended, own = tier_rows(GOOD, IN_FORCE)
    assert {one["effective_from"] for one in own} == {NEXT}


def test_a_draft_ends_before_the_next_schedule_that_is_known() -> None:
    coming = DAY + timedelta(days=30)
    held = rules(tier("T1", 1, ends=coming - timedelta(days=1)), tier("T1", 1, coming, schedule_id="later"))
    _ended, own = tier_rows(GOOD, held)
    assert {one["effective_to"] for one in own} == {coming - timedelta(days=1)}
    assert faults(GOOD, held) == ()


@pytest.mark.parametrize(
    ("day", "says"),
    [
        ("2026-03-15", "has to be after the day of the snapshot, 2026-03-15"),
        ("2025-01-01", "has to be after"),
        ("soon", "soon is not a day"),
        ("2026-02-30", "2026-02-30 is not a day"),
        ("2026-04-14", "Another schedule begins on 2026-04-14 already"),
    ],
)
def test_a_first_day_that_cannot_be_is_refused(day: str, says: str) -> None:
    held = rules(tier("T1", 1, DAY + timedelta(days=30)))
    draft = replace(GOOD, begins_on=day)
    with pytest.raises(Refused, match=says):
        tier_rows(draft, held)
    (fault,) = faults(draft, held)
    assert (fault.row, fault.value) == (0, day)
    assert says in fault.why.say("en")


def test_base_deposits_that_change_end_and_begin() -> None:
    draft = replace(GOOD, bases=(Base("tea", "enterprise", 90_001), Base("tea", "personal", 0)))
    ended, own = base_rows(draft, replace(IN_FORCE, bases=[IN_FORCE.bases[0] | {"effective_from": date(2025, 1, 1)}]))
    assert [(one["base_fen"], one["effective_to"]) for one in ended] == [(100_000, DAY)]
    assert [(one["base_fen"], one["effective_from"]) for one in own] == [(90_001, NEXT), (0, NEXT)]
    text = file_text("base_deposits", own)
    assert "tea,enterprise,900.01,2026-03-16," in text


@pytest.mark.parametrize(
    ("name", "value", "text"),
    [
        ("min_score", 4.7, "4.7"), ("min_score", 5.0, "5"), ("reduction_pct", 1e-05, "0.00001"),
        ("reduction_pct", 33.333333333, "33.333333333"), ("reduction_pct", 100.0, "100"), ("min_score", None, ""),
        ("base_fen", 1, "0.01"), ("base_fen", -5, "-0.05"), ("requires_certified", True, "yes"), ("rank", 3, "3"),
        ("name_zh", " a\n b ", "a b"), ("effective_from", DAY, "2026-03-15"),
    ],
)  # fmt: skip
def test_cells_are_exact(name: str, value: Any, text: str) -> None:
    assert cell(name, value) == text


def test_the_file_has_the_columns_of_the_contract() -> None:
    ended, own = tier_rows(GOOD, IN_FORCE)
    rows = list(csv.DictReader(io.StringIO(file_text("deposit_tiers", [*ended, *own]))))
    assert len(rows) == 4
    assert rows[-1]["schedule_id"] == GOOD.schedule_id
    assert len(GOOD.schedule_id) <= 64


@settings(max_examples=12)
@given(possible())
def test_a_possible_draft_has_no_fault(draft: Draft) -> None:
    assert faults(draft, IN_FORCE) == ()


def test_a_draft_without_tiers_ends_the_schedule_and_is_possible() -> None:
    assert faults(Draft(()), IN_FORCE) == ()
    assert faults(Draft(()), rules()) == ()


Spoil = Callable[[Tier], Tier]
IMPOSSIBLE: dict[str, tuple[dict[str, Any], str, str]] = {
    "min above max": ({"min_score": 4.9, "max_score": 4.0}, "max_score", "highest score is below the lowest"),
    "reduction above 100": ({"reduction_pct": 100.5}, "reduction_pct", "out of range"),
    "reduction below 0": ({"reduction_pct": -0.1}, "reduction_pct", "out of range"),
    "no reduction": ({"reduction_pct": None}, "reduction_pct", "empty"),
    "score above 5": ({"min_score": 5.1}, "min_score", "out of range"),
    "score below 0": ({"max_score": -1.0}, "max_score", "out of range"),
    "no rank": ({"rank": None}, "rank", "empty"),
    "rank below 0": ({"rank": -1}, "rank", ""),
    "the base's code": ({"tier_code": "BASE"}, "tier_code", "A code may hold no ~"),
    "no deposit's code": ({"tier_code": "NONE"}, "tier_code", "A code may hold no ~"),
    "a code with a tilde": ({"tier_code": "T~9"}, "tier_code", "A code may hold no ~"),
    "no code": ({"tier_code": ""}, "tier_code", "empty"),
    "a long code": ({"tier_code": "T" * 33}, "tier_code", "longer than 32"),
    "no Chinese name": ({"name_zh": "  "}, "name_zh", "empty"),
    "no English name": ({"name_en": "无"}, "name_en", "empty"),
    "no such store type": ({"store_types": "palace"}, "store_types", "none of the allowed values"),
}


@pytest.mark.parametrize("code", IMPOSSIBLE)
def test_an_impossible_row_is_named_with_one_sentence(code: str) -> None:
    spoilt, column, why = IMPOSSIBLE[code]
    broken = replace(row("T9", 9), **spoilt)
    (fault,) = faults(Draft((*GOOD.tiers, broken)), IN_FORCE)
    assert (fault.kind, fault.row, fault.column) == ("deposit_tiers", 3, column)
    assert fault.subject == broken.tier_code
    assert why in fault.why.say("en")
    assert all(fault.why.say(language) and fault.do.say(language) for language in ("zh", "en"))


def test_a_code_that_stands_twice_is_named_with_the_row_it_stands_in_first() -> None:
    found = faults(Draft((*GOOD.tiers, row("T1", 9, min_score=1.0))), IN_FORCE)
    assert [(fault.row, fault.why.say("en")) for fault in found] == [(3, "It stands in row 1 already")]


def test_overlapping_bands_of_one_rank_are_named_with_both_tiers() -> None:
    found = faults(Draft((*GOOD.tiers, row("T3", 1, min_score=4.5, max_score=4.8))), IN_FORCE)
    assert [(fault.row, fault.column) for fault in found] == [(3, "rank")]
    told = found[0].why.say("en")
    assert "T1" in told
    assert "T3" in told


def test_bands_of_one_rank_may_touch_and_differ_in_store_types() -> None:
    touching = Draft((row("A", 1, min_score=4.4, max_score=4.7), row("B", 1, min_score=4.7)))
    kinds = Draft((row("A", 1, store_types="personal"), row("B", 1, store_types="enterprise|flagship")))
    assert faults(touching, IN_FORCE) == faults(kinds, IN_FORCE) == ()


def test_a_negative_base_is_named_by_its_category_and_type() -> None:
    draft = replace(GOOD, bases=(Base("tea", "enterprise", 5), Base("tea", "personal", -1)))
    (fault,) = faults(draft, IN_FORCE)
    assert (fault.kind, fault.row, fault.subject) == ("base_deposits", 2, "tea × personal")
    assert fault.value == "-0.01"


def test_every_fault_is_told_at_once() -> None:
    broken = row("BASE", 9, reduction_pct=101.0, name_en="")
    found = faults(Draft((broken, row("T5", 1, min_score=6.0)), (Base("tea", "personal", -1),)), IN_FORCE)
    assert {(fault.row, fault.column) for fault in found} == {
        (1, "tier_code"), (1, "reduction_pct"), (1, "name_en"), (2, "min_score"), (1, "base_cny"),
    }  # fmt: skip


@settings(max_examples=12)
@given(possible(), st.sampled_from([*IMPOSSIBLE]), st.integers(0, 4))
def test_whatever_else_a_draft_says_an_impossible_row_is_refused(draft: Draft, code: str, at: int) -> None:
    broken = replace(row("T9", 9), **IMPOSSIBLE[code][0])
    tiers = (*draft.tiers[:at], broken, *draft.tiers[at:])
    found: tuple[Fault, ...] = faults(replace(draft, tiers=tiers), IN_FORCE)
    assert {fault.row for fault in found if fault.kind == "deposit_tiers"} == {min(at, len(draft.tiers)) + 1}
