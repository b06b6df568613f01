"""The order of a table's rows: by any column, as a link asks for it (`rows=TABLE.COLUMN`, `TABLE.-COLUMN`).

A click on a heading first orders by its column with what is worst or most useful on top, then the other way round, then
gives the table its own order back.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from dashboard.tables.columns import Column, Columns
from dashboard.tables.values import Hidden, Missing, number
from data.language import Language, Named, Sentence, _

Row = TypeVar("Row")


@dataclass(frozen=True)
class Order:
    """By which column rows stand, and whether from the largest down."""

    column: str
    is_falling: bool

    @property
    def text(self) -> str:
        """As a link writes it after the table's code and a dot."""
        return f"-{self.column}" if self.is_falling else self.column


def read(text: str) -> Order:
    """What was written by `Order.text`."""
    return Order(text.removeprefix("-"), text.startswith("-"))


def asked(code: str, columns: Columns, rows: str) -> Order | None:
    """The order that a link asks for of the table of a code; None: of another table, or by none of its columns."""
    table, _dot, text = rows.partition(".")
    order = read(text)
    return order if table == code and any(column.name == order.column for column in columns) else None


def after_click(column: Column, standing: Order | None, own: Order | None) -> Order | None:
    """The order that a click on a column's heading leads to; None: the table's own."""
    first = Order(column.name, column.falls_first)
    turned = Order(column.name, not column.falls_first)
    ways = [order for order in (first, turned) if order != own]
    if standing in ways:
        return next(iter(ways[ways.index(standing) + 1 :]), None)
    return ways[0]


def ordered(rows: Sequence[Row], column: Column, language: Language, *, is_falling: bool) -> list[Row]:
    """The rows by a column's cells; those without a value that is shown stand last, equals as they stood."""
    keyed = [(_comparable(column.of(row), language), row) for row in rows]
    known = [pair for pair in keyed if pair[0] is not None]
    known.sort(key=lambda pair: pair[0], reverse=is_falling)
    return [row for _key, row in known] + [row for key, row in keyed if key is None]


def _comparable(cell: object, language: Language) -> Any:
    """A cell as what it is ordered by; None where it has no value that is shown."""
    if cell is None or isinstance(cell, Hidden | Missing):
        return None
    if isinstance(cell, date | bool) or number(cell) is not None:
        return cell
    said = cell.say(language) if isinstance(cell, Sentence | Named) else str(cell)
    return said.encode("gb18030")  # whose common characters stand by their pinyin, which Unicode's do not


def note(rows: str, columns: Columns) -> Sentence | None:
    """What to tell of an order where the table that it names, if there is one, has none but these columns."""
    if not rows or asked(rows.partition(".")[0], columns, rows):
        return None
    return _("The link orders a table by an unknown column: {value}; its own order is shown.", value=rows)
