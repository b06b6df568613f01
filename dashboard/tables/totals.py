"""The row of all rows together, where together they mean something: of sums, and of ratios of sums.

A table whose rows overlap, or whose amounts are of several units, has none. What of it cannot be added stays empty: a
median, or a sum with a part that is not known.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import astuple, fields, is_dataclass, replace
from typing import Any, TypeVar

from dashboard.figures.figure import share
from dashboard.reading.opening import Opened
from dashboard.tables.columns import hideable
from dashboard.tables.values import number

Row = TypeVar("Row")
Total = Callable[[Opened, Sequence[Row]], Row | None]
"""What makes the row of all rows of what is opened together, with every number; None: there is none."""


def added(cells: Iterable[object]) -> float | None:
    """The sum of cells; None where one of them is no number."""
    found = [number(cell) for cell in cells]
    known = [cell for cell in found if cell is not None]
    return sum(known) if len(known) == len(found) else None


def added_up(*names: str, **ratios: tuple[str, str]) -> Total[Row]:
    """A row with these fields summed; `ratios` are percentages of two sums, by the names of their parts and wholes."""

    def total(_opened: Opened, rows: Sequence[Row]) -> Row | None:
        units = {getattr(row, "unit", "") for row in rows}
        if not rows or len(units) > 1:
            return None
        sums = {name: _summed([getattr(row, name) for row in rows]) for name in names}
        shares = {name: share(sums[part], sums[whole]) for name, (part, whole) in ratios.items()}
        cells = dict.fromkeys(hideable(type(rows[0])), None) | sums | shares
        return replace(rows[0], **cells)  # type: ignore[type-var]

    return total


def _summed(cells: Sequence[Any]) -> Any:
    """The sum of numbers, or of what holds nothing but numbers."""
    first = cells[0]
    if not is_dataclass(first):
        return added(cells)
    sums = map(added, zip(*map(astuple, cells), strict=True))
    return replace(first, **dict(zip((one.name for one in fields(first)), sums, strict=True)))  # type: ignore[type-var]
