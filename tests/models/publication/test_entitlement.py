"""The tier a store is entitled to: the first row by rank whose conditions it meets."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from made.record import DAY, Made, Row, deposit, designation, step, target, tier
from made.standing import the_store, with_one_store

from models.publication.entitlement import SCORE_PLACES

ANY: dict[str, Any] = {"requires_certified": False}


def due(schedule: list[Row], base: int = 10_000, **of_store: Any) -> Made:
    made = with_one_store(**of_store)
    return Made(made.rows | {"deposit_tiers": schedule}).add("deposits", [deposit("s1", DAY, base, base, base, None)])


def entitled(made: Made) -> tuple[str, int]:
    row = the_store(made)
    return row["entitled_tier_code"], row["entitled_fen"]


def test_the_first_row_by_rank_wins() -> None:
    schedule = [tier("T9", 1, reduction_pct=10.0, **ANY), tier("T1", 2, reduction_pct=90.0, **ANY)]
    assert entitled(due(schedule)) == ("T9", 9_000)


@pytest.mark.parametrize("schedule", [[], [tier("T1", 1)]], ids=["none in force", "none met"])
def test_a_store_that_meets_no_row_owes_the_base(schedule: list[Row]) -> None:
    assert entitled(due(schedule)) == ("BASE", 10_000)


@pytest.mark.parametrize(
    ("begins", "ends", "code"),
    [
        (DAY, DAY, "T1"),
        (DAY - timedelta(days=9), DAY - timedelta(days=1), "BASE"),
        (DAY + timedelta(days=1), None, "BASE"),
    ],
)
def test_only_rows_in_force_on_the_day_are_tried(begins: date, ends: date | None, code: str) -> None:
    assert entitled(due([tier("T1", 1, begins, ends, **ANY)]))[0] == code


@pytest.mark.parametrize(("score", "code"), [(None, "BASE"), (4.39, "BASE"), (4.4, "T1"), (4.7, "T1"), (4.71, "BASE")])
def test_both_bounds_of_a_score_are_in_the_band_and_a_missing_score_is_in_none(score: float | None, code: str) -> None:
    schedule = [tier("T1", 1, min_score=4.4, max_score=4.7, **ANY)]
    assert entitled(due(schedule, store_score=score))[0] == code


@pytest.mark.parametrize(
    ("condition", "of_store", "code"),
    [
        ({"store_types": "flagship|enterprise"}, {}, "T1"),
        ({"store_types": "flagship|personal"}, {}, "BASE"),
        ({"requires_no_violation": True}, {"has_violation": True}, "BASE"),
        ({"requires_no_violation": True}, {}, "T1"),
    ],
)
def test_type_and_violations_decide(condition: dict[str, Any], of_store: dict[str, Any], code: str) -> None:
    assert entitled(due([tier("T1", 1, **ANY | condition)], **of_store))[0] == code


@pytest.mark.parametrize(("until", "code"), [(DAY, "T1"), (DAY - timedelta(days=1), "BASE")])
def test_a_lapsed_certification_entitles_to_nothing(until: date, code: str) -> None:
    certified = step("s1", "certified", datetime.combine(DAY - timedelta(days=30), time()), until)
    assert entitled(due([tier("T1", 1)]).add("certifications", [certified]))[0] == code


@pytest.mark.parametrize(("ends", "code"), [(DAY, "T1"), (DAY - timedelta(days=1), "BASE")])
def test_a_designated_belt_counts_while_its_waiver_is_in_force(ends: date, code: str) -> None:
    made = due([tier("T1", 1, requires_designated_belt=True, **ANY)], belt_id="belt-a")
    made = made.add("designations", [designation("belt-a", DAY - timedelta(days=30), ends, 1.0)])
    assert entitled(made)[0] == code


@pytest.mark.parametrize(("base", "reduction", "fen"), [(100, 33.3, 67), (25, 50.0, 13), (10**12, 0.1, 999 * 10**9)])
def test_half_a_fen_of_what_is_due_counts_as_one(base: int, reduction: float, fen: int) -> None:
    assert entitled(due([tier("T1", 1, reduction_pct=reduction, **ANY)], base))[1] == fen


@pytest.mark.parametrize(
    ("score", "margin", "up", "down"),
    [
        (4.6, None, "T1", None),  # 4.6 + 0.1 is less than 4.7 to a computer
        (4.59, None, None, None),
        (4.59, 0.11, "T1", None),
        (4.75, None, None, "T2"),
        (4.95, None, None, None),  # no score is above 5
        (4.45, None, None, "BASE"),
        (4.4, None, None, "BASE"),
        (4.39, None, "T2", None),
        (0.0, None, None, None),
        (None, None, None, None),
    ],
)
def test_a_store_near_a_bound_knows_the_tier_beyond_it(
    score: float | None, margin: float | None, up: str | None, down: str | None
) -> None:
    schedule = [
        tier("T1", 1, min_score=4.7, max_score=5.0, **ANY),
        tier("T2", 2, min_score=4.4, max_score=4.7, **ANY),
    ]
    made = due(schedule, store_score=score).add("targets", [target("score-margin", margin)] if margin else [])
    row = the_store(made)
    assert (row["tier_if_score_up"], row["tier_if_score_down"]) == (up, down)
    assert SCORE_PLACES > 2


def test_a_store_without_a_deposit_is_entitled_to_no_tier() -> None:
    made = with_one_store(store_score=4.7)
    row = the_store(Made(made.rows | {"deposit_tiers": [tier("T1", 1, min_score=4.7, **ANY)]}))
    names = ("entitled_tier_code", "entitled_fen", "tier_if_score_up", "tier_if_score_down", "pay_by", "deposit_on")
    assert [row[name] for name in names] == [None] * 6


@pytest.mark.parametrize(("paid", "days", "pay_by"), [(39, 7, 7), (40, 7, None), (41, 7, None), (0, 3, 3)])
def test_a_shortfall_is_due_so_many_days_after_it_opened(paid: int, days: int, pay_by: int | None) -> None:
    begun = DAY - timedelta(days=2)
    made = with_one_store().add("deposits", [deposit("s1", begun, 100, 40, paid)])
    row = the_store(made.add("targets", [target("pay-days", days)] if days != 7 else []))
    assert row["deposit_on"] == begun
    assert row["pay_by"] == (None if pay_by is None else begun + timedelta(days=pay_by))


@pytest.mark.parametrize(
    ("rows", "opened"),
    [
        ([(20, 40, 30), (10, 40, 35)], 20),
        ([(30, 40, 30), (20, 40, 40), (10, 50, 45), (3, 60, 45)], 10),
        ([(30, 40, 40), (20, 40, 30)], 20),
        ([(30, 40, 30), (20, 40, 41)], None),
    ],
)
def test_a_later_row_that_is_still_short_does_not_move_the_day_to_pay(
    rows: list[tuple[int, int, int]], opened: int | None
) -> None:
    given = [deposit("s1", DAY - timedelta(days=ago), 100, required, paid) for ago, required, paid in rows]
    row = the_store(with_one_store().add("deposits", given))
    assert row["pay_by"] == (None if opened is None else DAY - timedelta(days=opened) + timedelta(days=7))
