"""What a kind of file declares, once: its columns, key and rules. Nothing else knows them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, Literal, TypeVar

from data.language import Sentence, _
from models.base import Recorded

ColumnType = Literal[
    "identifier",
    "text",
    "email",
    "choice",
    "choices",
    "reference",
    "regions",
    "flag",
    "date",
    "instant",
    "integer",
    "number",
    "money",
    "decimal",
    "percent",
]
Reference = Literal["", "belt", "category", "county", "measure"]


@dataclass(frozen=True)
class Column:
    """A column of a file. `stored_as` is the table's column where it has another name (money in fen)."""

    name: str
    alias: str
    type: ColumnType
    doc: Sentence
    required: bool = True
    stored_as: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)  # code -> Chinese name
    refers: Reference = ""
    longest: int = 0  # characters
    least: float | None = None
    most: float | None = None
    default: str = "NULL"  # SQL, where the cell or the column is missing

    @property
    def kept(self) -> str:
        """The table's column."""
        return self.stored_as or self.name

    @property
    def is_lookup(self) -> bool:
        """Whether a cell names one of a list of codes, by code or by Chinese name."""
        return self.type in {"choice", "reference"}


@dataclass(frozen=True)
class Rule:
    """What must hold within a row: `broken` is SQL over the table's columns and `$day`, the delivery's."""

    column: str
    broken: str
    why: Sentence
    do: Sentence


def link_safe(column: str, *reserved: str) -> Rule:
    """A code that links carry: no ~, which joins several, and none of the words that stand for no code."""
    taken = "".join(f" OR {column} = '{word}'" for word in reserved)
    return Rule(
        column,
        f"contains({column}, '~'){taken}",
        _("A code may hold no ~ and not be one of these: {reserved}", reserved=", ".join(reserved) or "–"),
        _("Give it another code."),
    )


Told = tuple[Sentence, Sentence]
"""Why something is refused, and what to do."""
Offence = TypeVar("Offence")
"""A row that a check finds, as a TypedDict of what its SQL gives beside `row`."""


@dataclass(frozen=True)
class Check(Generic[Offence]):
    """What must hold across rows: `broken` is SQL that gives one row for each offence.

    It reads `arrived` (the file's sound rows: `row` and the table's columns), `combined` (the same over what
    the record holds of the same entities, whose `row` is NULL) and `known_store`, `known_region`. It gives
    `row`, and whatever `explain` says in its two sentences: why, and what to do.
    """

    column: str
    broken: str
    explain: Callable[[Offence], Told]


@dataclass(frozen=True)
class Kind:
    """A kind of file. `entity` names the columns whose record rows the checks need; empty: all rows."""

    code: str
    alias: str
    doc: Sentence
    table: type[Recorded]
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    entity: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()
    checks: tuple[Check[Any], ...] = ()
    has_coordinates: bool = False

    def column(self, name: str) -> Column:
        """The column of that name in the file or in the table."""
        return next(c for c in self.columns if name in (c.name, c.kept))
