"""Text to values: every shape of formats.md."""
# ruff: noqa: DTZ001 - the record's instants are naive Shanghai time

from datetime import date, datetime

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.intake.contract.values import BLANKS, MACROS, MISSING, present, trimmed, unguarded

DB = duckdb.connect()
DB.execute(MACROS)


def ask(macro: str, text: str) -> object:
    return DB.execute(f"SELECT {macro}($1)", [text]).fetchall()[0][0]


def tidy(cell: str) -> str | None:
    question = (
        f"SELECT {present('u')} FROM (SELECT {unguarded('t')} AS u FROM (SELECT {trimmed('c')} AS t FROM "
        "(SELECT CAST($1 AS VARCHAR) AS c)))"
    )
    return DB.execute(question, [cell]).fetchall()[0][0]  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    "text", ["2026-01-05", "2026/1/5", "2026/01/05", "2026-1-5", "2026年1月5日", "２０２６年１月５日", "46027"]
)
def test_a_day_is_read_in_each_shape(text: str) -> None:
    assert ask("date_of", text) == date(2026, 1, 5)


@pytest.mark.parametrize(
    "text", ["2026-02-30", "2026-1/5", "05/01/2026", "20260105", "2026-01", "4602", "昨天", "46027.5"]
)
def test_what_is_no_day_is_none(text: str) -> None:
    assert ask("date_of", text) is None


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2026-01-05T10:20:30", datetime(2026, 1, 5, 10, 20, 30)),
        ("2026-01-05 10:20", datetime(2026, 1, 5, 10, 20)),
        ("2026/1/5 9:05", datetime(2026, 1, 5, 9, 5)),
        ("2026-01-05T10:20:30.25", datetime(2026, 1, 5, 10, 20, 30, 250000)),
        ("2026-01-05T10:20:30Z", datetime(2026, 1, 5, 18, 20, 30)),
        ("2026-01-05T10:20:30+08:00", datetime(2026, 1, 5, 10, 20, 30)),
        ("2026-01-05T23:20:30-05:30", datetime(2026, 1, 6, 12, 50, 30)),
        ("2026-01-05T10:20:30+0900", datetime(2026, 1, 5, 9, 20, 30)),
        ("2026-01-05T10:20+07", datetime(2026, 1, 5, 11, 20)),
        ("2026-01-05", datetime(2026, 1, 5)),
        ("2026年1月5日", datetime(2026, 1, 5)),
        ("2026年1月5日 10:20", datetime(2026, 1, 5, 10, 20)),
        ("2026-01-05 １０：２０", datetime(2026, 1, 5, 10, 20)),
    ],
)
def test_an_instant_is_read_as_shanghai_time(text: str, instant: datetime) -> None:
    assert ask("instant_of", text) == instant


@pytest.mark.parametrize(
    "text", ["46027", "2026-01-05T24:00:00", "2026-01-05 25:00", "2026-01-05 10:60", "2026-02-30 10:00:00", "10:20"]
)
def test_what_is_no_instant_is_none(text: str) -> None:
    assert ask("instant_of", text) is None


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("1200", 120000),
        ("1200.5", 120050),
        ("￥1,200.50", 120050),
        ("¥1200.50元", 120050),
        ("１，２００．５０", 120050),
        ("1.2万", 1200000),
        ("1.23456万元", 1234560),
        ("-3", -300),
        ("-￥3", -300),
        ("0.1", 10),
        ("0", 0),
        ("90071992547409.93", 9007199254740993),
        ("12.500", 1250),
    ],
)
def test_money_becomes_exact_fen(text: str, fen: int) -> None:
    assert ask("money_of", text) == fen


@pytest.mark.parametrize(
    "text", ["1.005", "1,20", "12,00.5", "1.2.3", "abc", "1e5", "￥", "1 200", "99999999999999999999"]
)
def test_what_is_no_exact_money_is_none(text: str) -> None:
    assert ask("money_of", text) is None


@given(st.integers(0, 10**15 - 1))
def test_money_is_never_off_by_a_fen(fen: int) -> None:
    assert ask("money_of", f"{fen // 100}.{fen % 100:02}") == fen
    assert ask("money_of", f"￥{fen // 100:,}.{fen % 100:02}") == fen


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1200", 1200),
        ("1,200", 1200),
        ("１２００", 1200),
        ("1.2万", 12000),
        ("3亿", 300000000),
        ("12.0", 12),
        ("+5", 5),
    ],
)
def test_whole_numbers_are_read(text: str, number: int) -> None:
    assert ask("integer_of", text) == number


@pytest.mark.parametrize("text", ["1.5", "1.23456万", "￥5", "--", "1E+05", "٣"])
def test_what_is_no_whole_number_is_none(text: str) -> None:
    assert ask("integer_of", text) is None


def test_decimals_and_percentages_are_read_and_words_are_not() -> None:
    assert [ask("decimal_of", t) for t in ("4.7", "-12.25", "４．７", "+3")] == [4.7, -12.25, 4.7, 3.0]
    assert [ask("decimal_of", t) for t in ("nan", "inf", "1e3", "4,7", ".", "")] == [None] * 6
    assert [ask("percent_of", t) for t in ("12.5", "12.5%", "12.5 ％")] == [12.5] * 3


def test_numbers_are_read_with_at_most_four_decimals() -> None:
    spelt = ("7", "0.1", "1,200.5", "1.2万", "０．１５", "999999999999.99", "0.0001")
    assert [ask("number_of", t) for t in spelt] == [7, 0.1, 1200.5, 12000, 0.15, 999999999999.99, 0.0001]
    assert [ask("number_of", t) for t in ("0.00001", "50%", "￥5", "1e3", "nan", "")] == [None] * 6


def test_flags_are_read_in_both_languages() -> None:
    assert {ask("flag_of", t) for t in ("yes", "YES", "是", "true", "1")} == {True}
    assert {ask("flag_of", t) for t in ("no", "否", "False", "0")} == {False}
    assert {ask("flag_of", t) for t in ("y", "2", "对")} == {None}


@pytest.mark.parametrize(
    ("cell", "kept"),
    [
        ('="007"', "007"), ("'007", "007"), ("'=1+1", "=1+1"), ('=" 7 "', "7"), ("　a b\t", "a b"),
        ("\u00a0x\ufeff", "x"),
        ("=1+1", "=1+1"), ('="', '="'), ('=""', None), ("''", "'"),
    ],
)  # fmt: skip
def test_guards_and_blanks_are_taken_away(cell: str, kept: str | None) -> None:
    assert tidy(cell) == kept


@pytest.mark.parametrize("cell", [*MISSING, " - ", "　", '="-"', *BLANKS])
def test_every_spelling_of_missing_is_missing(cell: str) -> None:
    assert tidy(cell) is None


MACRO_NAMES = ("date_of", "instant_of", "money_of", "integer_of", "number_of", "decimal_of", "percent_of", "flag_of")


@given(st.lists(st.text("0123456789.,-+:/T Z年月日万￥９ax\x00", max_size=40) | st.text(max_size=12), max_size=20))
def test_no_text_makes_reading_fail(texts: list[str]) -> None:
    asked = ", ".join(f"count({name}(x))" for name in MACRO_NAMES)
    found = DB.execute(f"SELECT {asked} FROM (SELECT unnest($1::VARCHAR[]) AS x)", [texts]).fetchall()
    assert len(found[0]) == len(MACRO_NAMES)
