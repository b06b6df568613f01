"""Grants, measures and the ledger on the days that matter."""

from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from made.held import table_rows
from made.record import DAY, Made, Row, benefit, target, week
from made.standing import with_one_store

from models.snapshots.snapshot import Snapshot

NOON = datetime.combine(DAY - timedelta(days=34), time(12))  # a Monday
ENVELOPE: Any = {"measure_code": "red-envelope", "unit": "fen"}


def at(days: float) -> datetime:
    return NOON + timedelta(days=days)


def published(folder: Path, *events: Row, weeks: tuple[Row, ...] = (), targets: tuple[Row, ...] = ()) -> Snapshot:
    made: Made = with_one_store().add("benefits", events).add("activity", weeks).add("targets", targets)
    return made.published(folder)


def by_week(snapshot: Snapshot, name: str) -> dict[date, int]:
    return {row["week_start"]: row[name] for row in table_rows(snapshot, "ledger") if row[name]}


def test_a_grant_tells_its_firsts_and_how_long_they_took(tmp_path: Path) -> None:
    (row,) = table_rows(
        published(
            tmp_path,
            benefit("g1", "granted", 100, at(0)),
            benefit("g1", "claimed", 40, at(1.5)),
            benefit("g1", "claimed", 60, at(2)),
            benefit("g1", "used", 10, at(2.5)),
            benefit("g1", "clawed_back", 5, at(3)),
        ),
        "grants",
    )
    assert (row["granted_at"], row["claimed_at"], row["used_at"]) == (at(0), at(1.5), at(2.5))
    assert (row["claim_hours"], row["use_hours"], row["lapsed_on"]) == (36.0, 24.0, None)
    assert (row["granted"], row["claimed"], row["used"], row["clawed_back"]) == (100, 100, 10, 5)
    assert (row["unclaimed"], row["unused"], row["lapsed"]) == (0, 85, 0)


@pytest.mark.parametrize(("measure", "unit"), [("doujin", "ad-fen"), ("ai-tools", "use"), ("fair-environment", "case")])
def test_every_measure_but_the_envelope_is_held_once_claimed(tmp_path: Path, measure: str, unit: str) -> None:
    kind: Any = {"measure_code": measure, "unit": unit}
    steps = [("granted", 9), ("issued", 7), ("returned", 1), ("claimed", 4)]
    events = [benefit("g1", event, amount, at(day), **kind) for day, (event, amount) in enumerate(steps)]
    snapshot = published(tmp_path, *events)
    (row,) = table_rows(snapshot, "grants")
    assert (row["measure_code"], row["unit"], row["claimed"], row["claimed_at"]) == (measure, unit, 4, at(3))
    assert sum(by_week(snapshot, "claimed").values()) == 4


def test_of_an_envelope_issues_are_claims_and_returns_take_them_back(tmp_path: Path) -> None:
    snapshot = published(
        tmp_path,
        benefit("g1", "granted", 100, at(0), **ENVELOPE),
        benefit("g1", "issued", 70, at(1), **ENVELOPE),
        benefit("g1", "returned", 30, at(8), **ENVELOPE),
        benefit("g1", "claimed", 9, at(2), **ENVELOPE),
    )
    (row,) = table_rows(snapshot, "grants")
    assert (row["claimed"], row["claimed_at"], row["unclaimed"], row["unused"]) == (40, at(1), 60, 40)
    assert by_week(snapshot, "claimed") == {at(0).date(): 70, at(7).date(): -30}
    assert by_week(snapshot, "claims") == {at(0).date(): 1}


def test_what_lapses_without_an_event_falls_on_the_day_after_its_deadline(tmp_path: Path) -> None:
    sunday, use_by = at(6).date(), at(20).date()
    snapshot = published(
        tmp_path,
        benefit("g1", "granted", 100, at(0), claim_by=sunday, use_by=use_by),
        benefit("g1", "claimed", 70, at(1)),
        benefit("g1", "used", 25, at(2)),
    )
    (row,) = table_rows(snapshot, "grants")
    assert (row["lapsed"], row["lapsed_on"]) == (75, at(7).date())
    assert by_week(snapshot, "lapsed") == {at(7).date(): 30, at(21).date(): 45}


def test_a_claim_by_later_than_the_use_by_takes_nothing(tmp_path: Path) -> None:
    granted = benefit("g1", "granted", 100, at(0), claim_by=at(20).date(), use_by=at(6).date())
    snapshot = published(tmp_path, granted)
    assert by_week(snapshot, "lapsed") == {at(7).date(): 100}
    assert table_rows(snapshot, "grants")[0]["lapsed"] == 100


def test_a_lapse_that_an_event_tells_is_not_told_again(tmp_path: Path) -> None:
    granted = benefit("g1", "granted", 100, at(0), claim_by=at(6).date())
    snapshot = published(tmp_path, granted, benefit("g1", "lapsed", 100, at(9)))
    assert by_week(snapshot, "lapsed") == {at(7).date(): 100}
    assert table_rows(snapshot, "grants")[0]["lapsed_on"] == at(9).date()


def test_grants_are_counted_in_the_week_they_were_given(tmp_path: Path) -> None:
    events = [benefit(f"g{n}", "granted", 10, at(day)) for n, day in enumerate((0, 6, 6.4, 7))]
    assert by_week(published(tmp_path, *events), "grants") == {at(0).date(): 3, at(7).date(): 1}


def test_a_store_counts_once_per_measure_and_unit_however_many_grants_it_has(tmp_path: Path) -> None:
    events = [
        *(benefit(f"g{n}", "granted", 10, at(n)) for n in range(3)),
        benefit("g1", "claimed", 4, at(5)),
        benefit("e1", "granted", 500, at(0), **ENVELOPE),
    ]
    envelope, pack = table_rows(published(tmp_path, *events), "measures")
    assert (pack["granted_stores"], pack["granted"], pack["claimed_stores"], pack["claimed"]) == (1, 30, 1, 4)
    assert (envelope["unit"], envelope["granted_stores"], envelope["claimed_stores"]) == ("fen", 1, 0)


MONDAY = NOON.date()


@pytest.mark.parametrize(
    ("claimed", "first_sale", "days", "is_activated"),
    [
        (2, 0, 30, 1),  # in the week of the claim, whichever came first
        (7, 0, 30, 0),  # the week's Sunday was over
        (6.4, 0, 30, 1),
        (0, 2, 14, 1),  # the second Monday after a claim on a Monday is 14 days later
        (0, 2, 13, 0),
        (1, 2, 13, 1),
        (0, None, 30, 0),
    ],
)
def test_activated_is_a_first_sale_soon_after_the_first_claim(
    tmp_path: Path, claimed: float, first_sale: int | None, days: int, is_activated: int
) -> None:
    weeks = [week("s1", MONDAY + timedelta(weeks=n), 0, orders=0) for n in range(4)]
    if first_sale is not None:
        weeks[first_sale]["orders"] = 1
    events = (benefit("g1", "granted", 9, at(0)), benefit("g1", "claimed", 9, at(claimed)))
    snapshot = published(tmp_path, *events, weeks=tuple(weeks), targets=(target("activation-days", days),))
    (row,) = table_rows(snapshot, "measures")
    assert (row["activity_stores"], row["activated_stores"]) == (1, is_activated)


def test_a_store_without_known_trade_is_not_asked_whether_it_was_activated(tmp_path: Path) -> None:
    events = (benefit("g1", "granted", 9, at(0)), benefit("g1", "claimed", 9, at(1)))
    (row,) = table_rows(published(tmp_path, *events), "measures")
    assert (row["claimed_stores"], row["activity_stores"], row["activated_stores"]) == (1, 0, 0)
