"""Why a store is called, and by when: each reason at the edge of its days, by hand."""

from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from made.drawn import records
from made.held import table_rows
from made.record import DAY, Made, benefit, deposit, step, target
from made.standing import with_one_store

from models.snapshots.shelf import Shelf
from models.snapshots.snapshot import Snapshot


@settings(max_examples=30)
@given(records(most=8))
def test_what_the_map_counts_is_what_the_list_holds(tmp_path_factory: pytest.TempPathFactory, made: Made) -> None:
    agree(made.published(tmp_path_factory.mktemp("shelf")))


def test_what_the_map_counts_of_the_demonstration_is_what_the_list_holds(published_home: Path) -> None:
    snapshot = Shelf(published_home / "snapshots").open()
    agree(snapshot)
    assert len({row["store_id"] for row in table_rows(snapshot, "calls")}) > 100


def agree(snapshot: Snapshot) -> None:
    rows, counted = table_rows(snapshot, "calls"), table_rows(snapshot, "cube")

    def stores(*reasons: str, unit: str | None = None, until: date = date.max) -> int:
        found = (row for row in rows if not reasons or row["reason"] in reasons)
        return len({row["store_id"] for row in found if unit in (None, row["unit"]) and row["due"] <= until})

    def value(*reasons: str, unit: str, until: date = date.max) -> int:
        found = (row for row in rows if row["reason"] in reasons and row["unit"] == unit and row["due"] <= until)
        return sum(row["value"] for row in found)

    lapsing, yesterday = ("unclaimed", "unused"), snapshot.day - timedelta(days=1)
    expected = {
        "call_stores": stores(),
        "lapsing_traffic": value(*lapsing, unit="traffic"),
        "lapsing_traffic_stores": stores(*lapsing, unit="traffic"),
        "lapsing_cash_fen": value(*lapsing, unit="fen"),
        "lapsing_cash_stores": stores(*lapsing, unit="fen"),
        "lapsing_ad_fen": value(*lapsing, unit="ad-fen"),
        "lapsing_ad_stores": stores(*lapsing, unit="ad-fen"),
        "overdue_stores": stores("shortfall", until=yesterday),
        "overdue_fen": value("shortfall", unit="fen", until=yesterday),
        "document_stores": stores("documents"),
        "ending_stores": stores("expiry"),
    }
    assert {name: sum(row[name] for row in counted) for name in expected} == expected


def noon(days: int) -> datetime:
    return datetime.combine(DAY + timedelta(days=days), time(12))


def reasons(made: Made, folder: Path) -> list[tuple[object, ...]]:
    """Reason, unit, value and days left of each."""
    rows = table_rows(made.published(folder), "calls")
    return [(row["reason"], row["unit"], row["value"], (row["due"] - DAY).days) for row in rows]


@pytest.mark.parametrize("ago", [0, 7, 8, 30])
def test_documents_are_due_some_days_after_they_were_asked_for(tmp_path: Path, ago: int) -> None:
    steps = [step("s1", "applied", noon(-60)), step("s1", "in_review", noon(-50))]
    made = with_one_store().add("certifications", [*steps, step("s1", "info_requested", noon(-ago), None, "质检报告")])
    assert reasons(made, tmp_path / "ours") == [("documents", None, None, 7 - ago)]
    (row,) = table_rows(made.published(tmp_path / "again"), "calls")
    assert row["note"] == "质检报告"
    longer = made.add("targets", [target("document-days", 10.0)])
    assert reasons(longer, tmp_path / "theirs") == [("documents", None, None, 10 - ago)]


def test_documents_that_came_are_no_reason(tmp_path: Path) -> None:
    steps = [
        step("s1", status, noon(day))
        for status, day in (("applied", -60), ("in_review", -50), ("info_requested", -40), ("in_review", -30))
    ]
    assert reasons(with_one_store().add("certifications", steps), tmp_path) == []


def test_a_shortfall_is_due_by_the_day_to_pay(tmp_path: Path) -> None:
    short = deposit("s1", DAY - timedelta(days=10), 100_000, 80_000, 30_000)
    assert reasons(with_one_store().add("deposits", [short]), tmp_path / "short") == [("shortfall", "fen", 50_000, -3)]
    paid = deposit("s1", DAY - timedelta(days=10), 100_000, 80_000, 80_000)
    assert reasons(with_one_store().add("deposits", [paid]), tmp_path / "paid") == []


@pytest.mark.parametrize(
    ("claim", "use", "days"), [(7, 60, 7), (8, 60, None), (0, 60, 0), (None, 7, None), (9, 5, None)]
)
def test_what_is_not_claimed_lapses_with_its_claim_by(
    tmp_path: Path, claim: int | None, use: int, days: int | None
) -> None:
    claim_by = None if claim is None else DAY + timedelta(days=claim)
    given = benefit("g1", "granted", 500, noon(-5), claim_by=claim_by, use_by=DAY + timedelta(days=use))
    expected = [] if days is None else [("unclaimed", "traffic", 500, days)]
    assert reasons(with_one_store().add("benefits", [given]), tmp_path) == expected


def test_numbers_of_orders_are_no_call(tmp_path: Path) -> None:
    given = benefit("g1", "granted", 500, noon(-5), claim_by=DAY, measure_code="return-freight", unit="order")
    assert reasons(with_one_store().add("benefits", [given]), tmp_path) == []


def test_a_grant_half_claimed_is_two_reasons_and_alike_ones_are_one(tmp_path: Path) -> None:
    until = {"claim_by": DAY + timedelta(days=1), "use_by": DAY + timedelta(days=3)}
    events = [
        one
        for grant in ("g1", "g2")
        for one in (
            benefit(grant, "granted", 500, noon(-5), **until),
            benefit(grant, "claimed", 300, noon(-4)),
            benefit(grant, "used", 100, noon(-3)),
        )
    ]
    made = with_one_store().add("benefits", events)
    assert reasons(made, tmp_path) == [("unclaimed", "traffic", 400, 1), ("unused", "traffic", 400, 3)]


@pytest.mark.parametrize(("days", "is_called"), [(0, True), (30, True), (31, False)])
def test_a_certification_is_called_about_before_it_ends(tmp_path: Path, days: int, *, is_called: bool) -> None:
    steps = [step("s1", "applied", noon(-90)), step("s1", "in_review", noon(-80))]
    certified = step("s1", "certified", noon(-70), DAY + timedelta(days=days))
    made = with_one_store().add("certifications", [*steps, certified])
    assert reasons(made, tmp_path) == ([("expiry", None, None, days)] if is_called else [])
