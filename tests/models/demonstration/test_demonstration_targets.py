"""Made-up targets and budgets make sense beside what the made-up logs say."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest

from models.demonstration.targets import rounded
from models.programme.targets import TARGETS

UNITS = {"budget-cash": "fen", "budget-ad-credit": "ad-fen", "budget-traffic": "traffic"}
LASTING = {"budget-ad-credit", "budget-waived-fee"}
FOUR_WEEKS = 28


def used(written, unit, since):
    return sum(
        int(row["amount"])
        for row in written.rows["benefits"]
        if row["event"] == "used" and row["unit"] == unit and row["occurred_at"] >= since.isoformat()
    )


def waived(written, since):
    """Fen that whole weeks on the waiver's list spared their stores."""
    belts = {row["store_id"]: row["belt_id"] for row in written.rows["stores"]}
    periods = written.grouped("designations", "belt_id")
    total = 0
    for row in written.rows["activity"]:
        monday = date.fromisoformat(row["week_start"])
        sunday = (monday + timedelta(days=6)).isoformat()
        for period in periods.get(belts[row["store_id"]], ()) if monday >= since else ():
            if period["waiver_from"] <= row["week_start"] and sunday <= (period["waiver_to"] or "9999"):
                total += round(Decimal(row["gmv_cny"]) * Decimal(period["rate_pct"]))
    return total


def test_every_target_and_budget_is_delivered_and_no_threshold(medium):
    delivered = {row["target_code"] for row in medium.rows["targets"]}
    assert delivered == {code for code, target in TARGETS.items() if target.default is None}


def test_periods_of_a_code_follow_one_another_through_the_year(medium):
    for code, rows in medium.grouped("targets", "target_code").items():
        assert rows[0]["effective_from"] == "2026-01-01", code
        assert rows[-1]["effective_to"] == "2026-12-31", code
        for one, other in pairwise(rows):
            ends = date.fromisoformat(one["effective_to"])
            assert date.fromisoformat(other["effective_from"]) == ends + timedelta(days=1)


@pytest.mark.parametrize("code", [code for code in TARGETS if code.startswith("budget-")])
def test_two_budgets_run_out_before_the_year_ends_and_two_do_not(medium, code):
    """At the rate of the last four weeks; none has run out yet."""
    (row,) = medium.grouped("targets", "target_code")[code]
    budget = Decimal(row["value"]) * (1 if code == "budget-traffic" else 100)

    def spent(since):
        return waived(medium, since) if code not in UNITS else used(medium, UNITS[code], since)

    to_day = spent(date(2026, 1, 1))
    weekly = Decimal(spent(medium.until - timedelta(days=FOUR_WEEKS - 1))) / 4
    weeks_left = Decimal((date(2026, 12, 31) - medium.until).days) / 7
    assert budget > to_day > 0
    assert (to_day + weekly * weeks_left < budget) == (code in LASTING)


def test_budgets_count_only_what_the_year_used(generate):
    written = generate(stores=300, weeks=12, until=date(2026, 2, 18))
    (row,) = written.grouped("targets", "target_code")["budget-traffic"]
    assert row["effective_from"] == "2026-01-01"
    assert int(row["value"]) == rounded(used(written, "traffic", date(2026, 1, 1)) * 112 // 100)


@pytest.mark.parametrize(
    ("number", "digits", "near"), [(0, 3, 0), (999, 3, 999), (12_345, 3, 12_300), (9_951, 2, 10_000)]
)
def test_numbers_are_rounded_to_leading_digits(number, digits, near):
    assert rounded(number, digits) == near
