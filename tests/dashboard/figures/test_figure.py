"""A figure's status: zero, no data, too few and not eligible are four different things."""

import pytest

from dashboard.figures.figure import STATUSES, Figure, Ranked, Status, figure
from data.language import Named
from models.programme.metrics import METRICS

RATE, LAPSED, FEE = METRICS["pack-uptake-value"], METRICS["envelope-lapsed"], METRICS["fee-waived"]


def packs(stores: int, granted_stores: int, granted: int, claimed: int) -> dict[str, int]:
    return {
        "stores": stores,
        "pack_granted_stores": granted_stores,
        "pack_granted": granted,
        "pack_claimed": claimed,
    }


@pytest.mark.parametrize(
    ("sums", "shown"),
    [
        (packs(9, 5, 100, 25), Figure("value", 9, 25, 100, 25.0)),
        (packs(9, 5, 100, 0), Figure("zero", 9, 0, 100, 0.0)),
        (packs(9, 4, 100, 25), Figure("few", 9)),
        (packs(9, 0, 0, 0), Figure("none", 9)),
        (packs(9, 5, 0, 0), Figure("none", 9)),
        (packs(0, 0, 0, 0), Figure("none", 0)),
    ],
)
def test_a_rate_says_why_it_is_not_shown(sums: dict[str, int], shown: Figure) -> None:
    assert figure(RATE, sums, few=5) == shown


@pytest.mark.parametrize(
    ("exempt", "known", "status"), [(0, 0, "ineligible"), (7, 0, "none"), (7, 4, "few"), (7, 5, "value")]
)
def test_a_fee_is_not_eligible_where_no_store_is_exempt(exempt: int, known: int, status: Status) -> None:
    sums = {"stores": 9, "exempt_stores": exempt, "known_activity_stores": known, "fee_waived_fen": 100}
    assert figure(FEE, sums, few=5).status == status


def test_nothing_in_view_is_no_data_and_not_ineligible() -> None:
    sums = dict.fromkeys(("stores", "exempt_stores", "known_activity_stores", "fee_waived_fen"))
    assert figure(FEE, sums, few=5) == Figure("none", 0)


def test_an_amount_without_a_denominator_is_its_own_value() -> None:
    sums = {"stores": 5, "envelope_budget_stores": 5, "envelope_lapsed_fen": 10**13 + 1}
    assert figure(LAPSED, sums, few=5) == Figure("value", 5, 10**13 + 1, None, 10**13 + 1)


@pytest.mark.parametrize(
    ("now", "before", "change"),
    [
        (Figure("value", 9, 1, 4, 25.0), Figure("value", 9, 1, 2, 50.0), -25.0),
        (Figure("value", 9, 1, 4, 25.0), Figure("zero", 9, 0, 2, 0.0), 25.0),
        (Figure("value", 9, 1, 4, 25.0), Figure("few", 3), None),
        (Figure("few", 3), Figure("value", 9, 1, 4, 25.0), None),
        (Figure("value", 9, 1, 4, 25.0), None, None),
    ],
)
def test_a_change_needs_two_values(now: Figure, before: Figure | None, change: float | None) -> None:
    assert Ranked("330000", Named("浙江省", "Zhejiang"), now, before).change == change


def test_every_status_is_named_differently() -> None:
    names = [sentence.msgid for sentence in STATUSES.values()]
    assert len(set(names)) == len(names) == 6
