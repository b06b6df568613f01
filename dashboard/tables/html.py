"""A table as HTML."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from markupsafe import Markup

from dashboard.figures.number_formats import MINUS
from dashboard.markup.bars import bar
from dashboard.markup.elements import NOTHING, element, together
from dashboard.markup.links import to_screen
from dashboard.reading.opening import Opened
from dashboard.tables.columns import Column, Columns
from dashboard.tables.heads import headings
from dashboard.tables.table import Table
from dashboard.tables.values import number
from dashboard.tables.words import InFull, in_full

Row = TypeVar("Row")


@dataclass(frozen=True)
class _Drawn(Generic[Row]):
    """A column as it is drawn: its cells' text and class, and what a bar over the whole of its track stands for."""

    column: Column
    words: InFull
    css: str
    most: float

    def cell(self, row: Row, opened: Opened, *, is_first: bool) -> Markup:
        inside: Markup | str = self.words.text(row)
        if there := self.column.opens(row, opened.view) if self.column.opens else None:
            inside = to_screen(there[0], there[1], inside)
        cell = self.column.of(row)
        value = number(cell)
        if self.column.bar:
            inside = together(inside, bar((value or 0) / self.most) if self.most else NOTHING)
        if is_first:
            return element("th", inside, scope="row", class_=self.css)
        is_missing = cell is None or (self.column.is_number and value is None)
        css = f"{self.css} missing" if is_missing else f"{self.css}{self._judged(str(inside))}"
        return element("td", inside, class_=css)

    def _judged(self, words: str) -> str:
        """The class of a change by what is better, as it is shown: one that is shown as none is neither."""
        if not (self.column.signed and self.column.better) or not words.startswith(("+", MINUS)):
            return ""
        return " good" if words.startswith("+") == (self.column.better == "more") else " bad"


def _css(column: Column) -> str:
    if column.is_number:
        return "n with-bar" if column.bar else "n"
    return "words" if column.kind in ("named", "text") else "on"


def _most(column: Column, rows: Sequence[object]) -> float:
    """What a bar over the whole of its track stands for: the same in all rows."""
    if column.kind == "percent":
        return 100
    return max((number(column.of(row)) or 0 for row in rows), default=0)


def table_html(
    table: Table[Row], columns: Columns, rows: Sequence[Row], opened: Opened, *, among: Sequence[Row] = ()
) -> Markup:
    """Rows of a table, of these columns those that are shown; `among` are all rows, whose largest ends the bars."""
    shown = [column for column in columns if column.shown]
    whole = among or rows
    drawn = [
        _Drawn[Row](one, in_full(one, whole, opened.language), _css(one), _most(one, whole) if one.bar else 0)
        for one in shown
    ]
    lines = [element("tr", [each.cell(row, opened, is_first=at == 0) for at, each in enumerate(drawn)]) for row in rows]
    heads = headings(table, shown, {each.column.name: each.css for each in drawn if each.column.is_number}, opened)
    body = element("table", heads, element("tbody", lines), class_="ranked")
    says = table.title.say(opened.language)
    return element("div", body, class_="scroll sheet", tabindex=0, role="region", aria_label=says)
