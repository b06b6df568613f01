"""Columns: a row is a type, and its fields declare the table.

A table's rows are classes under `@row` whose fields are declared by `column`: name, kind, heading, definition, what a
click opens, whether the page shows it. The page, the file, its manifest and the documentation are made from them. A
field that depends on what is chosen spreads over columns by `several`. Fields without either are no columns.

Money is fen under a name ending in `_fen`, and leaves as CNY under `_cny`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from operator import attrgetter
from typing import Any, Final, Literal, TypeVar, dataclass_transform

from dashboard.reading.opening import Opened
from dashboard.tables.values import Hidden
from dashboard.views.view import View
from data.language import Sentence

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
NUMBERS: Final[frozenset[Kind]] = frozenset(
    ("stores", "count", "percent", "points", "traffic", "fen", "quantity", "days", "hours", "score")
)
Better = Literal["more", "less"]
"""Which way a column gets better."""
Told = Sentence | Callable[[Opened], Sentence]
"""A sentence, or what makes it of what is opened."""
Kinds = Kind | Callable[[Opened], Kind]
"""A kind, or which of the number kinds what is opened makes it."""
Opens = Callable[..., tuple[str, View] | None]
"""What a click on a cell opens, of (row, view): the code of a screen (empty: this one), and the view there."""
Row = TypeVar("Row")


@dataclass(frozen=True)
class Column:
    """One column. `definition` says what it holds: shown on hover, and written into the manifest of files."""

    name: str
    kind: Kind
    heading: Sentence
    definition: Sentence | None = None
    opens: Opens | None = None
    shown: bool = True
    """Whether the page shows it."""
    filed: bool = True
    """Whether files hold it."""
    bar: bool = False
    signed: bool = False
    """A change: written with its sign."""
    always: bool = False
    """A number that is not withheld where a row has too few stores (a rank, a threshold)."""
    is_void: bool = False
    """It says nothing of what is opened: not even offered to be shown."""
    better: Better | None = None
    """Which way it gets better, if it does: a change is coloured by it, and a first click puts the worst on top."""
    of: Callable[[Any], object] = field(default=attrgetter("name"), compare=False)
    """The cell of a row; of a part of a field that is spread over several: the cell of the field's value."""
    unit: Callable[[Any], str] = field(default=attrgetter("unit"), compare=False)
    """The unit of a row's `quantity`."""

    @property
    def is_number(self) -> bool:
        """Whether it is a number, which may be withheld."""
        return self.kind in NUMBERS

    @property
    def is_offered(self) -> bool:
        """Whether a reader may choose to see it: codes are for files, where nothing else says what they mean."""
        return self.shown or (self.kind != "code" and not self.is_void)

    @property
    def falls_first(self) -> bool:
        """Whether the first click on its heading puts the largest on top: what is worst, or of most use."""
        if self.better and self.is_number:
            return self.better == "less"
        return self.is_number and self.kind != "score"

    @property
    def meaning(self) -> Sentence:
        """The definition; the heading where there is no other."""
        return self.definition or self.heading


Columns = Sequence[Column]


def name_in_files(name: str) -> str:
    """What a column is called in files: money leaves as CNY."""
    return name.removesuffix("_fen") + "_cny" if name.endswith("_fen") else name


Expand = Callable[[Opened], Columns]


@dataclass(frozen=True)
class _Declared:
    """What a field declares of its column; all but its name and where it is written may depend on what is opened."""

    kind: Kinds
    heading: Told
    definition: Told | None
    opens: Opens | None
    shown: bool | Callable[[Opened], bool]
    filed: bool
    bar: bool
    signed: bool
    always: bool
    better: Better | None

    def at(self, name: str, opened: Opened) -> Column:
        """The column, for what is opened."""
        kind = self.kind if isinstance(self.kind, str) else self.kind(opened)
        shown = self.shown if isinstance(self.shown, bool) else self.shown(opened)
        return Column(
            name,
            kind,
            _told(self.heading, opened),
            _told(self.definition, opened) if self.definition else None,
            self.opens,
            shown,
            self.filed,
            self.bar,
            self.signed,
            self.always,
            not isinstance(self.shown, bool) and not shown,
            self.better,
            attrgetter(name),
        )


def _told(words: Told, opened: Opened) -> Sentence:
    return words if isinstance(words, Sentence) else words(opened)


def column(
    kind: Kinds,
    heading: Told,
    definition: Told | None = None,
    *,
    opens: Opens | None = None,
    shown: bool | Callable[[Opened], bool] = True,
    filed: bool = True,
    bar: bool = False,
    signed: bool = False,
    always: bool = False,
    better: Better | None = None,
) -> Any:
    """Declare a field of a row as a column (as `dataclasses.field`, its type is the field's own)."""
    declared = _Declared(kind, heading, definition, opens, shown, filed, bar, signed, always, better)
    return field(metadata={"column": declared})


def several(expand: Expand, *, always: bool = False) -> Any:
    """Declare a field of a row that is spread over columns known only once something is opened.

    `always`: it says what the row is of, and is not withheld where the row has too few stores.
    """
    return field(metadata={"several": expand, "always": always})


def nested(cls: type[object]) -> Any:
    """Declare a field that holds a row of another type: the columns of that type stand here."""
    return field(metadata={**several(lambda opened: columns_of(cls, opened)).metadata, "row": cls})


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(column, several, nested))
def row(cls: type[Row]) -> type[Row]:
    """Make a class the type of a table's rows: frozen, fields given by name; those of its bases stand first."""
    return dataclass(frozen=True, kw_only=True)(cls)


def _ordered_fields(cls: type[object]) -> Mapping[str, Mapping[str, Any]]:
    """Name of each field -> its declaration: those of the bases from left to right, then the class's own."""
    found: dict[str, Mapping[str, Any]] = {}
    for base in cls.__bases__:
        found |= _ordered_fields(base) if base is not object else {}
    own = {one.name: one.metadata for one in fields(cls)} if hasattr(cls, "__dataclass_fields__") else {}  # type: ignore[arg-type]
    return found | {name: metadata for name, metadata in own.items() if name not in found}


def _spread(value: Callable[[object], object], part: Column) -> Column:
    """A column of a field's value as a column of the row."""

    def of(row: object) -> object:
        held = value(row)
        if isinstance(held, Hidden):
            return held if part.is_number and not part.always else None
        return part.of(held)

    return replace(part, of=of)


def columns_of(cls: type[object], opened: Opened) -> tuple[Column, ...]:
    """The columns that a row's type declares, for what is opened."""
    found: list[Column] = []
    for name, declared in _ordered_fields(cls).items():
        if "column" in declared:
            found.append(declared["column"].at(name, opened))
        elif "several" in declared:
            found += [_spread(attrgetter(name), part) for part in declared["several"](opened)]
    return tuple(found)


def hideable(cls: type[object]) -> tuple[str, ...]:
    """The fields of a row that hold numbers which may be withheld."""

    def may_be_hidden(declared: Mapping[str, Any]) -> bool:
        one = declared.get("column")
        if one is None:
            return "several" in declared and not declared["always"]
        return not one.always and (callable(one.kind) or one.kind in NUMBERS)

    return tuple(name for name, declared in _ordered_fields(cls).items() if may_be_hidden(declared))


def dictionary(cls: type[object]) -> Mapping[str, Sentence]:
    """What the fields mean that a row's type declares for files, without those whose words depend on what is opened."""
    meanings: dict[str, Sentence] = {}
    for name, declared in _ordered_fields(cls).items():
        if "row" in declared:
            meanings |= dictionary(declared["row"])
        elif "column" in declared and declared["column"].filed:
            meaning = declared["column"].definition or declared["column"].heading
            meanings |= {name_in_files(name): meaning} if isinstance(meaning, Sentence) else {}
    return meanings
