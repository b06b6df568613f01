"""A sheet: what is withheld, what a cell says, and the file it leaves as."""

import csv
import io
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard import exports
from dashboard.exports import sheets as of_sheets
from dashboard.reading.opening import Opened, open_view
from dashboard.screens import TABLES
from dashboard.tables.arrow_table import ArrowTable
from dashboard.tables.cells import told
from dashboard.tables.opening import BELT, STORE, narrowing
from dashboard.tables.sheet import FEW, Column, Row, Sheet, suppressed
from dashboard.views.view import View
from data.errors import Refused
from data.language import LANGUAGES, Named, Sentence
from models.geography.scope import EVERYTHING

WORDS = Sentence("Stores")
COLUMNS = (
    Column("store_id", "text", WORDS),
    Column("place", "named", WORDS, says=Sentence("Region")),
    Column("stores", "stores", WORDS),
    Column("share", "percent", WORDS),
    Column("paid_fen", "fen", WORDS),
    Column("held", "quantity", WORDS),
    Column("unit", "code", WORDS, is_shown=False),
    Column("due", "day", WORDS),
    Column("at", "instant", WORDS),
    Column("is_new", "flag", WORDS),
    Column("waited", "hours", WORDS),
)
AT = datetime.fromisoformat("2026-03-15T08:30")
ROW: Row = {
    "store_id": "000123", "place": Named("杭州", "Hangzhou"), "stores": 7, "share": 100 / 3, "paid_fen": 120_050,
    "held": 24_000, "unit": "fen", "due": date(2026, 3, 15), "at": AT, "is_new": True,
    "waited": 1.25,
}  # fmt: skip


def made(rows: list[Row], **more: Any) -> Sheet:
    return Sheet("made", WORDS, WORDS, lambda _opened: COLUMNS, lambda _opened: rows, **more)


def read(export: exports.Export) -> list[dict[str, str]]:
    text = b"".join(export.csv()).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


@given(
    st.lists(st.tuples(st.sampled_from("ab"), st.integers(0, 9)), max_size=12),
    st.integers(1, 6),
)
def test_no_withheld_row_can_be_had_from_the_total_of_its_group(groups: list[tuple[str, int]], few: int) -> None:
    rows = [{"group": group, "stores": stores, "share": 1.0} for group, stores in groups]
    columns = (Column("group", "code", WORDS), Column("stores", "stores", WORDS), Column("share", "percent", WORDS))
    sheet = Sheet("made", WORDS, WORDS, lambda _: columns, lambda _: rows, few="stores", within=("group",))
    shown = suppressed(sheet, columns, rows, few)
    assert [row["group"] for row in shown] == [row["group"] for row in rows]
    for group in "ab":
        pairs = [(was["stores"], row) for was, row in zip(rows, shown, strict=True) if was["group"] == group]
        hidden = [was for was, row in pairs if row["status"] != "value"]
        assert all(row["stores"] is None and row["share"] is None for _was, row in pairs if row["status"] != "value")
        assert all((row["status"] == FEW) == (0 < was < few) for was, row in pairs)
        assert all(row["stores"] == was for was, row in pairs if row["status"] == "value")
        assert all(was == 0 or was >= few for was, row in pairs if row["status"] == "value")
        assert len(hidden) != 1 or not [was for was, row in pairs if row["status"] == "value" and was]


def test_a_sheet_without_a_count_of_stores_withholds_nothing() -> None:
    assert suppressed(made([ROW]), COLUMNS, [ROW | {"stores": 1}], 5) == [ROW | {"stores": 1}]


def test_cells_say_values_in_the_reader_s_language_and_say_why_where_there_are_none() -> None:
    by_name = {column.name: column for column in COLUMNS}
    assert [told(column, ROW, "zh") for column in COLUMNS] == [
        "000123", "杭州", "7", "33.3%", "¥1,200", "¥240", "fen", "2026-03-15", "2026-03-15 08:30", "是", "1.2",
    ]  # fmt: skip
    withheld = ROW | {"stores": None, "share": None, "paid_fen": None, "status": FEW}
    assert told(by_name["stores"], withheld, "en") == "< 5"
    assert told(by_name["share"], withheld, "en") == "too few stores"
    assert told(by_name["due"], ROW | {"due": None}, "en") == "–"
    signed = Column("change", "points", WORDS)
    assert told(signed, {"change": -2.5}, "en") == "−2.5 pp"


def test_a_file_holds_exact_values_codes_and_both_names(at_home: Path) -> None:
    (line,) = read(of_sheets.export(made([ROW]), open_view({}, EVERYTHING)))
    assert line == {
        "store_id": '="000123"', "place_zh": "杭州", "place_en": "Hangzhou", "stores": "7", "share": "33.3333",
        "paid_cny": "1200.50", "held": "240.00", "unit": "fen", "due": "2026-03-15", "at": "2026-03-15 08:30:00",
        "is_new": "true", "waited": "1.25", "data_kind": "demonstration",
    }  # fmt: skip


def test_a_file_withholds_as_the_page_does_and_its_manifest_defines_every_column(at_home: Path) -> None:
    rows = [ROW | {"stores": stores} for stores in (3, 8, 6)]
    export = of_sheets.export(made(rows, few="stores"), open_view({}, EVERYTHING))
    assert [(line["stores"], line["share"], line["status"]) for line in read(export)] == [
        ("", "", "few"), ("8", "33.3333", "value"), ("", "", "withheld"),
    ]  # fmt: skip
    manifest = export.manifest()
    assert manifest["rows"] == 3
    assert [column["name"] for column in manifest["columns"]] == list(read(export)[0])
    assert all(column[language] for column in manifest["columns"] for language in LANGUAGES)
    assert next(c["en"] for c in manifest["columns"] if c["name"] == "place_zh") == "Region"


def test_a_file_s_name_says_what_it_is_of(at_home: Path) -> None:
    opened = open_view({"measure": "doujin", "item": "../0012", "region": "330000"}, EVERYTHING)
    name = of_sheets.export(made([]), opened).name
    assert name == f"demo-made-doujin-0012-330000-{opened.now.snapshot_id}"


def test_what_a_click_opens() -> None:
    view = View.of(EVERYTHING, region="330000", search="x", page=3)
    assert STORE({"store_id": "01"}, view) == ("stores", View.of(EVERYTHING, region="330000", item="01"))
    assert BELT({"belt_id": None}, view) is None
    assert narrowing("category", "code")({"code": "tea"}, view) == ("", view.but(page=1, categories=("tea",)))
    there = View.of(EVERYTHING, region="440000").put("level", "")  # read as the usual level of the region
    assert narrowing("region", "code", "map")({"code": "440000"}, view) == ("map", there)


@pytest.mark.usefixtures("at_home")
@pytest.mark.parametrize("code", TABLES)
def test_every_sheet_leaves_as_a_file_whose_columns_are_all_defined(code: str) -> None:
    opened: Opened = open_view({"region": "330000", "level": "city"}, EVERYTHING)
    export = exports.make(TABLES, code, opened)
    manifest = export.manifest()
    assert manifest["rows"] == len(read(export)) == export.rows
    assert [column["name"] for column in manifest["columns"]] == export.schema.names
    assert b"".join(export.csv()) == b"".join(exports.make(TABLES, code, opened).csv())
    assert all(column["zh"] and column["en"] for column in manifest["columns"])
    sheet = TABLES[code]
    columns = () if isinstance(sheet, ArrowTable) else sheet.columns(opened)
    headings = [sheet.title, sheet.about, *(c.heading for c in columns)]
    assert all(words.say(language) for words in headings for language in LANGUAGES)


def test_a_table_that_is_none_is_refused_with_those_there_are(at_home: Path) -> None:
    with pytest.raises(Refused, match="There is no table people to export"):
        exports.make(TABLES, "people", open_view({}, EVERYTHING))
