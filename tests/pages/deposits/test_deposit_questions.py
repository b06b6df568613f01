"""Deposits against plain loops: tiers, what is released and short, and who fell into shortfall; L12."""

import csv
import io
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made.drawn import records, views
from made.held import wide_rows
from made.record import DAY, Made, Row, deposit, store, tier
from plain import day as plain_day
from plain import depositing as plain
from plain import metrics
from plain.withholding import hidden

from dashboard import exports
from dashboard.reading.naming import names
from dashboard.reading.opening import Opened, open_view
from dashboard.screens import TABLES
from dashboard.tables.values import whole
from dashboard.views.address import parse
from dashboard.views.view import View
from models.geography.scope import EVERYTHING
from models.publication.publish import publish
from models.settings import settings as set_up
from models.snapshots.shelf import Shelf
from models.snapshots.snapshot import Snapshot
from pages.deposits import questions as asked
from pages.deposits.rules import base_deposits
from pages.deposits.schedule_tables import HISTORY, SCHEDULE
from pages.deposits.state_tables import GROUPS, NEW_SHORTFALLS, TIERS

WEEK = timedelta(days=7)
FEW = 5
VALUE_TEXT = {
    "deposit_stores": "stores",
    "reduced_stores": "reduced",
    "base_fen": "base",
    "required_fen": "required",
    "released_fen": "released",
    "shortfall_stores": "short",
    "shortfall_fen": "shortfall",
    "lower_due_stores": "lower_due",
}
FIELDS = {"belt": "belt_id", "category": "category_code", "type": "store_type", "tier": "tier_code"}


def read(code: str, opened: Opened) -> list[dict[str, str]]:
    text = b"".join(exports.make(TABLES, code, opened).csv()).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def check(now: Snapshot, before: Snapshot, states: list[Row], earlier: list[Row], view: View) -> None:
    seen = [row for row in metrics.seen(states, view) if row["tier_code"] is not None]
    fallen = plain.fell(seen, earlier)
    for by, name in (FIELDS | {"region": f"{view.question.level}_adcode"}).items():
        groups, fell = metrics.by(seen, name), metrics.by(fallen, name)
        sums = asked.sums(now, view.question, by)
        assert sums.keys() == groups.keys()
        for code, row in sums.items():
            told = plain.sums(groups[code])
            assert row._asdict() == {ours: told[theirs] for ours, theirs in VALUE_TEXT.items()}
        found = asked.new_shortfall_sums(now, view.question, before, by)
        assert {code: row.stores for code, row in found.items()} == {c: len(rows) for c, rows in fell.items()}
        assert sum(row.fen for row in found.values()) == plain.sums(fallen)["shortfall"]
        in_tiers = asked.new_shortfall_sums(now, view.question, before, by, in_tiers=True)
        assert {c: row.stores for c, row in in_tiers.items()} == {
            c: len(rows) for c, rows in metrics.by(fallen, "tier_code").items()
        }
    ids = [row["store_id"] for row in fallen]
    assert [store.store_id for store in asked.new_shortfalls(now, view.question, before)] == ids
    assert [store.store_id for store in asked.new_shortfalls_page(now, view.question, before, 1, 2)] == ids[1:3]
    entitled = metrics.by(seen, "entitled_tier_code")
    assert asked.entitled(now, view.question) == {code: len(rows) for code, rows in entitled.items()}


@settings(max_examples=12)
@given(records(most=12), st.lists(views(), max_size=2))
def test_deposits_of_any_view_are_answered_as_plain_loops_do(
    tmp_path_factory: pytest.TempPathFactory, made: Made, looks: list[View]
) -> None:
    folder = tmp_path_factory.mktemp("shelf")
    before, now = publish(made, Shelf(folder), [DAY, DAY + WEEK])  # type: ignore[arg-type]
    states, earlier = plain_day.state(made.rows, DAY + WEEK), plain_day.state(made.rows, DAY)
    for view in (View.of(EVERYTHING), *looks):
        check(now, before, states, earlier, view)


@pytest.mark.parametrize(
    "look",
    [{}, {"level": "city", "categories": ("apparel",)}, {"region": "330000", "level": "county", "tiers": ("BASE",)}],
    ids=str,
)
def test_so_they_are_on_the_published_demonstration(published_home: Path, look: Row) -> None:
    shelf = Shelf(published_home / "snapshots")
    now = shelf.open()
    before = shelf.before(now)
    assert before is not None
    states, earlier = wide_rows(published_home), wide_rows(published_home, before.snapshot_id)
    check(now, before, states, earlier, View.of(EVERYTHING, **look))


def cents(cny: str) -> int:
    return round(float(cny) * 100)


def the_same(row: dict[str, str], told: Row, then: Row, fell: list[Row]) -> None:
    """A line of the tiers' or a group's file against the loops."""
    assert int(row["stores"]) == told["stores"]
    assert cents(row["released_cny"]) == told["released"]
    assert cents(row["released_change_cny"]) == told["released"] - then["released"]
    assert cents(row["required_cny"]) == told["required"]
    assert int(row["shortfall_stores"]) == told["short"]
    assert cents(row["shortfall_cny"]) == told["shortfall"]
    assert int(row["fell_stores"]) == len(fell)


def grouped(rows: list[Row], earlier: list[Row], name: str) -> dict[Any, tuple[Row, Row, list[Row]]]:
    """By code: the sums now, the sums then, and who fell into shortfall."""
    then, fell = metrics.by(earlier, name), metrics.by(plain.fell(rows, earlier), name)
    return {
        code: (plain.sums(stores), plain.sums(then.get(code, [])), fell.get(code, []))
        for code, stores in metrics.by(rows, name).items()
    }


@pytest.fixture
def both(at_home: Path) -> tuple[list[Row], list[Row]]:
    opened = open_view({}, EVERYTHING)
    assert opened.before
    ids = (opened.now.snapshot_id, opened.before.snapshot_id)
    now, then = ([row for row in wide_rows(at_home, name) if row["tier_code"] is not None] for name in ids)
    return now, then


def test_l12_tiers_capital_released_and_stores_fallen_into_shortfall(both: tuple[list[Row], list[Row]]) -> None:
    now, then = both
    rows = {row["tier_code"]: row for row in read("deposit-tiers", open_view(parse("?list=state"), EVERYTHING))}
    told = grouped(now, then, "tier_code")
    away = hidden({code: sums["stores"] for code, (sums, _then, _fell) in told.items()}, FEW)
    assert set(rows) == set(told)
    for code, (sums, before, fell) in told.items():
        if code in away:
            assert (rows[code]["status"], rows[code]["stores"]) == ("few", "")
        else:
            the_same(rows[code], sums, before, fell)
            assert int(rows[code]["stores_change"]) == sums["stores"] - before["stores"]
            assert int(rows[code]["entitled_stores"]) == sum(row["entitled_tier_code"] == code for row in now)
    fallen = read("deposit-fallen", open_view({"list": "state"}, EVERYTHING))
    assert [row["store_id"].strip('="') for row in fallen] == [row["store_id"] for row in plain.fell(now, then)]
    assert fallen


@pytest.mark.parametrize("by", ["belt", "category", "type"])
def test_l12_by_belt_category_and_store_type(both: tuple[list[Row], list[Row]], by: str) -> None:
    now, then = both
    told = grouped(now, then, FIELDS[by])
    rows = {
        row["code"] or None: row for row in read("deposit-groups", open_view({"list": "state", "by": by}, EVERYTHING))
    }
    away = hidden({code: sums["stores"] for code, (sums, _then, _fell) in told.items()}, FEW)
    assert set(rows) == set(told)
    for code, row in rows.items():
        if row["status"] == "value":
            the_same(row, *told[code])
    assert away <= {code for code, row in rows.items() if row["status"] == "few"}


def test_l12_by_region_where_nothing_is_lost_outside_what_is_drawn(both: tuple[list[Row], list[Row]]) -> None:
    now, then = both
    opened = open_view({"list": "state", "level": "city"}, EVERYTHING)
    drawn = names(opened.now).children("100000", "city")
    name = "city_adcode"
    now, then = ([row | {name: row[name] if row[name] in drawn else None} for row in rows] for rows in (now, then))
    told = grouped(now, then, name)
    rows = list(GROUPS.make(opened))
    assert {row.code for row in rows} == set(told)
    assert sum(whole(row.stores) or 0 for row in rows) == len(now)
    for row in rows:
        sums, before, fell = told[row.code]
        assert (row.stores, row.released_fen) == (sums["stores"], sums["released"])
        assert row.released_change_fen == sums["released"] - before["released"]
        assert row.fell_stores == len(fell)


def test_without_a_snapshot_to_compare_with_nothing_is_said_of_changes(at_home: Path) -> None:
    opened = open_view({"compare": "none"}, EVERYTHING)
    (first, *_rest) = TIERS.make(opened)
    assert (first.stores_change, first.fell_stores, first.released_change_fen) == (None, None, None)
    assert NEW_SHORTFALLS.size(opened) == 0
    assert list(NEW_SHORTFALLS.stream(opened)) == []
    assert NEW_SHORTFALLS.page(opened, 0, 50) == ()


def test_a_snapshot_compared_with_itself_has_nothing_fallen(at_home: Path) -> None:
    same = open_view({}, EVERYTHING).now.snapshot_id
    opened = open_view({"snapshot": same, "compare": same}, EVERYTHING)
    assert opened.before == opened.now
    assert NEW_SHORTFALLS.size(opened) == 0
    assert {row.stores_change for row in TIERS.make(opened)} == {0}


@pytest.fixture
def dated() -> Opened:
    """A home with three schedules; a store holds a tier that only the oldest knew."""
    ended, begun, coming = DAY - WEEK, DAY - WEEK + timedelta(days=1), DAY + WEEK
    made = Made()
    made.rows["deposit_tiers"] = [
        tier("OLD", 1, DAY - 9 * WEEK, ended, schedule_id="a", min_score=4.4, reduction_pct=10.0),
        tier("T1", 2, DAY - 9 * WEEK, ended, schedule_id="a", reduction_pct=5.0, store_types="enterprise"),
        tier("T1", 1, begun, coming - timedelta(days=1), schedule_id="b", reduction_pct=20.0),
        tier("T1", 1, coming, None, schedule_id="c", max_score=4.9, requires_no_violation=True, reduction_pct=20.0),
    ]
    made = made.add("stores", [store("s1"), store("s2")])
    made = made.add("deposits", [deposit("s1", ended, 100, 90, 50, "OLD"), deposit("s2", ended, 100, 100, 100)])
    made.published(set_up().snapshots)
    return open_view({"lang": "en"}, EVERYTHING)


def test_a_tier_of_an_older_schedule_is_listed_by_its_code(dated: Opened) -> None:
    rows = {row.tier_code: row for row in TIERS.make(dated)}
    assert list(rows) == ["T1", "BASE", "OLD"]
    assert (rows["OLD"].stores, rows["OLD"].reduction_pct) == (1, None)
    assert rows["OLD"].name.say("en") == "OLD"


def test_the_history_says_what_changed_from_schedule_to_schedule(dated: Opened) -> None:
    rows = HISTORY.shown(dated)
    told = [(r.schedule_id, r.tier_code, r.state.say("en"), r.change.say("en")) for r in rows]
    assert told == [
        ("c", "T1", "to come", "any store score → store score up to 4.9; now asks: no violation"),
        ("b", "T1", "in force",
         "reduction 5% → 20%; Enterprise store → all store types; tried as number 2 → 1"),
        ("b", "OLD", "in force", "dropped"),
        ("a", "OLD", "past", "first schedule"),
        ("a", "T1", "past", "first schedule"),
    ]  # fmt: skip
    assert rows[2].effective_from == rows[1].effective_from
    assert rows[3].conditions.say("en") == "all store types; store score from 4.4; certified"


def test_the_schedule_in_force_is_that_of_the_day(dated: Opened) -> None:
    (row,) = SCHEDULE.shown(dated)
    assert (row.schedule_id, row.tier_code, row.stores, row.entitled_stores) == ("b", "T1", 0, 0)


def test_base_deposits_in_force_are_listed(at_home: Path) -> None:
    opened = open_view({}, EVERYTHING)
    rows = read("deposit-bases", opened)
    held = {(base.category_code, base.store_type): base.base_fen for base in base_deposits(opened.now)}
    assert {(row["category_code"], row["store_type"]): cents(row["base_cny"]) for row in rows} == held
    assert len(rows) == len(names(opened.now).categories) * 7
