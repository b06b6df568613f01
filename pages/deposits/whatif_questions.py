"""Questions of a drafted deposit schedule: who moves tier, and what would be due.

Compared is what stores are entitled to under the schedule in force with what they would be entitled to under
the draft, each store as it stood at the end of the day. Stores without a deposit have no part in it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Final, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc
from sqlalchemy import (
    BigInteger,
    ColumnElement,
    FromClause,
    String,
    Subquery,
    and_,
    case,
    cast,
    column,
    func,
    select,
    true,
    values,
)

from dashboard.questions.asking import narrowed
from dashboard.questions.keeping import kept
from dashboard.reading.naming import names
from dashboard.views.question import Question
from data.language import Sentence, _
from models.base import Expression, Query, table_of
from models.drafts.schedule import Draft
from models.programme.terms import NO_TIER
from models.publication.entitlement import due_fen, first_match
from models.snapshots.snapshot import Snapshot
from models.snapshots.tables import StoreDay
from pages.deposits.drafts import schedule_in_force_as_draft
from pages.deposits.questions import STREAMED_ROWS, ListedStore, dimension_column

TIER_MOVES: Final[Mapping[str, Sentence]] = {
    "moved": _("Change tier"),
    "up": _("Move up"),
    "down": _("Move down"),
    "out": _("Fall out of all tiers"),
    "other": _("Move to a tier of the same reduction"),
    "less": _("Owe less"),
    "more": _("Owe more"),
    "all": _("All stores with a deposit"),
}
"""The lists of stores."""


class DraftSums(NamedTuple):
    """Sums over stores with a deposit: how many are on which list, and what is due now and under the draft."""

    stores: int = 0
    in_tiers: int = 0
    """Those with a tier in the draft."""
    up: int = 0
    down: int = 0
    out: int = 0
    other: int = 0
    less: int = 0
    more: int = 0
    base_now_fen: int = 0
    due_now_fen: int = 0
    base_fen: int = 0
    due_fen: int = 0
    required_fen: int = 0
    less_fen: int = 0
    """What those that owe less owe less, below zero."""
    more_fen: int = 0

    @property
    def moved(self) -> int:
        """Stores that change tier."""
        return self.up + self.down + self.out + self.other

    @property
    def change_fen(self) -> int:
        """What is due under the draft less what is due now."""
        return self.due_fen - self.due_now_fen

    @property
    def released_fen(self) -> int:
        """Base less due, under the draft."""
        return self.base_fen - self.due_fen

    @property
    def released_now_fen(self) -> int:
        """Base less due, under the schedule in force."""
        return self.base_now_fen - self.due_now_fen

    @property
    def released_change_fen(self) -> int:
        """What is released under the draft less what is released now."""
        return self.released_fen - self.released_now_fen

    def on_list(self, listing: str) -> int:
        """How many stores are on a list (a key of TIER_MOVES)."""
        return self.stores if listing == "all" else int(getattr(self, listing))


class TierPair(NamedTuple):
    """The stores that go from one tier to another, or stay in it."""

    tier_now: str
    tier: str
    sums: DraftSums


@dataclass(frozen=True, kw_only=True)
class MovingStore(ListedStore):
    """A store with its tier and what is due of it, now and under the draft."""

    certification_status: str
    store_score: float | None
    has_violation: bool
    is_exempt: bool
    tier_code: str
    base_fen: int
    required_fen: int
    entitled_tier_code: str
    entitled_fen: int
    tier: str
    move: str
    drafted_base_fen: int
    due_fen: int
    change_fen: int


def _bases(draft: Draft) -> FromClause:
    """The base deposits that the draft sets, as a small table."""
    names_of = (column("category_code", String), column("store_type", String), column("drafted_fen", BigInteger))
    rows = [(base.category_code, base.store_type, base.base_fen) for base in draft.bases]
    return values(*names_of, name="drafted").data(rows).alias("drafted")


def _entitled(snapshot: Snapshot, question: Question, draft: Draft) -> Subquery:
    """Every store in view that has a deposit, with what it is entitled to now and under the draft."""
    stores = table_of(StoreDay)
    of = stores.c
    source: FromClause = stores
    base: Expression = of.base_fen
    if draft.bases:
        drafted = _bases(draft)
        same = and_(drafted.c.category_code == of.category_code, drafted.c.store_type == of.store_type)
        source, base = stores.outerjoin(drafted, same), func.coalesce(drafted.c.drafted_fen, of.base_fen)

    def reduction(schedule: Draft) -> Expression:
        return first_match(schedule.rules, stores, of.store_score, "reduction_pct", 0.0)

    made = {
        "tier": first_match(draft.rules, stores, of.store_score, "tier_code", NO_TIER),
        "reduction_now": reduction(schedule_in_force_as_draft(snapshot)),
        "reduction": reduction(draft),
        "drafted_base_fen": base,
    }
    query = select(*of, *(expression.label(name) for name, expression in made.items())).select_from(source)
    return query.where(*narrowed(snapshot, StoreDay, question), of.tier_code.is_not(None)).subquery("entitled")


def _move(stores: Subquery) -> ColumnElement[str]:
    """What becomes of the store: same, out, up, down, other."""
    of = stores.c
    return case(
        (of.tier == of.entitled_tier_code, "same"),
        (of.tier == NO_TIER, "out"),
        (of.reduction > of.reduction_now, "up"),
        (of.reduction < of.reduction_now, "down"),
        else_="other",
    )


def _with_moves(snapshot: Snapshot, question: Question, draft: Draft) -> Subquery:
    """The same with the move and what would be due."""
    stores = _entitled(snapshot, question, draft)
    due = due_fen(stores.c.drafted_base_fen, stores.c.reduction)
    made = {"move": _move(stores), "due_fen": due, "change_fen": due - stores.c.entitled_fen}
    return select(*stores.c, *(expression.label(name) for name, expression in made.items())).subquery("moving")


def _is_on_list(moving: Subquery, listing: str) -> ColumnElement[bool]:
    """Whether a store is on a list."""
    of = moving.c
    conditions: dict[str, ColumnElement[bool]] = {
        "moved": of.move != "same",
        "less": of.change_fen < 0,
        "more": of.change_fen > 0,
        "all": true(),
    }
    return conditions[listing] if listing in conditions else and_(of.move == listing)


def _sums(moving: Subquery) -> dict[str, ColumnElement[int]]:
    """DraftSums over stores with their outcome."""
    of = moving.c
    found: dict[str, Expression] = {
        "stores": func.count(),
        "in_tiers": func.count().filter(of.tier != NO_TIER),
        "base_now_fen": func.sum(of.base_fen),
        "due_now_fen": func.sum(of.entitled_fen),
        "base_fen": func.sum(of.drafted_base_fen),
        "due_fen": func.sum(of.due_fen),
        "required_fen": func.sum(of.required_fen),
        "less_fen": func.sum(of.change_fen).filter(of.change_fen < 0),
        "more_fen": func.sum(of.change_fen).filter(of.change_fen > 0),
    }
    lists = ("up", "down", "out", "other", "less", "more")
    found |= {name: func.count().filter(_is_on_list(moving, name)) for name in lists}
    return {name: cast(func.coalesce(found[name], 0), BigInteger) for name in DraftSums._fields}


@kept
def moves(snapshot: Snapshot, question: Question, draft: Draft, by: str) -> pa.Table:
    """Stores and amounts by a dimension, tier now and tier in the draft. One pass of the stores.

    Columns: code (None: no belt, or in no unit that is drawn), tier_now, tier, and those of DraftSums.
    """
    moving = _with_moves(snapshot, question, draft)
    of = moving.c
    group = (of[dimension_column(question, by)], of.entitled_tier_code, of.tier)
    named = (column_.label(name) for column_, name in zip(group, ("code", "tier_now", "tier"), strict=True))
    sums = (expression.label(name) for name, expression in _sums(moving).items())
    return snapshot.ask(select(*named, *sums).group_by(*group))


def _regrouped(table: pa.Table, *keys: str) -> pa.Table:
    """The sums by fewer columns."""
    summed = table.group_by(list(keys)).aggregate([(name, "sum") for name in DraftSums._fields])
    return summed.rename_columns([name.removesuffix("_sum") for name in summed.column_names])


def _sums_of(table: pa.Table) -> list[DraftSums]:
    """The sums of each row."""
    return [DraftSums(**row) for row in table.select(DraftSums._fields).to_pylist()]


def _total(table: pa.Table) -> DraftSums:
    return DraftSums(**{name: int(pc.sum(table[name]).as_py() or 0) for name in DraftSums._fields})


def total(snapshot: Snapshot, question: Question, draft: Draft, by: str = "region") -> DraftSums:
    """The sums over all stores in view; all zero where there is no store with a deposit."""
    return _total(moves(snapshot, question, draft, by))


def matrix(snapshot: Snapshot, question: Question, draft: Draft, by: str = "region") -> list[TierPair]:
    """From which tier to which: the sums by tier now and tier in the draft."""
    pairs = _regrouped(moves(snapshot, question, draft, by), "tier_now", "tier")
    tiers = (pairs[name].to_pylist() for name in ("tier_now", "tier"))
    return [TierPair(*row) for row in zip(*tiers, _sums_of(pairs), strict=True)]


@kept
def groups(snapshot: Snapshot, question: Question, draft: Draft, by: str) -> Mapping[str | None, DraftSums]:
    """The sums by a dimension; under None regions that are not drawn, and stores of no belt."""
    rows = moves(snapshot, question, draft, by)
    if by == "region":
        drawn = names(snapshot).children(question.region, question.level)
        code = rows["code"]
        is_drawn = pc.is_in(code, value_set=pa.array(drawn, code.type))
        rows = rows.set_column(0, "code", pc.if_else(is_drawn, code, None))
    found = _regrouped(rows, "code")
    return dict(zip(found["code"].to_pylist(), _sums_of(found), strict=True))


MOVING_STORE_COLUMNS: Final = tuple(field.name for field in fields(MovingStore))


def _select_stores(moving: Subquery, listing: str, *wanted: str) -> Query:
    """The stores on a list, those with the largest change of what is due first."""
    order = (func.abs(moving.c.change_fen).desc(), moving.c.store_id)
    return select(*(moving.c[name] for name in wanted)).where(_is_on_list(moving, listing)).order_by(*order)


@kept
def stores_page(
    snapshot: Snapshot, question: Question, draft: Draft, listing: str, offset: int, limit: int
) -> tuple[MovingStore, ...]:
    """Some of the stores on a list, in its order. First which they are, from few columns; then all about them."""
    moving = _with_moves(snapshot, question, draft)
    first = snapshot.ask(_select_stores(moving, listing, "store_id", "county_adcode").offset(offset).limit(limit))
    ids, counties = (first[name].unique().to_pylist() for name in ("store_id", "county_adcode"))
    these = _select_stores(moving, listing, *MOVING_STORE_COLUMNS).where(
        moving.c.store_id.in_(ids), moving.c.county_adcode.in_(counties)
    )
    return tuple(MovingStore(**row) for row in snapshot.ask(these).to_pylist()) if ids else ()


def stores(snapshot: Snapshot, question: Question, draft: Draft, listing: str) -> Iterator[MovingStore]:
    """All stores on a list, in the same order."""
    query = _select_stores(_with_moves(snapshot, question, draft), listing, *MOVING_STORE_COLUMNS)
    for batch in snapshot.stream(query, STREAMED_ROWS):
        yield from (MovingStore(**row) for row in batch.to_pylist())


def store_count(snapshot: Snapshot, question: Question, draft: Draft, listing: str, by: str = "region") -> int:
    """How many stores are on a list."""
    return total(snapshot, question, draft, by).on_list(listing)
