"""The long tables of a day, against plain loops, on drawn records and on the demonstration."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made.drawn import records
from made.held import held, table_rows
from made.record import DAY, Made, Row
from plain import day as plain_day
from plain import tables as plain_tables

from models.snapshots.shelf import Shelf
from models.snapshots.snapshot import Snapshot
from models.snapshots.tables import SNAPSHOT_TABLES

LONG = ("applications", "grants", "calls", "measures", "ledger", "activity", "events")


def rounded(row: Row) -> Row:
    """The row with its numbers to nine places: days and hours are told by division."""
    return {name: round(value, 9) if isinstance(value, float) else value for name, value in row.items()}


def agree(snapshot: Snapshot, record: dict[str, list[Row]], day: date) -> None:
    told = plain_tables.tables(record, plain_day.state(record, day), day)
    for name in LONG:
        columns = SNAPSHOT_TABLES[name].model_fields
        wanted = [rounded({column: row[column] for column in columns}) for row in told[name]]
        assert [rounded(row) for row in table_rows(snapshot, name)] == wanted, name


@settings(max_examples=40)
@given(records(most=6), st.sampled_from([DAY, DAY - timedelta(days=1)]))
def test_every_long_table_is_what_plain_loops_say(
    tmp_path_factory: pytest.TempPathFactory, made: Made, day: date
) -> None:
    made.rows["stores"][0]["entered_on"] = day
    agree(made.published(tmp_path_factory.mktemp("shelf"), day), made.delivered(), day)


def test_the_published_demonstration_has_the_long_tables_that_plain_loops_make(published_home: Path) -> None:
    snapshot = Shelf(published_home / "snapshots").open()
    agree(snapshot, held(published_home), date.fromisoformat(snapshot.as_of))
    for name in LONG:
        assert len(table_rows(snapshot, name)) > (200 if name == "calls" else 1_000), name


@settings(max_examples=20)
@given(records(most=6))
def test_the_ledger_adds_up_to_the_grants(tmp_path_factory: pytest.TempPathFactory, made: Made) -> None:
    snapshot = made.published(tmp_path_factory.mktemp("shelf"))
    names = ("granted", "claimed", "used", "lapsed", "clawed_back")

    def sums(rows: list[Row]) -> dict[tuple[str, str], list[int]]:
        found: dict[tuple[str, str], list[int]] = {}
        for row in rows:
            so_far = found.setdefault((row["measure_code"], row["unit"]), [0] * len(names))
            found[row["measure_code"], row["unit"]] = [one + row[name] for one, name in zip(so_far, names, strict=True)]
        return {key: amounts for key, amounts in found.items() if any(amounts)}

    by_grant = sums(table_rows(snapshot, "grants"))
    assert sums(table_rows(snapshot, "ledger")) == by_grant
    assert sums(table_rows(snapshot, "measures")) == by_grant


@settings(max_examples=20)
@given(records(most=6))
def test_the_weeks_fees_add_up_to_those_of_stores_whose_waivers_began_once(
    tmp_path_factory: pytest.TempPathFactory, made: Made
) -> None:
    in_force = [row for row in made.rows["designations"] if row["waiver_to"] is None or row["waiver_to"] >= DAY]
    made = Made(made.rows | {"designations": in_force})
    snapshot = made.published(tmp_path_factory.mktemp("shelf"))
    fees = sum(row["fee_waived_fen"] or 0 for row in table_rows(snapshot, "stores"))
    assert sum(row["fee_waived_fen"] for row in table_rows(snapshot, "activity")) == fees
