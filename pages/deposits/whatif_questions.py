"""Questions of a drafted deposit schedule: who moves tier, and what would be due.

Compared is what stores are entitled to under the schedule in force with what they would be entitled to under
the draft, each store as it stood at the end of the day. Stores without a deposit have no part in it.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc
from sqlalchemy import (
    BigInteger,
    ColumnElement,
    FromClause,
    Select,
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
from models.base import table_of
from models.drafts.schedule import Draft
from models.programme.terms import NO_TIER
from models.publication.entitlement import due_fen, first_match
from models.snapshots.snapshot import Snapshot
from models.snapshots.tables import StoreDay
from pages.deposits import drafts

Row = dict[str, Any]
MOVES: Final[Mapping[str, Sentence]] = {
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
SUMS: Final = (
    "stores", "in_tiers", "up", "down", "out", "other", "less", "more",
    "base_now_fen", "due_now_fen", "base_fen", "due_fen", "required_fen", "less_fen", "more_fen",
)  # fmt: skip
DIMENSIONS: Final = {"region": "", "belt": "belt_id", "category": "category_code", "type": "store_type"}
BATCH: Final = 16_384


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
    base: ColumnElement[Any] = of.base_fen
    if draft.bases:
        drafted = _bases(draft)
        same = and_(drafted.c.category_code == of.category_code, drafted.c.store_type == of.store_type)
        source, base = stores.outerjoin(drafted, same), func.coalesce(drafted.c.drafted_fen, of.base_fen)

    def reduction(rules: list[Row]) -> ColumnElement[Any]:
        return first_match(rules, stores, of.store_score, "reduction_pct", 0.0)

    made = {
        "tier": first_match(draft.rules, stores, of.store_score, "tier_code", NO_TIER),
        "reduction_now": reduction(drafts.unchanged(snapshot).rules),
        "reduction": reduction(draft.rules),
        "drafted_base_fen": base,
    }
    asked = select(*of, *(expression.label(name) for name, expression in made.items())).select_from(source)
    return asked.where(*narrowed(snapshot, StoreDay, question), of.tier_code.is_not(None)).subquery("entitled")


def _move(of: Any) -> ColumnElement[Any]:
    """What becomes of the store: same, out, up, down, other."""
    return case(
        (of.tier == of.entitled_tier_code, "same"),
        (of.tier == NO_TIER, "out"),
        (of.reduction > of.reduction_now, "up"),
        (of.reduction < of.reduction_now, "down"),
        else_="other",
    )


def _moving(snapshot: Snapshot, question: Question, draft: Draft) -> Subquery:
    """The same with the move and what would be due."""
    stores = _entitled(snapshot, question, draft)
    due = due_fen(stores.c.drafted_base_fen, stores.c.reduction)
    made = {"move": _move(stores.c), "due_fen": due, "change_fen": due - stores.c.entitled_fen}
    return select(*stores.c, *(expression.label(name) for name, expression in made.items())).subquery("moving")


def _listed(of: Any, listing: str) -> ColumnElement[bool]:
    """Whether a store is on a list."""
    conditions: dict[str, ColumnElement[bool]] = {
        "moved": of.move != "same",
        "less": of.change_fen < 0,
        "more": of.change_fen > 0,
        "all": true(),
    }
    return conditions[listing] if listing in conditions else and_(of.move == listing)


def _sums(of: Any) -> dict[str, ColumnElement[Any]]:
    """SUMS over stores with their outcome."""
    found: dict[str, ColumnElement[Any]] = {
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
    found |= {name: func.count().filter(_listed(of, name)) for name in lists}
    return {name: cast(func.coalesce(found[name], 0), BigInteger) for name in SUMS}


@kept
def moves(snapshot: Snapshot, question: Question, draft: Draft, by: str) -> pa.Table:
    """Stores and amounts by a dimension (a key of DIMENSIONS), tier now and tier in the draft. One pass of the stores.

    Columns: code (None: no belt, or in no unit that is drawn), tier_now, tier, and SUMS; of these `in_tiers` counts
    those with a tier in the draft, `up` to `more` those on a list, and `less_fen`, `more_fen` sum what they owe less
    and more.
    """
    of = _moving(snapshot, question, draft).c
    group = (of[DIMENSIONS[by] or f"{question.level}_adcode"], of.entitled_tier_code, of.tier)
    named = (column_.label(name) for column_, name in zip(group, ("code", "tier_now", "tier"), strict=True))
    sums = (expression.label(name) for name, expression in _sums(of).items())
    return snapshot.ask(select(*named, *sums).group_by(*group))


def _rolled(table: pa.Table, *keys: str) -> list[Row]:
    """The sums by fewer columns."""
    rolled = table.group_by(list(keys)).aggregate([(name, "sum") for name in SUMS])
    return list(rolled.rename_columns([name.removesuffix("_sum") for name in rolled.column_names]).to_pylist())


def _with_changes(row: Row) -> Row:
    released = row["base_fen"] - row["due_fen"]
    released_now = row["base_now_fen"] - row["due_now_fen"]
    return row | {
        "moved": row["up"] + row["down"] + row["out"] + row["other"],
        "change_fen": row["due_fen"] - row["due_now_fen"],
        "released_fen": released,
        "released_now_fen": released_now,
        "released_change_fen": released - released_now,
    }


def total(snapshot: Snapshot, question: Question, draft: Draft, by: str = "region") -> Row:
    """The sums over all stores in view, with what changes; all zero where there is no store with a deposit."""
    table = moves(snapshot, question, draft, by)
    return _with_changes({name: int(pc.sum(table[name]).as_py() or 0) for name in SUMS})


def matrix(snapshot: Snapshot, question: Question, draft: Draft, by: str = "region") -> list[Row]:
    """From which tier to which: the sums by tier now and tier in the draft."""
    return [_with_changes(row) for row in _rolled(moves(snapshot, question, draft, by), "tier_now", "tier")]


def groups(snapshot: Snapshot, question: Question, draft: Draft, by: str) -> list[Row]:
    """The sums by a dimension; under None regions that are not drawn, and stores of no belt."""
    found = _rolled(moves(snapshot, question, draft, by), "code")
    if by == "region":
        drawn = frozenset(names(snapshot).children(question.region, question.level))
        apart = [row for row in found if row["code"] not in drawn]
        found = [row for row in found if row["code"] in drawn]
        if apart:
            found.append({"code": None} | {name: sum(row[name] for row in apart) for name in SUMS})
    return [_with_changes(row) for row in found]


TOLD: Final = (
    "store_id", "store_name", "owner", "province_adcode", "city_adcode", "county_adcode", "belt_id",
    "category_code", "store_type", "certification_status", "store_score", "has_violation", "is_exempt",
    "tier_code", "base_fen", "required_fen", "entitled_tier_code", "entitled_fen",
    "tier", "move", "drafted_base_fen", "due_fen", "change_fen",
)  # fmt: skip
"""What is told of a store on a list."""


def _stores(moving: Subquery, listing: str, *told: str) -> Select[Any]:
    """The stores on a list, those with the largest change of what is due first."""
    order = (func.abs(moving.c.change_fen).desc(), moving.c.store_id)
    return select(*(moving.c[name] for name in told)).where(_listed(moving.c, listing)).order_by(*order)


@kept
def part(
    snapshot: Snapshot, question: Question, draft: Draft, listing: str, offset: int, limit: int
) -> tuple[Row, ...]:
    """Some of the stores on a list, in its order. First which they are, from few columns; then all about them."""
    moving = _moving(snapshot, question, draft)
    first = snapshot.ask(_stores(moving, listing, "store_id", "county_adcode").offset(offset).limit(limit))
    ids, counties = (first[name].unique().to_pylist() for name in ("store_id", "county_adcode"))
    these = _stores(moving, listing, *TOLD).where(moving.c.store_id.in_(ids), moving.c.county_adcode.in_(counties))
    return tuple(snapshot.ask(these).to_pylist()) if ids else ()


def stream(snapshot: Snapshot, question: Question, draft: Draft, listing: str) -> Iterator[Row]:
    """All stores on a list, in the same order."""
    for batch in snapshot.stream(_stores(_moving(snapshot, question, draft), listing, *TOLD), BATCH):
        yield from batch.to_pylist()


def count(snapshot: Snapshot, question: Question, draft: Draft, listing: str, by: str = "region") -> int:
    """How many stores are on a list."""
    return int(total(snapshot, question, draft, by)["stores" if listing == "all" else listing])
