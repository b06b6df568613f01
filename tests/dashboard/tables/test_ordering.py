"""The order of a table by its headings: what a click leads to, how names stand, and how a heading says it."""

from pathlib import Path
from urllib.parse import parse_qs
from xml.etree import ElementTree as ET

import pytest

from dashboard.reading.opening import open_view
from dashboard.tables.columns import Column, column, row
from dashboard.tables.html import table_html
from dashboard.tables.ordering import Order, after_click, ordered, read
from dashboard.tables.table import Table
from data.language import Language, Named, Sentence
from models.geography.scope import EVERYTHING
from tests.made.pages import html, page_of

STORES = Column("stores", "stores", Sentence("Stores"))
SCORE = Column("score", "score", Sentence("Score"))
NAME = Column("name", "named", Sentence("Name"), of=lambda name: name)


@pytest.mark.parametrize("own", [None, Order("stores", is_falling=True), Order("score", is_falling=True)])
@pytest.mark.parametrize("clicked", [STORES, SCORE, NAME])
def test_clicks_on_a_heading_show_each_other_order_once_and_come_back(clicked: Column, own: Order | None) -> None:
    seen: list[Order | None] = []
    standing = own
    while standing != own or not seen:
        standing = after_click(clicked, standing, own) or own
        seen.append(standing)
    first, turned = (Order(clicked.name, falls) for falls in (clicked.falls_first, not clicked.falls_first))
    assert seen == [*(order for order in (first, turned) if order != own), own]


def test_a_click_on_another_heading_begins_anew() -> None:
    standing = Order("name", is_falling=True)
    assert after_click(STORES, standing, None) == Order("stores", is_falling=True)
    assert after_click(SCORE, standing, None) == Order("score", is_falling=False)
    assert after_click(Column("rate", "percent", Sentence("Rate"), better="more"), standing, None) == read("rate")


@pytest.mark.parametrize(
    ("language", "said"),
    [("zh", ["Abc", "安徽", "北京", "四川", "云南", "浙江"]), ("en", ["b", "c", "e", "f", "g", "h"])],
)
def test_names_stand_by_their_pinyin_in_chinese(language: Language, said: list[str]) -> None:
    names = [Named("浙江", "b"), Named("北京", "c"), Named("Abc", "h"), Named("安徽", "e"), Named("四川", "f"),
             Named("云南", "g")]  # fmt: skip
    assert [name.say(language) for name in ordered(names, NAME, language, is_falling=False)] == said


@row
class Made:
    name: str = column("text", Sentence("Name"))
    stores: int = column("stores", Sentence("Stores"))


MADE = Table(
    "made", Sentence("Made"), Sentence("Made"), Made, lambda _opened: [Made(name="b", stores=1)], made_by="-stores"
)


def heads(**view: str) -> dict[str, ET.Element]:
    opened = open_view(view | {"lang": "en"}, EVERYTHING)
    drawn = ET.fromstring(str(table_html(MADE, MADE.columns(opened), MADE.shown(opened), opened)))
    return {str(th.findtext("a")): th for th in drawn.iter("th") if th.get("scope") == "col"}


def rows_of(th: ET.Element) -> str:
    """The order that a heading's link leads to, by its address and by what a click sends alike."""
    sent, address = (parse_qs(str(th[0].get(name)).lstrip("?")).get("rows", [""]) for name in ("data-go", "href"))
    assert sent == address
    return sent[0]


def test_a_heading_says_how_rows_stand_and_links_to_the_next_order(at_home: Path) -> None:
    found = heads(page="3", rows="made.-name")
    assert {name: (th.get("aria-sort"), rows_of(th)) for name, th in found.items()} == {
        "Name": ("descending", ""),
        "Stores": (None, "made.stores"),
    }
    assert "page" not in parse_qs(str(found["Name"][0].get("href")))
    own = heads()
    assert {name: (th.get("aria-sort"), rows_of(th)) for name, th in own.items()} == {
        "Name": (None, "made.name"),
        "Stores": ("descending", "made.stores"),
    }


@pytest.mark.parametrize("rows", ["measures.nothing", "nothing.code", "-"])
def test_an_unknown_order_leaves_a_note_and_the_address(at_home: Path, rows: str) -> None:
    page = page_of("measures", rows=rows, lang="en")
    assert f"orders a table by an unknown column: {rows}" in html(page)
    assert "rows" not in page.query_params


def test_a_known_order_leaves_none(at_home: Path) -> None:
    page = page_of("measures", rows="measures.-measure", lang="en")
    assert "unknown column" not in html(page)
    assert page.query_params["rows"] in ("measures.-measure", ["measures.-measure"])
    assert 'aria-sort="descending"' in html(page)
