"""How many stores each list of the work list has, how many came and went, and which lists one store is on.

The lists of the most about to lapse are left out: they have ten stores each.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from sqlalchemy import Subquery, case, func, or_, select

from dashboard.questions.keeping import kept
from dashboard.questions.worklist.listing import ListFacts, Source, from_of, inputs_of
from dashboard.questions.worklist.lists import CALL_FIRST, LISTS
from dashboard.questions.worklist.members import conditions, facts_of_store, top_ten
from dashboard.views.question import Question
from models.base import columns
from models.snapshots.snapshot import Snapshot
from models.snapshots.tables import Application, Grant, StoreDay

SOURCES: Final[tuple[Source, ...]] = (StoreDay, Grant, Application)


@dataclass(frozen=True)
class ListCounts:
    """How many stores a list has, how many of them it did not have in the other snapshot, and how many left it."""

    stores: int
    before: int | None = None
    new: int | None = None
    gone: int | None = None


def _list_flags(snapshot: Snapshot, question: Question, table: Source, owner: str) -> tuple[list[str], Subquery]:
    """Per store, on which lists of a table it is: one question for all of these lists."""
    inputs, of = inputs_of(snapshot), columns(table)
    named = {code: listing.condition(inputs) for code, listing in LISTS.items() if listing.table is table}
    where = conditions(snapshot, question, table, owner)
    if table is not Grant:
        flags = (is_on.label(code) for code, is_on in named.items())
        return list(named), select(of.store_id, *flags).select_from(from_of(table)).where(*where).subquery()
    by_any_grant = (func.bool_or(is_on).label(code) for code, is_on in named.items())
    grants = select(of.store_id, *by_any_grant).where(*where, or_(*named.values())).group_by(of.store_id)
    return list(named), grants.subquery()


@kept
def counts(snapshot: Snapshot, question: Question, owner: str) -> Mapping[str, int]:
    """How many stores each list has."""
    by_code: dict[str, int] = {}
    for table in SOURCES:
        codes, flags = _list_flags(snapshot, question, table, owner)
        on_each: list[Any] = [func.count().filter(flags.c[code]).label(code) for code in codes]
        by_code |= snapshot.ask(select(*on_each)).to_pylist()[0]
    return {code: by_code[code] for code in LISTS}


def count(snapshot: Snapshot, question: Question, code: str, owner: str) -> int:
    """How many stores one list has, whichever it is."""
    if code in CALL_FIRST:
        return len(top_ten(snapshot, question, owner)[code])
    return counts(snapshot, question, owner)[code]


def _list_bits(snapshot: Snapshot, question: Question, table: Source, owner: str) -> tuple[list[str], pa.Table]:
    """Per store on any list of a table: the lists that it is on, as bits of a number."""
    codes, flags = _list_flags(snapshot, question, table, owner)
    bits: Any = sum((case((flags.c[code], 1 << nth), else_=0) for nth, code in enumerate(codes)), start=0)
    marked = select(flags.c.store_id, bits.label("lists")).subquery()
    return codes, snapshot.ask(select(*marked.c).where(marked.c.lists > 0))


def _tallied(codes: Sequence[str], here: pa.Table, there: pa.Table | None) -> dict[str, ListCounts]:
    now = here.column("lists").to_numpy()
    if there is None:
        return {code: ListCounts(int(np.count_nonzero(now >> nth & 1))) for nth, code in enumerate(codes)}
    then = there.column("lists").to_numpy()
    at = pc.index_in(here.column("store_id"), value_set=there.column("store_id").combine_chunks())
    stayed_on = np.append(then, 0)[pc.fill_null(at, len(then)).to_numpy()] & now
    by_code = {}
    for nth, code in enumerate(codes):
        stores, before, stayed = (int(np.count_nonzero(lists >> nth & 1)) for lists in (now, then, stayed_on))
        by_code[code] = ListCounts(stores, before, stores - stayed, before - stayed)
    return by_code


@kept
def tallies(snapshot: Snapshot, question: Question, before: Snapshot | None, owner: str) -> Mapping[str, ListCounts]:
    """Each list's stores now and in the snapshot compared with."""
    by_code: dict[str, ListCounts] = {}
    for table in SOURCES:
        codes, here = _list_bits(snapshot, question, table, owner)
        there = _list_bits(before, question, table, owner)[1] if before else None
        by_code |= _tallied(codes, here, there)
    return {code: by_code[code] for code in LISTS}


@kept
def lists_of_store(snapshot: Snapshot, question: Question, store_id: str) -> tuple[tuple[str, ListFacts], ...]:
    """The lists that one store is on, by code, with what each says of it."""
    on: set[str] = set()
    for table in SOURCES:
        codes, flags = _list_flags(snapshot, question, table, "")
        for row in snapshot.ask(select(*flags.c).where(flags.c.store_id == store_id)).to_pylist():
            on |= {code for code in codes if row[code]}
    return tuple((code, facts_of_store(snapshot, question, code, store_id)) for code in LISTS if code in on)
