"""A table on the page: its title and what it means, its rows, the way to more of them, and its files."""

from collections.abc import Callable, Sequence
from typing import Any, Final, TypeVar

import streamlit as st
from markupsafe import Markup

from dashboard.markup.elements import NOTHING, element, together
from dashboard.markup.links import to_screen
from dashboard.reading.opening import Opened
from dashboard.serving import exports_route as api
from dashboard.tables.html import table_html
from dashboard.tables.table import Table
from dashboard.ui.page import nothing, put
from dashboard.views.view import View
from data.language import Sentence, _

Row = TypeVar("Row")
FIRST_ROWS: Final = 15
PAGE_ROWS: Final = 50
"""Rows of a page of a table that is shown in full."""
AnyTable = Table[Any]


def dictionary_link(opened: Opened) -> Markup:
    """A link to what every figure means (docs/metrics.md, on the Data screen)."""
    view = opened.view.elsewhere().but(listing="dictionary")
    return to_screen("data", view, "ⓘ", css="defined", says=_("What the figures mean").say(opened.language))


def heading(title: Sentence, about: Sentence | None, opened: Opened) -> Markup:
    """A card's heading with what it means below it."""
    named = element("h2", title.say(opened.language), " ", dictionary_link(opened))
    return element("header", named, element("p", about.say(opened.language)) if about else None, class_="card-head")


def links_to_files(opened: Opened, code: str) -> list[Markup]:
    """A link to each of a table's files, as it stands on screen."""
    both = (("csv", "CSV"), ("zip", _("CSV with manifest (zip)").say(opened.language)))
    return [
        element("a", name, class_="file", href=api.link(code, ending, opened.view.address()), download=True)
        for ending, name in both
    ]


def file_links(opened: Opened, code: str) -> Markup:
    """Those links side by side, for the foot of a table."""
    return element("span", links_to_files(opened, code), class_="files-of")


def _page_of(table: AnyTable, opened: Opened) -> int:
    """Which page of a table the link names: `page` is of the table that is shown in full, if there is one."""
    return opened.presentation.page if opened.presentation.more in ("", table.code) else 1


def pages(view: View, here: int, last: int) -> Markup:
    """Where we are in a long list of so many pages, and the way on; nothing where there is one page."""
    if last <= 1:
        return NOTHING
    language = view.language
    words = _("Page {page} of {last}", page=f"{here:,}", last=f"{last:,}").say(language)
    previous, following = _("Previous").say(language), _("Next").say(language)
    back = to_screen("", view.but(page=here - 1), f"← {previous}") if here > 1 else None
    on = to_screen("", view.but(page=here + 1), f"{following} →") if here < last else None
    return element("span", back, element("span", words), on, class_="pages")


def _pages(table: AnyTable, opened: Opened, here: int, rows: int) -> Markup:
    """Where we are in a long table, and the way on."""
    return pages(opened.view.but(more="" if table.part else table.code), here, _last_page(rows))


def _last_page(rows: int) -> int:
    return max(-(-rows // PAGE_ROWS), 1)


def _more(table: AnyTable, rows: int, first: int, opened: Opened) -> Markup:
    """The way to the rows after the first; back to them, where all are shown."""
    is_full = opened.presentation.more == table.code
    words = _("Show the first {n} rows", n=first) if is_full else _("Show the other {n} rows", n=f"{rows - first:,}")
    there = opened.view.but(more="" if is_full else table.code, page=1)
    return to_screen("", there, words.say(opened.language), css="more-rows")


def _on_screen(table: Table[Row], opened: Opened, first: int) -> tuple[int, Sequence[Row], Markup]:
    """How many rows there are, those on screen, and the way to the others."""
    if table.part:
        total = table.size(opened)
        here = min(_page_of(table, opened), _last_page(total))
        rows = table.page(opened, (here - 1) * PAGE_ROWS, PAGE_ROWS)
        return total, rows, _pages(table, opened, here, total)
    rows = table.shown(opened)
    total = len(rows)
    if total <= first:
        return total, rows, NOTHING
    more = _more(table, total, first, opened)
    if opened.presentation.more != table.code:
        return total, rows[:first], more
    here = min(_page_of(table, opened), _last_page(total))
    way = together(_pages(table, opened, here, total), more)
    return total, rows[(here - 1) * PAGE_ROWS : here * PAGE_ROWS], way


def table_block(table: Table[Row], opened: Opened, *, rows: int = FIRST_ROWS, has_title: bool = True) -> Markup:
    """A table with its heading, its rows (or a word that there are none), the way to more, and its files."""
    language = opened.language
    total, shown, way = _on_screen(table, opened, rows)
    top = heading(table.title, table.about, opened) if has_title else NOTHING
    if not total:
        return together(top, nothing(language))
    count = element("span", _("{n} rows", n=f"{total:,}").say(language))
    foot = element("footer", count, way, file_links(opened, table.code), class_="sheet-foot")
    return together(top, table_html(table, table.columns_on_page(opened), shown, opened), foot)


def table_card(
    opened: Opened, table: Table[Row], *, above: Callable[[], None] | None = None, rows: int = FIRST_ROWS
) -> None:
    """A table in a card; `above` draws its chart, between the heading and the rows."""
    with st.container(key=f"card_{table.code}"):
        if above is None:
            put(table_block(table, opened, rows=rows))
        else:
            put(heading(table.title, table.about, opened))
            above()
            put(table_block(table, opened, rows=rows, has_title=False))
