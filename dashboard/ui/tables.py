"""A table on the page: its title and what it means, its rows, the way to more of them, and its files."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar
from urllib.parse import quote

import streamlit as st
from markupsafe import Markup

from dashboard.markup.elements import NOTHING, element, together
from dashboard.markup.links import link, to_screen
from dashboard.markup.menus import menu
from dashboard.reading.opening import Opened
from dashboard.serving import exports_route as api
from dashboard.tables.choosing import Choice
from dashboard.tables.heads import order_links
from dashboard.tables.html import table_html
from dashboard.tables.table import Table
from dashboard.ui.page import nothing, put
from dashboard.views.view import View
from data.language import Sentence, _

Row = TypeVar("Row")
FIRST_ROWS: Final = 15
PAGE_ROWS: Final = 50
"""Rows of a page of a table that is shown in full."""
FEWEST_COLUMNS: Final = 3
"""Of fewer there is nothing to choose."""
AnyTable = Table[Any]


def dictionary_link(opened: Opened) -> Markup:
    """A link to what every figure means (docs/metrics.md, on the Data screen)."""
    view = opened.view.elsewhere().but(listing="dictionary")
    return to_screen("data", view, "ⓘ", css="defined", says=_("What the figures mean").say(opened.language))


def heading(title: Sentence, about: Sentence | None, opened: Opened, *tools: Markup) -> Markup:
    """A card's heading with what it means below it, and beside it what changes what the card shows."""
    named = element("h2", title.say(opened.language), " ", dictionary_link(opened))
    says = element("p", about.say(opened.language)) if about else None
    beside = element("div", tools, class_="tools") if tools else None
    return element("header", element("div", named, says), beside, class_="card-head")


def links_to_files(opened: Opened, code: str) -> list[Markup]:
    """A link to each of a table's files, as it stands on screen."""
    both = (("csv", "CSV"), ("zip", _("CSV with manifest (zip)").say(opened.language)))
    return [
        element("a", name, class_="file", href=api.link(code, ending, opened.view.address()), download=True)
        for ending, name in both
    ]


def file_links(opened: Opened, code: str) -> Markup:
    """Those links side by side."""
    return element("span", links_to_files(opened, code), class_="files-of")


def _column_link(one: Choice, opened: Opened) -> Markup:
    go = f"cols={quote('~'.join(one.turned), safe='~')}"
    return link(go, one.heading.say(opened.language), view=opened.view.but(columns=one.turned), is_on=one.is_on)


def _columns_menu(table: AnyTable, opened: Opened) -> Markup:
    """The columns that may be shown, each a click away, and the usual ones again."""
    language, view, found = opened.language, opened.view, table.choices(opened)
    if len(found.columns) < FEWEST_COLUMNS:
        return NOTHING
    links = [_column_link(one, opened) for one in found.columns]
    usual = _("Usual columns").say(language)
    back = to_screen("", view.but(columns=found.usual), usual, css="usual") if found.usual is not None else None
    says = _("Columns: {table}", table=table.title).say(language)
    return menu(_("Columns").say(language), back, links, css="columns", says=says, kept=table.code)


def _orders_menu(table: AnyTable, opened: Opened) -> Markup:
    """The columns to order by, for a phone, where the headings have no place."""
    words = _("Order").say(opened.language)
    return menu(words, order_links(table, table.columns_on_page(opened), opened), css="orders")


def table_tools(table: AnyTable, opened: Opened) -> Markup:
    """What changes a table, and its file: for the heading of the card that it stands in."""
    csv, *_others = links_to_files(opened, table.code)
    return together(_orders_menu(table, opened), _columns_menu(table, opened), csv)


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


@dataclass(frozen=True)
class _OnScreen(Generic[Row]):
    """What of a table stands on screen: how many rows there are, those shown among all, and the way to the others."""

    total: int
    rows: Sequence[Row]
    way: Markup
    among: Sequence[Row] = ()
    wholes: Sequence[Row] = ()


def _on_screen(table: Table[Row], opened: Opened, first: int) -> _OnScreen[Row]:
    if table.part:
        total = table.size(opened)
        here = min(_page_of(table, opened), _last_page(total))
        rows = table.page(opened, (here - 1) * PAGE_ROWS, PAGE_ROWS)
        return _OnScreen(total, rows, _pages(table, opened, here, total))
    lines = table.read(opened)
    rows, total = lines.rows, len(lines.rows)
    if total <= first:
        return _OnScreen(total, rows, NOTHING, rows, lines.wholes)
    more = _more(table, total, first, opened)
    if opened.presentation.more != table.code:
        return _OnScreen(total, rows[:first], more, rows, lines.wholes)
    here = min(_page_of(table, opened), _last_page(total))
    pages = _pages(table, opened, here, total)
    part = rows[(here - 1) * PAGE_ROWS : here * PAGE_ROWS]
    return _OnScreen(total, part, together(pages, more), rows, lines.wholes)


def table_block(table: Table[Row], opened: Opened, *, rows: int = FIRST_ROWS, has_title: bool = True) -> Markup:
    """A table with its heading, its rows (or a word that there are none), and the way to more."""
    language = opened.language
    shown = _on_screen(table, opened, rows)
    top = heading(table.title, table.about, opened, *_tools_of(table, opened, shown.total)) if has_title else NOTHING
    if not shown.total:
        return together(top, nothing(language))
    count = element("span", _("{n} rows", n=f"{shown.total:,}").say(language))
    _csv, packed = links_to_files(opened, table.code)
    foot = element("footer", count, shown.way, element("span", packed, class_="files-of"), class_="sheet-foot")
    columns = table.columns_on_page(opened)
    return together(top, table_html(table, columns, shown.rows, opened, among=shown.among, wholes=shown.wholes), foot)


def _tools_of(table: AnyTable, opened: Opened, rows: int) -> list[Markup]:
    return [table_tools(table, opened)] if rows else []


def table_card(
    opened: Opened, table: Table[Row], *, above: Callable[[], None] | None = None, rows: int = FIRST_ROWS
) -> None:
    """A table in a card; `above` draws its chart, between the heading and the rows."""
    with st.container(key=f"card_{table.code}"):
        if above is None:
            put(table_block(table, opened, rows=rows))
        else:
            put(heading(table.title, table.about, opened, table_tools(table, opened)))
            above()
            put(table_block(table, opened, rows=rows, has_title=False))
