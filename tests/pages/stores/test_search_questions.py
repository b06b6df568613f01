"""The list of stores: what a search finds, in which order, a page at a time, and its file."""

from pathlib import Path
from typing import Any

import pytest
from made.held import wide_rows
from made.record import Made, Row, store
from plain import metrics as plain
from plain.exports import Cells, rows_of

from dashboard import exports
from dashboard.reading.naming import names
from dashboard.reading.opening import open_view
from dashboard.screens import TABLES
from dashboard.tables.store_columns import FIELDS, USUAL
from dashboard.views.address import parse
from dashboard.views.view import View
from data.language import Named
from models.geography.scope import EVERYTHING, Scope
from models.snapshots.snapshot import Snapshot
from pages.stores import search_questions
from pages.stores.tables import STORE_LIST

ALL = View.of(EVERYTHING)


def sorted_plainly(rows: list[Row], sort: str) -> list[str]:
    column, is_falling = search_questions.SORTS[sort]

    def key(row: Row) -> tuple[bool, Any, str]:
        value = row[column]
        if value is None:
            return True, 0, row["store_id"]
        number = value.toordinal() if hasattr(value, "toordinal") else value
        return False, -number if is_falling else number, row["store_id"]

    return [row["store_id"] for row in sorted(rows, key=key)]


def file_of(link: str) -> list[Cells]:
    return rows_of(b"".join(exports.make(TABLES, "store-list", open_view(parse(link), EVERYTHING)).csv()))


@pytest.mark.parametrize("sort", search_questions.SORTS)
@pytest.mark.parametrize("look", [{}, {"region": "330000", "level": "city", "statuses": ("certified",)}])
def test_stores_are_listed_in_each_order(at_home: Path, sort: str, look: dict[str, Any]) -> None:
    now, view = open_view({}, EVERYTHING).now, View.of(EVERYTHING, **look)
    expected = sorted_plainly(plain.seen(wide_rows(at_home), view), sort)
    assert search_questions.count(now, view.question, "") == len(expected)
    parts = [
        row["store_id"]
        for offset in range(0, len(expected), 50)
        for row in search_questions.part(now, view.question, "", sort, ("store_id",), offset, 50)
    ]
    assert parts == expected
    assert [row["store_id"] for row in search_questions.stream(now, view.question, "", sort, ("store_id",))] == expected


@pytest.mark.parametrize("search", ["毛巾", "旗舰", "1000", "10000000000", "nothing is called this"])
def test_a_search_finds_names_that_hold_it_and_ids_that_begin_with_it(at_home: Path, search: str) -> None:
    opened = open_view({"q": search, "region": "330000"}, EVERYTHING)
    seen = plain.seen(wide_rows(at_home), opened.view)
    expected = [row for row in seen if search in row["store_name"] or row["store_id"].startswith(search)]
    rows = file_of(f"q={search}&region=330000&sort=name")
    assert [row["store_id"][2:-1] for row in rows] == sorted_plainly(expected, "name")
    assert STORE_LIST.size(opened) == len(expected)


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    names = {
        "000123": "一百%棉", "00012": "Under_score", "9": "' OR 1=1 --", "x/y": "a\\b", "A-1": "ＡＢＣ店",
        "abc": "=cmd()",
    }  # fmt: skip
    made = Made().add("stores", [store(store_id, store_name=name) for store_id, name in names.items()])
    return made.published(tmp_path_factory.mktemp("odd"))


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("000123", ["000123"]),
        ('="000123"', ["000123"]),
        ('＝"000123"', ["000123"]),
        ("'000123", ["000123"]),
        ("  ００0123 ", ["000123"]),
        ("0001", ["00012", "000123"]),
        ("123", []),
        ("%", ["000123"]),
        ("_", ["00012"]),
        ("UNDER", ["00012"]),
        ("OR 1=1", ["9"]),
        ("\\", ["x/y"]),
        ("/", []),
        ("x/", ["x/y"]),
        ("ＡＢＣ", ["A-1"]),
        ("Ａ-１", ["A-1"]),
        ("=cmd", ["abc"]),
        ('""', ["000123", "00012", "9", "A-1", "abc", "x/y"]),
    ],
)
def test_what_is_typed_is_looked_for_as_it_stands(odd: Snapshot, search: str, found: list[str]) -> None:
    rows = list(search_questions.stream(odd, ALL.question, search, "id", ("store_id",)))
    assert sorted(row["store_id"] for row in rows) == sorted(found)
    assert search_questions.count(odd, ALL.question, search) == len(found)


def test_a_scope_narrows_what_a_search_finds(odd: Snapshot) -> None:
    assert search_questions.count(odd, View.of(Scope(("440000",))).question, "000123") == 0
    assert search_questions.count(odd, View.of(Scope(("330000",))).question, "000123") == 1


@pytest.mark.usefixtures("at_home")
def test_the_file_has_the_columns_chosen_and_what_it_is_sorted_by() -> None:
    (first, *_others) = file_of("cols=owner~tier_code&sort=gmv&region=330000")
    assert list(first) == [
        "store_name", "gmv_week_cny", "owner", "tier_code", "tier_zh", "tier_en", "store_id", "data_kind",
    ]  # fmt: skip
    (first, *_others) = file_of("cols=nonsense")
    known = names(open_view({}, EVERYTHING).now)
    usual = {column.name for source in USUAL for column in FIELDS[source].columns(known)}
    assert usual - {name.removesuffix("_zh") for name in first} == set()


def test_every_column_is_told_of_every_store(at_home: Path) -> None:
    rows = file_of("cols=" + "~".join(FIELDS))
    wide = {row["store_id"]: row for row in wide_rows(at_home)}
    assert len(rows) == len(wide)
    for row in rows[:200]:
        own = wide[row["store_id"][2:-1]]
        assert row["store_name"] == own["store_name"]
        assert row["belt_id"] == (own["belt_id"] or "")
        assert row["required_cny"] == plain.printed(own["required_fen"], "fen")
        assert row["is_exempt"] == str(own["is_exempt"]).lower()
        assert row["valid_until"] == (own["valid_until"].isoformat() if own["valid_until"] else "")


@pytest.mark.usefixtures("at_home")
@pytest.mark.parametrize("order", ["pack_claimed", "-pack_claimed", "-owner", "county"])
def test_any_column_orders_the_list_alike_on_its_pages_and_in_its_file(order: str) -> None:
    link = f"region=330000&cols=pack_claimed~owner~county_adcode&rows=store-list.{order}"
    opened = open_view(parse(link), EVERYTHING)
    column, is_falling = order.removeprefix("-"), order.startswith("-")
    by = {one.name: one for one in STORE_LIST.columns(opened)}[column]
    pages = [row for offset in range(0, STORE_LIST.size(opened), 50) for row in STORE_LIST.page(opened, offset, 50)]
    cells = [by.of(row) for row in pages]
    told = [cell.say("zh") if isinstance(cell, Named) else cell for cell in cells if cell is not None]
    keys = [cell.encode("gb18030") if isinstance(cell, str) else cell for cell in told]  # by their pinyin
    assert keys == sorted(keys, reverse=is_falling)
    assert len(told) > 50
    assert cells[: len(told)] == [cell for cell in cells if cell is not None]
    assert [row["store_id"][2:-1] for row in file_of(link)] == [row.store_id for row in pages]
