"""Figures read as people write them, in both languages."""

import pytest

from dashboard.figures import number_formats as numbers
from dashboard.figures.figure import Figure
from data.language import Language
from models.programme.metrics import METRICS, Unit

MINUS = "\N{MINUS SIGN}"


@pytest.mark.parametrize(
    ("number", "unit", "zh", "en"),
    [
        (9_999, "stores", "9,999", "9,999"),
        (12_345, "stores", "12,345", "12,345"),
        (123_456, "stores", "12.3万", "123.5K"),
        (12_345, "traffic", "1.2万", "12.3K"),
        (10_004_800, "traffic", "1,000.5万", "10.00M"),
        (1_234_567_890, "traffic", "12.35亿", "1.23B"),
        (64.64, "percent", "64.6%", "64.6%"),
        (123_456, "fen", "¥1,235", "¥1,235"),
        (50, "fen", "¥0.50", "¥0.50"),
        (1_234_567_800, "fen", "¥1,234.6万", "¥12.35M"),
        (80_000_000, "fen", "¥80.0万", "¥800.0K"),
        (-80_000_000, "fen", f"{MINUS}¥80.0万", f"{MINUS}¥800.0K"),
        (None, "fen", "–", "–"),
    ],
)
def test_a_value_is_short_in_its_unit(number: float | None, unit: Unit, zh: str, en: str) -> None:
    assert (numbers.short_number(number, unit, "zh"), numbers.short_number(number, unit, "en")) == (zh, en)


def test_a_sum_in_full_keeps_every_fen() -> None:
    assert numbers.full_number(123_456_789, "fen") == "¥1,234,567.89"
    assert numbers.full_number(1_234_567, "stores") == "1,234,567"
    assert numbers.full_number(-1_234_567, "fen") == f"{MINUS}¥12,345.67"
    assert numbers.full_number(-1_234, "stores") == f"{MINUS}1,234"
    assert numbers.full_number(None, "stores") == numbers.NOTHING


@pytest.mark.parametrize(
    ("difference", "unit", "told"),
    [
        (1.24, "percent", "+1.2 pp"),
        (-1.26, "percent", f"{MINUS}1.3 pp"),
        (0.04, "percent", "unchanged"),
        (-12, "stores", f"{MINUS}12"),
        (20_000, "fen", "+¥200"),
        (None, "stores", "–"),
    ],
)
def test_a_change_has_its_sign_and_unit(difference: float | None, unit: Unit, told: str) -> None:
    assert numbers.change(difference, unit, "en") == told


@pytest.mark.parametrize(
    ("difference", "beside", "told"),
    [
        (112_000, 21_605_000, "+11.2万"),
        (3_600, 578_000, "+0.4万"),
        (-3_500, 9_000, f"{MINUS}3,500"),
        (350, 578_000, "+350"),
        (0, 578_000, "持平"),
    ],
)
def test_a_change_is_told_in_the_unit_of_what_it_stands_beside(difference: float, beside: float, told: str) -> None:
    assert numbers.change(difference, "traffic", "zh", beside=beside) == told


def test_a_table_has_every_digit_and_one_precision_a_column() -> None:
    assert numbers.exact(116_830.4, 0, before="¥") == "¥116,830"
    assert numbers.exact(-0.04, 1) == "0.0"
    assert numbers.exact(-2.54, 1, after="%", signed=True) == f"{MINUS}2.5%"
    assert numbers.exact(43, 0, signed=True) == "+43"
    assert numbers.fen_places([325, 9_900]) == 2
    assert numbers.fen_places([300, 9_900]) == numbers.fen_places([325, 10_000]) == numbers.fen_places([]) == 0


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_figure_without_a_value_is_told_in_words(language: Language) -> None:
    told = {
        numbers.figure_text(Figure(status, 3), METRICS["stores"], language) for status in ("few", "none", "ineligible")
    }
    assert len(told) == 3
    assert not any(any(sign.isdigit() for sign in words) for words in told)


def test_few_stores_are_never_counted_out() -> None:
    assert [numbers.stores(Figure("none", n)) for n in (0, 1, 4, 5)] == ["0", "< 5", "< 5", "5"]


def test_class_breaks_are_written_whole() -> None:
    assert numbers.bound(20.0, "percent", "en") == "20%"
    assert numbers.bound(10_000_000.0, "fen", "zh") == "¥10万"
    assert numbers.bound(1000.0, "stores", "en") == "1,000"
