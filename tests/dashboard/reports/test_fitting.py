"""Tables that fit their rectangles, told without a font and confirmed by one."""

import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ImageFont

from dashboard.pictures.lettering import LEAST, lines, width
from dashboard.pictures.plane import Rectangle
from dashboard.reports.fitting import SIZES, fitted
from dashboard.reports.slide import Column, Said

AT = Rectangle(0, 0, 400, 200)
WORDS = st.text(st.sampled_from("流量包享用率 abcW0123456789%·-"), min_size=1, max_size=24)


@given(st.lists(st.tuples(WORDS, WORDS, st.integers(0, 10**9)), max_size=30))
def test_a_table_fits_its_rectangle_whatever_it_holds(rows: list[tuple[str, str, int]]) -> None:
    columns = [Column("店铺"), Column("Reason"), Column("Value", is_number=True)]
    cells = [[Said(name), Said(why), Said(f"{value:,}")] for name, why, value in rows]
    made = fitted("t", AT, columns, cells)
    assert sum(made.row_heights()) <= AT.height + 0.1 * (len(made.rows) + 1)
    assert sum(column.width for column in made.columns) == pytest.approx(AT.width, abs=0.3)
    assert made.size in SIZES
    assert list(made.rows) == cells[: len(made.rows)]
    assert len(made.rows) == len(rows) or made.size == LEAST


def test_few_rows_are_large_and_loose_and_numbers_stand_in_one_line() -> None:
    made = fitted("t", AT, [Column("Store"), Column("Value", is_number=True)], [[Said("a"), Said("1,234,567")]] * 3)
    assert made.size == SIZES[0]
    assert sum(made.row_heights()) > sum(made.needed())
    assert len(lines("1,234,567", made.size, made.columns[1].width - 12, 9)) == 1


@pytest.mark.needs("fc-match")
@pytest.mark.parametrize(
    "words",
    [
        "浙江省：5 项目标有 4 项未达成，红包投放率差得最多，差 5.5 个百分点",
        "Guangdong, Zhejiang and Fujian hold 61% of All China's GMV",
        "Commission waiver begins: Xianju crafts (general knowledge, no published list)",
        "1,680.1万 / 2,492.7万",
        "demo-deck-330000-2026-11-15-8da975d4cc70",
        "MMMWWW@@",
    ],
)
@pytest.mark.parametrize("style", ["Regular", "Bold"])
def test_words_are_no_wider_than_they_are_told_to_be(words: str, style: str) -> None:
    asked = ["fc-match", "-f", "%{file}", f"Noto Sans CJK SC:style={style}:lang=zh-cn"]
    file = subprocess.run(asked, capture_output=True, check=True, text=True).stdout
    real = ImageFont.truetype(file, 100).getlength(words) / 100
    assert real <= width(words, 1.0) * 1.02
    assert real >= width(words, 1.0) * 0.7
