"""How fresh and how complete a snapshot is, which stores lack something, and what was told otherwise before."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from typing import Any, Final, Literal

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from dashboard.questions.asking import narrowed
from dashboard.questions.keeping import kept
from dashboard.reading.naming import names
from dashboard.views.question import Question
from models.base import columns
from models.snapshots.snapshot import Snapshot
from models.snapshots.tables import (
    ActivityRow,
    Application,
    BaseDay,
    DesignationDay,
    Grant,
    LedgerRow,
    Placed,
    ScheduleTier,
    StoreDay,
    TargetDay,
)

Long = type[Placed] | type[StoreDay]
Lack = Literal["region", "coordinates", "belt", "score", "owner", "deposit", "activity"]
LACKS: Final[tuple[Lack, ...]] = ("region", "coordinates", "belt", "score", "owner", "deposit", "activity")
"""What a store may lack."""
WEEK: Final = timedelta(days=7)


@dataclass(frozen=True)
class Completeness:
    """How many stores have what, and the last day or instant of each log; None: there is none."""

    stores: int = 0
    coordinates: int = 0
    belt: int = 0
    score: int = 0
    owner: int = 0
    deposit: int = 0
    activity: int = 0
    idle: int = 0
    """Stores whose activity is known, without an order and a live session in the last week."""
    last_entry: date | None = None
    last_step: datetime | None = None
    last_benefit: datetime | None = None
    last_deposit: date | None = None
    last_week: date | None = None


def _count(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.count().filter(condition)


def _asked(table: Long) -> dict[str, ColumnElement[Any]]:
    of = columns(table)
    if table is StoreDay:
        has = {name: ~lacking for name, lacking in _plain_lacks().items()}
        idle = and_(of.activity_week.is_not(None), of.orders_week == 0, of.live_sessions_week == 0)
        return {
            "stores": func.count(),
            **{name: _count(condition) for name, condition in has.items()},
            "idle": _count(idle),
            "last_entry": func.max(of.entered_on),
            "last_deposit": func.max(of.deposit_on),
        }
    if table is Application:
        return {"last_step": func.max(of.since)}
    if table is Grant:
        return {"last_benefit": func.max(func.greatest(of.granted_at, of.claimed_at, of.used_at))}
    return {"last_week": func.max(of.week_start)}


_TABLES: Final[tuple[Long, ...]] = (StoreDay, Application, Grant, ActivityRow)


def _joined(one: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    """Two units as one: counts are added, of days the later counts."""
    made = dict(one)
    for name, value in other.items():
        held = made.get(name)
        if held is None or value is None:
            made[name] = value if held is None else held
        else:
            made[name] = held + value if isinstance(value, int) else max(held, value)
    return made


def _grouped(
    snapshot: Snapshot, question: Question, table: Long, unit: str, drawn: Collection[str]
) -> Iterable[tuple[str | None, dict[str, Any]]]:
    code = columns(table)[unit]
    values = (value.label(name) for name, value in _asked(table).items())
    asked = select(code.label("code"), *values).where(*narrowed(snapshot, table, question)).group_by(code)
    for row in snapshot.ask(asked).to_pylist():
        found = row.pop("code")
        yield (found if found in drawn else None), row


@kept
def completeness(snapshot: Snapshot, question: Question) -> dict[str | None, Completeness]:
    """Completeness by the units of the view's level; None: in no unit that is drawn."""
    drawn = frozenset(names(snapshot).children(question.region, question.level))
    found: dict[str | None, dict[str, Any]] = {}
    for table in _TABLES:
        for code, row in _grouped(snapshot, question, table, f"{question.level}_adcode", drawn):
            found[code] = _joined(found.get(code, {}), row)
    return {code: Completeness(**row) for code, row in found.items()}


@kept
def whole(snapshot: Snapshot, question: Question) -> Completeness:
    """Completeness of all stores in view."""
    total: dict[str, Any] = {}
    for part in completeness(snapshot, question).values():
        total = _joined(total, {field.name: getattr(part, field.name) for field in fields(part)})
    return Completeness(**total)


def last_week_due(day: date) -> date:
    """Monday of the last week that is over by the end of a day."""
    return day - timedelta(days=(day.weekday() + 1) % 7 + 6)


@kept
def last_rules(snapshot: Snapshot, question: Question) -> dict[str, date | None]:  # noqa: ARG001 - rules hold everywhere
    """The newest first day that has come, by kind of dated rule."""
    day = date.fromisoformat(snapshot.as_of)
    begins = {
        "deposit_tiers": columns(ScheduleTier).effective_from,
        "base_deposits": columns(BaseDay).effective_from,
        "designations": columns(DesignationDay).waiver_from,
        "targets": columns(TargetDay).effective_from,
    }
    return {
        kind: snapshot.ask(select(func.max(first).label("last")).where(first <= day)).to_pylist()[0]["last"]
        for kind, first in begins.items()
    }


def _plain_lacks() -> dict[str, ColumnElement[bool]]:
    of = columns(StoreDay)
    return {
        "coordinates": of.lon.is_(None),
        "belt": of.belt_id.is_(None),
        "score": of.store_score.is_(None),
        "owner": of.owner.is_(None),
        "deposit": of.base_fen.is_(None),
        "activity": of.activity_week.is_(None),
    }


def _lacking(snapshot: Snapshot, question: Question, lack: str) -> list[ColumnElement[bool]]:
    of, conditions = columns(StoreDay), narrowed(snapshot, StoreDay, question)
    if lack != "region":
        return [*conditions, _plain_lacks()[lack]]
    unit = of[f"{question.level}_adcode"]
    return [*conditions, or_(unit.is_(None), unit.not_in(names(snapshot).children(question.region, question.level)))]


@kept
def lacking(snapshot: Snapshot, question: Question) -> dict[Lack, int]:
    """How many stores in view lack each thing; `region`: they are in no unit that is drawn at the view's level."""
    parts, total = completeness(snapshot, question), whole(snapshot, question)
    has = {lack: getattr(total, lack) for lack in LACKS if lack != "region"}
    apart = parts[None].stores if None in parts else 0
    return {lack: apart if lack == "region" else total.stores - has[lack] for lack in LACKS}


def stores_lacking(
    snapshot: Snapshot, question: Question, lack: Lack, *, offset: int = 0, limit: int | None = None
) -> Select[Any]:
    """Stores in view that lack something, by id; a part of them, or all."""
    of = columns(StoreDay)
    asked = (
        select(
            of.store_id, of.store_name, of.store_type, of.category_code, of.belt_id,
            of.province_adcode, of.city_adcode, of.county_adcode, of.owner, of.delivery_id,
        )
        .where(*_lacking(snapshot, question, lack))
        .order_by(of.store_id)
        .offset(offset)
    )  # fmt: skip
    return asked.limit(limit) if limit is not None else asked


@dataclass(frozen=True)
class Week:
    """A week's sum of one thing; `measure` is empty for trade."""

    measure: str
    what: str
    unit: str
    amount: int


_TRADE: Final = {"gmv_fen": "fen", "orders": "order", "live_sessions": "session", "sessions_with_envelope": "session"}
_GIVEN: Final = ("granted", "claimed", "used", "lapsed")


@kept
def week(snapshot: Snapshot, question: Question, monday: date) -> tuple[Week, ...]:
    """What a snapshot says of one whole week: the trade, and what became of every benefit, each in its unit."""
    trade, given = columns(ActivityRow), columns(LedgerRow)
    sums = (func.sum(trade[name]).label(name) for name in _TRADE)
    told = snapshot.ask(
        select(*sums).where(*narrowed(snapshot, ActivityRow, question), trade.week_start == monday)
    ).to_pylist()[0]
    by = (given.measure_code, given.unit)
    rows = snapshot.ask(
        select(*by, *(func.sum(given[name]).label(name) for name in _GIVEN))
        .where(*narrowed(snapshot, LedgerRow, question), given.week_start == monday)
        .group_by(*by)
        .order_by(*by)
    ).to_pylist()
    return (
        *(Week("", name, unit, int(told[name] or 0)) for name, unit in _TRADE.items()),
        *(
            Week(row["measure_code"], name, row["unit"], int(row[name] or 0))
            for row in rows
            for name in _GIVEN
        ),
    )  # fmt: skip
