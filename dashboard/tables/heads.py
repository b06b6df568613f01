"""The headings of a table: each says what its column holds, and a click on it orders the rows by it."""

from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import quote

from markupsafe import Markup

from dashboard.markup.elements import element
from dashboard.markup.links import link
from dashboard.reading.opening import Opened
from dashboard.tables.columns import Column, Columns
from dashboard.tables.ordering import Order, after_click
from dashboard.tables.table import Table
from data.language import Sentence, _

ARROWS: Final[Mapping[bool, str]] = {True: "▼", False: "▲"}
"""How rows stand, by whether they fall from the largest down."""
_SAID: Final[Mapping[bool, str]] = {True: "descending", False: "ascending"}


def unit_of(column: Column) -> Sentence | None:
    """The unit that stands in a column's heading instead of in each of its cells."""
    return _("pp") if column.kind == "points" else None


def _head(column: Column, css: str, code: str, standing: Order | None, own: Order | None, opened: Opened) -> Markup:
    is_by = standing is not None and standing.column == column.name
    order = after_click(column, standing, own)
    rows = f"{code}.{order.text}" if order else ""
    arrow = element("i", ARROWS[standing.is_falling], aria_hidden="true") if standing and is_by else None
    words = column.heading.say(opened.language)
    said = unit_of(column)
    unit = element("small", said.say(opened.language)) if said else None
    turn = link(f"rows={quote(rows)}", [words, unit, arrow], view=opened.view.but(rows=rows, page=1), css="order")
    return element(
        "th",
        turn,
        scope="col",
        class_=f"{css} by".strip() if is_by else css,
        title=column.meaning.say(opened.language),
        aria_sort=_SAID[standing.is_falling] if standing and is_by else None,
    )


def order_links(table: Table[Any], columns: Columns, opened: Opened) -> list[Markup]:
    """A link for each of these columns that orders a table by it: what its heading is, where headings have no place."""
    standing, own = table.standing(opened), table.own_order(opened)
    links = []
    for column in columns:
        is_by = standing is not None and standing.column == column.name
        order = after_click(column, standing, own)
        rows = f"{table.code}.{order.text}" if order else ""
        arrow = f" {ARROWS[standing.is_falling]}" if standing and is_by else ""
        words = column.heading.say(opened.language) + arrow
        links.append(link(f"rows={quote(rows)}", words, view=opened.view.but(rows=rows, page=1), is_on=is_by))
    return links


def headings(table: Table[Any], columns: Columns, css: Mapping[str, str], opened: Opened) -> Markup:
    """The headings of these columns of a table; `css` are their classes, by the column's name."""
    standing, own = table.standing(opened), table.own_order(opened)
    cells = [_head(column, css.get(column.name, ""), table.code, standing, own, opened) for column in columns]
    return element("thead", element("tr", cells))
