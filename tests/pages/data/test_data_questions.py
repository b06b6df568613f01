"""Freshness and completeness against plain loops: on drawn records, and on the published demonstration."""

from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made.drawn import records, views
from made.record import Made, Row
from plain import freshness as plain
from plain.metrics import in_view

from dashboard.reading.naming import names
from dashboard.views.view import View
from models.geography.scope import EVERYTHING, Scope
from models.snapshots.shelf import Shelf
from models.snapshots.snapshot import Snapshot
from pages.data import questions as freshness
from pages.data.week_questions import week_sums

FILES = ("stores", "applications", "grants", "activity", "ledger")


def rows_of(snapshot: Snapshot) -> dict[str, list[Row]]:
    return {name: pq.read_table(snapshot.file(name)).to_pylist() for name in FILES}


def check(snapshot: Snapshot, held: dict[str, list[Row]], view: View) -> None:
    seen = {name: [row for row in rows if in_view(row, view)] for name, rows in held.items()}
    drawn, unit = (
        set(names(snapshot).children(view.question.region, view.question.level)),
        f"{view.question.level}_adcode",
    )
    codes = {row[unit] if row[unit] in drawn else None for row in seen["stores"]}

    def parts(of: Any) -> list[list[Row]]:
        return [[row for row in seen[name] if of(row)] for name in ("stores", "applications", "grants", "activity")]

    def is_in(code: str | None) -> Any:
        return lambda row: (row[unit] if row[unit] in drawn else None) == code

    found = freshness.completeness(snapshot, view.question)
    assert {code: asdict(one) for code, one in found.items()} == {
        code: plain.completeness(*parts(is_in(code))) for code in codes
    }
    total = plain.completeness(*parts(lambda _row: True))
    assert asdict(freshness.completeness_in_view(snapshot, view.question)) == total
    for lack, count in freshness.missing_counts(snapshot, view.question).items():
        listed = [store.store_id for store in freshness.all_incomplete_stores(snapshot, view.question, lack)]
        expected = [
            row["store_id"]
            for row in seen["stores"]
            if (row[unit] not in drawn if lack == "region" else row[plain.HAS[lack]] is None)
        ]
        assert (count, listed) == (len(expected), sorted(expected)), lack
        part = freshness.incomplete_stores(snapshot, view.question, lack, 1, 2)
        assert [store.store_id for store in part] == listed[1:3]
    monday = plain.last_whole_week(date.fromisoformat(snapshot.as_of))
    weeks = week_sums(snapshot, view.question, monday)
    assert {(one.measure, one.what, one.unit): one.amount for one in weeks} == plain.week(
        seen["activity"], seen["ledger"], monday
    )


@settings(max_examples=12)
@given(records(most=12), st.lists(views(), min_size=1, max_size=3))
def test_l15_what_is_late_or_missing_is_as_plain_loops_say(
    tmp_path_factory: pytest.TempPathFactory, made: Made, asked: list[View]
) -> None:
    snapshot = made.published(tmp_path_factory.mktemp("shelf"))
    held = rows_of(snapshot)
    for view in (View.of(EVERYTHING), *asked):
        check(snapshot, held, view)


LOOKS: list[dict[str, Any]] = [
    {},
    {"level": "city"},
    {"region": "330000", "level": "city", "categories": ("apparel",)},
    {"region": "330000", "level": "county", "statuses": ("certified", "expired")},
    {"region": "110000", "level": "county", "tiers": ("BASE", "NONE")},
    {"level": "city", "belts": ("none",)},
    {"scope": Scope(("330000", "441900"))},
    {"scope": Scope(())},
]


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_the_published_demonstration_is_as_plain_loops_say(published_home: Path, look: dict[str, Any]) -> None:
    snapshot = Shelf(published_home / "snapshots").open()
    check(snapshot, rows_of(snapshot), View.of(EVERYTHING, **look))


def test_rules_to_come_do_not_make_the_rules_look_newer(published_home: Path) -> None:
    snapshot = Shelf(published_home / "snapshots").open()
    found = freshness.newest_rules(snapshot, View.of(EVERYTHING).question)
    firsts = {"deposit_tiers": ("schedules", "effective_from"), "designations": ("designations", "waiver_from"),
              "base_deposits": ("bases", "effective_from"), "targets": ("targets", "effective_from")}  # fmt: skip
    for kind, (name, column) in firsts.items():
        days = [row[column] for row in pq.read_table(snapshot.file(name)).to_pylist() if row[column] is not None]
        assert found[kind] == max(day for day in days if day.isoformat() <= snapshot.as_of), kind
