"""What the cube counts of value about to lapse, shortfalls, documents and certifications, by hand-made values."""

from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from made.held import table_rows
from made.record import DAY, Made, Row, benefit, deposit, step, store, target

NOON = datetime.combine(DAY - timedelta(days=60), time(12))


def sums(made: Made, folder: Path) -> Row:
    """The cube's sums over all stores."""
    rows = table_rows(made.published(folder), "cube")
    return {name: sum(row[name] for row in rows) for name, value in rows[0].items() if isinstance(value, int)}


def on(days: int | None) -> date | None:
    return None if days is None else DAY + timedelta(days=days)


def granted(grant_id: str, store_id: str, claim_by: int | None, use_by: int | None, **more: Any) -> list[Row]:
    """A grant of 100, of which 60 are claimed and 25 used."""
    of = {"store_id": store_id} | more
    first = benefit(grant_id, "granted", 100, NOON, claim_by=on(claim_by), use_by=on(use_by), **of)
    return [first, benefit(grant_id, "claimed", 60, NOON, **of), benefit(grant_id, "used", 25, NOON, **of)]


@pytest.mark.parametrize(
    ("claim_by", "use_by", "lapsing"),
    [(0, 90, 40), (7, 90, 40), (8, 90, 0), (8, 7, 35), (7, 7, 75), (-1, 7, 35), (None, 7, 35), (None, None, 0)],
)
def test_value_lapses_soon_by_the_deadline_of_its_own(
    tmp_path: Path, claim_by: int | None, use_by: int | None, lapsing: int
) -> None:
    made = Made().add("stores", [store("s1")]).add("benefits", granted("g1", "s1", claim_by, use_by))
    found = sums(made, tmp_path)
    assert (found["lapsing_traffic"], found["lapsing_traffic_stores"]) == (lapsing, int(lapsing > 0))
    assert found["call_stores"] == int(lapsing > 0)


def test_each_unit_stands_for_itself_over_all_measures(tmp_path: Path) -> None:
    made = Made().add("stores", [store("s1"), store("s2"), store("s3")])
    grants = [
        *granted("g1", "s1", 3, 90),
        *granted("g2", "s1", 3, 90, measure_code="growth-traffic"),
        *granted("g3", "s2", 3, 90, measure_code="zero-deposit", unit="fen"),
        *granted("g4", "s2", 90, 90, measure_code="zero-deposit", unit="fen"),
        *granted("g5", "s1", 3, 3, measure_code="doujin", unit="ad-fen"),
        *granted("g6", "s3", 3, 3, measure_code="return-freight", unit="order"),
    ]
    found = sums(made.add("benefits", grants), tmp_path)
    assert (found["lapsing_traffic"], found["lapsing_traffic_stores"]) == (80, 1)
    assert (found["lapsing_cash_fen"], found["lapsing_cash_stores"]) == (40, 1)
    assert (found["lapsing_ad_fen"], found["lapsing_ad_stores"]) == (75, 1)
    assert found["call_stores"] == 2


def test_how_near_is_near_is_data_of_the_programme(tmp_path: Path) -> None:
    made = Made().add("stores", [store("s1")]).add("benefits", granted("g1", "s1", 10, 90))
    assert sums(made, tmp_path / "usual")["lapsing_traffic"] == 0
    assert sums(made.add("targets", [target("lapse-days", 10)]), tmp_path / "longer")["lapsing_traffic"] == 40


@pytest.mark.parametrize(("opened", "overdue"), [(6, 0), (7, 0), (8, 60)])
def test_a_shortfall_is_overdue_the_day_after_its_last_day_to_pay(tmp_path: Path, opened: int, overdue: int) -> None:
    made = Made().add("stores", [store("s1")])
    found = sums(made.add("deposits", [deposit("s1", DAY - timedelta(days=opened), 200, 100, 40)]), tmp_path)
    assert (found["overdue_stores"], found["overdue_fen"], found["call_stores"]) == (int(overdue > 0), overdue, 1)


def test_a_store_with_several_reasons_counts_once(tmp_path: Path) -> None:
    asked = [step("s1", "applied", NOON), step("s1", "info_requested", NOON + timedelta(days=1), reason="质检报告")]
    certified = [step("s2", "certified", NOON, DAY + timedelta(days=30))]
    later = [step("s3", "certified", NOON, DAY + timedelta(days=31))]
    made = (
        Made()
        .add("stores", [store("s1"), store("s2"), store("s3")])
        .add("certifications", [*asked, *certified, *later])
        .add("deposits", [deposit("s1", DAY - timedelta(days=30), 200, 100, 40)])
        .add("benefits", granted("g1", "s1", 3, 90))
    )
    found = sums(made, tmp_path)
    names = ("document_stores", "ending_stores", "overdue_stores", "lapsing_traffic_stores", "call_stores")
    assert [found[name] for name in names] == [1, 1, 1, 1, 2]


def test_documents_that_have_come_are_no_longer_waited_for(tmp_path: Path) -> None:
    steps = [
        step("s1", status, NOON + timedelta(days=n))
        for n, status in enumerate(("applied", "info_requested", "in_review"))
    ]
    found = sums(Made().add("stores", [store("s1")]).add("certifications", steps), tmp_path)
    assert (found["document_stores"], found["call_stores"]) == (0, 0)
