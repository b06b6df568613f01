"""Encodings, delimiters, line ends, archives, and what is no text at all."""

import codecs
import gzip
import io
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from data.errors import Refused
from models.intake.importer import bring_in
from models.intake.reading.outcomes import Outcome
from models.record.store import Record
from models.record.tables import Store
from models.settings import Settings

Bring = Callable[..., Outcome]
HEADER = "store_id,store_name,store_type,belt_id,category_code,county_adcode,entered_on"
ROW = "007,义乌“好”店,普通企业店,,bags,330782,2025-02-03"
TEXT = f"{HEADER}\n{ROW}\n"


def stored(record: Record) -> dict[str, object]:
    rows = record.read(Store, Store.store_id == "007").to_pylist()
    return {name: value for name, value in rows[0].items() if name != "delivery_id"}


EXPECTED = {
    "store_id": "007", "store_name": "义乌“好”店", "store_type": "enterprise", "belt_id": None, "category_code": "bags",
    "county_adcode": "330782", "entered_on": date(2025, 2, 3), "lon": None, "lat": None, "store_score": None,
    "has_violation": False, "owner": None,
}  # fmt: skip


@pytest.mark.parametrize(
    ("raw", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (codecs.BOM_UTF8 + TEXT.encode(), "utf-8"),
        (TEXT.encode("utf-16"), "utf-16"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16"),
        (TEXT.encode("gb18030"), "gb18030"),
        (TEXT.encode("gbk"), "gb18030"),
    ],
)
def test_every_encoding_gives_the_same_row(bring: Bring, record: Record, raw: bytes, encoding: str) -> None:
    outcome = bring("stores", raw)
    assert (outcome.encoding, outcome.rows, stored(record)) == (encoding, 1, EXPECTED)


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_delimiter_and_line_end_gives_the_same_row(
    bring: Bring, record: Record, delimiter: str, end: str
) -> None:
    outcome = bring("stores", TEXT.replace(",", delimiter).replace("\n", end))
    assert (outcome.delimiter, stored(record)) == (delimiter, EXPECTED)


def test_the_last_line_needs_no_end_and_a_delimiter_hint_is_taken(bring: Bring, record: Record) -> None:
    bring("stores", "sep=;\n" + TEXT.replace(",", ";").rstrip("\n"))
    assert stored(record) == EXPECTED


def test_a_line_break_within_quotes_belongs_to_the_cell(bring: Bring, record: Record) -> None:
    bring("stores", TEXT.replace("义乌“好”店", '"a,""b""\r\nc"'))
    assert stored(record)["store_name"] == 'a,"b"\nc'


def test_chinese_headers_stand_in_any_order_and_form(bring: Bring, record: Record) -> None:
    bring(
        "店铺",
        "入驻日期,区县代码, 类目 ,店铺类型,店铺名称,店铺ＩＤ\n2025-02-03,330782,箱包配饰,普通企业店,义乌“好”店,007\n",
    )
    assert stored(record) == EXPECTED


def test_unknown_columns_are_reported_and_kept_out(bring: Bring, record: Record) -> None:
    outcome = bring("stores", f"备注,{HEADER},phone,\n说明,{ROW},138,\n")
    assert (outcome.unknown_columns, stored(record)) == (("备注", "phone"), EXPECTED)


def test_missing_required_columns_are_refused_by_name(bring: Bring) -> None:
    with pytest.raises(Refused) as refusal:
        bring("stores", "store_id,店铺名称\n1,a\n")
    said = refusal.value.sentence.values
    assert said["missing"].split(", ")[0] == "store_type (店铺类型)"
    assert said["found"] == "store_id, 店铺名称"


def test_a_column_named_twice_is_refused(bring: Bring) -> None:
    with pytest.raises(Refused) as refusal:
        bring("stores", f"{HEADER},店铺ID\n{ROW},8\n")
    assert refusal.value.sentence.values["columns"] == "store_id"


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\n\n",
        HEADER.encode(),
        f"{HEADER}\n,,,,,,\n".encode(),
        TEXT.encode().replace(b"007", b"0\x007"),
        TEXT.encode("utf-16-le"),
        b"\x89PNG\r\n\x1a\n" + bytes(range(1, 256)),
        b"PK\x03\x04 a workbook",
        bytes(range(128, 256)) * 9,
        gzip.compress(TEXT.encode())[:-9],
        codecs.BOM_UTF8 + b"\xff\xfe",
    ],
)
def test_what_is_no_table_of_text_is_refused_with_a_sentence(bring: Bring, raw: bytes) -> None:
    with pytest.raises(Refused) as refusal:
        bring("stores", raw)
    assert refusal.value.sentence.msgid.endswith((".", "."))


def test_a_missing_file_or_kind_or_datum_is_refused(record: Record, bring: Bring, tmp_path: Path) -> None:
    with pytest.raises(Refused):
        bring("shops", TEXT)
    with pytest.raises(Refused):
        bring("stores", TEXT, datum="mars")
    with pytest.raises(Refused):
        bring_in("stores", tmp_path / "none.csv", record=record, by="a", at=None)  # type: ignore[arg-type]


def zipped(**members: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), text)
    return packed.getvalue()


def test_packed_files_are_read(bring: Bring, record: Record) -> None:
    assert bring("stores", gzip.compress(TEXT.encode()), "stores.csv.gz").added == 1
    assert bring("stores", zipped(a_csv=TEXT, d__="", readme_md="x"), "stores.zip").unchanged == 1
    assert stored(record) == EXPECTED


@pytest.mark.parametrize("members", [{}, {"a_csv": TEXT, "b_csv": TEXT}, {"a_xlsx": "x"}])
def test_an_archive_holds_exactly_one_table(bring: Bring, members: dict[str, str]) -> None:
    with pytest.raises(Refused):
        bring("stores", zipped(**members) if members else zipped(x_md=""), "stores.zip")


@pytest.mark.parametrize("pack", [gzip.compress, lambda raw: zipped(a_csv=raw.decode()), bytes])
def test_a_file_that_unpacks_too_large_is_refused(
    bring: Bring, monkeypatch: pytest.MonkeyPatch, pack: Callable[[bytes], bytes]
) -> None:
    monkeypatch.setattr("models.intake.importer.settings", lambda: Settings(file_bytes=10_000))
    with pytest.raises(Refused) as refusal:
        bring("stores", pack(TEXT.encode() + b"\n" * 20_000))
    assert refusal.value.sentence.values["limit"] == 10_000


def test_a_record_without_reference_tables_says_what_to_bring_first(tmp_path: Path) -> None:
    from models.record.store import open_record

    path = tmp_path / "stores.csv"
    path.write_text(TEXT)
    record = open_record(f"sqlite:///{tmp_path}/record.sqlite")
    with pytest.raises(Refused) as refusal:
        bring_in("stores", path, record=record, by="a", at=None)  # type: ignore[arg-type]
    assert refusal.value.sentence.values["kind"] == "belts"
