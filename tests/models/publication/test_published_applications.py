"""Applications and events: what opens one, what ends it, and every step in the order it counts."""

from datetime import datetime, time, timedelta
from pathlib import Path

import pytest
from made.held import table_rows
from made.record import DAY, Made, Row, benefit, deposit, step
from made.standing import the_store, with_one_store

NOON = datetime.combine(DAY - timedelta(days=60), time(12))


def at(days: float) -> datetime:
    return NOON + timedelta(days=days)


def applications(made: Made, folder: Path) -> list[Row]:
    return table_rows(made.published(folder), "applications")


def log(*steps: tuple[str, float]) -> Made:
    until = DAY + timedelta(days=300)
    return with_one_store().add(
        "certifications",
        [step("s1", status, at(day), until if status == "certified" else None, status) for status, day in steps],
    )


def test_an_application_is_told_from_its_first_step_to_its_decision(tmp_path: Path) -> None:
    made = log(("applied", 0), ("in_review", 2), ("info_requested", 3), ("in_review", 5), ("rejected", 9.5))
    (row,) = applications(made, tmp_path)
    assert (row["status"], row["reason"], row["since"]) == ("rejected", "rejected", at(9.5))
    assert (row["applied_at"], row["review_at"], row["asked_at"]) == (at(0), at(2), at(3))
    assert (row["decided_at"], row["wait_days"], row["review_days"]) == (at(9.5), 2.0, 7.5)
    assert (row["number"], row["is_renewal"], row["is_last"]) == (1, False, True)


def test_a_rejected_store_that_applies_again_has_two_applications(tmp_path: Path) -> None:
    made = log(("applied", 0), ("in_review", 1), ("rejected", 2), ("applied", 20))
    first, second = applications(made, tmp_path)
    assert (first["status"], first["is_last"], second["status"], second["is_last"]) == (
        "rejected",
        False,
        "applied",
        True,
    )
    assert (second["review_at"], second["wait_days"], second["review_days"]) == (None, None, None)
    assert the_store(made)["applied_on"] == at(20).date()


def test_a_review_of_the_certified_is_a_renewal_that_never_waited(tmp_path: Path) -> None:
    made = log(("applied", 0), ("in_review", 1), ("certified", 2), ("in_review", 30), ("certified", 33))
    _first, second = applications(made, tmp_path)
    assert (second["is_renewal"], second["applied_at"], second["review_at"]) == (True, at(30), at(30))
    assert (second["wait_days"], second["review_days"], second["status"]) == (None, 3.0, "certified")
    assert the_store(made)["applied_on"] == at(30).date()


@pytest.mark.parametrize("end", ["expired", "revoked"])
def test_the_end_of_a_certification_is_no_step_of_its_application(tmp_path: Path, end: str) -> None:
    made = log(("applied", 0), ("in_review", 1), ("certified", 2), (end, 30))
    (row,) = applications(made, tmp_path)
    assert (row["status"], row["since"], row["reason"]) == ("certified", at(2), "certified")
    assert (the_store(made)["certification_status"], the_store(made)["certification_reason"]) == (end, end)


def test_steps_of_one_instant_stand_in_the_order_in_which_they_count(tmp_path: Path) -> None:
    made = log(("certified", 1), ("in_review", 1), ("applied", 1)).add(
        "benefits",
        [benefit("g1", "used", 1, at(1)), benefit("g1", "granted", 3, at(1)), benefit("g1", "claimed", 2, at(1))],
    )
    rows = table_rows(made.published(tmp_path), "events")
    assert [row["event"] for row in rows] == ["granted", "claimed", "used", "applied", "in_review", "certified"]


def test_every_event_names_the_delivery_it_came_from(tmp_path: Path) -> None:
    made = (
        log(("applied", 0))
        .add("benefits", [benefit("g1", "granted", 7, at(1), claim_by=DAY)])
        .add("deposits", [deposit("s1", at(2).date(), 100, 60, 40, "T1")])
    )
    step_, grant, paid = table_rows(made.published(tmp_path), "events")
    assert (step_["subject"], step_["event"], step_["delivery_id"]) == ("certification", "applied", "certifications-1")
    assert (step_["quantity"], step_["reason"]) == (None, "applied")
    assert (grant["subject"], grant["quantity"], grant["unit"], grant["claim_by"]) == ("benefit", 7, "traffic", DAY)
    assert grant["delivery_id"] == "benefits-1"
    assert (paid["subject"], paid["event"], paid["at"]) == ("deposit", "set", datetime.combine(at(2), time()))
    assert (paid["tier_code"], paid["required_fen"], paid["delivery_id"]) == ("T1", 60, "deposits-1")


def test_what_happened_after_the_day_or_to_stores_that_had_not_entered_is_not_told(tmp_path: Path) -> None:
    late = datetime.combine(DAY + timedelta(days=1), time())
    made = with_one_store().add(
        "stores", [{**with_one_store().rows["stores"][0], "store_id": "s2", "entered_on": late.date()}]
    )
    made = made.add("certifications", [step("s1", "applied", late), step("s2", "applied", NOON)])
    made = made.add("benefits", [benefit("g1", "granted", 7, NOON, store_id="s2")])
    snapshot = made.published(tmp_path)
    assert [table_rows(snapshot, name) for name in ("events", "applications", "grants", "ledger")] == [[], [], [], []]
