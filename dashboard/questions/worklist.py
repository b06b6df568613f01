"""The work list: which stores to call, by what is about to be lost, and which were not on it a week before.

What the lists are is declared in worklist_lists; here they are asked, counted and compared. A list that holds
only so many of the largest is asked together with its like.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from sqlalchemy import ColumnElement, FromClause, Select, Subquery, case, func, nulls_last, or_, select

from dashboard.questions.asking import narrowed
from dashboard.questions.keeping import kept
from dashboard.questions.worklist_lists import CALL_FIRST, LISTINGS, LISTS, Listing, Source, from_of, rules_of
from dashboard.views.question import Question
from models.base import columns
from models.snapshots.snapshot import Snapshot
from models.snapshots.tables import Application, Grant, StoreDay

Row = dict[str, Any]
TOLD: Final = (
    "store_id", "store_name", "county_adcode", "belt_id", "category_code", "owner", "certification_status",
    "activity_week", "live_sessions_week",
)  # fmt: skip
"""What every row says of its store."""
SOURCES: Final[tuple[Source, ...]] = (StoreDay, Grant, Application)
BATCH: Final = 16_384
MOST: Final = 10


@dataclass(frozen=True)
class Tally:
    """How many stores a list has, how many of them it did not have in the other snapshot, and how many left it."""

    stores: int
    before: int | None = None
    new: int | None = None
    gone: int | None = None


def _where(snapshot: Snapshot, question: Question, table: Source, owner: str) -> list[ColumnElement[bool]]:
    """The view's conditions, and whose stores."""
    conditions, store = narrowed(snapshot, table, question), columns(StoreDay)
    if owner and table is StoreDay:
        conditions.append(store.owner == owner)
    elif owner:
        conditions.append(columns(table).store_id.in_(select(store.store_id).where(store.owner == owner)))
    return conditions


def _order(of: Any) -> list[Any]:
    """By value, then by deadline, then by id; what has neither stands after what has."""
    value = [nulls_last(of["value"].desc())] if "value" in of else []
    deadline = [nulls_last(of["deadline"])] if "deadline" in of else []
    return [*value, *deadline, of["store_id"]]


def _found(snapshot: Snapshot, question: Question, listing: Listing, owner: str) -> Subquery:
    """The stores of a list with its facts on each; of the wide table also what every row says."""
    rules, of = rules_of(snapshot), columns(listing.table)
    told = TOLD if listing.table is StoreDay else ("store_id",)
    facts = (what.label(name) for name, what in listing.facts(rules).items())
    asked = (
        select(*(of[name] for name in told), *facts)
        .select_from(from_of(listing.table))
        .where(*_where(snapshot, question, listing.table, owner), listing.condition(rules))
    )
    return (asked.group_by(of.store_id) if listing.table is Grant else asked).subquery()


def _with_stores(snapshot: Snapshot, question: Question, found: FromClause) -> Select[Any]:
    """What was found with what every row says of its store."""
    if TOLD[1] in found.c:
        return select(*found.c)
    store = columns(StoreDay)
    told = (store[name] for name in TOLD)
    facts = (column for column in found.c if column.name != "store_id")
    # The view's conditions hold of what was found already: they spare reading the other stores.
    return (
        select(*told, *facts)
        .join_from(found, StoreDay, store.store_id == found.c.store_id)
        .where(*narrowed(snapshot, StoreDay, question))
    )


def _most(snapshot: Snapshot, question: Question, owner: str) -> Subquery:
    """The ten stores with the most about to lapse in each currency: one question for all of them."""
    rules, of = rules_of(snapshot), columns(Grant)
    listings = [LISTINGS[code] for code in CALL_FIRST]
    facts = listings[0].facts(rules)
    found = (
        select(of.unit, of.store_id, *(what.label(name) for name, what in facts.items()))
        .where(*_where(snapshot, question, Grant, owner), or_(*(one.condition(rules) for one in listings)))
        .group_by(of.unit, of.store_id)
        .subquery()
    )
    nth = func.row_number().over(partition_by=found.c.unit, order_by=_order(found.c)).label("nth")
    ranked = select(*found.c, nth).subquery()
    return select(*ranked.c).where(ranked.c.nth <= MOST).subquery()


@kept
def most(snapshot: Snapshot, question: Question, owner: str) -> dict[str, tuple[Row, ...]]:
    """The lists of the most about to lapse."""
    top = _most(snapshot, question, owner)
    rows = snapshot.ask(_with_stores(snapshot, question, top).order_by(top.c.unit, top.c.nth)).to_pylist()
    return {code: tuple(row for row in rows if row["unit"] == LISTINGS[code].unit) for code in CALL_FIRST}


@kept
def _most_among(snapshot: Snapshot, question: Question, owner: str) -> dict[str, frozenset[str]]:
    top = _most(snapshot, question, owner)
    rows = snapshot.ask(select(top.c.unit, top.c.store_id)).to_pylist()
    return {
        code: frozenset(row["store_id"] for row in rows if row["unit"] == LISTINGS[code].unit) for code in CALL_FIRST
    }


@kept
def part(snapshot: Snapshot, question: Question, code: str, owner: str, offset: int, limit: int) -> tuple[Row, ...]:
    """Some rows of a list, in its order."""
    if code in CALL_FIRST:
        return most(snapshot, question, owner)[code][offset : offset + limit]
    found = _found(snapshot, question, LISTINGS[code], owner)
    few = select(*found.c).order_by(*_order(found.c)).offset(offset).limit(limit).subquery()
    return tuple(snapshot.ask(_with_stores(snapshot, question, few).order_by(*_order(few.c))).to_pylist())


def stream(snapshot: Snapshot, question: Question, code: str, owner: str) -> Iterator[Row]:
    """All rows of a list, in its order, read as they are asked for."""
    if code in CALL_FIRST:
        yield from most(snapshot, question, owner)[code]
        return
    found = _found(snapshot, question, LISTINGS[code], owner)
    for batch in snapshot.stream(_with_stores(snapshot, question, found).order_by(*_order(found.c)), BATCH):
        yield from batch.to_pylist()


def among(
    snapshot: Snapshot, question: Question, code: str, owner: str, wanted: Sequence[str] | None = None
) -> frozenset[str]:
    """Which stores are on a list: of those wanted, or of all."""
    if code in CALL_FIRST:
        return _most_among(snapshot, question, owner)[code]
    return _among(snapshot, question, code, owner, None if wanted is None else tuple(wanted))


@kept
def _among(
    snapshot: Snapshot, question: Question, code: str, owner: str, wanted: tuple[str, ...] | None
) -> frozenset[str]:  # fmt: skip
    found = _found(snapshot, question, LISTINGS[code], owner)
    asked = select(found.c.store_id)
    if wanted is not None:
        asked = asked.where(found.c.store_id.in_(wanted))
    return frozenset(snapshot.ask(asked).column(0).to_pylist())


def _flagged(snapshot: Snapshot, question: Question, table: Source, owner: str) -> tuple[list[str], Subquery]:
    """Per store, on which lists of a table it is: one question for all of these lists."""
    rules, of = rules_of(snapshot), columns(table)
    named = {code: listing.condition(rules) for code, listing in LISTS.items() if listing.table is table}
    where = _where(snapshot, question, table, owner)
    if table is not Grant:
        flags = (is_on.label(code) for code, is_on in named.items())
        return list(named), select(of.store_id, *flags).select_from(from_of(table)).where(*where).subquery()
    anyhow = (func.bool_or(is_on).label(code) for code, is_on in named.items())
    grants = select(of.store_id, *anyhow).where(*where, or_(*named.values())).group_by(of.store_id)
    return list(named), grants.subquery()


@kept
def counts(snapshot: Snapshot, question: Question, owner: str) -> dict[str, int]:
    """How many stores each list has; without the lists of the most."""
    found: dict[str, int] = {}
    for table in SOURCES:
        codes, flagged = _flagged(snapshot, question, table, owner)
        having: list[Any] = [func.count().filter(flagged.c[code]).label(code) for code in codes]
        found |= snapshot.ask(select(*having)).to_pylist()[0]
    return {code: found[code] for code in LISTS}


def count(snapshot: Snapshot, question: Question, code: str, owner: str) -> int:
    """How many stores one list has."""
    return len(most(snapshot, question, owner)[code]) if code in CALL_FIRST else counts(snapshot, question, owner)[code]


def _marked(snapshot: Snapshot, question: Question, table: Source, owner: str) -> tuple[list[str], pa.Table]:
    """Per store on any list of a table: the lists that it is on, as bits of a number."""
    codes, flagged = _flagged(snapshot, question, table, owner)
    bits: Any = sum((case((flagged.c[code], 1 << nth), else_=0) for nth, code in enumerate(codes)), start=0)
    marked = select(flagged.c.store_id, bits.label("lists")).subquery()
    return codes, snapshot.ask(select(*marked.c).where(marked.c.lists > 0))


def _tallied(codes: Sequence[str], here: pa.Table, there: pa.Table | None) -> dict[str, Tally]:
    now = here.column("lists").to_numpy()
    if there is None:
        return {code: Tally(int(np.count_nonzero(now >> nth & 1))) for nth, code in enumerate(codes)}
    then = there.column("lists").to_numpy()
    at = pc.index_in(here.column("store_id"), value_set=there.column("store_id").combine_chunks())
    kept_on = np.append(then, 0)[pc.fill_null(at, len(then)).to_numpy()] & now
    told = {}
    for nth, code in enumerate(codes):
        stores, before, stayed = (int(np.count_nonzero(lists >> nth & 1)) for lists in (now, then, kept_on))
        told[code] = Tally(stores, before, stores - stayed, before - stayed)
    return told


@kept
def tallies(snapshot: Snapshot, question: Question, before: Snapshot | None, owner: str) -> dict[str, Tally]:
    """Each list's stores now and in the snapshot compared with; without the lists of the most."""
    found: dict[str, Tally] = {}
    for table in SOURCES:
        codes, here = _marked(snapshot, question, table, owner)
        there = _marked(before, question, table, owner)[1] if before else None
        found |= _tallied(codes, here, there)
    return {code: found[code] for code in LISTS}


@kept
def of_store(snapshot: Snapshot, question: Question, store_id: str) -> tuple[tuple[str, Row], ...]:
    """The lists that one store is on, each with its facts; without the lists of the most."""
    on: set[str] = set()
    for table in SOURCES:
        codes, flagged = _flagged(snapshot, question, table, "")
        for row in snapshot.ask(select(*flagged.c).where(flagged.c.store_id == store_id)).to_pylist():
            on |= {code for code in codes if row[code]}
    return tuple((code, _fact(snapshot, question, code, store_id)) for code in LISTS if code in on)


def _fact(snapshot: Snapshot, question: Question, code: str, store_id: str) -> Row:
    found = _found(snapshot, question, LISTINGS[code], "")
    own = select(*found.c).where(found.c.store_id == store_id).subquery()
    return dict(snapshot.ask(_with_stores(snapshot, question, own)).to_pylist()[0])


@kept
def owners(snapshot: Snapshot, question: Question) -> tuple[str, ...]:
    """Who owns stores in view, by name."""
    owner = columns(StoreDay).owner
    asked = select(owner).where(*narrowed(snapshot, StoreDay, question), owner.is_not(None)).distinct().order_by(owner)
    return tuple(snapshot.ask(asked).column(0).to_pylist())
