"""Whom to call: each store once, with all its reasons; how many in each bucket; a part of them, or all.

The reasons are rows of the snapshot (models/snapshots/reasons.py has the rule). Where only some reasons are asked for,
a store stands by the first day of these, and is told with all of its own.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import groupby
from operator import itemgetter
from typing import Any, Final, Literal

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    FromClause,
    Select,
    String,
    Subquery,
    and_,
    bindparam,
    case,
    func,
    nulls_last,
    or_,
    select,
)

from dashboard.questions.asking import narrowed
from dashboard.questions.keeping import kept
from dashboard.questions.worklist.changes import changes
from dashboard.views.question import Question
from models.base import Row, columns
from models.programme.terms import CALL_REASONS
from models.snapshots.snapshot import Snapshot
from models.snapshots.tables import CallReason

Bucket = Literal["overdue", "week", "later"]
BUCKETS: Final[tuple[Bucket, ...]] = ("overdue", "week", "later")
WEEK: Final = timedelta(days=7)
"""What is due in so many days or less is due this week."""
ROWS_AT_ONCE: Final = 16_384
CALL: Final = columns(CallReason)
_LAPSING: Final = CALL.reason.in_(("unclaimed", "unused"))
REASONS: Final[Mapping[str, ColumnElement[bool]]] = {
    "lapsing-traffic": and_(_LAPSING, CALL.unit == "traffic"),
    "lapsing-cash": and_(_LAPSING, CALL.unit == "fen"),
    "lapsing-ad-credit": and_(_LAPSING, CALL.unit == "ad-fen"),
    "shortfalls": CALL.reason == "shortfall",
    "documents": CALL.reason == "documents",
    "certifications-to-expire": CALL.reason == "expiry",
}
"""The reasons by the codes of models/snapshots/reasons.py, in the order in which they are offered."""


@dataclass(frozen=True)
class Asked:
    """Which stores to call: whose, for which reasons, due when; of those only what changed since an earlier day."""

    owner: str = ""
    reasons: tuple[str, ...] = ()
    bucket: str = ""
    changed_since: Snapshot | None = None


@dataclass(frozen=True)
class Reason:
    """One reason to call a store (columns of CallReason)."""

    reason: str
    measure_code: str | None
    unit: str | None
    due: date
    since: date
    value: int | None
    whole: int | None
    note: str | None


@dataclass(frozen=True)
class Call:
    """A store to call with its reasons, the first due on top; `due` is the day that it stands by."""

    store_id: str
    store_name: str
    county_adcode: str
    belt_id: str | None
    owner: str | None
    certification_status: str
    due: date
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class Tally:
    """A bucket: its stores, and by the code of each reason how many stores have it due in the bucket, and its value.

    A store stands in one bucket, each of its reasons counts in that of its own day. Values are in the reason's unit.
    """

    stores: int = 0
    by_reason: Mapping[str, int] = field(default_factory=dict)
    values: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Group:
    """Stores that stand together, by bucket, owner (None: nobody's) or reason: how many, and the first of them."""

    code: str | None
    stores: int
    first: tuple[Call, ...]


_STORE: Final = ("store_id", "store_name", "county_adcode", "belt_id", "owner", "certification_status")
_REASON: Final = tuple(Reason.__dataclass_fields__)


_CODES: Final[Mapping[tuple[str, str | None], str]] = {
    ("shortfall", "fen"): "shortfalls",
    ("documents", None): "documents",
    ("expiry", None): "certifications-to-expire",
    **{
        (reason, unit): code
        for reason in ("unclaimed", "unused")
        for unit, code in (("traffic", "lapsing-traffic"), ("fen", "lapsing-cash"), ("ad-fen", "lapsing-ad-credit"))
    },
}


def code_of(reason: Reason) -> str:
    """The code by which a reason is asked for."""
    return _CODES[reason.reason, reason.unit]


def bucket_of(day: date, due: date) -> Bucket:
    """In which bucket something due on a day stands."""
    return "overdue" if due < day else "week" if due <= day + WEEK else "later"


def _bucket(day: date, due: ColumnElement[Any]) -> ColumnElement[Any]:
    return case((due < day, "overdue"), (due <= day + WEEK, "week"), else_="later")


def _conditions(snapshot: Snapshot, question: Question, asked: Asked) -> list[ColumnElement[bool]]:
    """The question's conditions, whose stores, and for which reasons."""
    found = narrowed(snapshot, CallReason, question)
    if asked.owner:
        found.append(CALL.owner == asked.owner)
    if asked.reasons:
        found.append(or_(*(REASONS[code] for code in asked.reasons)))
    if asked.changed_since is not None:
        ids = sorted(changes(snapshot, asked.changed_since, question))
        found.append(CALL.store_id.in_(select(func.unnest(bindparam(None, ids, type_=ARRAY(String))))))
    return found


def _stores(snapshot: Snapshot, question: Question, asked: Asked) -> Subquery:
    """The stores asked for, with the day that each stands by, its bucket, and what is at stake by unit."""

    def value(unit: str) -> ColumnElement[Any]:
        return func.sum(CALL.value).filter(CALL.unit == unit)

    due = func.min(CALL.due)
    found = (
        select(
            CALL.store_id,
            func.any_value(CALL.owner).label("owner"),
            due.label("due"),
            _bucket(snapshot.day, due).label("bucket"),
            *(value(unit).label(unit) for unit in ("fen", "ad-fen", "traffic")),
        )
        .where(*_conditions(snapshot, question, asked))
        .group_by(CALL.store_id)
        .subquery()
    )
    if not asked.bucket:
        return found
    return select(*found.c).where(found.c.bucket == asked.bucket).subquery()


def _order(of: FromClause) -> list[Any]:
    """By day; of one day those with the most cash at stake first, then ad credit, then traffic: never a sum of them."""
    return [of.c.due, *(nulls_last(of.c[unit].desc()) for unit in ("fen", "ad-fen", "traffic")), of.c.store_id]


def _with_reasons(snapshot: Snapshot, question: Question, stores: FromClause, *more: str) -> Select[Any]:
    """The reasons of some stores, in their order; `more` are columns of the stores that are told as well."""
    nth = case({reason: nth for nth, reason in enumerate(CALL_REASONS)}, value=CALL.reason)
    told = (CALL[name] for name in dict.fromkeys((*_STORE, *_REASON)))
    return (
        select(*told, stores.c.due.label("stands_by"), *(stores.c[name].label(f"of_{name}") for name in more))
        .join_from(stores, CallReason, CALL.store_id == stores.c.store_id)
        .where(*narrowed(snapshot, CallReason, question))
        .order_by(*_order(stores), CALL.due, nth, CALL.measure_code, CALL.unit)
    )


def _calls(rows: Iterable[Row]) -> Iterator[Call]:
    """Rows of reasons, those of a store one after another, as stores."""
    for _store_id, own in groupby(rows, key=itemgetter("store_id")):
        reasons = list(own)
        store = {name: reasons[0][name] for name in _STORE} | {"due": reasons[0]["stands_by"]}
        yield Call(**store, reasons=tuple(Reason(**{name: row[name] for name in _REASON}) for row in reasons))


@kept
def tallies(snapshot: Snapshot, question: Question, asked: Asked) -> Mapping[Bucket, Tally]:
    """How many stores stand in each bucket, and how many have each reason due in it, whichever bucket is asked for."""
    asked = replace(asked, bucket="")
    stores = _stores(snapshot, question, asked)
    counted = select(stores.c.bucket, func.count().label("stores")).group_by(stores.c.bucket)
    by_bucket = {row["bucket"]: row["stores"] for row in snapshot.ask(counted).to_pylist()}
    bucket = _bucket(snapshot.day, CALL.due).label("bucket")
    told = [func.count(CALL.store_id.distinct()).filter(of).label(code) for code, of in REASONS.items()]
    told += [func.coalesce(func.sum(CALL.value).filter(of), 0).label(f"of_{code}") for code, of in REASONS.items()]
    summed = select(bucket, *told).where(*_conditions(snapshot, question, asked)).group_by(bucket)
    by_day = {row["bucket"]: row for row in snapshot.ask(summed).to_pylist()}

    def tally(bucket: Bucket) -> Tally:
        row = by_day.get(bucket, {})
        return Tally(
            by_bucket.get(bucket, 0),
            {code: row.get(code, 0) for code in REASONS},
            {code: int(row.get(f"of_{code}", 0)) for code in REASONS},
        )

    return {bucket: tally(bucket) for bucket in BUCKETS}


def count(snapshot: Snapshot, question: Question, asked: Asked) -> int:
    """How many stores are asked for."""
    found = tallies(snapshot, question, replace(asked, bucket=""))
    return sum(found[bucket].stores for bucket in BUCKETS if asked.bucket in ("", bucket))


@kept
def part(snapshot: Snapshot, question: Question, asked: Asked, offset: int, limit: int) -> tuple[Call, ...]:
    """Some of the stores asked for, in their order."""
    stores = _stores(snapshot, question, asked)
    few = select(*stores.c).order_by(*_order(stores)).offset(offset).limit(limit).subquery()
    return tuple(_calls(snapshot.ask(_with_reasons(snapshot, question, few)).to_pylist()))


def stream(snapshot: Snapshot, question: Question, asked: Asked) -> Iterator[Call]:
    """All stores asked for, in their order, read as they are asked for."""
    asking = _with_reasons(snapshot, question, _stores(snapshot, question, asked))
    rows = (row for batch in snapshot.stream(asking, ROWS_AT_ONCE) for row in batch.to_pylist())
    yield from _calls(rows)


def _first_of(stores: Subquery, by: str, most: int) -> Subquery:
    """The first of each group of stores."""
    nth = func.row_number().over(partition_by=stores.c[by], order_by=_order(stores)).label("nth")
    ranked = select(*stores.c, nth).subquery()
    return select(*ranked.c).where(ranked.c.nth <= most).subquery()


def _by_group(snapshot: Snapshot, question: Question, first: Subquery, by: str) -> Mapping[str | None, list[Row]]:
    found: dict[str | None, list[Row]] = {}
    for row in snapshot.ask(_with_reasons(snapshot, question, first, by)).to_pylist():
        found.setdefault(row[f"of_{by}"], []).append(row)
    return found


@kept
def by_bucket(snapshot: Snapshot, question: Question, asked: Asked, most: int) -> tuple[Group, ...]:
    """The buckets that have stores, each with the first of them."""
    tally = tallies(snapshot, question, asked)
    first = _first_of(_stores(snapshot, question, asked), "bucket", most)
    rows = _by_group(snapshot, question, first, "bucket")
    return tuple(Group(code, tally[code].stores, tuple(_calls(rows[code]))) for code in BUCKETS if code in rows)


@kept
def by_owner(
    snapshot: Snapshot, question: Question, asked: Asked, most: int, offset: int, limit: int
) -> tuple[Group, ...]:
    """Some owners, those with the most stores overdue first, each with the first of theirs."""
    stores = _stores(snapshot, question, asked)
    overdue = func.count().filter(stores.c.bucket == "overdue")
    owners = (
        select(stores.c.owner, func.count().label("stores"))
        .group_by(stores.c.owner)
        .order_by(overdue.desc(), func.count().desc(), nulls_last(stores.c.owner))
        .offset(offset)
        .limit(limit)
    )
    groups = {row["owner"]: row["stores"] for row in snapshot.ask(owners).to_pylist()}
    known = [owner for owner in groups if owner is not None]
    is_theirs: ColumnElement[bool] = stores.c.owner.in_(known)
    if None in groups:
        is_theirs = or_(is_theirs, stores.c.owner.is_(None))
    theirs = select(*stores.c).where(is_theirs).subquery()
    rows = _by_group(snapshot, question, _first_of(theirs, "owner", most), "owner")
    return tuple(Group(owner, stores, tuple(_calls(rows[owner]))) for owner, stores in groups.items())


@kept
def owners(snapshot: Snapshot, question: Question, asked: Asked) -> int:
    """How many owners have stores to call; those of nobody count as one's."""
    stores = _stores(snapshot, question, asked)
    distinct = select(stores.c.owner).distinct().subquery()
    return int(snapshot.ask(select(func.count().label("n")).select_from(distinct)).column(0)[0].as_py())


def by_reason(snapshot: Snapshot, question: Question, asked: Asked, most: int) -> tuple[Group, ...]:
    """Each reason with its stores, by its own day: a store with several stands with each of them."""
    groups = []
    for code in asked.reasons or REASONS:
        own = replace(asked, reasons=(code,))
        if stores := count(snapshot, question, own):
            groups.append(Group(code, stores, part(snapshot, question, own, 0, most)))
    return tuple(groups)


@kept
def of_store(snapshot: Snapshot, question: Question, store_id: str) -> Call | None:
    """One store with its reasons; None where it is not to be called."""
    due = func.min(CALL.due).over(partition_by=CALL.store_id).label("stands_by")
    nth = case({reason: nth for nth, reason in enumerate(CALL_REASONS)}, value=CALL.reason)
    asked = (
        select(*(CALL[name] for name in dict.fromkeys((*_STORE, *_REASON))), due)
        .where(*narrowed(snapshot, CallReason, question), CALL.store_id == store_id)
        .order_by(CALL.due, nth, CALL.measure_code, CALL.unit)
    )
    return next(_calls(snapshot.ask(asked).to_pylist()), None)
