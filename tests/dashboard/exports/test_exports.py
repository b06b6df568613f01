"""Exports: exactly what is in view, safe in a spreadsheet, the same bytes each time."""

import hashlib
import io
import shlex
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made.held import measured_rows
from made.record import DAY, Made, deposit, store
from plain import exports as plain_exports
from plain import metrics as plain

from dashboard import cli, exports
from dashboard.reading.naming import names
from dashboard.reading.opening import Opened, open_view
from dashboard.screens import TABLES
from dashboard.views.address import parse
from dashboard.views.view import View
from data import reference
from data.errors import Refused
from models.geography.scope import EVERYTHING, Scope
from models.intake.importer import bring_in
from models.programme.metrics import METRICS
from models.record.store import open_record
from models.record.tables import Store
from models.settings import settings
from models.snapshots.dictionary import COLUMNS
from models.snapshots.tables import StoreDay

RANKED = [
    "stores", "metric", "numerator", "denominator", "value", "unit", "status",
    "compared_with", "value_before", "change", "data_kind",
]  # fmt: skip
HEADERS = {
    "regions": ["region_code", "region_name_zh", "region_name_en", "level", *RANKED],
    "belts": [
        "belt_id", "belt_name_zh", "belt_name_en", "category_code", "product_zh", "source", "county_adcode",
        "is_designated", *RANKED,
    ],
    "stores": [*(name.replace("_fen", "_cny") for name in StoreDay.model_fields), "status", "data_kind"],
}  # fmt: skip
EACH = pytest.mark.parametrize("table", HEADERS)
LOOKS: list[dict[str, Any]] = [
    {"metric": "pack-uptake-value"},
    {"metric": "deposit-released", "level": "city"},
    {"metric": "certification-rate", "region": "330000", "level": "city", "categories": ("apparel",)},
    {"metric": "envelope-lapsed", "region": "330000", "level": "county", "statuses": ("certified", "expired")},
    {"metric": "mean-reduction", "region": "440000", "level": "city", "store_types": ("enterprise", "flagship")},
    {"metric": "fee-waived", "tiers": ("BASE", "NONE")},
    {"metric": "pack-lapsed", "region": "650000", "level": "county", "belts": ("none",)},
    {"metric": "tier-stores", "compare": "none"},
    {"metric": "stores", "scope": Scope(("330000", "441900")), "level": "city"},
    {"metric": "stores", "scope": Scope(("330000",)), "region": "440000", "level": "city"},
    {"metric": "envelope-redemption", "scope": Scope(())},
]
LOOKED = pytest.mark.parametrize("look", LOOKS, ids=lambda look: "-".join(map(str, look.values())))


def opened(scope: Scope = EVERYTHING, **look: Any) -> Opened:
    return open_view(View.of(scope, **look).query(), scope)


def content(table: str, of: Opened) -> bytes:
    return b"".join(exports.make(TABLES, table, of).csv())


def by_id(home: Path, snapshot_id: str) -> list[dict[str, Any]]:
    return sorted(measured_rows(home, snapshot_id), key=lambda row: str(row["store_id"]))


def earlier(home: Path, of: Opened) -> list[dict[str, Any]] | None:
    return plain.seen(by_id(home, of.before.snapshot_id), of.view) if of.before else None


def written(of: Opened, now: dict[Any, Any], before: dict[Any, Any]) -> list[tuple[Any, plain_exports.Cells]]:
    """The cells of every unit, as plain loops write them."""
    compared = of.before_id if of.before else ""
    was = before if of.before else None
    return list(plain_exports.all_ranked_cells(of.view.question.metric, now, was, compared, "demonstration").items())


@LOOKED
def test_regions_are_exported_as_plain_loops_write_them(at_home: Path, look: dict[str, Any]) -> None:
    of = opened(**look)
    drawn = names(of.now).children(of.view.question.region, of.view.question.level)
    name = f"{of.view.question.level}_adcode"

    def units(stores: list[dict[str, Any]]) -> dict[str | None, list[dict[str, Any]]]:
        return plain.by([row | {name: row[name] if row[name] in drawn else None} for row in stores], name)

    now = units(plain.seen(by_id(at_home, of.now.snapshot_id), of.view))
    before = units(earlier(at_home, of) or [])
    told = written(of, {code: now.get(code, []) for code in [*drawn, *({None} & now.keys())]}, before)
    rows = plain_exports.rows_of(content("regions", of))
    kept = ["region_code", *RANKED]
    assert [{column: row[column] for column in kept} for row in rows] == plain_exports.ranked(told, "region_code")
    assert {row["level"] for row in rows} <= {of.view.question.level}
    for row in rows:
        called = names(of.now).region(row["region_code"]) if row["region_code"] else None
        assert called is None or (row["region_name_zh"], row["region_name_en"]) == (called.zh, called.en)


@LOOKED
def test_belts_are_exported_as_plain_loops_write_them(at_home: Path, look: dict[str, Any]) -> None:
    of = opened(**look)
    now = plain.by(plain.seen(by_id(at_home, of.now.snapshot_id), of.view), "belt_id")
    before = plain.by(earlier(at_home, of) or [], "belt_id")
    told = [(code, cells) for code, cells in written(of, now, before) if code is not None]
    rows = plain_exports.rows_of(content("belts", of))
    kept = ["belt_id", *RANKED]
    assert [{column: row[column] for column in kept} for row in rows] == plain_exports.ranked(told, "belt_id")
    assert all(row["source"] for row in rows)
    exempt = {code for code in now if code and any(store["is_exempt"] for store in now[code])}
    assert {row["belt_id"] for row in rows if row["is_designated"] == "true"} == exempt


@LOOKED
def test_stores_are_exported_as_plain_loops_write_them(at_home: Path, look: dict[str, Any]) -> None:
    of = opened(**look)
    drawn = names(of.now).children(of.view.question.region, of.view.question.level)
    rows = plain_exports.rows_of(content("stores", of))
    seen = [
        {name: row[name] for name in StoreDay.model_fields}
        for row in plain.seen(by_id(at_home, of.now.snapshot_id), of.view)
    ]
    assert len(rows) == len(seen) == exports.row_count(TABLES, "stores", of)
    for row, state in zip(rows, seen, strict=True):
        told = plain_exports.store_cells(state, state[f"{of.view.question.level}_adcode"] in drawn, "demonstration")
        for name in ("lon", "lat", "store_score"):
            assert (float(row.pop(name)) if state[name] is not None else row.pop(name) or None) == state[name]
            told.pop(name)
        assert row == told


@EACH
@LOOKED
def test_a_manifest_says_what_the_file_is_and_the_file_is_so_each_time(
    at_home: Path, table: str, look: dict[str, Any]
) -> None:
    export = exports.make(TABLES, table, opened(**look))
    written = b"".join(export.csv())
    manifest = export.manifest()
    assert manifest["sha256"] == hashlib.sha256(written).hexdigest()
    assert manifest["bytes"] == len(written)
    assert manifest["rows"] == len(plain_exports.rows_of(written)) == exports.row_count(TABLES, table, export.opened)
    assert manifest["snapshot_id"] == export.opened.now.snapshot_id
    assert manifest["is_demonstration"]
    assert manifest["notice"]["zh"] != manifest["notice"]["en"]
    assert b"".join(exports.make(TABLES, table, opened(**look)).csv()) == written


@EACH
def test_columns_stand_in_a_fixed_order_and_each_is_documented_in_both_languages(at_home: Path, table: str) -> None:
    export = exports.make(TABLES, table, opened())
    header = b"".join(export.csv()).split(b"\r\n")[0].removeprefix(b"\xef\xbb\xbf").decode()
    assert header.split(",") == HEADERS[table]
    documented = export.manifest()["columns"]
    assert [column["name"] for column in documented] == HEADERS[table]
    assert all(column["zh"] and column["en"] and column["zh"] != column["en"] for column in documented)


def test_the_data_dictionary_holds_the_exported_columns_and_no_other() -> None:
    assert {name for header in HEADERS.values() for name in header} == set(COLUMNS)


@EACH
def test_an_empty_table_still_has_its_header(at_home: Path, table: str) -> None:
    of = opened(Scope(()), region="330000", level="city")
    written = content(table, of)
    assert written.split(b"\r\n")[0].removeprefix(b"\xef\xbb\xbf").decode().split(",") == HEADERS[table]
    if table != "regions":
        assert written.count(b"\r\n") == 1


@EACH
@LOOKED
def test_the_command_in_the_manifest_makes_the_same_bytes(
    at_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, table: str, look: dict[str, Any]
) -> None:
    if "scope" in look:
        look = {name: value for name, value in look.items() if name != "scope"}
    export = exports.make(TABLES, table, opened(**look))
    manifest = export.manifest()
    command = shlex.split(manifest["make_again"])
    monkeypatch.setattr("sys.argv", command)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as left:
        cli.main()
    assert left.value.code in (0, None)
    assert {file.name for file in tmp_path.iterdir()} == {manifest["file"], f"{export.name}.manifest.json"}
    assert (tmp_path / manifest["file"]).read_bytes() == b"".join(export.csv())
    assert orjson.loads((tmp_path / f"{export.name}.manifest.json").read_bytes()) == manifest


@EACH
def test_a_zip_holds_the_file_and_its_manifest_and_is_the_same_each_time(at_home: Path, table: str) -> None:
    export = exports.make(TABLES, table, opened())
    first, second = (exports.zipped(export).read() for _turn in range(2))
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert archive.namelist() == [f"{export.name}.csv", f"{export.name}.manifest.json"]
        assert archive.read(f"{export.name}.csv") == b"".join(export.csv())
        assert orjson.loads(archive.read(f"{export.name}.manifest.json")) == export.manifest()


def test_a_table_that_does_not_exist_is_refused(at_home: Path) -> None:
    with pytest.raises(Refused, match="people"):
        exports.make(TABLES, "people", opened())


def test_too_many_rows_are_refused_before_any_is_written(at_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    of = opened()
    monkeypatch.setenv("LAOTIE_EXPORT_ROWS", str(exports.row_count(TABLES, "stores", of) - 1))
    settings.cache_clear()
    with pytest.raises(Refused, match="LAOTIE_EXPORT_ROWS"):
        exports.make(TABLES, "stores", of)
    narrower = opened(region="330000", level="city")
    assert exports.make(TABLES, "stores", narrower).rows > 0
    monkeypatch.setenv("LAOTIE_EXPORT_ROWS", str(exports.row_count(TABLES, "stores", of)))
    settings.cache_clear()
    assert exports.make(TABLES, "stores", of).rows == exports.row_count(TABLES, "stores", of)


def test_a_file_is_whole_or_not_there(at_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    export = exports.make(TABLES, "stores", opened())

    def broken(_self: Any) -> Any:
        yield b"half"
        raise KeyboardInterrupt

    monkeypatch.setattr(exports.Export, "csv", broken)
    with pytest.raises(KeyboardInterrupt):
        exports.save(export, tmp_path / "stores.csv")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_refused_in_a_sentence(at_home: Path, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="nowhere"):
        exports.save(exports.make(TABLES, "regions", opened()), tmp_path / "nowhere" / "regions.csv")


ODD_NAMES = [
    "=1+1", "+86 138", "-x", "@x", "＝SUM(A1)", "＋1", "－1", "＠x", "\t=1", "\r=1", "\n=1",
    'say "hi"', "a,b", "two\nlines", "two\r\nlines", "店；铺", "𠮷野家", "<b>x</b>", "a=b", "12-3", " =1", "'quoted",
]  # fmt: skip


@pytest.fixture
def odd(tmp_path: Path) -> Opened:
    """A home with one store for each odd name."""
    stores = [store(f"s{n:02}", store_name=name) for n, name in enumerate(ODD_NAMES)]
    amounts = [(0, 0, 0), (1, 2, 3), (10**15 + 1, 5, 10**15), (100, 1, 1)]
    deposits = [deposit(f"s{n:02}", DAY, *fen) for n, fen in enumerate(amounts)]
    Made().add("stores", stores).add("deposits", deposits).published(settings().snapshots)
    return opened()


def test_text_that_a_spreadsheet_would_run_is_disarmed_and_nothing_else_is_touched(odd: Opened) -> None:
    rows = plain_exports.rows_of(content("stores", odd))
    assert [row["store_name"] for row in rows] == [
        f"'{name}" if name[0] in "=+-@\t\r\n＝＋－＠" else name for name in ODD_NAMES
    ]


def test_money_is_exact_to_the_fen(odd: Opened) -> None:
    rows = plain_exports.rows_of(content("stores", odd))[:5]
    assert [row["required_cny"] for row in rows] == ["0.00", "0.02", "0.05", "0.01", ""]
    assert [row["released_cny"] for row in rows] == ["0.00", "0.00", "9999999999999.96", "0.99", ""]
    assert rows[2]["base_cny"] == "10000000000000.01"


def test_negative_numbers_stay_numbers(tmp_path: Path) -> None:
    stores = [store(f"s{n}", lon=-12.5, lat=-0.000001) for n in range(5)]
    Made().add("stores", stores).published(settings().snapshots)
    row = plain_exports.rows_of(content("stores", opened()))[0]
    assert (float(row["lon"]), float(row["lat"])) == (-12.5, -0.000001)


def test_ids_of_digits_stay_text_in_a_spreadsheet_and_the_importer_reads_them_back(tmp_path: Path) -> None:
    cells = {
        "123456789012345678": '="123456789012345678"',
        "007": '="007"',
        "1": '="1"',
        "KS007": "KS007",
        "=7": "'=7",
        "-7": "'-7",
    }
    stores = [store(name, store_name="=上城 一号店") for name in cells]
    Made().add("stores", stores).published(settings().snapshots)
    written = content("stores", opened())
    assert [row["store_id"] for row in plain_exports.rows_of(written)] == [cells[name] for name in sorted(cells)]
    assert sorted(taken_back(tmp_path, written)) == [(name, "=上城 一号店") for name in sorted(cells)]


def taken_back(folder: Path, written: bytes) -> list[tuple[str, str]]:
    """Ids and names that the importer reads in an exported file."""
    record = open_record(f"sqlite:///{folder / 'back.sqlite'}")
    at = datetime.fromisoformat("2026-11-16")
    for kind in ("admin_codes", "categories", "belts"):
        bring_in(kind, Path(str(reference.__file__)).parent / f"{kind}.csv", record=record, by="x", at=at)
    file = folder / "back.csv"
    file.write_bytes(written)
    outcome = bring_in("stores", file, record=record, by="x", at=at, datum="wgs84")
    assert [problem.why.say("en") for problem in outcome.problems] == []
    return [(row["store_id"], row["store_name"]) for row in record.read(Store).to_pylist()]


def test_a_whole_export_of_stores_can_be_imported_again(at_home: Path, tmp_path: Path) -> None:
    of = opened(region="330000", level="city")
    seen = plain.seen(by_id(at_home, of.now.snapshot_id), of.view)
    back = taken_back(tmp_path, content("stores", of))
    assert sorted(back) == [(row["store_id"], row["store_name"]) for row in seen]


def test_stores_of_the_unmatched_row_are_those_marked_unmatched(at_home: Path) -> None:
    of = opened(metric="stores")
    unmatched = [row for row in plain_exports.rows_of(content("stores", of)) if row["status"] == "unmatched"]
    last = plain_exports.rows_of(content("regions", of))[-1]
    assert (last["region_code"] == "") == bool(unmatched)
    if unmatched and last["stores"]:
        assert int(last["stores"]) == len(unmatched)


def test_a_file_of_demonstration_data_says_so_in_its_name_and_every_row(at_home: Path, tmp_path: Path) -> None:
    export = exports.make(TABLES, "regions", opened())
    assert export.name.startswith("demo-regions-100000-2026-11-15-")
    assert {row["data_kind"] for row in plain_exports.rows_of(b"".join(export.csv()))} == {"demonstration"}


def test_a_file_of_delivered_data_does_not(odd: Opened) -> None:
    export = exports.make(TABLES, "regions", odd)
    assert export.name.startswith("regions-100000-2026-03-15-")
    assert {row["data_kind"] for row in plain_exports.rows_of(b"".join(export.csv()))} == {"recorded"}
    assert "notice" not in export.manifest()


@given(st.sampled_from(sorted(METRICS)), st.sampled_from(["zh", "en"]))
def test_the_view_in_a_manifest_is_the_view_with_its_days_pinned(metric: str, language: str) -> None:
    view = View.of(EVERYTHING, metric=metric, language=language)  # type: ignore[arg-type]
    pinned = view.but(snapshot="2026-03-15-aaaaaaaaaaaa", compare="none")
    assert parse(pinned.text()) == pinned.query()
