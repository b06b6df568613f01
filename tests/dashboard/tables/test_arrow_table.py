"""Tables that go from Arrow to the file, and what the documentation says of columns that are always the same."""

import pyarrow as pa
import pytest

from dashboard import exports
from dashboard.exports import of_arrow_tables
from dashboard.reading.opening import Opened, open_view
from dashboard.screens import TABLES
from dashboard.tables.arrow_table import ArrowTable
from dashboard.tables.columns import column, dictionary, name_in_files, nested, row
from dashboard.tables.table import Table
from dashboard.views.address import parse
from data.language import _
from models.geography.scope import EVERYTHING
from models.programme.metrics import METRICS

FIXED = [code for code, table in TABLES.items() if table.has_fixed_columns]


@row
class Amounts:
    paid_fen: int = column("fen", _("Deposit"))
    always_said: int = column("count", _("stores"), filed=False)


@row
class Line:
    code: str = column("code", _("Region"))
    amounts: Amounts = nested(Amounts)
    name: str = column("text", lambda opened: opened.question.measured.name)


LINE = Line(code="a", amounts=Amounts(paid_fen=123, always_said=4), name="b")
LINES = Table(
    "lines", _("Region"), _("Region"), row=Line, make=lambda _opened: [LINE], page_columns=("always_said", "code")
)
BATCHES = [pa.record_batch({"store_id": ["1"], "paid_fen": pa.array([123], pa.int64())})]
STORES = ArrowTable(
    "some-stores",
    _("Stores"),
    _("Stores in view"),
    schema=BATCHES[0].schema,
    meanings={"store_id": _("Stores"), "paid_cny": _("Deposit"), "other": _("Region")},
    make=lambda _opened: iter(BATCHES),
    count=lambda _opened: 1,
)


def opened(query: str = "") -> Opened:
    return open_view(parse(query), EVERYTHING)


def test_money_is_called_otherwise_in_files() -> None:
    assert [name_in_files(name) for name in ("paid_fen", "fen", "store_id")] == ["paid_cny", "fen", "store_id"]


def test_a_row_within_a_row_lends_its_columns_where_it_stands(at_home: object) -> None:
    columns = LINES.columns(opened())
    assert [each.name for each in columns] == ["code", "paid_fen", "always_said", "name"]
    assert [each.of(LINE) for each in columns] == ["a", 123, 4, "b"]
    assert b"".join(exports.make({"lines": LINES}, "lines", opened()).csv()).startswith(
        b"\xef\xbb\xbfcode,paid_cny,name,data_kind\r\n"
    )


def test_the_page_shows_the_columns_that_it_names_in_its_order(at_home: object) -> None:
    assert [each.name for each in LINES.columns_on_page(opened())] == ["always_said", "code"]


def test_a_dictionary_holds_filed_columns_whose_words_depend_on_nothing() -> None:
    assert {name: meaning.msgid for name, meaning in dictionary(Line).items()} == {
        "code": "Region",
        "paid_cny": "Deposit",
    }


def test_batches_leave_as_they_come_with_money_in_cny(at_home: object) -> None:
    export = exports.make({STORES.code: STORES}, STORES.code, opened())
    assert export.schema == of_arrow_tables.schema(STORES)
    assert list(STORES.dictionary()) == ["store_id", "paid_cny"]
    assert b"".join(export.csv()).splitlines()[1:] == [b'"=""1""",1.23,"demonstration"']


@pytest.mark.parametrize("query", [f"metric={code}" for code in METRICS] + ["region=330000&level=county&compare=none"])
@pytest.mark.parametrize("code", FIXED)
def test_documented_columns_are_those_of_the_file_whatever_is_chosen(at_home: object, code: str, query: str) -> None:
    table = TABLES[code]
    assert exports.make(TABLES, code, opened(query)).schema.names == [*table.dictionary(), "data_kind"]


def test_the_maps_three_tables_are_documented() -> None:
    assert FIXED == ["regions", "belts", "stores"]
