"""Ranked tables: worst first, what has no value after, unmatched last."""

from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from made.record import DAY, Made, step, store

from dashboard.figures.figure import Figure
from dashboard.questions import ranking
from dashboard.reading.naming import names
from dashboard.views.view import View
from models.geography.scope import EVERYTHING, Scope
from models.publication.publish import publish
from models.snapshots.shelf import Shelf
from models.snapshots.snapshot import Snapshot

EARLIER = DAY - timedelta(days=7)
SIZES = {"330102": 12, "440305": 6, "653221": 6, "110101": 2, "999999": 5}


@pytest.fixture(scope="module")
def two_days(tmp_path_factory: pytest.TempPathFactory) -> tuple[Snapshot, Snapshot]:
    """Half of the stores are certified on the newer day, none on the earlier."""
    stores = [
        store(f"{code}-{n}", county_adcode=code, belt_id="belt-b" if n < 6 else "belt-a" if n < 9 else None)
        for code, size in SIZES.items()
        for n in range(size)
    ]
    at = datetime.combine(DAY, time(12)) - timedelta(days=1)
    steps = [
        step(row["store_id"], "certified", at, DAY + timedelta(days=90))
        for row in stores
        if int(row["store_id"][7:]) % 2 == 0 and row["county_adcode"] != "653221"
    ]
    shelf = Shelf(tmp_path_factory.mktemp("ranking"))
    before, now = publish(
        Made().add("stores", stores).add("certifications", steps),  # type: ignore[arg-type]
        shelf,
        [DAY, EARLIER],
    )
    return now, before


def test_regions_stand_worst_first_then_those_without_a_value_then_the_unmatched(
    two_days: tuple[Snapshot, Snapshot],
) -> None:
    rows = ranking.regions(*two_days, View.of(EVERYTHING, metric="certification-rate"))
    assert [row.code for row in rows] == ["650000", "330000", "440000", "110000", "420000", None]


@pytest.mark.parametrize(
    ("metric", "order", "is_rising"),
    [
        ("certification-rate", "worst", True),
        ("overdue-shortfalls", "worst", False),
        ("tier-stores", "worst", False),
        ("certification-rate", "falling", False),
        ("overdue-shortfalls", "rising", True),
    ],
)
def test_what_is_worst_follows_from_the_metrics_direction(metric: str, order: Any, is_rising: bool) -> None:
    assert View.of(EVERYTHING, metric=metric, order=order).is_rising == is_rising


def test_regions_stand_by_value_where_the_link_says_so(two_days: tuple[Snapshot, Snapshot]) -> None:
    rows = ranking.regions(*two_days, View.of(EVERYTHING, metric="certification-rate", order="falling"))
    assert [row.code for row in rows] == ["330000", "440000", "650000", "110000", "420000", None]
    assert [row.now.status for row in rows] == ["value", "value", "zero", "few", "none", "withheld"]
    assert rows[0].now == Figure("value", 12, 6, 12, 50.0)
    assert rows[0].change == 50.0
    assert (rows[-1].now.stores, rows[-1].change) == (SIZES["999999"], None)


def test_rows_turned_round_keep_those_without_a_value_and_the_unmatched_at_the_end(
    two_days: tuple[Snapshot, Snapshot],
) -> None:
    rows = ranking.regions(*two_days, View.of(EVERYTHING, metric="certification-rate", order="rising"))
    assert [row.code for row in rows] == ["650000", "330000", "440000", "110000", "420000", None]


def test_every_drawn_region_has_a_row_with_or_without_stores(two_days: tuple[Snapshot, Snapshot]) -> None:
    view = View.of(EVERYTHING, region="330000", level="city")
    rows = ranking.regions(*two_days, view)
    assert sorted(str(row.code) for row in rows) == names(two_days[0]).children("330000", "city")
    assert rows[-1].now == Figure("none", 0)


def test_stores_of_a_county_that_no_boundary_draws_are_unmatched(tmp_path: Path) -> None:
    made = Made().add("stores", [store(f"s{n}", county_adcode="653228") for n in range(5)])
    now = made.published(tmp_path)
    view = View.of(EVERYTHING, region="653200", level="county", metric="stores")
    row = ranking.regions(now, None, view)[-1]
    assert (row.code, row.now.stores, row.change) == (None, 5, None)
    assert row.name.zh != row.name.en


def test_belts_with_stores_in_view_are_ranked_with_the_source_of_their_listing(
    two_days: tuple[Snapshot, Snapshot],
) -> None:
    rows = ranking.belts(*two_days, View.of(EVERYTHING, metric="stores"))
    assert [(row.ranked.code, row.ranked.now.stores) for row in rows] == [("belt-b", 25), ("belt-a", 3)]
    assert [row.ranked.now.status for row in rows] == ["value", "few"]
    assert {row.source for row in rows} == {"general knowledge"}
    zhejiang = ranking.belts(*two_days, View.of(Scope(("330000",)), metric="stores"))
    assert [(row.ranked.code, row.ranked.now.stores) for row in zhejiang] == [("belt-b", 6), ("belt-a", 3)]


def test_equal_values_stand_in_the_order_of_their_codes(two_days: tuple[Snapshot, Snapshot]) -> None:
    rows = ranking.regions(*two_days, View.of(EVERYTHING, metric="stores"))
    assert [(row.code, row.now.stores) for row in rows if row.now.stores == 6] == [("440000", 6), ("650000", 6)]
