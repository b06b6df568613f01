"""One store: its grants, its deposits and its events as they stand in the record, and who may see it."""

from datetime import datetime, time, timedelta
from pathlib import Path

import pytest
from made.held import held, table_rows, wide_rows
from made.record import DAY, Made, Row, benefit, store
from plain.exports import Cells, rows_of

from dashboard import exports
from dashboard.reading.opening import Opened, open_view
from dashboard.screens import TABLES
from dashboard.views.view import View
from models.geography.scope import EVERYTHING, Scope
from models.settings import settings
from pages.stores import store_questions

LOGS = {"certifications": "changed_at", "benefits": "occurred_at", "deposits": "effective_on"}


def some_stores(home: Path) -> list[Row]:
    """Stores of every certification status, with and without benefits."""
    by_status: dict[tuple[str, bool], Row] = {}
    for row in wide_rows(home):
        by_status.setdefault((row["certification_status"], row["pack_granted"] is None), row)
    return list(by_status.values())


def file_of(sheet: str, opened: Opened) -> list[Cells]:
    return rows_of(b"".join(exports.make(TABLES, sheet, opened).csv()))


def test_everything_that_happened_is_told_with_where_it_came_from(at_home: Path) -> None:
    record = held(at_home)
    for row in some_stores(at_home):
        opened = open_view({"item": row["store_id"]}, EVERYTHING)
        own = {
            kind: [event for event in record[kind] if event["store_id"] == row["store_id"]
                   and str(event[at])[:10] <= opened.now.as_of]
            for kind, at in LOGS.items()
        }  # fmt: skip
        rows = file_of("store-events", opened)
        assert len(rows) == sum(len(events) for events in own.values())
        assert [told["at"] for told in rows] == sorted((told["at"] for told in rows), reverse=True)
        for kind, subject in (("certifications", "certification"), ("benefits", "benefit"), ("deposits", "deposit")):
            told = [one for one in rows if one["subject"] == subject]
            assert sorted(one["delivery_id"] for one in told) == sorted(event["delivery_id"] for event in own[kind])
            assert {one["file"] for one in told} <= {f"{kind}.csv"}
        steps = sorted((str(event["occurred_at"])[:19], event["event"]) for event in own["benefits"])
        assert sorted((one["at"], one["event"]) for one in rows if one["subject"] == "benefit") == steps
        reasons = sorted(event["reason"] for event in own["certifications"] if event["reason"])
        assert sorted(one["reason"] for one in rows if one["reason"]) == reasons


def test_grants_are_those_of_the_day(at_home: Path) -> None:
    grants = table_rows(open_view({}, EVERYTHING).now, "grants")
    for row in some_stores(at_home):
        opened = open_view({"item": row["store_id"]}, EVERYTHING)
        own = [grant for grant in grants if grant["store_id"] == row["store_id"]]
        rows = file_of("store-grants", opened)
        assert sorted(told["grant_id"] for told in rows) == sorted(grant["grant_id"] for grant in own)
        by_id = {grant["grant_id"]: grant for grant in own}
        for told in rows:
            grant = by_id[told["grant_id"]]
            scale = 100 if grant["unit"] in ("fen", "ad-fen") else 1
            for name in ("granted", "claimed", "used", "lapsed", "unclaimed", "unused"):
                assert float(told[name]) == grant[name] / scale


def test_deposits_are_told_with_what_they_released_the_newest_first(at_home: Path) -> None:
    record = held(at_home)
    for row in some_stores(at_home):
        opened = open_view({"item": row["store_id"]}, EVERYTHING)
        own = [event for event in record["deposits"] if event["store_id"] == row["store_id"]
               and event["effective_on"].isoformat() <= opened.now.as_of]  # fmt: skip
        own.sort(key=lambda event: event["effective_on"], reverse=True)
        rows = file_of("store-deposits", opened)
        assert [told["effective_on"] for told in rows] == [event["effective_on"].isoformat() for event in own]
        for told, event in zip(rows, own, strict=True):
            base, required, paid = (event[f"{name}_fen"] / 100 for name in ("base", "required", "paid"))
            assert float(told["released_cny"]) == max(base - required, 0)
            assert float(told["shortfall_cny"]) == max(required - paid, 0)
            assert told["tier_code"] == (event["tier_code"] or "")


def test_a_store_outside_scope_or_region_is_not_shown(at_home: Path) -> None:
    now = open_view({}, EVERYTHING).now
    row = next(row for row in wide_rows(at_home) if row["province_adcode"] == "330000")
    name = row["store_id"]
    inside, region = View.of(EVERYTHING, region="330000"), View.of(EVERYTHING, region="440000")
    found = store_questions.store(now, inside.question, name)
    assert found
    assert found.model_dump() == row
    assert store_questions.store(now, region.question, name) is None
    assert store_questions.county_of_store(now, region.question, name) == row["county_adcode"]
    beyond = View.of(Scope(("440000",)))
    for view in (beyond, region):
        assert store_questions.store(now, view.question, name) is None
        assert store_questions.grants(now, view.question, name) == ()
        assert store_questions.events(now, view.question, name) == ()
    assert store_questions.county_of_store(now, beyond.question, name) is None
    assert store_questions.county_of_store(now, inside.question, "there is no such store") is None


def test_filters_hide_no_store_that_is_asked_for_by_name(at_home: Path) -> None:
    now, row = open_view({}, EVERYTHING).now, wide_rows(at_home)[0]
    view = View.of(EVERYTHING, statuses=("revoked",), categories=("tea",))
    found = store_questions.store(now, view.question, row["store_id"])
    assert found
    assert found.model_dump() == row


@pytest.mark.usefixtures("at_home")
def test_a_store_that_does_not_exist_has_empty_files() -> None:
    for sheet in ("store-grants", "store-deposits", "store-events"):
        assert file_of(sheet, open_view({"item": "no such store"}, EVERYTHING)) == []


def test_deadlines_are_told_as_they_were_set_and_a_place_that_is_none_by_its_code() -> None:
    at, near = datetime.combine(DAY - timedelta(days=3), time(9)), DAY + timedelta(days=4)
    deadlines = ({"claim_by": near}, {"use_by": near}, {"claim_by": near, "use_by": near}, {})
    grants = [benefit(f"g{n}", "granted", 10, at, **own) for n, own in enumerate(deadlines)]
    made = Made().add("stores", [store("s1", county_adcode="999999", belt_id="unlisted")]).add("benefits", grants)
    made.published(settings().snapshots)
    rows = file_of("store-events", open_view({"item": "s1"}, EVERYTHING))
    told = {row["grant_id"]: row["until_en"] for row in rows}
    assert told == {
        "g0": f"claim by {near}", "g1": f"use by {near}", "g2": f"claim by {near}, use by {near}", "g3": "",
    }  # fmt: skip
    (row,) = file_of("store-list", open_view({}, EVERYTHING))
    assert (row["county_zh"], row["belt_en"]) == ("999999", "unlisted")
