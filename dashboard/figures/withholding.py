"""What is withheld where a row speaks of too few stores, and what else so that a total does not give it away."""

from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

Code = TypeVar("Code", bound=Hashable)
Across = TypeVar("Across", bound=Hashable)
Down = TypeVar("Down", bound=Hashable)


def too_few(stores: Mapping[Code, int], few: int) -> set[Code]:
    """The rows with 1 to few - 1 stores."""
    return {code for code, count in stores.items() if 0 < count < few}


def unless_few(stores: int, few: int) -> int | None:
    """A number of stores that stands by itself; None where it is 1 to few - 1."""
    return None if 0 < stores < few else stores


def withheld(stores: Mapping[Code, int], few: int) -> set[Code]:
    """Which of the rows of one group to withhold, by how many stores each speaks of.

    All with 1 to few - 1 stores; and where that is a single row, the smallest of the others as well: the
    group's total is shown, and one missing row could be had by subtraction.
    """
    hidden = too_few(stores, few)
    return hidden | _smallest(stores, hidden, few) if len(hidden) == 1 else hidden


def _smallest(stores: Mapping[Code, int], hidden: set[Code], few: int) -> set[Code]:
    """The smallest of the rows that are shown, if there is any."""
    others = [(count, str(code), code) for code, count in stores.items() if count >= few and code not in hidden]
    return {code for _count, _name, code in sorted(others, key=lambda other: other[:2])[:1]}


def withheld_cells(stores: Mapping[tuple[Across, Down], int], few: int) -> set[tuple[Across, Down]]:
    """Which cells (row, column) of a matrix to withhold, where the totals of rows and of columns are shown."""
    hidden = too_few(stores, few)
    lines: dict[tuple[int, Hashable], dict[tuple[Across, Down], int]] = {}
    for cell, count in stores.items():
        for side in (0, 1):
            lines.setdefault((side, cell[side]), {})[cell] = count
    while _hide_more(lines.values(), hidden, few):
        pass  # a cell withheld for its row may be the single one of its column
    return hidden


def _hide_more(lines: Iterable[Mapping[Code, int]], hidden: set[Code], few: int) -> bool:
    """Withhold another cell of each line whose total would give a single one away; whether there was any."""
    before = len(hidden)
    for line in lines:
        if sum(cell in hidden for cell in line) == 1:
            hidden |= _smallest(line, hidden, few)
    return len(hidden) > before
