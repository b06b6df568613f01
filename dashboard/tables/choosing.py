"""Which columns of a table the page shows: the usual ones, but for what the link adds or takes away.

`cols=TABLE.COLUMN~TABLE.-COLUMN`: one more, one less. Only what differs from the usual is written, so that a column
that is new shows in old links as well. Files have all columns, whatever is chosen.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dashboard.tables.columns import Column, Columns
from data.language import Sentence

Wanted = tuple[str, ...]
"""What a link chooses, of all tables (`Presentation.columns`)."""


@dataclass(frozen=True)
class Choice:
    """A column that may be chosen: its name and heading, whether it is shown, and what a link chooses that turns it."""

    name: str
    heading: Sentence
    is_on: bool
    turned: Wanted


@dataclass(frozen=True)
class Choices:
    """The columns that may be chosen, and what a link chooses that shows the usual ones; None: they are shown."""

    columns: Sequence[Choice]
    usual: Wanted | None


def on_page(code: str, columns: Columns, wanted: Wanted, order: Sequence[str] = ()) -> Columns:
    """The columns of a table that its page shows; `order` names the usual ones in their order, where it is given."""
    usual = {column.name: _is_usual(column, order) for column in columns}
    shown = {
        column.name: replace(column, shown=True)
        for column in columns
        if column.is_offered and _is_on(code, column.name, wanted, usual=usual[column.name])
    }
    first = [shown[name] for name in order if name in shown]
    return [*first, *(column for name, column in shown.items() if name not in order)]


def choices(code: str, columns: Columns, wanted: Wanted, order: Sequence[str] = ()) -> Choices:
    """What may be chosen of a table: all that its page can show but for the first, which says what a row is of."""
    whole = on_page(code, columns, (), order)
    offered = [column for column in columns if column.is_offered and column.name not in {one.name for one in whole[:1]}]
    found = [_choice(code, column, wanted, usual=_is_usual(column, order)) for column in offered]
    others = tuple(one for one in wanted if not one.startswith(f"{code}."))
    return Choices(found, None if others == wanted else others)


def _is_usual(column: Column, order: Sequence[str]) -> bool:
    return column.shown and (not order or column.name in order)


def _is_on(code: str, name: str, wanted: Wanted, *, usual: bool) -> bool:
    return f"{code}.{name}" in wanted or (usual and f"{code}.-{name}" not in wanted)


def _choice(code: str, column: Column, wanted: Wanted, *, usual: bool) -> Choice:
    more, less = f"{code}.{column.name}", f"{code}.-{column.name}"
    is_on = _is_on(code, column.name, wanted, usual=usual)
    others = tuple(one for one in wanted if one not in (more, less))
    turned = others if is_on != usual else (*others, less if is_on else more)
    return Choice(column.name, column.heading, is_on, turned)
