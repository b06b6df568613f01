"""A table on the page: its first rows, the way to the others page by page, and its files."""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from dashboard.reading.opening import open_view
from dashboard.tables.columns import column, row
from dashboard.tables.table import Table
from dashboard.ui.tables import PAGE_ROWS, table_block
from data.language import Sentence
from models.geography.scope import EVERYTHING


@row
class Made:
    name: str = column("text", Sentence("Name"))


MADE = Table(
    "made", Sentence("Made"), Sentence("Made rows"), Made, lambda _opened: [Made(name=f"row {n}") for n in range(120)]
)
PARTED = replace(
    MADE,
    code="parted",
    count=lambda _opened: 120,
    part=lambda opened, offset, limit: list(MADE.make(opened))[offset : offset + limit],
)


def shown(table: Table[Made], **view: str) -> tuple[Sequence[int], dict[str, dict[str, str]]]:
    """The rows of a table on the page by their number, and where the links below it lead, by their words."""
    drawn = str(table_block(table, open_view(view | {"lang": "en"}, EVERYTHING), rows=15))
    foot = drawn.partition('<footer class="sheet-foot">')[2]
    ways = re.findall(r'<a class="[^"]*" href="(\?[^"]+)"[^>]*>([^<]+)</a>', foot)
    there = {
        words: {name: values[-1] for name, values in parse_qs(urlsplit(way.replace("&amp;", "&")).query).items()}
        for way, words in ways
    }
    return [int(n) for n in re.findall(r"row (\d+)<", drawn)], there


def at(there: dict[str, str]) -> tuple[str, str]:
    return there.get("more", ""), there.get("page", "1")


def test_a_long_table_shows_its_first_rows_and_a_way_to_the_others(at_home: Path) -> None:
    rows, ways = shown(MADE)
    assert list(rows) == list(range(15))
    assert {words: at(there) for words, there in ways.items()} == {"Show the other 105 rows": ("made", "1")}


@pytest.mark.parametrize("page", [1, 2, 3, 9])
def test_a_table_in_full_has_pages_of_the_same_number_of_rows(at_home: Path, page: int) -> None:
    rows, ways = shown(MADE, more="made", page=str(page))
    here = min(page, 3)
    assert list(rows) == list(range(120))[(here - 1) * PAGE_ROWS : here * PAGE_ROWS]
    back = {"← Previous": ("made", str(here - 1))} if here > 1 else {}
    on = {"Next →": ("made", str(here + 1))} if here < 3 else {}
    assert {words: at(there) for words, there in ways.items()} == back | on | {"Show the first 15 rows": ("", "1")}


def test_pages_are_of_one_table_at_a_time(at_home: Path) -> None:
    assert list(shown(PARTED, page="2")[0]) == list(range(50, 100))
    assert list(shown(PARTED, page="2", more="made")[0]) == list(range(50))
    assert list(shown(MADE, page="2")[0]) == list(range(15))
    assert at(shown(PARTED, page="2", more="made")[1]["Next →"]) == ("", "2")
