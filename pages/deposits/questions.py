"""Questions of deposits: the stores of each tier, what is released and short, and what changed since.

A store fell into shortfall if more is due of it than it has paid, and at the compared snapshot that was not so.
"""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from sqlalchemy import BigInteger, ColumnElement, FromClause, Select, String, cast, column, func, select

from dashboard.questions.asking import narrowed
from dashboard.questions.keeping import kept
from dashboard.reading.naming import names
from dashboard.views.question import Question
from models.base import columns, table_of
from models.drafts.schedule import in_force
from models.snapshots.snapshot import Snapshot
from models.snapshots.tables import CubeRow, StoreDay
from pages.deposits import drafts

Row = dict[str, Any]
SUMS: Final = (
    "deposit_stores", "reduced_stores", "base_fen", "required_fen", "released_fen", "shortfall_stores",
    "shortfall_fen", "lower_due_stores",
)  # fmt: skip
DIMENSIONS: Final = {
    "region": "",
    "belt": "belt_id",
    "category": "category_code",
    "type": "store_type",
    "tier": "tier_code",
}
BATCH: Final = 16_384


def _column(question: Question, by: str) -> str:
    return DIMENSIONS[by] or f"{question.level}_adcode"


@kept
def sums(snapshot: Snapshot, question: Question, by: str) -> dict[str | None, Row]:
    """SUMS over stores with a deposit by the codes of a dimension (a key of DIMENSIONS)."""
    of = columns(CubeRow)
    code = of[_column(question, by)]
    summed = [cast(func.coalesce(func.sum(of[name]), 0), BigInteger).label(name) for name in SUMS]
    asked = (
        select(code.label("code"), *summed)
        .where(*narrowed(snapshot, CubeRow, question), of.deposit_stores > 0)
        .group_by(code)
    )
    return {row.pop("code"): row for row in snapshot.ask(asked).to_pylist()}


def _fell(snapshot: Snapshot, question: Question, before: Snapshot) -> tuple[FromClause, list[ColumnElement[bool]]]:
    """Stores in view with a shortfall that had none at an earlier snapshot, read beside this one."""
    named = (column("store_id", String), column("shortfall_fen", BigInteger))
    earlier = func.read_parquet(str(before.file("stores"))).table_valued(*named, name="earlier")
    of = columns(StoreDay)
    source = table_of(StoreDay).outerjoin(earlier, earlier.c.store_id == of.store_id)
    was_not = func.coalesce(earlier.c.shortfall_fen, 0) == 0
    return source, [*narrowed(snapshot, StoreDay, question), of.shortfall_fen > 0, was_not]


@kept
def _fell_by(snapshot: Snapshot, question: Question, before: Snapshot, by: str) -> tuple[Row, ...]:
    """Stores that fell into shortfall, and by how much, by the codes of a dimension and by tier. One pass."""
    source, conditions = _fell(snapshot, question, before)
    of = columns(StoreDay)
    group = (of[_column(question, by)].label("code"), of.tier_code.label("tier"))
    amount = cast(func.sum(of.shortfall_fen), BigInteger).label("fell_fen")
    asked = select(*group, func.count().label("fell_stores"), amount).select_from(source).where(*conditions)
    return tuple(snapshot.ask(asked.group_by(of[_column(question, by)], of.tier_code)).to_pylist())


def fell(
    snapshot: Snapshot, question: Question, before: Snapshot, by: str, *, in_tiers: bool = False
) -> dict[str | None, Row]:
    """Stores that fell into shortfall, and by how much, by the codes of a dimension, or of that answer by tier."""
    found: dict[str | None, Row] = {}
    for row in _fell_by(snapshot, question, before, by):
        sums = found.setdefault(row["tier" if in_tiers else "code"], {"fell_stores": 0, "fell_fen": 0})
        sums["fell_stores"] += row["fell_stores"]
        sums["fell_fen"] += row["fell_fen"]
    return found


TOLD: Final = (
    "store_id", "store_name", "owner", "province_adcode", "city_adcode", "county_adcode", "belt_id",
    "category_code", "store_type", "tier_code", "base_fen", "required_fen", "paid_fen", "shortfall_fen",
    "deposit_on", "pay_by",
)  # fmt: skip
"""What is told of a store that fell into shortfall."""


def _fallen(snapshot: Snapshot, question: Question, before: Snapshot, *told: str) -> Select[Any]:
    source, conditions = _fell(snapshot, question, before)
    of = columns(StoreDay)
    order = (of.shortfall_fen.desc(), of.store_id)
    return select(*(of[name] for name in told)).select_from(source).where(*conditions).order_by(*order)


@kept
def fallen_part(snapshot: Snapshot, question: Question, before: Snapshot, offset: int, limit: int) -> tuple[Row, ...]:
    """Some of the stores that fell into shortfall, the largest shortfalls first.

    First which they are, from few columns; then all about them.
    """
    of = columns(StoreDay)
    asked = _fallen(snapshot, question, before, "store_id", "county_adcode").offset(offset).limit(limit)
    first = snapshot.ask(asked)
    ids, counties = (first[name].unique().to_pylist() for name in ("store_id", "county_adcode"))
    these = (
        select(*(of[name] for name in TOLD))
        .where(of.store_id.in_(ids), of.county_adcode.in_(counties))
        .order_by(of.shortfall_fen.desc(), of.store_id)
    )
    return tuple(snapshot.ask(these).to_pylist()) if ids else ()


def fallen(snapshot: Snapshot, question: Question, before: Snapshot) -> Iterator[Row]:
    """All of them, in the same order."""
    for batch in snapshot.stream(_fallen(snapshot, question, before, *TOLD), BATCH):
        yield from batch.to_pylist()


@kept
def entitled(snapshot: Snapshot, question: Question) -> dict[str, int]:
    """How many stores in view are entitled to each tier of the schedule in force."""
    of = columns(StoreDay)
    asked = (
        select(of.entitled_tier_code, func.count().label("stores"))
        .where(*narrowed(snapshot, StoreDay, question), of.entitled_tier_code.is_not(None))
        .group_by(of.entitled_tier_code)
    )
    return {row["entitled_tier_code"]: row["stores"] for row in snapshot.ask(asked).to_pylist()}


def total(found: Iterable[Row], names_of: Iterable[str] = SUMS) -> Row:
    """The sums over all rows."""
    rows = list(found)
    return {name: sum(row[name] for row in rows) for name in names_of}


def drawn(snapshot: Snapshot, question: Question, found: dict[str | None, Row]) -> dict[str | None, Row]:
    """Sums by region, with everything outside the units that are drawn under None."""
    units = frozenset(names(snapshot).children(question.region, question.level))
    kept_rows: dict[str | None, Row] = {code: row for code, row in found.items() if code in units}
    apart = [row for code, row in found.items() if code not in units]
    if apart:
        kept_rows[None] = total(apart, apart[0])
    return kept_rows


def schedules(snapshot: Snapshot) -> list[list[Row]]:
    """All schedules, the oldest first, each as its rows in the order in which they are tried."""
    found: dict[tuple[Any, str], list[Row]] = {}
    for row in drafts.standing(snapshot).schedules:
        found.setdefault((row["effective_from"], row["schedule_id"]), []).append(dict(row))
    return list(found.values())


def schedule_in_force(snapshot: Snapshot) -> list[Row]:
    """The rows in force on the snapshot's day, as they are tried."""
    held = drafts.standing(snapshot)
    return [dict(row) for row in in_force(held.schedules, held.day)]


def bases(snapshot: Snapshot) -> list[Row]:
    """The base deposits in force, by category and store type."""
    return [dict(row) for row in drafts.standing(snapshot).bases]
