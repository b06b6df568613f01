"""Questions of deposits: the stores of each tier, what is released and short, and what changed since.

A store is newly short if more is due of it than it has paid, and at the compared snapshot that was not so.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Final, NamedTuple, TypeVar

from sqlalchemy import BigInteger, ColumnElement, FromClause, String, cast, column, func, select

from dashboard.questions.asking import narrowed
from dashboard.questions.keeping import kept
from dashboard.reading.naming import names
from dashboard.views.question import Question
from models.base import Query, columns, table_of
from models.snapshots.snapshot import Snapshot
from models.snapshots.tables import CubeRow, StoreDay

COLUMN_OF_DIMENSION: Final[Mapping[str, str]] = {
    "region": "",
    "belt": "belt_id",
    "category": "category_code",
    "type": "store_type",
    "tier": "tier_code",
}
"""What answers may be by -> the column; that of a region is the column of the view's level."""
STREAMED_ROWS: Final = 16_384
"""Rows that are held at once where all are written."""


class DepositSums(NamedTuple):
    """Sums over stores with a deposit."""

    deposit_stores: int = 0
    reduced_stores: int = 0
    base_fen: int = 0
    required_fen: int = 0
    released_fen: int = 0
    shortfall_stores: int = 0
    shortfall_fen: int = 0
    lower_due_stores: int = 0


class NewShortfalls(NamedTuple):
    """How many stores fell into shortfall, and how much they lack."""

    stores: int = 0
    fen: int = 0


class _NewShortfallsOf(NamedTuple):
    """The same of a code of a dimension and a tier."""

    code: str | None
    tier: str
    stores: int
    fen: int


@dataclass(frozen=True, kw_only=True)
class ListedStore:
    """A store on a list: what it is, and where."""

    store_id: str
    store_name: str
    owner: str | None
    county_adcode: str
    belt_id: str | None
    category_code: str
    store_type: str


@dataclass(frozen=True, kw_only=True)
class ShortStore(ListedStore):
    """A store that fell into shortfall."""

    tier_code: str
    required_fen: int
    paid_fen: int
    shortfall_fen: int
    deposit_on: date
    pay_by: date | None


Sums = TypeVar("Sums", DepositSums, NewShortfalls)


def dimension_column(question: Question, by: str) -> str:
    """The column that holds the codes of a dimension (a key of COLUMN_OF_DIMENSION)."""
    return COLUMN_OF_DIMENSION[by] or f"{question.level}_adcode"


@kept
def sums(snapshot: Snapshot, question: Question, by: str) -> Mapping[str | None, DepositSums]:
    """The sums by the codes of a dimension."""
    of = columns(CubeRow)
    code = of[dimension_column(question, by)]
    summed = [cast(func.coalesce(func.sum(of[name]), 0), BigInteger).label(name) for name in DepositSums._fields]
    query = (
        select(code.label("code"), *summed)
        .where(*narrowed(snapshot, CubeRow, question), of.deposit_stores > 0)
        .group_by(code)
    )
    return {row.pop("code"): DepositSums(**row) for row in snapshot.ask(query).to_pylist()}


def add_up(kind: type[Sums], found: Iterable[Sums]) -> Sums:
    """The sums over several rows; zero where there is none."""
    return kind(*map(sum, zip(*found, strict=True)))


def by_drawn_region(
    snapshot: Snapshot, question: Question, kind: type[Sums], found: Mapping[str | None, Sums]
) -> Mapping[str | None, Sums]:
    """Sums by region, with everything outside the units that are drawn under None."""
    units = frozenset(names(snapshot).children(question.region, question.level))
    drawn: dict[str | None, Sums] = {code: row for code, row in found.items() if code in units}
    apart = [row for code, row in found.items() if code not in units]
    return drawn | {None: add_up(kind, apart)} if apart else drawn


def _newly_short(
    snapshot: Snapshot, question: Question, before: Snapshot
) -> tuple[FromClause, list[ColumnElement[bool]]]:
    """Stores in view with a shortfall that had none at an earlier snapshot, read beside this one."""
    named = (column("store_id", String), column("shortfall_fen", BigInteger))
    earlier = func.read_parquet(str(before.file("stores"))).table_valued(*named, name="earlier")
    of = columns(StoreDay)
    source = table_of(StoreDay).outerjoin(earlier, earlier.c.store_id == of.store_id)
    was_not = func.coalesce(earlier.c.shortfall_fen, 0) == 0
    return source, [*narrowed(snapshot, StoreDay, question), of.shortfall_fen > 0, was_not]


@kept
def _new_shortfalls_by(
    snapshot: Snapshot, question: Question, before: Snapshot, by: str
) -> tuple[_NewShortfallsOf, ...]:
    """Stores that fell into shortfall, and by how much, by the codes of a dimension and by tier. One pass."""
    source, conditions = _newly_short(snapshot, question, before)
    of = columns(StoreDay)
    code = of[dimension_column(question, by)]
    counted = (func.count().label("stores"), cast(func.sum(of.shortfall_fen), BigInteger).label("fen"))
    query = select(code.label("code"), of.tier_code.label("tier"), *counted).select_from(source).where(*conditions)
    rows = snapshot.ask(query.group_by(code, of.tier_code)).to_pylist()
    return tuple(_NewShortfallsOf(**row) for row in rows)


@kept
def new_shortfall_sums(
    snapshot: Snapshot, question: Question, before: Snapshot, by: str, *, in_tiers: bool = False
) -> Mapping[str | None, NewShortfalls]:
    """Stores that fell into shortfall, and by how much, by the codes of a dimension, or of that answer by tier."""
    found: dict[str | None, NewShortfalls] = {}
    for row in _new_shortfalls_by(snapshot, question, before, by):
        code = row.tier if in_tiers else row.code
        known = found.get(code, NewShortfalls())
        found[code] = NewShortfalls(known.stores + row.stores, known.fen + row.fen)
    return found


SHORT_STORE_COLUMNS: Final = tuple(field.name for field in fields(ShortStore))


def _select_new_shortfalls(snapshot: Snapshot, question: Question, before: Snapshot, *wanted: str) -> Query:
    source, conditions = _newly_short(snapshot, question, before)
    of = columns(StoreDay)
    order = (of.shortfall_fen.desc(), of.store_id)
    return select(*(of[name] for name in wanted)).select_from(source).where(*conditions).order_by(*order)


@kept
def new_shortfalls_page(
    snapshot: Snapshot, question: Question, before: Snapshot, offset: int, limit: int
) -> tuple[ShortStore, ...]:
    """Some of the stores that fell into shortfall, the largest shortfalls first.

    First which they are, from few columns; then all about them.
    """
    of = columns(StoreDay)
    query = _select_new_shortfalls(snapshot, question, before, "store_id", "county_adcode")
    first = snapshot.ask(query.offset(offset).limit(limit))
    ids, counties = (first[name].unique().to_pylist() for name in ("store_id", "county_adcode"))
    these = (
        select(*(of[name] for name in SHORT_STORE_COLUMNS))
        .where(of.store_id.in_(ids), of.county_adcode.in_(counties))
        .order_by(of.shortfall_fen.desc(), of.store_id)
    )
    return tuple(ShortStore(**row) for row in snapshot.ask(these).to_pylist()) if ids else ()


def new_shortfalls(snapshot: Snapshot, question: Question, before: Snapshot) -> Iterator[ShortStore]:
    """All of them, in the same order."""
    query = _select_new_shortfalls(snapshot, question, before, *SHORT_STORE_COLUMNS)
    for batch in snapshot.stream(query, STREAMED_ROWS):
        yield from (ShortStore(**row) for row in batch.to_pylist())


@kept
def entitled(snapshot: Snapshot, question: Question) -> Mapping[str, int]:
    """How many stores in view are entitled to each tier of the schedule in force."""
    of = columns(StoreDay)
    query = (
        select(of.entitled_tier_code, func.count().label("stores"))
        .where(*narrowed(snapshot, StoreDay, question), of.entitled_tier_code.is_not(None))
        .group_by(of.entitled_tier_code)
    )
    return {row["entitled_tier_code"]: row["stores"] for row in snapshot.ask(query).to_pylist()}
