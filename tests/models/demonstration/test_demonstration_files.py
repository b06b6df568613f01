import csv
from datetime import date
from pathlib import Path

import pytest

from models.demonstration import DEMONSTRATION_DAY, files, write
from models.demonstration.activity import weeks_written
from models.demonstration.days import History
from models.record.tables import TABLES

KEYS = {
    "admin_codes": ("adcode",),
    "categories": ("code",),
    "belts": ("belt_id",),
    "stores": ("store_id",),
    "certifications": ("store_id", "changed_at", "status"),
    "benefits": ("grant_id", "event", "occurred_at"),
    "deposits": ("store_id", "effective_on"),
    "deposit_tiers": ("schedule_id", "tier_code"),
    "base_deposits": ("category_code", "store_type", "effective_from"),
    "designations": ("belt_id", "waiver_from"),
    "activity": ("store_id", "week_start"),
    "targets": ("target_code", "effective_from"),
    "people": ("email",),
}
IN_FILES = {"gmv_fen": "gmv_cny", "base_fen": "base_cny", "required_fen": "required_cny", "paid_fen": "paid_cny"}


def bytes_of(folder: Path, **more):
    return {file.kind: file.path.read_bytes() for file in write(folder, stores=300, weeks=20, **more)}


def test_the_same_seed_gives_the_same_bytes(tmp_path):
    assert bytes_of(tmp_path / "one") == bytes_of(tmp_path / "two")


def test_another_seed_gives_other_stores_and_logs(tmp_path):
    one, two = bytes_of(tmp_path / "one"), bytes_of(tmp_path / "two", seed=7)
    differing = {kind for kind in one if one[kind] != two[kind]}
    assert differing == {"stores", "certifications", "benefits", "deposits", "designations", "activity", "targets"}


def test_batches_of_stores_follow_one_another_in_one_file(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "BATCH", 70)
    done = []
    written = write(tmp_path, stores=200, weeks=10, progress=lambda *at: done.append(at))
    assert done == [(0, 200), (70, 200), (140, 200), (200, 200)]
    for file in written:
        with file.path.open(encoding="utf-8", newline="") as text:
            rows = list(csv.DictReader(text))
        assert len(rows) == file.rows
        assert len({tuple(row[name] for name in KEYS[file.kind]) for row in rows}) == len(rows)


def test_every_kind_is_written_in_import_order_with_rows(small):
    assert [file.kind for file in small.files] == list(TABLES)
    assert all(file.rows > 0 for file in small.files)
    assert {file.kind: file.rows for file in small.files} == {kind: len(rows) for kind, rows in small.rows.items()}
    assert len(small.rows["stores"]) == 400


@pytest.mark.parametrize("kind", list(TABLES))
def test_columns_are_those_of_the_contract(small, kind):
    fields = [name for name in TABLES[kind].model_fields if name != "delivery_id"]
    assert set(small.rows[kind][0]) == {IN_FILES.get(name, name) for name in fields}


@pytest.mark.parametrize("kind", list(TABLES))
def test_keys_are_unique(small, kind):
    keys = [tuple(row[name] for name in KEYS[kind]) for row in small.rows[kind]]
    assert len(set(keys)) == len(keys)


def test_files_are_plain_utf8_with_line_feeds(small):
    for path in small.paths.values():
        content = path.read_bytes()
        assert not content.startswith(b"\xef\xbb\xbf")
        assert b"\r" not in content
        assert content.endswith(b"\n")


def test_reference_tables_are_as_shipped(small):
    for kind in ("admin_codes", "categories", "belts"):
        shipped = Path(files.__file__).parents[2] / "data" / f"{kind}.csv"
        assert small.paths[kind].read_bytes() == shipped.read_bytes()


def test_nothing_happens_after_the_last_day(small):
    last = DEMONSTRATION_DAY.isoformat()
    happened = {
        "stores": "entered_on",
        "certifications": "changed_at",
        "benefits": "occurred_at",
        "deposits": "effective_on",
        "activity": "week_start",
        "designations": "waiver_from",
    }
    for kind, column in happened.items():
        assert max(row[column][:10] for row in small.rows[kind]) <= last, kind


def test_the_programme_begins_with_the_history(generate):
    written = generate(stores=500, weeks=10)
    assert min(row["changed_at"] for row in written.rows["certifications"]) >= "2026-09-06"
    assert min(row["week_start"] for row in written.rows["activity"]) == "2026-09-07"


def test_another_last_day_moves_the_whole_history(generate):
    written = generate(stores=300, weeks=12, until=date(2026, 2, 18))
    assert max(row["week_start"] for row in written.rows["activity"]) == "2026-02-09"
    assert max(row["occurred_at"] for row in written.rows["benefits"]) < "2026-02-19"


def test_very_many_stores_have_thirteen_weeks_of_trade():
    history = History(DEMONSTRATION_DAY, 53)
    assert (weeks_written(100_000, history), weeks_written(100_001, history)) == (53, 13)
    assert weeks_written(1_000_000, History(DEMONSTRATION_DAY, 4)) == 4


def test_without_points_stores_have_no_coordinates(tmp_path):
    write(tmp_path, stores=50, weeks=5)
    with (tmp_path / "stores.csv").open(encoding="utf-8", newline="") as text:
        assert {(row["lon"], row["lat"]) for row in csv.DictReader(text)} == {("", "")}


def test_a_single_store_can_be_written(tmp_path):
    assert {file.kind: file.rows for file in write(tmp_path, stores=1, weeks=1)}["stores"] == 1
