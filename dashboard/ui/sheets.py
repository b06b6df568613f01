"""A sheet on the page: its title and what it means, its table, and its files; the twin of every chart."""

from collections.abc import Callable, Sequence
from typing import Final

import streamlit as st

from dashboard.drawing.tips import safe
from dashboard.exports.sheets import count as row_count
from dashboard.markup.bars import bar
from dashboard.reading.opening import Opened
from dashboard.tables.cells import told
from dashboard.tables.sheet import NUMBERS, Column, Columns, Row, Sheet, suppressed
from dashboard.ui import current
from dashboard.ui.links import link, to_screen
from dashboard.ui.said import nothing
from dashboard.ui.tables import file_links, heading
from data.language import _
from models.settings import settings

ROWS: Final = 15
PAGE: Final = 50
MOST: Final = 1_000
"""Rows of a sheet without parts that "show all" shows; the file has them all."""


def _head(columns: Columns, opened: Opened) -> str:
    language = opened.view.language
    cells = (
        f'<th scope="col" class="{"n" if c.kind in NUMBERS else ""}" title="{safe(c.meaning.say(language))}">'
        f"{safe(c.heading.say(language))}</th>"
        for c in columns
    )
    return f"<thead><tr>{''.join(cells)}</tr></thead>"


def _cell(column: Column, row: Row, most: float, opened: Opened, *, is_first: bool) -> str:
    view = opened.view
    text = safe(told(column, row, view.language))
    there = column.opens(row, view) if column.opens else None
    if there:
        text = to_screen(there[0], there[1], text)
    value = row[column.name]
    if column.has_bar and value is not None and most:
        text = f"{bar(value / most)}{text}"
    css = "n" if column.kind in NUMBERS else "words" if column.kind in ("named", "text") else "on"
    if is_first:
        return f'<th scope="row" class="{css}">{text}</th>'
    return f'<td class="{css}{" missing" if value is None else ""}">{text}</td>'


def table(sheet: Sheet, columns: Columns, rows: Sequence[Row], opened: Opened) -> str:
    """The rows as an HTML table."""
    shown = [column for column in columns if column.is_shown]
    most = {
        c.name: 100 if c.kind == "percent" else max((row[c.name] or 0 for row in rows), default=0)
        for c in shown
        if c.has_bar
    }
    lines = (
        "".join(_cell(c, row, most.get(c.name, 0), opened, is_first=at == 0) for at, c in enumerate(shown))
        for row in rows
    )
    body = "".join(f"<tr>{line}</tr>" for line in lines)
    says = safe(sheet.title.say(opened.view.language))
    return (
        f'<div class="scroll sheet" tabindex="0" role="region" aria-label="{says}">'
        f'<table class="ranked">{_head(shown, opened)}<tbody>{body}</tbody></table></div>'
    )


def _pages(opened: Opened, rows: int) -> str:
    """Where we are in a long table, and the way on."""
    view, last = opened.view, max(-(-rows // PAGE), 1)
    here, language = min(view.presentation.page, last), view.language
    words = _("Page {page} of {last}", page=f"{here:,}", last=f"{last:,}").say(language)
    back, on = (safe(word.say(language)) for word in (_("Previous"), _("Next")))
    before = to_screen("", view.but(page=here - 1), f"← {back}") if here > 1 else ""
    after = to_screen("", view.but(page=here + 1), f"{on} →") if here < last else ""
    return f'<span class="pages">{before}<span>{safe(words)}</span>{after}</span>'


def _more(sheet: Sheet, rows: int, opened: Opened) -> str:
    words = _("Show all {n} rows", n=f"{rows:,}") if rows <= MOST else _("Show the first {n} rows", n=f"{MOST:,}")
    return link(f"do=more&table={sheet.code}", safe(words.say(opened.view.language)), css="more-rows")


def _shown(sheet: Sheet, opened: Opened, first: int) -> tuple[int, list[Row], str]:
    """How many rows there are, those on screen, and the way to the others."""
    if sheet.part:
        total = row_count(sheet, opened)
        at = (min(opened.presentation.page, max(-(-total // PAGE), 1)) - 1) * PAGE
        return total, list(sheet.part(opened, at, PAGE)), _pages(opened, total) if total > PAGE else ""
    rows = suppressed(sheet, sheet.columns(opened), list(sheet.rows(opened)), settings().few)
    if st.session_state.get(current.MORE) == sheet.code:
        return len(rows), rows[:MOST], ""
    return len(rows), rows[:first], _more(sheet, len(rows), opened) if len(rows) > first else ""


def sheet_html(sheet: Sheet, opened: Opened, *, rows: int = ROWS, has_title: bool = True) -> str:
    """A sheet as HTML: heading, table (or a word that there is nothing), the way to more, files."""
    language = opened.view.language
    total, shown, way = _shown(sheet, opened, rows)
    top = heading(sheet.title, sheet.about, opened) if has_title else ""
    if not total:
        return f"{top}{nothing(language)}"
    count = safe(_("{n} rows", n=f"{total:,}").say(language))
    foot = f'<footer class="sheet-foot"><span>{count}</span>{way}{file_links(opened, sheet.code)}</footer>'
    return f"{top}{table(sheet, sheet.columns(opened), shown, opened)}{foot}"


def sheet_card(opened: Opened, sheet: Sheet, *, above: Callable[[], None] | None = None, rows: int = ROWS) -> None:
    """A sheet in a card; `above` draws its chart, between the heading and the table."""
    with st.container(key=f"card_{sheet.code}"):
        if above is None:
            st.html(sheet_html(sheet, opened, rows=rows))
        else:
            st.html(heading(sheet.title, sheet.about, opened))
            above()
            st.html(sheet_html(sheet, opened, rows=rows, has_title=False))
