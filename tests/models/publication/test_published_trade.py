"""Weeks of trade: which week is the last, what is zero and what is not known."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from made.held import table_rows
from made.record import DAY, Made, Row, designation, store, week
from made.standing import the_day, the_store, with_one_store

LAST = DAY - timedelta(days=6)
TRADE = ("gmv_week_fen", "gmv_before_fen", "gmv_28d_fen", "gmv_28d_before_fen", "orders_week", "orders_before")


def weeks_of(store_id: str, **gmv_by_weeks_back: int) -> list[Row]:
    return [week(store_id, LAST - timedelta(weeks=int(back[1:])), gmv) for back, gmv in gmv_by_weeks_back.items()]


def trade(row: Row) -> list[int | None]:
    return [row[name] for name in TRADE]


def test_the_last_week_is_the_last_whole_one_that_anyone_has() -> None:
    made = with_one_store().add("stores", [store("s2")])
    made = made.add("activity", [*weeks_of("s1", w1=5), week("s2", LAST - timedelta(weeks=2), 3)])
    first, second = the_day(made)
    assert first["activity_week"] == second["activity_week"] == LAST - timedelta(weeks=1)
    assert trade(first) == [5, 0, 5, None, 1, 0]
    assert trade(second) == [0, 3, 3, None, 0, 1]


def test_a_week_that_is_not_over_is_not_looked_at() -> None:
    made = with_one_store().add("activity", [*weeks_of("s1", w0=5), week("s1", LAST + timedelta(weeks=1), 70)])
    assert the_store(made)["activity_week"] == LAST
    assert the_store(made, DAY - timedelta(days=1))["activity_week"] is None


def test_a_store_without_any_week_is_not_known_rather_than_idle() -> None:
    made = with_one_store().add("stores", [store("s2")]).add("activity", weeks_of("s2", w0=5))
    row = the_store(made)
    assert trade(row) == [None] * 6
    assert (row["activity_week"], row["first_sale_week"], row["first_live_week"]) == (None, None, None)


def test_four_weeks_and_the_four_before_them() -> None:
    gmv = {f"w{back}": 10**back for back in range(9)}
    row = the_store(with_one_store().add("activity", weeks_of("s1", **gmv)))
    assert trade(row) == [1, 10, 1_111, 11_110_000, 1, 1]


@pytest.mark.parametrize(("reach", "before"), [(6, None), (7, 0)])
def test_weeks_before_the_record_begins_are_missing_and_not_zero(reach: int, before: int | None) -> None:
    made = with_one_store().add("stores", [store("s2")])
    made = made.add("activity", [*weeks_of("s1", w0=5), week("s2", LAST - timedelta(weeks=reach), 1)])
    assert trade(the_store(made)) == [5, 0, 5, before, 1, 0]
    alone = with_one_store().add("activity", weeks_of("s1", w0=5))
    assert trade(the_store(alone)) == [5, None, 5, None, 1, None]


def test_first_weeks_are_those_with_an_order_and_with_a_session() -> None:
    weeks = [
        week("s1", LAST - timedelta(weeks=back), 0, orders=orders, live_sessions=sessions)
        for back, orders, sessions in ((5, 0, 0), (4, 0, 1), (3, 2, 0), (2, 1, 1))
    ]
    row = the_store(with_one_store().add("activity", weeks))
    assert row["first_live_week"] == LAST - timedelta(weeks=4)
    assert row["first_sale_week"] == LAST - timedelta(weeks=3)


@pytest.mark.parametrize(("entered", "minutes"), [(-1, None), (0, 10), (1, 30), (7, 20), (8, 50)])
def test_minutes_live_count_in_the_weeks_that_touch_the_seven_days_from_entry(
    entered: int, minutes: int | None
) -> None:
    first = LAST - timedelta(weeks=2)
    weeks = [week("s1", first + timedelta(weeks=n), 0, live_minutes=live) for n, live in enumerate((10, 20, 30))]
    made = with_one_store(entered_on=first + timedelta(days=entered)).add("activity", weeks)
    assert the_store(made)["first_live_minutes"] == minutes


def test_a_weeks_rows_are_summed_by_dimension(tmp_path: Path) -> None:
    made = Made().add("stores", [store(f"s{n}", store_type="enterprise" if n else "flagship") for n in range(3)])
    weeks = [week(f"s{n}", LAST, 10 + n, orders=n, live_sessions=2 - n, sessions_with_envelope=0) for n in range(3)]
    rows = table_rows(made.add("activity", weeks).published(tmp_path), "activity")
    company, flagship = sorted(rows, key=lambda row: str(row["store_type"]))
    assert (company["gmv_fen"], company["orders"], company["live_sessions"]) == (23, 3, 1)
    assert (company["active_stores"], company["live_stores"], company["live_minutes"]) == (2, 1, 2)
    assert (flagship["gmv_fen"], flagship["active_stores"], flagship["live_stores"]) == (10, 0, 1)


@pytest.mark.parametrize(
    ("begins", "ends", "fee", "in_wide_row"),
    [
        (LAST, None, 100, 100),
        (LAST, DAY, 100, 100),
        (LAST + timedelta(days=1), None, 0, None),  # not in force on the Monday
        (LAST - timedelta(weeks=9), DAY - timedelta(days=1), 0, None),  # not in force on the Sunday
    ],
)
def test_a_weeks_fee_is_waived_where_the_waiver_held_all_week(
    tmp_path: Path, begins: date, ends: date | None, fee: int, in_wide_row: int | None
) -> None:
    made = with_one_store(belt_id="belt-a").add("designations", [designation("belt-a", begins, ends, 1.0)])
    made = made.add("activity", [week("s1", LAST, 10_000)])
    assert the_store(made)["fee_waived_fen"] == in_wide_row
    assert [row["fee_waived_fen"] for row in table_rows(made.published(tmp_path), "activity")] == [fee]


def test_a_waiver_that_has_ended_still_tells_the_fees_of_its_weeks(tmp_path: Path) -> None:
    ended = designation("belt-a", LAST - timedelta(weeks=4), LAST - timedelta(weeks=1, days=-6), 1.0)
    made = with_one_store(belt_id="belt-a").add("designations", [ended])
    made = made.add("activity", weeks_of("s1", w0=1_000, w1=20_000, w2=30_000))
    assert the_store(made)["fee_waived_fen"] is None
    assert [row["fee_waived_fen"] for row in table_rows(made.published(tmp_path), "activity")] == [300, 200, 0]
