"""What is listed on a day: rules past and to come, the base, waivers and targets."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from made.held import table_rows
from made.record import DAY, Row, base, designation, target, tier
from made.standing import with_one_store

from models.programme.targets import TARGETS

BEFORE, AFTER = DAY - timedelta(days=1), DAY + timedelta(days=1)


def listed(folder: Path, kind: str, rows: list[Row], name: str) -> list[Row]:
    made = with_one_store()
    made.rows.pop("deposit_tiers")
    return table_rows(made.add(kind, rows).published(folder), name)


def test_every_target_is_told_delivered_default_or_missing(tmp_path: Path) -> None:
    delivered = [target("pay-days", 3, DAY, DAY), target("budget-cash", 9.5)]
    rows = {row["target_code"]: row for row in listed(tmp_path, "targets", delivered, "targets")}
    assert list(rows) == sorted(TARGETS)
    assert (rows["pay-days"]["value"], rows["pay-days"]["is_default"]) == (3.0, False)
    assert (rows["pay-days"]["effective_from"], rows["pay-days"]["effective_to"]) == (DAY, DAY)
    assert (rows["budget-cash"]["value"], rows["budget-cash"]["effective_to"]) == (9.5, None)
    assert (rows["budget-traffic"]["value"], rows["budget-traffic"]["is_default"]) == (None, False)
    for code, known in TARGETS.items():
        if known.default is not None and code != "pay-days":
            assert (rows[code]["value"], rows[code]["is_default"]) == (known.default, True)


@pytest.mark.parametrize(("begins", "ends"), [(AFTER, None), (date(2025, 1, 1), BEFORE)])
def test_a_target_that_is_not_in_force_leaves_the_default(tmp_path: Path, begins: date, ends: date | None) -> None:
    rows = listed(tmp_path, "targets", [target("pay-days", 3, begins, ends)], "targets")
    row = next(row for row in rows if row["target_code"] == "pay-days")
    assert (row["value"], row["is_default"], row["effective_from"]) == (7.0, True, None)


def test_schedules_tell_every_row_and_tiers_those_in_force(tmp_path: Path) -> None:
    rows = [tier("T1", 2, DAY), tier("T2", 1, DAY), tier("T1", 1, date(2024, 1, 1), BEFORE, schedule_id="2024")]
    told = listed(tmp_path, "deposit_tiers", rows, "schedules")
    assert [(row["schedule_id"], row["tier_code"], row["rank"]) for row in told] == [
        ("2024", "T1", 1), ("2025", "T2", 1), ("2025", "T1", 2),
    ]  # fmt: skip
    assert {row["delivery_id"] for row in told} == {"deposit_tiers-1"}
    held = listed(tmp_path, "deposit_tiers", rows, "tiers")
    assert [(row["tier_code"], row["schedule_id"]) for row in held] == [("T2", "2025"), ("T1", "2025")]


def test_the_base_is_that_in_force(tmp_path: Path) -> None:
    rows = [base("tea", "personal", 1, date(2024, 1, 1), BEFORE), base("tea", "personal", 2, DAY)]
    rows += [base("apparel", "personal", 3, AFTER)]
    assert [row["base_fen"] for row in listed(tmp_path, "base_deposits", rows, "bases")] == [2]


def test_a_waiver_is_scheduled_active_or_ended(tmp_path: Path) -> None:
    periods = [(AFTER, None), (DAY, DAY), (BEFORE, None), (date(2025, 1, 1), BEFORE)]
    rows = [designation("belt-a", begins, ends, 1.0) for begins, ends in periods]
    told = listed(tmp_path, "designations", rows, "designations")
    states = {(row["waiver_from"], row["waiver_to"]): row["state"] for row in told}
    assert [states[period] for period in periods] == ["scheduled", "active", "active", "ended"]
