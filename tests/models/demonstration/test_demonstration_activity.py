from collections import Counter
from datetime import date, timedelta
from decimal import Decimal

LAST = "2026-11-09"


def test_weeks_begin_on_mondays_and_there_are_fifty_three(small):
    weeks = {date.fromisoformat(row["week_start"]) for row in small.rows["activity"]}
    assert {week.weekday() for week in weeks} == {0}
    assert max(weeks) == date.fromisoformat(LAST)
    assert len(weeks) == 53


def test_a_store_trades_only_after_it_entered(small):
    entered = {row["store_id"]: row["entered_on"] for row in small.rows["stores"]}
    assert all(row["week_start"] >= entered[row["store_id"]] for row in small.rows["activity"])


def test_figures_of_a_week_agree_with_one_another(small):
    for row in small.rows["activity"]:
        gmv, orders, sessions = Decimal(row["gmv_cny"]), int(row["orders"]), int(row["live_sessions"])
        assert (gmv > 0) == (orders > 0)
        assert (int(row["live_minutes"]) > 0) == (sessions > 0)
        assert 0 <= int(row["sessions_with_envelope"]) <= sessions
        assert orders or sessions
        assert len(row["gmv_cny"].split(".")[1]) == 2


def test_envelopes_are_shown_only_by_stores_that_were_granted_one(small):
    first = {}
    for row in small.rows["benefits"]:
        if row["measure_code"] == "red-envelope" and row["event"] == "granted":
            first.setdefault(row["store_id"], row["occurred_at"][:10])
    shown = [row for row in small.rows["activity"] if int(row["sessions_with_envelope"])]
    assert shown
    assert all(first[row["store_id"]] < row["week_start"] for row in shown)


def test_not_every_store_trades_every_week(medium):
    rows = len(medium.rows["activity"])
    assert 15 * 4_000 < rows < 25 * 4_000  # so that 20,000 stores stay under 500,000 rows


def test_sales_are_heavy_tailed(medium):
    sales = sorted((Decimal(row["gmv_cny"]) for row in medium.rows["activity"]), reverse=True)
    assert sum(sales[: len(sales) // 10]) > sum(sales) * Decimal("0.4")


def test_some_stores_sold_last_week_and_not_this_week(medium):
    before = (date.fromisoformat(LAST) - timedelta(days=7)).isoformat()
    sold = {week: set() for week in (before, LAST)}
    for row in medium.rows["activity"]:
        if row["week_start"] in sold and int(row["orders"]):
            sold[row["week_start"]].add(row["store_id"])
    assert len(sold[before] - sold[LAST]) > 100


def test_some_belts_fall_by_more_than_a_fifth_in_the_last_week(medium):
    before = (date.fromisoformat(LAST) - timedelta(days=7)).isoformat()
    belt = {row["store_id"]: row["belt_id"] for row in medium.rows["stores"]}
    gmv = {before: Counter(), LAST: Counter()}
    for row in medium.rows["activity"]:
        if row["week_start"] in gmv:
            gmv[row["week_start"]][belt[row["store_id"]]] += float(row["gmv_cny"])
    large = [name for name, sales in gmv[before].items() if sales > 20_000]
    fallen = [name for name in large if gmv[LAST][name] < 0.8 * gmv[before][name]]
    assert 0 < len(fallen) < len(large) / 2
