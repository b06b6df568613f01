"""Snapshots: the same record gives the same bytes, damage is named, the pointer moves whole."""

import random
import re
import shutil
import threading
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path

import duckdb
import orjson
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from made.drawn import records
from made.record import DAY, Made, delivery, deposit, step, store
from sqlalchemy import select

from data.errors import Refused
from models.base import columns
from models.publication import record_engine
from models.publication.publish import publish
from models.record.store import Record, open_record
from models.snapshots.manifest import MANIFEST
from models.snapshots.shelf import POINTER, Shelf
from models.snapshots.snapshot import LATE, Snapshot, compiled
from models.snapshots.tables import SNAPSHOT_TABLES, CubeRow, StoreDay

WEEK = timedelta(days=7)


def a_record(stores: int = 6) -> Made:
    """Stores of which half are certified."""
    rows = [
        store(f"s{n:05}", county_adcode=code)
        for n, code in enumerate(["330102", "999999"] * (stores // 2) + ["330102"] * (stores % 2))
    ]
    steps = [step(row["store_id"], "certified", datetime.combine(DAY, time(9)), DAY + 60 * WEEK) for row in rows[::2]]
    return Made().add("stores", rows).add("certifications", steps)


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def shuffled(made: Made, seed: int) -> Made:
    """The same rows in another order."""
    rows = {kind: random.Random(seed).sample(rows, len(rows)) for kind, rows in made.rows.items()}
    return Made(rows, random.Random(seed).sample(made.deliveries, len(made.deliveries)))


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "snapshots")


@pytest.fixture(scope="module")
def one_day(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("one-day")
    a_record().published(folder)
    return folder


@pytest.fixture
def published(shelf: Shelf, one_day: Path) -> Snapshot:
    shutil.copytree(one_day, shelf.folder)
    return shelf.open()


@pytest.fixture
def make_record(tmp_path: Path) -> Callable[[str], Record]:
    return lambda name: open_record(f"sqlite:///{tmp_path / name}.sqlite")


@settings(max_examples=4)
@given(records())
def test_the_order_of_rows_in_the_record_changes_no_byte(tmp_path_factory: pytest.TempPathFactory, made: Made) -> None:
    first, second = tmp_path_factory.mktemp("first"), tmp_path_factory.mktemp("second")
    made.published(first)
    shuffled(made, seed=1).published(second)
    assert contents(first) == contents(second)


def test_two_records_with_the_same_rows_give_the_same_bytes(
    make_record: Callable[[str], Record], tmp_path: Path
) -> None:
    days = [DAY - WEEK, DAY]
    publish(a_record(3_000).into(make_record("one")), Shelf(tmp_path / "one"), days)
    publish(shuffled(a_record(3_000), 5).into(make_record("other")), Shelf(tmp_path / "other"), days[::-1])
    assert contents(tmp_path / "one") == contents(tmp_path / "other")
    assert len(Shelf(tmp_path / "one").ids()) == 2


def test_rows_in_many_groups_and_any_number_of_threads_give_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(record_engine, "GROUP_ROWS", 700)
    connect = duckdb.connect
    for threads in (1, 7):
        config = {"threads": threads}
        monkeypatch.setattr(
            record_engine.duckdb, "connect", lambda _memory, config=config: connect(":memory:", config=config)
        )
        publish(shuffled(a_record(5_000), threads), Shelf(tmp_path / str(threads)), [DAY])  # type: ignore[arg-type]
    one, seven = contents(tmp_path / "1"), contents(tmp_path / "7")
    assert one == seven
    sizes = pq.ParquetFile(Shelf(tmp_path / "1").open().file("stores")).metadata
    assert [sizes.row_group(nth).num_rows for nth in range(sizes.num_row_groups)] == [700] * 7 + [100]


def test_a_record_on_postgresql_gives_the_same_bytes_as_on_sqlite(
    make_record: Callable[[str], Record], postgres_url: str, tmp_path: Path
) -> None:
    made = a_record(300)
    made.add("deposits", [deposit("s00001", DAY, 200_001, 1, 0, "T1")]).into(make_record("one"))
    made.add("deposits", [deposit("s00001", DAY, 200_001, 1, 0, "T1")]).into(open_record(postgres_url))
    publish(make_record("one"), Shelf(tmp_path / "one"), [DAY])
    publish(open_record(postgres_url), Shelf(tmp_path / "other"), [DAY])
    assert contents(tmp_path / "one") == contents(tmp_path / "other")


def test_publishing_again_changes_nothing(shelf: Shelf, published: Snapshot) -> None:
    before = contents(shelf.folder)
    times = {path: path.stat().st_mtime_ns for path in published.folder.iterdir()}
    assert a_record().published(shelf.folder) == published
    assert contents(shelf.folder) == before
    assert {path: path.stat().st_mtime_ns for path in published.folder.iterdir()} == times


@pytest.mark.parametrize(
    "other",
    [
        a_record(7),
        Made(a_record().rows, [delivery("stores", sha256="1" * 64)]),
        Made(a_record().rows, [delivery("stores", is_demonstration=True)]),
    ],
    ids=["another store", "another delivery", "made up"],
)
def test_another_record_gives_another_id(shelf: Shelf, published: Snapshot, other: Made) -> None:
    assert other.published(shelf.folder).snapshot_id != published.snapshot_id


def test_other_boundaries_give_another_id(shelf: Shelf, published: Snapshot) -> None:
    assert publish(a_record(), shelf, [DAY], boundary_version="x")[0] != published  # type: ignore[arg-type]


def test_a_manifest_says_what_a_snapshot_is(published: Snapshot) -> None:
    assert published.manifest["as_of"] == published.as_of == published.snapshot_id[:10] == DAY.isoformat()
    assert published.manifest["rules"] == ["2025"]
    assert [one["delivery_id"] for one in published.manifest["deliveries"]] == ["stores-1"]
    assert published.manifest["files"].keys() == {f"{name}.parquet" for name in SNAPSHOT_TABLES}
    assert published.manifest["files"]["stores.parquet"]["rows"] == 6
    assert published.manifest["restates"] == []
    assert not published.is_demonstration
    assert (
        Made(a_record().rows, [delivery("stores", is_demonstration=True)])
        .published(published.folder.parent)
        .is_demonstration
    )


def test_a_corrected_record_restates_the_day(shelf: Shelf, published: Snapshot) -> None:
    corrected = a_record(7).published(shelf.folder)
    assert corrected.manifest["restates"] == [published.snapshot_id]
    assert shelf.latest_id() == corrected.snapshot_id
    assert sorted(shelf.ids()) == sorted([corrected.snapshot_id, published.snapshot_id])


def test_of_a_day_published_twice_the_last_is_compared_with(shelf: Shelf) -> None:
    for stores in range(6, 10):
        last = publish(a_record(stores), shelf, [DAY - WEEK])[0]  # type: ignore[arg-type]
    now = a_record(12).published(shelf.folder)
    assert shelf.before(now) == last


def test_the_earlier_snapshot_is_the_newest_that_is_old_enough(shelf: Shelf) -> None:
    publish(a_record(), shelf, [DAY - 2 * WEEK, DAY - WEEK, DAY])  # type: ignore[arg-type]
    for days, weeks in ((6, 1), (7, 1), (8, 2), (14, 2)):
        earlier = shelf.before(shelf.open(), days)
        assert earlier is not None
        assert earlier.as_of == (DAY - weeks * WEEK).isoformat()
    assert shelf.before(shelf.open(), 15) is None


def _delete(file: Path) -> None:
    file.unlink()


def _alter(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)


def _cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-9])


def _empty(file: Path) -> None:
    file.write_bytes(b"")


def _not_json(file: Path) -> None:
    file.write_bytes(b"{not json")


def _a_list(file: Path) -> None:
    file.write_bytes(b"[]")


def _next_schema(file: Path) -> None:
    file.write_bytes(orjson.dumps(orjson.loads(file.read_bytes()) | {"schema_version": 99}))


def _other_rows(file: Path) -> None:
    manifest = orjson.loads(file.read_bytes())
    manifest["files"]["stores.parquet"]["rows"] += 1
    file.write_bytes(orjson.dumps(manifest))


def _nothing_but_schema(file: Path) -> None:
    file.write_bytes(b'{"schema_version": 3}')


DAMAGE = [
    *((harm, "stores.parquet") for harm in (_delete, _alter, _cut)),
    *((_alter, f"{name}.parquet") for name in SNAPSHOT_TABLES if name != "stores"),
    (_empty, "cube.parquet"),
    *((harm, MANIFEST) for harm in (_delete, _cut, _empty, _not_json, _a_list, _next_schema, _other_rows)),
    (_nothing_but_schema, MANIFEST),
]


@pytest.mark.parametrize(("harm", "name"), DAMAGE, ids=lambda of: getattr(of, "__name__", of))
def test_damage_is_refused_by_name_and_the_command_that_repairs_it_does(
    shelf: Shelf, published: Snapshot, harm: Callable[[Path], None], name: str
) -> None:
    whole = contents(shelf.folder)
    harm(published.folder / name)
    with pytest.raises(Refused) as refused:
        shelf.open(published.snapshot_id).verify()
    assert published.snapshot_id in refused.value.say("en")
    assert published.snapshot_id in refused.value.say("zh")
    assert re.search(rf"laotie publish --as-of {DAY.isoformat()}", refused.value.say("en"))
    assert a_record().published(shelf.folder).snapshot_id == published.snapshot_id
    assert contents(shelf.folder) == whole
    assert [path.name for path in shelf.folder.iterdir() if path.name.startswith(".")] == []


@pytest.mark.parametrize(
    ("stores", "harm", "name"),
    [
        (20, _delete, "stores.parquet"),
        (21, _cut, "stores.parquet"),
        (22, _empty, "stores.parquet"),
        (23, _delete, "cube.parquet"),
        (24, _cut, "cube.parquet"),
    ],
)
def test_a_question_of_a_damaged_snapshot_is_refused(
    tmp_path: Path, stores: int, harm: Callable[[Path], None], name: str
) -> None:
    published = a_record(stores).published(tmp_path)  # of a size of its own: engines are kept by id
    harm(published.folder / name)
    with pytest.raises(Refused, match=published.snapshot_id) as refused:
        Shelf(tmp_path).open().ask(select(*columns(StoreDay)))
    assert "laotie publish" in refused.value.say("en")


@pytest.mark.parametrize(
    ("stores", "name"), [*enumerate(sorted(LATE), start=30)], ids=lambda of: of if isinstance(of, str) else ""
)
def test_damage_of_a_long_table_is_found_before_a_row_of_it_is_used(tmp_path: Path, stores: int, name: str) -> None:
    published = a_record(stores).published(tmp_path)
    _alter(published.file(name))
    assert published.ask(select(*columns(StoreDay))).num_rows == stores
    for _time in range(2):
        with pytest.raises(Refused, match=rf"{published.snapshot_id}.*{name}\.parquet"):
            published.ask(select(*columns(SNAPSHOT_TABLES[name])))
    with pytest.raises(Refused, match=rf"{name}\.parquet"):
        list(published.stream(select(*columns(SNAPSHOT_TABLES[name])), 10))


@pytest.mark.parametrize(("stores", "harm"), [(40, _delete), (41, _cut), (42, _empty)])
def test_a_long_table_that_is_lost_or_cut_is_found_when_the_snapshot_is_opened(
    tmp_path: Path, stores: int, harm: Callable[[Path], None]
) -> None:
    published = a_record(stores).published(tmp_path)
    harm(published.file("events"))
    assert Shelf(tmp_path).sound(published.snapshot_id) is None
    with pytest.raises(Refused, match=r"events\.parquet"):
        published.ask(select(*columns(CubeRow)))


def test_a_file_lost_while_a_snapshot_is_open_is_refused(tmp_path: Path) -> None:
    published = a_record(13).published(tmp_path)
    assert published.ask(select(*columns(StoreDay))).num_rows == 13
    (published.folder / "stores.parquet").unlink()
    with pytest.raises(Refused, match=published.snapshot_id):
        published.ask(select(*columns(StoreDay)))
    with pytest.raises(Refused, match=published.snapshot_id):
        list(published.stream(select(*columns(StoreDay)), 10))


def test_nothing_published_says_how_to_begin(shelf: Shelf) -> None:
    with pytest.raises(Refused, match="laotie publish") as refused:
        shelf.open()
    assert "laotie demo" in refused.value.say("zh")
    assert shelf.ids() == []


@pytest.mark.parametrize("name", ["2026-03-15-000000000000", "../elsewhere", "."])
def test_a_snapshot_that_is_not_there_is_refused_by_name(shelf: Shelf, published: Snapshot, name: str) -> None:
    with pytest.raises(Refused, match=re.escape(name)):
        shelf.open(name)


def test_a_pointer_to_a_lost_snapshot_is_refused_and_publication_mends_it(shelf: Shelf, published: Snapshot) -> None:
    shutil.rmtree(published.folder)
    with pytest.raises(Refused, match=published.snapshot_id):
        shelf.open()
    earlier = publish(a_record(), shelf, [DAY - WEEK])[0]  # type: ignore[arg-type]
    assert shelf.open() == earlier


def test_publishing_an_earlier_day_does_not_move_the_pointer_back(shelf: Shelf, published: Snapshot) -> None:
    publish(a_record(), shelf, [DAY - WEEK])  # type: ignore[arg-type]
    assert shelf.open() == published
    newer = publish(a_record(), shelf, [DAY - 2 * WEEK, DAY + WEEK])[1]  # type: ignore[arg-type]
    assert shelf.open() == newer


def test_the_pointer_rolls_back_and_forward(shelf: Shelf, published: Snapshot) -> None:
    earlier = publish(a_record(), shelf, [DAY - WEEK])[0]  # type: ignore[arg-type]
    shelf.point(earlier.snapshot_id)
    assert Shelf(shelf.folder).open() == earlier
    shelf.point(published.snapshot_id)
    assert Shelf(shelf.folder).open() == published


def test_the_pointer_never_moves_to_a_damaged_snapshot(shelf: Shelf, published: Snapshot) -> None:
    earlier = publish(a_record(), shelf, [DAY - WEEK])[0]  # type: ignore[arg-type]
    _alter(earlier.folder / "stores.parquet")
    with pytest.raises(Refused, match=earlier.snapshot_id):
        shelf.point(earlier.snapshot_id)
    assert shelf.open() == published


def test_readers_never_see_a_pointer_half_written(shelf: Shelf, published: Snapshot) -> None:
    earlier = publish(a_record(), shelf, [DAY - WEEK])[0]  # type: ignore[arg-type]
    seen: set[str | None] = set()
    done = threading.Event()

    def look() -> None:
        while not done.is_set():
            seen.add(shelf.latest_id())

    reader = threading.Thread(target=look)
    reader.start()
    for _turn in range(50):
        shelf.point(earlier.snapshot_id)
        shelf.point(published.snapshot_id)
    done.set()
    reader.join()
    assert seen <= {earlier.snapshot_id, published.snapshot_id}
    assert not [path for path in shelf.folder.iterdir() if path.name.startswith(f".{POINTER}")]


@pytest.mark.parametrize(
    ("made", "day"), [(Made(), DAY), (a_record(), date(2020, 1, 1))], ids=["no stores", "none that day"]
)
def test_a_refused_publication_leaves_nothing_behind(shelf: Shelf, published: Snapshot, made: Made, day: date) -> None:
    before = contents(shelf.folder)
    with pytest.raises(Refused):
        publish(made, shelf, [day])  # type: ignore[arg-type]
    assert contents(shelf.folder) == before
    assert {path.name for path in shelf.folder.iterdir()} == {POINTER, published.snapshot_id}


def test_a_publication_cut_short_is_no_snapshot(
    shelf: Shelf, published: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_self: Snapshot) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Snapshot, "verify", fail)
    with pytest.raises(KeyboardInterrupt):
        publish(a_record(), shelf, [DAY + WEEK])  # type: ignore[arg-type]
    assert {path.name for path in shelf.folder.iterdir()} == {POINTER, published.snapshot_id}


def test_what_is_still_being_written_is_not_listed(shelf: Shelf, published: Snapshot) -> None:
    shutil.copytree(published.folder, shelf.folder / ".publishing-abc")
    assert shelf.ids() == [published.snapshot_id]


def test_lists_in_a_question_are_bound_and_never_spelled_out() -> None:
    of = columns(CubeRow)
    odd = "x'; DROP TABLE cube_row --"
    text, bound = compiled(select(of.stores).where(of.stores > 2, of.tier_code.in_([odd, "y"]), of.belt_id == odd))
    assert "DROP" not in text
    assert sorted(map(str, bound)) == ["2", odd, odd, "y"]


def test_an_empty_list_in_a_question_finds_nothing(published: Snapshot) -> None:
    of = columns(CubeRow)
    assert published.ask(select(of.stores).where(of.category_code.in_([]))).num_rows == 0
    assert published.ask(select(of.stores).where(of.category_code.not_in([]))).num_rows > 0
