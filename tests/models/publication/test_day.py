"""The state of a day, against plain loops and on the days that matter."""

from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made.drawn import records
from made.held import held, measured_rows
from made.record import DAY, Made, Row, benefit, deposit, designation, step, week
from made.standing import the_day, the_store, with_one_store
from plain import day as plain_day
from plain import metrics as plain_metrics
from sqlalchemy import select

from models.base import columns
from models.programme.terms import CERTIFICATION_STEPS as ORDER
from models.publication.benefits import GRANT_STATE, grant_states, grants
from models.publication.cube import cube
from models.publication.day import store_days
from models.publication.history import applications
from models.publication.record_engine import RecordEngine
from models.publication.rules import rules_of
from models.snapshots.tables import Application, CubeRow, Grant, StoreDay

AT_STAKE = ("lapsing_traffic", "lapsing_cash", "lapsing_ad", "overdue_fen", "waits", "ends", "calls")
NOON = datetime.combine(date(2026, 3, 1), time(12))


def as_written(states: list[Row]) -> list[Row]:
    """The rows in the wide table's columns and order: stores of a county stand together."""
    ordered = sorted(states, key=lambda row: (row["county_adcode"], row["store_id"]))
    return [{name: row[name] for name in StoreDay.model_fields} for row in ordered]


@settings(max_examples=30)
@given(records(most=20), st.sampled_from([DAY, DAY - timedelta(days=1)]))
def test_the_day_and_its_cube_are_what_plain_loops_say(
    tmp_path_factory: pytest.TempPathFactory, made: Made, day: date
) -> None:
    engine, told = RecordEngine(made), plain_day.state(made.delivered(), day)  # type: ignore[arg-type]
    engine.keep(GRANT_STATE, grant_states(day))
    aside, rules = tmp_path_factory.getbasetemp(), rules_of(day, engine)
    engine.write(StoreDay, store_days(day, rules), aside / "stores.parquet")
    engine.write(Application, applications(day), aside / "applications.parquet")
    engine.write(Grant, grants(), aside / "grants.parquet")
    rows = engine.rows(select(*columns(StoreDay))).to_pylist()
    assert rows == as_written(told)
    counted = plain_metrics.cube(told)
    assert engine.rows(cube(rules)).to_pylist() == [
        {name: row[name] for name in CubeRow.model_fields} for row in counted
    ]
    for row in rows:
        for name in ("pack_lapsed", "pack_unclaimed", "pack_unused", "envelope_lapsed_fen", "envelope_left_fen"):
            assert row[name] is None or row[name] >= 0
        for name in ("pack_claim_by", "pack_use_by", "envelope_use_by"):
            assert row[name] is None or row[name] >= day


def test_publication_and_importer_count_steps_of_one_instant_in_one_order() -> None:
    assert ORDER == ORDER


@pytest.mark.parametrize(
    ("until", "status", "since"),
    [
        (DAY + timedelta(days=1), "certified", NOON.date()),
        (DAY, "certified", NOON.date()),
        (DAY - timedelta(days=1), "expired", DAY),
    ],
)
def test_a_certification_is_valid_through_its_last_day(until: date, status: str, since: date) -> None:
    made = with_one_store().add("certifications", [step("s1", "certified", NOON, until)])
    row = the_store(made)
    assert (row["certification_status"], row["certification_since"]) == (status, since)
    assert (row["certified_on"], row["valid_until"]) == (NOON.date(), until)


def test_a_store_approved_in_the_second_it_came_to_review_is_certified() -> None:
    steps = [step("s1", "in_review", NOON), step("s1", "certified", NOON, DAY), step("s1", "applied", NOON)]
    assert the_store(with_one_store().add("certifications", steps))["certification_status"] == "certified"


def test_the_first_certification_is_kept_through_renewal() -> None:
    steps = [
        step("s1", "certified", NOON - timedelta(days=300), DAY),
        step("s1", "in_review", NOON),
        step("s1", "certified", NOON + timedelta(days=1), DAY + timedelta(days=365)),
    ]
    row = the_store(with_one_store().add("certifications", steps))
    assert row["certified_on"] == (NOON - timedelta(days=300)).date()
    assert row["valid_until"] == DAY + timedelta(days=365)


@pytest.mark.parametrize(("instant", "status"), [("2026-03-15T23:59:59.999999", "applied"), ("2026-03-16", "none")])
def test_an_event_counts_through_the_last_moment_of_its_day(instant: str, status: str) -> None:
    made = with_one_store().add("certifications", [step("s1", "applied", datetime.fromisoformat(instant))])
    assert the_store(made)["certification_status"] == status


@pytest.mark.parametrize(("entered_on", "rows"), [(DAY, 1), (DAY + timedelta(days=1), 0)])
def test_a_store_is_there_from_the_day_it_entered(entered_on: date, rows: int) -> None:
    assert len(the_day(with_one_store(entered_on=entered_on))) == rows


@pytest.mark.parametrize(
    ("claim_by", "use_by", "unclaimed", "unused", "lapsed"),
    [
        (DAY, DAY, 40, 35, 0),
        (DAY - timedelta(days=1), DAY, 0, 35, 40),
        (DAY, DAY - timedelta(days=1), 0, 0, 75),
        (None, None, 40, 35, 0),
    ],
)
def test_a_pack_lapses_the_day_after_its_deadline_without_any_event(
    claim_by: date | None, use_by: date | None, unclaimed: int, unused: int, lapsed: int
) -> None:
    made = with_one_store().add(
        "benefits",
        [
            benefit("g1", "granted", 100, NOON, claim_by=claim_by, use_by=use_by),
            benefit("g1", "claimed", 60, NOON),
            benefit("g1", "used", 25, NOON),
        ],
    )
    row = the_store(made)
    assert (row["pack_unclaimed"], row["pack_unused"], row["pack_lapsed"]) == (unclaimed, unused, lapsed)
    assert row["pack_claim_by"] == (claim_by if unclaimed else None)
    assert row["pack_use_by"] == (use_by if unused else None)


def test_what_an_event_says_has_lapsed_is_not_counted_again_at_the_deadline() -> None:
    passed = DAY - timedelta(days=3)
    granted = benefit("g1", "granted", 100, NOON, claim_by=passed, use_by=passed)
    made = with_one_store().add("benefits", [granted, benefit("g1", "lapsed", 100, NOON + timedelta(days=12))])
    assert the_store(made)["pack_lapsed"] == 100


def test_the_nearest_deadline_is_that_of_a_grant_still_open() -> None:
    near, far = DAY + timedelta(days=1), DAY + timedelta(days=9)
    made = with_one_store().add(
        "benefits",
        [
            benefit("g1", "granted", 10, NOON, claim_by=near, use_by=near),
            benefit("g1", "claimed", 10, NOON),
            benefit("g1", "used", 10, NOON),
            benefit("g2", "granted", 10, NOON, claim_by=far, use_by=far),
            benefit("g2", "claimed", 4, NOON),
        ],
    )
    row = the_store(made)
    assert (row["pack_claim_by"], row["pack_use_by"]) == (far, far)


def test_money_returned_to_an_envelope_may_be_issued_again() -> None:
    envelope: Any = {"measure_code": "red-envelope", "unit": "fen"}
    made = with_one_store().add(
        "benefits",
        [
            benefit("g1", "granted", 1000, NOON, use_by=DAY, **envelope),
            benefit("g1", "issued", 700, NOON, **envelope),
            benefit("g1", "returned", 200, NOON, **envelope),
            benefit("g1", "used", 450, NOON, **envelope),
        ],
    )
    row = the_store(made)
    assert (row["envelope_budget_fen"], row["envelope_issued_fen"], row["envelope_used_fen"]) == (1000, 500, 450)
    assert (row["envelope_left_fen"], row["envelope_lapsed_fen"], row["envelope_use_by"]) == (500, 0, DAY)
    assert row["pack_granted"] is None


def test_a_grant_of_nothing_is_a_zero_and_no_grant_is_missing() -> None:
    made = with_one_store().add("benefits", [benefit("g1", "granted", 0, NOON)])
    row = the_store(made)
    assert (row["pack_granted"], row["envelope_budget_fen"]) == (0, None)


def test_the_deposit_is_that_of_the_last_row_in_force() -> None:
    rows = [
        deposit("s1", DAY - timedelta(days=9), 100, 40, 40, "T1"),
        deposit("s1", DAY, 100, 130, 90),
        deposit("s1", DAY + timedelta(days=1), 100, 0, 0, "T2"),
    ]
    row = the_store(with_one_store().add("deposits", rows))
    assert (row["tier_code"], row["released_fen"], row["shortfall_fen"]) == ("BASE", 0, 40)


@pytest.mark.parametrize(
    ("begins", "ends", "is_exempt", "fee"),
    [
        (date(2026, 3, 2), None, True, 300),
        (date(2026, 3, 3), None, True, 200),
        (date(2026, 3, 2), DAY, True, 300),
        (date(2026, 3, 2), DAY - timedelta(days=1), False, None),
        (DAY, None, True, None),
        (DAY + timedelta(days=1), None, False, None),
    ],
)
def test_a_fee_is_waived_for_whole_weeks_within_a_waiver_in_force(
    begins: date, ends: date | None, is_exempt: bool, fee: int | None
) -> None:
    weeks = [week("s1", date(2026, 3, 2), 10_000), week("s1", date(2026, 3, 9), 20_000)]
    unfinished = week("s1", date(2026, 3, 16), 40_000)
    made = (
        with_one_store(belt_id="belt-a")
        .add("designations", [designation("belt-a", begins, ends, 1.0)])
        .add("activity", [*weeks, unfinished])
    )
    row = the_store(made)
    assert (row["is_exempt"], row["fee_waived_fen"]) == (is_exempt, fee)


def test_a_week_counts_once_its_sunday_is_over() -> None:
    made = (
        with_one_store(belt_id="belt-a")
        .add("designations", [designation("belt-a", date(2026, 1, 1), None, 1.0)])
        .add("activity", [week("s1", date(2026, 3, 9), 10_000)])
    )
    fees = {day: the_store(made, day)["fee_waived_fen"] for day in (date(2026, 3, 14), date(2026, 3, 15))}
    assert fees == {date(2026, 3, 14): None, date(2026, 3, 15): 100}


def test_half_a_fen_of_a_week_counts_as_one() -> None:
    made = (
        with_one_store(belt_id="belt-a")
        .add("designations", [designation("belt-a", date(2026, 1, 1), None, 0.5)])
        .add("activity", [week("s1", date(2026, 3, 9), 100), week("s1", date(2026, 3, 2), 300)])
    )
    assert the_store(made)["fee_waived_fen"] == 1 + 2


def test_a_store_in_no_known_region_has_neither_province_nor_city() -> None:
    row = the_store(with_one_store(county_adcode="999999"))
    assert (row["province_adcode"], row["city_adcode"], row["county_adcode"]) == (None, None, "999999")


@pytest.mark.parametrize(
    ("county", "province", "city"),
    [
        ("110101", "110000", "110000"),
        ("330102", "330000", "330100"),
        ("429004", "420000", "429004"),
        ("441900", "440000", "441900"),
        ("653228", "650000", "653200"),
    ],
)
def test_a_store_lies_in_the_units_that_the_map_draws(county: str, province: str, city: str) -> None:
    row = the_store(with_one_store(county_adcode=county))
    assert (row["province_adcode"], row["city_adcode"]) == (province, city)


def test_the_published_demonstration_is_what_plain_loops_say(published_home: Path) -> None:
    rows = measured_rows(published_home)
    told = plain_day.state(held(published_home), date.fromisoformat("2026-11-15"))
    assert len(rows) == len(told) > 1_000
    assert as_written(rows) == as_written(told)
    assert {name: sum(row[name] for row in rows) for name in AT_STAKE} == {
        name: sum(row[name] for row in told) for name in AT_STAKE
    }
