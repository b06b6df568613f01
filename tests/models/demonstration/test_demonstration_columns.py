import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.demonstration import columns
from models.demonstration.days import NEVER


@given(st.lists(st.integers(0, 10**15)))
def test_money_is_exact_with_two_decimals(fen):
    told = columns.money(np.array(fen, dtype=np.int64)).cast(pa.string()).to_pylist()
    assert told == [f"{some // 100}.{some % 100:02d}" for some in fen]


def test_missing_days_words_and_decimals_are_empty_cells(tmp_path):
    sheet = columns.CsvWriter(tmp_path / "some.csv")
    sheet.add(
        {
            "day": columns.days(np.array([20_000, NEVER])),
            "word": columns.named(np.array([1, -1]), ("a", "b")),
            "score": columns.decimals(np.array([4.567, np.nan]), 2),
            "at": columns.instants(np.array([20_000 * 86_400 + 37_920, 0])),
        }
    )
    sheet.close()
    assert (tmp_path / "some.csv").read_text() == (
        "day,word,score,at\n2024-10-04,b,4.57,2024-10-04 10:32:00\n,,,1970-01-01 00:00:00\n"
    )
    assert sheet.rows == 2


def test_text_that_would_need_quotes_is_an_error(tmp_path):
    sheet = columns.CsvWriter(tmp_path / "some.csv")
    with pytest.raises(pa.ArrowInvalid):
        sheet.add({"name": pa.array(["one, two"])})


def test_a_sheet_that_was_given_nothing_writes_no_file(tmp_path):
    columns.CsvWriter(tmp_path / "none.csv").close()
    assert not (tmp_path / "none.csv").exists()
