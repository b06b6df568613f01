"""The row of all rows together: sums and ratios of sums, nothing that cannot be added, and nothing given away."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dashboard.reading.opening import open_view
from dashboard.tables.columns import column, row
from dashboard.tables.table import Table
from dashboard.tables.totals import added_up
from dashboard.tables.values import Amount, Count, Hidden
from dashboard.ui.tables import table_block
from data.language import Sentence
from models.geography.scope import EVERYTHING

WORDS = Sentence("Words")


@row
class Made:
    name: str = column("text", WORDS)
    stores: Count = column("stores", WORDS)
    certified: Count = column("count", WORDS)
    rate: Amount = column("percent", WORDS)
    days: Amount = column("days", WORDS)


def made(stores: int, certified: Any = 1) -> Made:
    return Made(name="x", stores=stores, certified=certified, rate=50.0, days=2.0)


TABLE: Table[Made] = Table("made", WORDS, WORDS, Made, lambda _opened: [], few="stores",
                           total=added_up("stores", "certified", rate=("certified", "stores")))  # fmt: skip


def wholes(*rows: Made) -> list[tuple[object, ...]]:
    table = replace(TABLE, make=lambda _opened: list(rows))
    return [(one.stores, one.certified, one.rate, one.days) for one in table.read(open_view({}, EVERYTHING)).wholes]


def test_counts_are_added_and_a_rate_is_a_ratio_of_sums(at_home: Path) -> None:
    assert wholes(made(30, 6), made(10, 4)) == [(40, 10, 25.0, None)]
    assert wholes(made(30, 6)) == []
    assert wholes(made(30, 6), made(10, None)) == [(40, None, None, None)]


def test_the_sum_holds_rows_with_too_few_but_gives_none_of_them_away(at_home: Path) -> None:
    assert wholes(made(30), made(2), made(3)) == [(35, 3, pytest.approx(100 * 3 / 35), None)]
    assert wholes(made(0, 0), made(3))[0][0] is Hidden.FEW
    assert wholes(made(2), made(2))[0][0] is Hidden.FEW
    assert wholes(made(7), made(0, 0), made(3)) == [(10, 2, 20.0, None)]  # the seven are withheld as well
    assert wholes(made(0, 0), replace(made(9), certified=9)) == [(9, 9, 100.0, None)]


def test_the_page_shows_it_below_the_rows_and_files_do_not_have_it(at_home: Path) -> None:
    table = replace(TABLE, make=lambda _opened: [made(30, 6), made(10, 4)])
    opened = open_view({"lang": "en"}, EVERYTHING)
    drawn = str(table_block(table, opened)).partition("<tfoot>")[2]
    assert drawn.startswith('<tr><th scope="row">Total</th><td class="n" data-label="Words">40</td>')
    assert "25.0%" in drawn
    assert len(list(table.stream(opened))) == 2
