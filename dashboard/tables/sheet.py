"""A sheet: a table declared once, that a page shows, a chart has as its twin, and a CSV writes.

Rows are plain values by column name. Money is fen under a name ending in `_fen`, and leaves as CNY under
`_cny`. A cell without a value is None and says so; it is never zero.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from dashboard.figures.withholding import too_few, withheld
from dashboard.reading.opening import Opened
from dashboard.views.view import View
from data.language import Sentence, _

Row = dict[str, Any]
Kind = Literal[
    "text",  # str as delivered
    "code",  # str: in files only, where a named column beside it says what it means
    "named",  # Named or Sentence: two columns in files, one in the reader's language on screen
    "day",  # date
    "instant",  # datetime, Asia/Shanghai
    "flag",  # bool
    "stores",  # int: stores
    "count",  # int: anything else
    "percent",  # float, 0 to 100
    "points",  # float: percentage points, signed
    "traffic",  # int
    "fen",  # int; the column's name ends in _fen
    "quantity",  # int in the unit that the row's `unit` names (traffic, fen, ad-fen, order, case, use)
    "days",  # float or int
    "hours",  # float
    "score",  # float, 0 to 5
]
NUMBERS: Final = frozenset({"stores", "count", "percent", "points", "traffic", "fen", "quantity", "days", "hours",
                            "score"})  # fmt: skip
FEW: Final = "few"
WITHHELD: Final = "withheld"
STATUS: Final = _(
    "value; few: too few stores to show; withheld: not shown, so that a total does not give away a row with too few"
)

Opens = Callable[[Row, View], tuple[str, View] | None]
"""What a click on a cell opens: the code of a screen, and the view there."""


@dataclass(frozen=True)
class Column:
    """One column. `says` defines it: shown on hover, and written into the manifest of files."""

    name: str
    kind: Kind
    heading: Sentence
    says: Sentence | None = None
    opens: Opens | None = None
    is_shown: bool = True
    has_bar: bool = False
    is_signed: bool = False
    """A change: written with its sign."""
    always: bool = False
    """A number that is not withheld where a row has too few stores (a rank, a threshold)."""

    @property
    def meaning(self) -> Sentence:
        """The definition."""
        return self.says or self.heading


Columns = Sequence[Column]


@dataclass(frozen=True)
class Sheet:
    """A table. `rows` gives all of its rows in their order; `part` (offset, limit) and `count` where they are many.

    `few` names the column that counts the stores a row speaks of: rows with too few are withheld, and one more
    where a single one would be given away by the total of its group (`within` names the columns of a group).
    """

    code: str
    title: Sentence
    about: Sentence
    columns: Callable[[Opened], Columns]
    rows: Callable[[Opened], Iterable[Row]]
    count: Callable[[Opened], int] | None = None
    part: Callable[[Opened, int, int], Sequence[Row]] | None = None
    few: str = ""
    within: tuple[str, ...] = ()


def suppressed(sheet: Sheet, columns: Columns, rows: Sequence[Row], few: int) -> list[Row]:
    """The rows with `status`, and the numbers of those with too few stores taken out."""
    if not sheet.few:
        return list(rows)
    groups: dict[tuple[Any, ...], dict[int, int]] = {}
    for at, row in enumerate(rows):
        groups.setdefault(tuple(row[name] for name in sheet.within), {})[at] = row[sheet.few] or 0
    hidden = {at for group in groups.values() for at in withheld(group, few)}
    small = {at for group in groups.values() for at in too_few(group, few)}
    numbers = [column.name for column in columns if column.kind in NUMBERS and not column.always]
    blank = dict.fromkeys(numbers)
    return [
        row | blank | {"status": FEW if at in small else WITHHELD} if at in hidden else row | {"status": "value"}
        for at, row in enumerate(rows)
    ]
