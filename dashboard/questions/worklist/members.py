"""Which stores are on a list of the work list, in its order, with what the list says of each.

Of a store itself a caller names what it wants: a dataclass whose fields are columns of the store's wide row. A list
that holds only so many of the largest is asked together with its like.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache
from typing import Any, ClassVar, Final, Generic, Protocol, TypeAlias, TypeVar

import pyarrow as pa
from sqlalchemy import ColumnElement, FromClause, Select, Subquery, func, nulls_last, or_, select

from dashboard.questions.asking import narrowed
from dashboard.questions.keeping import kept
from dashboard.questions.worklist.listing import ListFacts, Listing, Source, from_of, inputs_of
from dashboard.questions.worklist.lists import CALL_FIRST, LISTINGS
from dashboard.views.question import Question
from models.base import columns
from models.snapshots.snapshot import Snapshot
from models.snapshots.tables import Grant, StoreDay

ROWS_AT_ONCE: Final = 16_384
TOP: Final = 10


class Wanted(Protocol):
    """What is wanted of a store: the fields of a dataclass."""

    __dataclass_fields__: ClassVar[dict[str, Any]]


Store = TypeVar("Store", bound=Wanted)
Found: TypeAlias = pa.Table | pa.RecordBatch
"""Stores that were found: columns of a list's own, of the wide row, or both."""


@dataclass(frozen=True)
class StoreOnList(Generic[Store]):
    """A store on a list: what is wanted of it, and what the list says of it."""

    store: Store
    facts: ListFacts


@cache
def _names(of: type[Wanted]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(of))


def conditions(snapshot: Snapshot, question: Question, table: Source, owner: str) -> list[ColumnElement[bool]]:
    """The question's conditions, and whose stores."""
    found, store = narrowed(snapshot, table, question), columns(StoreDay)
    if owner and table is StoreDay:
        found.append(store.owner == owner)
    elif owner:
        found.append(columns(table).store_id.in_(select(store.store_id).where(store.owner == owner)))
    return found


def _order(of: Any) -> list[Any]:
    """By value, then by deadline, then by id; what has neither stands after what has."""
    value = [nulls_last(of["value"].desc())] if "value" in of else []
    deadline = [nulls_last(of["deadline"])] if "deadline" in of else []
    return [*value, *deadline, of["store_id"]]


def _needed(snapshot: Snapshot, listing: Listing, wanted: Iterable[str]) -> list[str]:
    """The columns of the wide row that are asked for beside a list's own, but for the id."""
    own, of = listing.columns(inputs_of(snapshot)), columns(StoreDay)
    told = (name for name in _names(listing.facts) if name not in own and name in of)
    return [name for name in dict.fromkeys((*told, *wanted)) if name != "store_id"]


def _found(
    snapshot: Snapshot, question: Question, listing: Listing, owner: str, needed: Sequence[str] = ()
) -> Subquery:
    """The stores of a list with its own columns; of the wide table also with what is needed of it."""
    inputs, of = inputs_of(snapshot), columns(listing.table)
    of_store = needed if listing.table is StoreDay else ()
    own = (what.label(name) for name, what in listing.columns(inputs).items())
    asked = (
        select(of.store_id, *(of[name] for name in of_store), *own)
        .select_from(from_of(listing.table))
        .where(*conditions(snapshot, question, listing.table, owner), listing.condition(inputs))
    )
    return (asked.group_by(of.store_id) if listing.table is Grant else asked).subquery()


def _with_stores(snapshot: Snapshot, question: Question, found: FromClause, needed: Sequence[str]) -> Select[Any]:
    """What was found, with what is needed of each store and is not there yet."""
    store = columns(StoreDay)
    more = [store[name] for name in needed if name not in found.c]
    if not more:
        return select(*found.c)
    # The question's conditions hold of what was found already: they spare reading the other stores.
    return (
        select(*found.c, *more)
        .join_from(found, StoreDay, store.store_id == found.c.store_id)
        .where(*narrowed(snapshot, StoreDay, question))
    )


def _facts(listing: Listing, found: Found) -> Iterator[ListFacts]:
    """What the list says of each store found; None where it has no value at stake, or no deadline."""
    known, nothing = found.schema.names, [None] * found.num_rows
    cells = (found.column(name).to_pylist() if name in known else nothing for name in _names(listing.facts))
    return map(listing.facts, *cells)


def _stores(wanted: type[Store], found: Found) -> Iterator[Store]:
    return map(wanted, *(found.column(name).to_pylist() for name in _names(wanted)))


def _on_list(listing: Listing, wanted: type[Store], found: Found) -> Iterator[StoreOnList[Store]]:
    return map(StoreOnList, _stores(wanted, found), _facts(listing, found))


@kept
def top_ten(snapshot: Snapshot, question: Question, owner: str) -> Mapping[str, tuple[ListFacts, ...]]:
    """The ten stores with the most about to lapse in each currency: one question for all of these lists."""
    inputs, of = inputs_of(snapshot), columns(Grant)
    listings = [LISTINGS[code] for code in CALL_FIRST]
    own = listings[0].columns(inputs)
    lapsing = (
        select(of.unit, of.store_id, *(what.label(name) for name, what in own.items()))
        .where(*conditions(snapshot, question, Grant, owner), or_(*(one.condition(inputs) for one in listings)))
        .group_by(of.unit, of.store_id)
        .subquery()
    )
    nth = func.row_number().over(partition_by=lapsing.c.unit, order_by=_order(lapsing.c)).label("nth")
    ranked = select(*lapsing.c, nth).subquery()
    asked = select(*ranked.c).where(ranked.c.nth <= TOP).order_by(ranked.c.unit, ranked.c.nth)
    found = snapshot.ask(asked)
    by_unit = list(zip(found.column("unit").to_pylist(), _facts(listings[0], found), strict=True))
    return {one.code: tuple(facts for unit, facts in by_unit if unit == one.unit) for one in listings}


@kept
def _top_ten_stores(
    snapshot: Snapshot, question: Question, owner: str, wanted: type[Store]
) -> Mapping[str, tuple[StoreOnList[Store], ...]]:
    """The same lists with what is wanted of their stores."""
    top, store = top_ten(snapshot, question, owner), columns(StoreDay)
    ids = {facts.store_id for listed in top.values() for facts in listed}
    asked = select(store.store_id.label("of_id"), *(store[name] for name in _names(wanted))).where(
        *narrowed(snapshot, StoreDay, question), store.store_id.in_(sorted(ids))
    )
    found = snapshot.ask(asked)
    stores = dict(zip(found.column("of_id").to_pylist(), _stores(wanted, found), strict=True))
    return {code: tuple(StoreOnList(stores[facts.store_id], facts) for facts in listed) for code, listed in top.items()}


@kept
def part(
    snapshot: Snapshot, question: Question, code: str, owner: str, wanted: type[Store], offset: int, limit: int
) -> tuple[StoreOnList[Store], ...]:
    """Some stores of a list, in its order."""
    if code in CALL_FIRST:
        return _top_ten_stores(snapshot, question, owner, wanted)[code][offset : offset + limit]
    listing = LISTINGS[code]
    needed = _needed(snapshot, listing, _names(wanted))
    found = _found(snapshot, question, listing, owner, needed)
    few = select(*found.c).order_by(*_order(found.c)).offset(offset).limit(limit).subquery()
    asked = _with_stores(snapshot, question, few, needed).order_by(*_order(few.c))
    return tuple(_on_list(listing, wanted, snapshot.ask(asked)))


def stream(
    snapshot: Snapshot, question: Question, code: str, owner: str, wanted: type[Store]
) -> Iterator[StoreOnList[Store]]:
    """All stores of a list, in its order, read as they are asked for."""
    if code in CALL_FIRST:
        yield from _top_ten_stores(snapshot, question, owner, wanted)[code]
        return
    listing = LISTINGS[code]
    needed = _needed(snapshot, listing, _names(wanted))
    found = _found(snapshot, question, listing, owner, needed)
    asked = _with_stores(snapshot, question, found, needed).order_by(*_order(found.c))
    for batch in snapshot.stream(asked, ROWS_AT_ONCE):
        yield from _on_list(listing, wanted, batch)


def store_ids_on_list(
    snapshot: Snapshot, question: Question, code: str, owner: str, only: Iterable[str] | None = None
) -> frozenset[str]:
    """Which stores are on a list: of some, or of all."""
    if code in CALL_FIRST:
        return frozenset(facts.store_id for facts in top_ten(snapshot, question, owner)[code])
    return _store_ids_on_list(snapshot, question, code, owner, None if only is None else tuple(only))


@kept
def _store_ids_on_list(
    snapshot: Snapshot, question: Question, code: str, owner: str, only: tuple[str, ...] | None
) -> frozenset[str]:
    found = _found(snapshot, question, LISTINGS[code], owner)
    asked = select(found.c.store_id)
    if only is not None:
        asked = asked.where(found.c.store_id.in_(only))
    return frozenset(snapshot.ask(asked).column(0).to_pylist())


def facts_of_store(snapshot: Snapshot, question: Question, code: str, store_id: str) -> ListFacts:
    """What a list says of one store that is on it."""
    listing = LISTINGS[code]
    needed = _needed(snapshot, listing, ())
    found = _found(snapshot, question, listing, "", needed)
    own = select(*found.c).where(found.c.store_id == store_id).subquery()
    return next(_facts(listing, snapshot.ask(_with_stores(snapshot, question, own, needed))))


@kept
def owners(snapshot: Snapshot, question: Question) -> tuple[str, ...]:
    """Who owns stores in view, by name."""
    owner = columns(StoreDay).owner
    asked = select(owner).where(*narrowed(snapshot, StoreDay, question), owner.is_not(None)).distinct().order_by(owner)
    return tuple(snapshot.ask(asked).column(0).to_pylist())
