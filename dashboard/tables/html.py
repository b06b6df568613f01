"""A table as HTML."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from markupsafe import Markup

from dashboard.figures.number_formats import MINUS
from dashboard.markup.bars import bar
from dashboard.markup.elements import NOTHING, element, together
from dashboard.markup.links import to_screen
from dashboard.reading.opening import Opened
from dashboard.tables.columns import Column, Columns
from dashboard.tables.heads import headings, unit_of
from dashboard.tables.table import Table
from dashboard.tables.values import number
from dashboard.tables.words import InFull, in_full
from data.language import _

Row = TypeVar("Row")


@dataclass(frozen=True)
class _Drawn(Generic[Row]):
    """A column as it is drawn: its cells' text and class, and what a bar over the whole of its track stands for."""

    column: Column
    words: InFull
    css: str
    most: float
    label: str

    def cell(self, row: Row, opened: Opened, *, is_first: bool) -> Markup:
        inside: Markup | str = self.words.text(row)
        css = f"{self.css}{self._judged(inside)}"
        if there := self.column.opens(row, opened.view) if self.column.opens else None:
            inside = to_screen(there[0], there[1], inside)
        cell = self.column.of(row)
        value = number(cell)
        if self.column.bar:
            inside = together(inside, bar((value or 0) / self.most) if self.most else NOTHING)
        if is_first:
            return element("th", inside, scope="row", class_=self.css)
        is_missing = cell is None or (self.column.is_number and value is None)
        return element("td", inside, class_=f"{self.css} missing" if is_missing else css, data_label=self.label)

    def whole(self, row: Row) -> Markup:
        """The cell of all rows together: a bar only of what has one scale with them; nothing where there is none."""
        cell = self.column.of(row)
        if not self.column.is_number or cell is None:
            return element("td")
        inside: list[Markup | str] = [self.words.text(row)]
        if self.column.bar:
            inside.append(bar((number(cell) or 0) / self.most) if self.column.kind == "percent" else _NO_BAR)
        return element("td", inside, class_=self.css, data_label=self.label)

    def _judged(self, words: str) -> str:
        """The class of a change by what is better, as it is shown: one that is shown as none is neither."""
        if not (self.column.signed and self.column.better) or not words.startswith(("+", MINUS)):
            return ""
        return " good" if words.startswith("+") == (self.column.better == "more") else " bad"


_NO_BAR: Final = element("span", class_="bar none")


def _css(column: Column) -> str:
    if column.is_number:
        return "n with-bar" if column.bar else "n"
    return "words" if column.kind in ("named", "text") else "on"


def _most(column: Column, rows: Sequence[object]) -> float:
    """What a bar over the whole of its track stands for: the same in all rows."""
    if column.kind == "percent":
        return 100
    return max((number(column.of(row)) or 0 for row in rows), default=0)


def _drawn(column: Column, among: Sequence[Row], opened: Opened) -> _Drawn[Row]:
    words, unit = column.heading.say(opened.language), unit_of(column)
    label = f"{words} {unit.say(opened.language)}" if unit else words
    most = _most(column, among) if column.bar else 0
    return _Drawn(column, in_full(column, among, opened.language), _css(column), most, label)


def table_html(
    table: Table[Row],
    columns: Columns,
    rows: Sequence[Row],
    opened: Opened,
    *,
    among: Sequence[Row] = (),
    wholes: Sequence[Row] = (),
) -> Markup:
    """Rows of a table, of these columns those that are shown, and below them `wholes`, of all rows together.

    `among` are all rows of the table, which decide its precision and where its bars end.
    """
    drawn = [_drawn(column, among or rows, opened) for column in columns if column.shown]
    css = {each.column.name: each.css for each in drawn if each.column.is_number}
    lines = [element("tr", [each.cell(row, opened, is_first=at == 0) for at, each in enumerate(drawn)]) for row in rows]
    body = element(
        "table",
        headings(table, [each.column for each in drawn], css, opened),
        element("tbody", lines),
        element("tfoot", [_whole(table, drawn, row, opened) for row in wholes]) if wholes else None,
        class_="ranked",
    )
    says = table.title.say(opened.language)
    return element("div", body, class_="scroll sheet", tabindex=0, role="region", aria_label=says)


def _whole(table: Table[Row], drawn: Sequence[_Drawn[Row]], row: Row, opened: Opened) -> Markup:
    """The line of all rows together, under their own name where they are rows of the table."""
    words = drawn[0].words.text(row) if table.is_whole else _("Total").say(opened.language)
    return element("tr", element("th", words, scope="row"), [each.whole(row) for each in drawn[1:]])
