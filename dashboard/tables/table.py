"""A table declared once: a page shows it, a chart has it as its twin, and a file writes it.

What is withheld is decided here, before a caller sees a row: `shown`, `page` and `stream` give rows as a reader may see
them, and a number that is not to be seen is `Hidden`, which has no digits.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Final, Generic, TypeVar

from dashboard.figures.withholding import too_few, withheld
from dashboard.reading.opening import Opened
from dashboard.tables.choosing import Choices, choices, on_page
from dashboard.tables.columns import Column, Columns, columns_of, dictionary, hideable
from dashboard.tables.ordering import Order, asked, ordered, read
from dashboard.tables.totals import Total
from dashboard.tables.values import Hidden, number
from data.language import Sentence, _

Row = TypeVar("Row")
STATUS: Final = _(
    "value; few: too few stores to show; withheld: not shown, so that a total does not give away a row with too few"
)


@dataclass(frozen=True)
class Lines(Generic[Row]):
    """A table as its page shows it: its rows, and below them those of all together."""

    rows: Sequence[Row]
    wholes: Sequence[Row]


@dataclass(frozen=True)
class Table(Generic[Row]):
    """One table. `row` is the type of its rows, and declares its columns.

    `make` makes all rows in their usual order, with every number; `part` (offset, limit) and `count` where they are
    many. Callers ask `shown`, `page` or `stream` instead. `few` names the field that counts the stores a row speaks of:
    the numbers of rows with too few are hidden, and of one more where a single one would be given away by the total of
    its group (`within` names the fields that make a group). `page_columns` names the columns that the page shows, in
    their order, where it is not that of the file. `has_fixed_columns`: those of the file are the same whatever is
    chosen, and documented one by one (docs/exporting.md). `made_by` names the column that the rows stand by as they are
    made, where there is one (`-stores`: from the most down), so that its heading says so. `total` makes the row of all
    rows together, which the page shows below them and files do not have; `is_whole` tells rows that are such already.
    `choose` says which columns may be chosen, where that is not every column that the page can show.
    """

    code: str
    title: Sentence
    about: Sentence
    row: type[Row]
    make: Callable[[Opened], Iterable[Row]]
    count: Callable[[Opened], int] | None = None
    part: Callable[[Opened, int, int], Sequence[Row]] | None = None
    few: str = ""
    within: tuple[str, ...] = ()
    page_columns: tuple[str, ...] = ()
    has_fixed_columns: bool = False
    made_by: str | Callable[[Opened], str] = ""
    total: Total[Row] | None = None
    is_whole: Callable[[Row], bool] | None = None
    choose: Callable[[Opened], Choices] | None = None

    def __post_init__(self) -> None:
        """Refuse a declaration whose pages could not withhold: what is hidden depends on all rows of a group."""
        if self.few and self.part:
            raise TypeError(f"{self.code}: a table that withholds cannot be asked for a part of its rows")

    def columns(self, opened: Opened) -> Columns:
        """The columns, for what is opened."""
        return columns_of(self.row, opened)

    def columns_on_page(self, opened: Opened) -> Columns:
        """Those that the page shows, in its order."""
        return on_page(self.code, self.columns(opened), opened.presentation.columns, self.page_columns)

    def choices(self, opened: Opened) -> Choices:
        """The columns that a reader may choose to see."""
        if self.choose:
            return self.choose(opened)
        return choices(self.code, self.columns(opened), opened.presentation.columns, self.page_columns)

    def dictionary(self) -> Mapping[str, Sentence]:
        """What the columns of its file mean, as far as that is the same whatever is chosen."""
        return dictionary(self.row)

    def shown(self, opened: Opened) -> Sequence[Row]:
        """All rows as a reader may see them, in the order that the presentation asks for."""
        rows = withhold(list(self.make(opened)), self, opened.question.few)
        return self._ordered(rows, opened)

    def read(self, opened: Opened) -> Lines[Row]:
        """The same rows as the page shows them: those of all together apart."""
        made = list(self.make(opened))
        held = withhold(made, self, opened.question.few)
        rows = self._ordered(held, opened)
        if self.is_whole:
            return Lines([row for row in rows if not self.is_whole(row)], [row for row in rows if self.is_whole(row)])
        total = self.total(opened, made) if self.total and len(made) > 1 else None
        return Lines(rows, [] if total is None else [self._told(total, held, opened.question.few)])

    def _told(self, total: Row, rows: Sequence[Row], few: int) -> Row:
        """The row of all together as a reader may see it: it gives away a single row that is withheld."""
        if not self.few:
            return total
        if 0 < (number(getattr(total, self.few)) or 0) < few:
            return _without_numbers(total, self, Hidden.FEW)
        is_given_away = sum(isinstance(getattr(row, self.few), Hidden) for row in rows) == 1
        return _without_numbers(total, self, Hidden.WITHHELD) if is_given_away else total

    def page(self, opened: Opened, offset: int, limit: int) -> Sequence[Row]:
        """So many of them from a place on."""
        if self.part and not self._order(opened):
            return self.part(opened, offset, limit)
        return self.shown(opened)[offset : offset + limit]

    def stream(self, opened: Opened) -> Iterator[Row]:
        """All of them, one after another; held whole only where a row depends on the others."""
        return iter(self.shown(opened) if self.few or self._order(opened) else self.make(opened))

    def size(self, opened: Opened) -> int:
        """How many rows there are."""
        return self.count(opened) if self.count else len(list(self.make(opened)))

    def status(self, row: Row) -> str:
        """`value`, `few` or `withheld`: whether a row's numbers are shown, where they may be hidden."""
        held = getattr(row, self.few)
        return str(held.value) if isinstance(held, Hidden) else "value"

    def standing(self, opened: Opened) -> Order | None:
        """The order that the rows stand in, as far as it is by a column: the one asked for, or the table's own."""
        return asked(self.code, self.columns(opened), opened.presentation.rows) or self.own_order(opened)

    def own_order(self, opened: Opened) -> Order | None:
        """The order that the rows are made in, as far as it is by a column."""
        text = self.made_by if isinstance(self.made_by, str) else self.made_by(opened)
        return read(text) if text else None

    def _order(self, opened: Opened) -> tuple[Column, bool] | None:
        """The column that the rows are asked to stand by, and whether from the largest down."""
        if not opened.presentation.rows.startswith(f"{self.code}."):
            return None
        columns = self.columns(opened)
        order = asked(self.code, columns, opened.presentation.rows)
        return (next(one for one in columns if one.name == order.column), order.is_falling) if order else None

    def _ordered(self, rows: Sequence[Row], opened: Opened) -> Sequence[Row]:
        order = self._order(opened)
        return ordered(rows, order[0], opened.language, is_falling=order[1]) if order else rows


def withhold(rows: Sequence[Row], table: Table[Row], few: int) -> Sequence[Row]:
    """The rows, the numbers of those with too few stores hidden."""
    if not table.few:
        return rows
    group_of = attrgetter(*table.within) if table.within else None
    groups: dict[object, dict[int, int]] = {}
    for at, row in enumerate(rows):
        stores = getattr(row, table.few)
        groups.setdefault(group_of(row) if group_of else None, {})[at] = stores or 0
    hidden = {at for group in groups.values() for at in withheld(group, few)}
    small = {at for group in groups.values() for at in too_few(group, few)}
    return [
        _without_numbers(row, table, Hidden.FEW if at in small else Hidden.WITHHELD) if at in hidden else row
        for at, row in enumerate(rows)
    ]


def _without_numbers(row: Row, table: Table[Row], why: Hidden) -> Row:
    names = {*hideable(table.row), table.few}  # what counts the stores need not be a column
    return replace(row, **dict.fromkeys(names, why))  # type: ignore[type-var]
