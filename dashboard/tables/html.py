"""A table as HTML."""

from collections.abc import Sequence
from typing import TypeVar

from markupsafe import Markup

from dashboard.markup.bars import bar
from dashboard.markup.elements import element, together
from dashboard.markup.links import to_screen
from dashboard.reading.opening import Opened
from dashboard.tables.columns import Column, Columns
from dashboard.tables.heads import headings
from dashboard.tables.table import Table
from dashboard.tables.values import number
from dashboard.tables.words import cell_text

Row = TypeVar("Row")


def _css(column: Column) -> str:
    return "n" if column.is_number else "words" if column.kind in ("named", "text") else "on"


def _cell(column: Column, css: str, row: object, most: float, opened: Opened, *, is_first: bool) -> Markup:
    cell = column.of(row)
    inside: Markup | str = cell_text(column, row, opened.language)
    if there := column.opens(row, opened.view) if column.opens else None:
        inside = to_screen(there[0], there[1], inside)
    value = number(cell)
    if column.bar and value is not None and most:
        inside = together(bar(value / most), inside)
    if is_first:
        return element("th", inside, scope="row", class_=css)
    is_missing = cell is None or (column.is_number and value is None)
    return element("td", inside, class_=f"{css} missing" if is_missing else css)


def _most(column: Column, rows: Sequence[object]) -> float:
    """What a bar over the whole cell stands for."""
    if column.kind == "percent":
        return 100
    return max((number(column.of(row)) or 0 for row in rows), default=0)


def table_html(table: Table[Row], columns: Columns, rows: Sequence[Row], opened: Opened) -> Markup:
    """Rows of a table, of these columns those that are shown."""
    shown = [column for column in columns if column.shown]
    most = {column.name: _most(column, rows) for column in shown if column.bar}
    drawn = [(each, _css(each), most.get(each.name, 0), at == 0) for at, each in enumerate(shown)]
    lines = [
        element("tr", [_cell(each, css, row, whole, opened, is_first=first) for each, css, whole, first in drawn])
        for row in rows
    ]
    heads = headings(table, shown, {each.name: "n" for each in shown if each.is_number}, opened)
    body = element("table", heads, element("tbody", lines), class_="ranked")
    says = table.title.say(opened.language)
    return element("div", body, class_="scroll sheet", tabindex=0, role="region", aria_label=says)
