"""A table by its rows: what is withheld, in which order rows stand, what a cell says, and the file it leaves as."""

import csv
import io
import itertools
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard import exports
from dashboard.exports import of_tables
from dashboard.exports.files import Export
from dashboard.markup.elements import element
from dashboard.reading.opening import Opened, open_view
from dashboard.screens import TABLES
from dashboard.tables.arrow_table import ArrowTable
from dashboard.tables.cell_links import BELT, STORE, filter_link
from dashboard.tables.columns import Column, Columns, column, columns_of, hideable, row, several
from dashboard.tables.html import table_html
from dashboard.tables.table import Table, withhold
from dashboard.tables.values import Amount, Count, Hidden, Missing, number, whole
from dashboard.tables.words import cell_text, in_full
from dashboard.views.view import View
from data.errors import Refused
from data.language import LANGUAGES, Named, Sentence
from models.geography.scope import EVERYTHING

WORDS = Sentence("Stores")


@row
class Where:
    store_id: str = column("text", WORDS)
    place: Named | None = column("named", WORDS, Sentence("Region"))


@row
class Money:
    paid_fen: Amount = column("fen", WORDS)
    held: Amount = column("quantity", WORDS)
    unit: str = column("code", WORDS, shown=False)


@row
class Made(Where, Money):
    stores: Count = column("stores", WORDS)
    share: Amount = column("percent", lambda opened: Sentence(f"Share on {opened.now.as_of}"), bar=True)
    due: date | None = column("day", WORDS)
    at: datetime = column("instant", WORDS)
    is_new: bool = column("flag", WORDS, shown=lambda opened: opened.before is not None)
    waited: Amount = column("hours", WORDS)
    rank: int = column("count", WORDS, always=True)
    group: str = ""


ROW = Made(
    store_id="000123",
    place=Named("杭州", "Hangzhou"),
    stores=7,
    share=100 / 3,
    paid_fen=120_050,
    held=24_000,
    unit="fen",
    due=date(2026, 3, 15),
    at=datetime.fromisoformat("2026-03-15T08:30"),
    is_new=True,
    waited=1.25,
    rank=1,
)


def table(rows: list[Made], **more: Any) -> Table[Made]:
    return Table("made", WORDS, WORDS, Made, lambda _opened: rows, **more)


def opened(**fields: Any) -> Opened:
    found = open_view({}, EVERYTHING)
    return Opened(found.view.but(**fields), found.now, found.before)


def read(export: Export) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(b"".join(export.csv()).decode("utf-8-sig"))))


def changed(made: Made, **fields: Any) -> Made:
    return Made(**{name: getattr(made, name) for name in Made.__dataclass_fields__} | fields)


def test_columns_stand_in_the_order_of_the_bases_and_then_the_class(at_home: Path) -> None:
    columns = columns_of(Made, opened())
    assert [each.name for each in columns] == [
        "store_id", "place", "paid_fen", "held", "unit", "stores", "share", "due", "at", "is_new", "waited", "rank",
    ]  # fmt: skip
    by_name = {each.name: each for each in columns}
    assert by_name["place"].meaning == Sentence("Region")
    assert by_name["share"].heading == Sentence(f"Share on {opened().now.as_of}")
    assert (by_name["unit"].shown, by_name["is_new"].shown) == (False, opened().before is not None)


@given(st.lists(st.tuples(st.sampled_from("ab"), st.integers(0, 9)), max_size=12), st.integers(1, 6))
def test_no_withheld_row_can_be_had_from_the_total_of_its_group(groups: list[tuple[str, int]], few: int) -> None:
    rows = [changed(ROW, group=group, stores=stores) for group, stores in groups]
    made = table(rows, few="stores", within=("group",))
    shown = withhold(rows, made, few)
    assert [each.group for each in shown] == [each.group for each in rows]
    for group in "ab":
        pairs = [(stores, each) for (name, stores), each in zip(groups, shown, strict=True) if name == group]
        hidden = [was for was, each in pairs if made.status(each) != "value"]
        for was, each in pairs:
            if made.status(each) == "value":
                assert each.stores == was
                assert was == 0 or was >= few
            else:
                assert isinstance(each.stores, Hidden)
                assert each.stores == each.share == each.paid_fen == each.held == each.waited
                assert (each.stores is Hidden.FEW) == (0 < was < few)
            assert (each.rank, each.store_id, each.group) == (1, "000123", group)
        assert len(hidden) != 1 or not [was for was, each in pairs if made.status(each) == "value" and was]


def test_a_table_without_a_count_of_stores_withholds_nothing(at_home: Path) -> None:
    rows = [changed(ROW, stores=1)]
    assert table(rows).shown(opened()) == rows
    assert table(rows, few="stores").shown(opened())[0].stores is Hidden.FEW
    assert table(rows, few="stores").shown(opened(few=1)) == rows


def test_a_hidden_number_has_no_digits() -> None:
    assert [number(cell) for cell in (Hidden.FEW, Missing("x"), None, True, 3, 2.5)] == [None] * 4 + [3, 2.5]
    assert [whole(cell) for cell in (Hidden.WITHHELD, None, False, 3, 2.5)] == [None, None, None, 3, None]
    with pytest.raises(TypeError):
        f"{Hidden.FEW:,}"


def test_cells_say_values_in_the_readers_language_and_say_why_where_there_are_none(at_home: Path) -> None:
    columns = columns_of(Made, opened())
    assert [cell_text(each, ROW, "zh") for each in columns] == [
        "000123", "杭州", "¥1,200", "¥240", "fen", "7", "33.3%", "2026-03-15", "2026-03-15 08:30", "是", "1.2", "1",
    ]  # fmt: skip
    by_name = {each.name: each for each in columns}
    (few,) = withhold([changed(ROW, stores=1)], table([], few="stores"), 5)
    assert cell_text(by_name["stores"], few, "en") == "< 5"
    assert cell_text(by_name["share"], few, "en") == "too few stores"
    assert cell_text(by_name["share"], changed(ROW, share=Hidden.WITHHELD), "en") == "withheld"
    assert cell_text(by_name["share"], changed(ROW, share=Missing(Sentence("no data"))), "en") == "no data"
    assert cell_text(by_name["stores"], changed(ROW, stores=Missing("≥ 5")), "en") == "≥ 5"
    assert cell_text(by_name["due"], changed(ROW, due=None), "en") == "–"
    signed = Column("change", "points", WORDS, of=lambda _row: -2.5)
    assert cell_text(signed, ROW, "en") == "−2.5 pp"


def test_a_table_writes_numbers_in_full_with_one_precision_a_column(at_home: Path) -> None:
    rows = [ROW, changed(ROW, paid_fen=-123_456_789, waited=3.0, stores=12_494, share=0.0)]
    by_name = {each.name: in_full(each, rows, "en") for each in columns_of(Made, opened())}

    def told(name: str) -> list[str]:
        return [by_name[name].text(each) for each in rows]

    assert told("paid_fen") == ["¥1,200", "−¥1,234,568"]  # 1,200.50 rounds to the even yuan
    assert told("held") == ["¥240", "¥240"]
    assert told("stores") == ["7", "12,494"]
    assert told("waited") == ["1.2", "3.0"]
    assert told("share") == ["33.3%", "0.0%"]
    assert by_name["share"].text(changed(ROW, share=Missing(Sentence("no data")))) == "no data"
    small = [changed(ROW, paid_fen=fen, waited=waited) for fen, waited in ((325, 2.0), (1_000, 3.0))]
    assert [in_full(by_name["paid_fen"].column, small, "en").text(each) for each in small] == ["¥3.25", "¥10.00"]
    assert [in_full(by_name["waited"].column, small, "en").text(each) for each in small] == ["2", "3"]
    change = Column("change", "points", WORDS, of=lambda value: value)
    assert [in_full(change, [], "en").text(value) for value in (-2.54, 0.04, 1.0)] == ["−2.5", "unchanged", "+1.0"]


def test_bars_end_on_one_scale_behind_their_numbers_and_changes_are_judged_as_shown(at_home: Path) -> None:
    asked = opened(language="en")
    rows = [changed(ROW, share=share) for share in (50.0, None, 25.0)]
    drawn = table_html(table(rows), columns_of(Made, asked), rows[:2], asked)
    label = f'data-label="Share on {asked.now.as_of}"'
    assert f'<td class="n with-bar" {label}>50.0%<span class="bar"><i style="width:50.0%"></i></span></td>' in drawn
    assert f'<td class="n with-bar missing" {label}>–<span class="bar"><i style="width:0.0%"></i></span></td>' in drawn
    change = Column("change", "points", WORDS, signed=True, better="less", of=lambda row: row.share)
    judged = table_html(table(rows), [columns_of(Made, asked)[0], change], [ROW, changed(ROW, share=0.04)], asked)
    assert '<td class="n bad" data-label="Stores pp">+33.3</td>' in judged
    assert '<td class="n" data-label="Stores pp">unchanged</td>' in judged


def test_a_file_holds_exact_values_codes_and_both_names(at_home: Path) -> None:
    rows = [ROW, changed(ROW, share=Missing("why"), paid_fen=None, place=None)]
    full, lacking = read(of_tables.export(table(rows), opened()))
    assert full == {
        "store_id": '="000123"', "place_zh": "杭州", "place_en": "Hangzhou", "paid_cny": "1200.50", "held": "240.00",
        "unit": "fen", "stores": "7", "share": "33.3333", "due": "2026-03-15", "at": "2026-03-15 08:30:00",
        "is_new": "true", "waited": "1.25", "rank": "1", "data_kind": "demonstration",
    }  # fmt: skip
    assert (lacking["share"], lacking["paid_cny"], lacking["place_zh"]) == ("", "", "")


def test_a_file_says_of_each_row_whether_it_is_withheld(at_home: Path) -> None:
    rows = [changed(ROW, stores=stores) for stores in (9, 2, 7)]
    lines = read(of_tables.export(table(rows, few="stores"), opened()))
    assert [line["status"] for line in lines] == ["value", "few", "withheld"]
    assert [line["stores"] for line in lines] == ["9", "", ""]
    assert [line["rank"] for line in lines] == ["1", "1", "1"]


@pytest.mark.parametrize("name", ["stores", "share", "place", "due", "store_id", "is_new"])
@pytest.mark.parametrize("falling", [False, True])
def test_any_column_orders_the_table_alike_on_the_page_and_in_the_file(at_home: Path, name: str, falling: bool) -> None:
    rows = [
        changed(ROW, store_id=f"{at:03}", stores=at % 4 + 5, share=[None, 1.0, 3.0][at % 3], is_new=at % 2 == 0,
                place=Named("", "cab"[at % 3]), due=date(2026, 1, at % 5 + 1))
        for at in range(11)
    ]  # fmt: skip
    asked = opened(rows=f"made.{'-' if falling else ''}{name}", language="en")
    made = table(rows)
    shown = made.shown(asked)
    assert sorted(each.store_id for each in shown) == [each.store_id for each in rows]
    keys: list[Any] = [getattr(each, name) for each in shown]
    known = [key.en if isinstance(key, Named) else key for key in keys if key is not None]
    assert known == sorted(known, reverse=falling)
    assert keys[len(known) :] == [None] * (len(keys) - len(known))
    for one, following in itertools.pairwise(shown):  # stable: equals stay in their usual order
        assert getattr(one, name) != getattr(following, name) or one.store_id < following.store_id
    lines = read(of_tables.export(made, asked))
    assert [line["store_id"].strip('="') for line in lines] == [each.store_id for each in shown]
    assert made.page(asked, 3, 4) == shown[3:7]


def test_an_order_of_another_table_or_of_no_column_changes_nothing(at_home: Path) -> None:
    rows = [changed(ROW, stores=stores) for stores in (9, 5, 7)]
    for order in ("other.stores", "made.none", "made", ""):
        assert table(rows).shown(opened(rows=order)) == rows


def test_rows_that_are_withheld_stand_last_whatever_their_number(at_home: Path) -> None:
    rows = [changed(ROW, store_id=str(stores), stores=stores) for stores in (2, 9, 7, 1)]
    shown = table(rows, few="stores").shown(opened(rows="made.stores"))
    assert [each.store_id for each in shown] == ["7", "9", "2", "1"]


def test_a_table_with_pages_is_asked_for_its_part_unless_it_is_ordered(at_home: Path) -> None:
    rows = [changed(ROW, stores=stores) for stores in (9, 5, 7)]
    asked: list[tuple[int, int]] = []

    def part(_opened: Opened, offset: int, limit: int) -> list[Made]:
        asked.append((offset, limit))
        return rows[offset : offset + limit]

    made = table(rows, part=part, count=lambda _opened: 3)
    assert made.page(opened(), 1, 2) == rows[1:]
    assert made.size(opened()) == 3
    assert [each.stores for each in made.page(opened(rows="made.stores"), 0, 2)] == [5, 7]
    assert asked == [(1, 2)]


@dataclass(frozen=True)
class Two:
    left: int
    right: int


def _two(_opened: Opened) -> Columns:
    return (
        Column("left", "count", WORDS, of=lambda two: two.left),
        Column("note", "text", WORDS, of=lambda two: f"{two.right}!"),
    )


@row
class Spread:
    stores: Count = column("stores", WORDS)
    two: Two | Hidden = several(_two)


def test_a_field_that_is_spread_over_columns_is_hidden_whole(at_home: Path) -> None:
    rows = [Spread(stores=9, two=Two(1, 2)), Spread(stores=1, two=Two(3, 4)), Spread(stores=1, two=Two(5, 6))]
    made = Table("spread", WORDS, WORDS, Spread, lambda _opened: rows, few="stores")
    lines = read(of_tables.export(made, opened()))
    assert [(line["left"], line["note"]) for line in lines] == [("1", "2!"), ("", ""), ("", "")]
    left, note = made.columns(opened())[1:]
    assert cell_text(left, made.shown(opened())[1], "en") == "too few stores"
    assert cell_text(note, made.shown(opened())[1], "en") == "–"


@row
class Fewest:
    passed: Count = column("stores", WORDS)
    least: Count


def test_what_counts_the_stores_of_a_row_need_not_be_a_column_and_is_hidden_as_well(at_home: Path) -> None:
    rows = [Fewest(passed=7, least=7), Fewest(passed=8, least=2), Fewest(passed=9, least=1)]
    made = Table("fewest", WORDS, WORDS, Fewest, lambda _opened: rows, few="least")
    lines = read(of_tables.export(made, opened()))
    assert [(line["passed"], line["status"]) for line in lines] == [("7", "value"), ("", "few"), ("", "few")]
    assert [each.least for each in made.shown(opened())] == [7, Hidden.FEW, Hidden.FEW]


@row
class Keyed:
    two: Two = several(_two, always=True)
    stores: Count = column("stores", WORDS)


def test_a_field_that_says_what_a_row_is_of_is_never_hidden(at_home: Path) -> None:
    rows = [Keyed(stores=9, two=Two(1, 2)), Keyed(stores=1, two=Two(3, 4)), Keyed(stores=1, two=Two(5, 6))]
    made = Table("keyed", WORDS, WORDS, Keyed, lambda _opened: rows, few="stores")
    lines = read(of_tables.export(made, opened()))
    assert [(line["left"], line["note"], line["stores"]) for line in lines] == [
        ("1", "2!", "9"),
        ("3", "4!", ""),
        ("5", "6!", ""),
    ]


def test_what_a_click_opens() -> None:
    view = View.of(EVERYTHING, region="330000", search="x", page=3)
    assert STORE(changed(ROW, store_id="01"), view) == ("stores", View.of(EVERYTHING, region="330000", item="01"))
    coded = type("Coded", (), {"belt_id": None, "code": "tea", "region": "440000"})()
    assert BELT(coded, view) is None
    assert filter_link("category", "code")(coded, view) == ("", view.but(page=1, categories=("tea",)))
    keyed = type("KeyedByCode", (), {"key": coded})()
    assert filter_link("category", "key.code")(keyed, view) == filter_link("category", "code")(coded, view)
    there = View.of(EVERYTHING, region="440000", level="city")
    assert filter_link("region", "region", "map")(coded, view) == ("map", there)


HOSTILE = "<img src=x onerror=alert(1)>\"'&{code}"


@pytest.mark.parametrize(
    "build",
    [lambda: element("td", HOSTILE), lambda: element("a", "x", title=HOSTILE), lambda: element("p", [HOSTILE, None])],
)
def test_text_is_escaped_wherever_it_stands(build: Callable[[], str]) -> None:
    built = build()
    for raw in ("<img", "\"'", "{code}", "&{"):
        assert raw not in built
    assert "&lt;img src=x onerror=alert(1)&gt;&quot;&#x27;&amp;&#123;code&#125;" in built


def test_a_hostile_name_in_a_table_stays_text(at_home: Path) -> None:
    asked = opened()
    made = table([changed(ROW, store_id=HOSTILE, place=Named(HOSTILE, HOSTILE))])
    drawn = table_html(made, made.columns(asked), made.shown(asked), asked)
    assert "<img" not in drawn
    assert drawn.count("&lt;img") == 2


def test_a_manifest_defines_every_column_and_a_files_name_says_what_it_is_of(at_home: Path) -> None:
    asked = open_view({"measure": "doujin", "item": "../0012", "region": "330000"}, EVERYTHING)
    export = of_tables.export(table([ROW]), asked)
    assert export.name == f"demo-made-doujin-0012-330000-{asked.now.snapshot_id}"
    manifest = export.manifest()
    assert [each["name"] for each in manifest["columns"]] == list(read(export)[0])
    assert all(each[language] for each in manifest["columns"] for language in LANGUAGES)
    assert next(each["en"] for each in manifest["columns"] if each["name"] == "place_zh") == "Region"


@pytest.mark.usefixtures("at_home")
@pytest.mark.parametrize("code", TABLES)
def test_every_table_leaves_as_a_file_whose_columns_are_all_defined(code: str) -> None:
    asked = open_view({"region": "330000", "level": "city"}, EVERYTHING)
    export = exports.make(TABLES, code, asked)
    manifest = export.manifest()
    assert manifest["rows"] == len(read(export)) == export.rows
    assert [each["name"] for each in manifest["columns"]] == export.schema.names
    assert b"".join(export.csv()) == b"".join(exports.make(TABLES, code, asked).csv())
    assert all(each["zh"] and each["en"] for each in manifest["columns"])
    found = TABLES[code]
    columns = () if isinstance(found, ArrowTable) else found.columns(asked)
    headings = [found.title, found.about, *(each.heading for each in columns)]
    assert all(words.say(language) for words in headings for language in LANGUAGES)


@pytest.mark.parametrize("code", [code for code, found in TABLES.items() if isinstance(found, Table) and found.few])
def test_what_may_be_hidden_is_typed_so(code: str) -> None:
    """A field that withholding replaces says so in its type, or a reader of the row would not be made to ask."""
    found = TABLES[code]
    assert isinstance(found, Table)
    hints = get_type_hints(found.row)
    assert {found.few, *found.within} <= {*hints, *dir(found.row)}
    assert [name for name in hideable(found.row) if Hidden not in get_args(hints[name])] == []


def test_a_table_that_is_none_is_refused_with_those_there_are(at_home: Path) -> None:
    with pytest.raises(Refused, match="There is no table people to export"):
        exports.make(TABLES, "people", open_view({}, EVERYTHING))
