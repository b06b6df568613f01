"""How far the data of a snapshot reach, how complete they are, and which stores something is missing of."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import reduce
from typing import Final, Literal, NamedTuple, TypeVar

from sqlalchemy import ColumnElement, and_, func, or_, select

from dashboard.questions.asking import narrowed
from dashboard.questions.keeping import kept
from dashboard.reading.naming import names
from dashboard.views.question import Question
from models.base import Expression, Query, columns
from models.snapshots.snapshot import Snapshot
from models.snapshots.tables import (
    ActivityRow,
    Application,
    BaseDay,
    DesignationDay,
    Grant,
    Placed,
    ScheduleTier,
    StoreDay,
    TargetDay,
)

SnapshotTable = type[Placed] | type[StoreDay]
MissingField = Literal["region", "coordinates", "belt", "score", "owner", "deposit", "activity"]
MISSING_FIELDS: Final[tuple[MissingField, ...]] = (
    "region",
    "coordinates",
    "belt",
    "score",
    "owner",
    "deposit",
    "activity",
)
"""What may be missing of a store; `region`: it lies in no unit that is drawn at the view's level."""
STREAMED_AT_ONCE: Final = 16_384
Moment = TypeVar("Moment", date, datetime)


def _later(one: Moment | None, other: Moment | None) -> Moment | None:
    return max((moment for moment in (one, other) if moment is not None), default=None)


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

    def __add__(self, other: "Completeness") -> "Completeness":
        """Two units as one: counts are added, of days the later counts."""
        return Completeness(
            stores=self.stores + other.stores,
            coordinates=self.coordinates + other.coordinates,
            belt=self.belt + other.belt,
            score=self.score + other.score,
            owner=self.owner + other.owner,
            deposit=self.deposit + other.deposit,
            activity=self.activity + other.activity,
            idle=self.idle + other.idle,
            last_entry=_later(self.last_entry, other.last_entry),
            last_step=_later(self.last_step, other.last_step),
            last_benefit=_later(self.last_benefit, other.last_benefit),
            last_deposit=_later(self.last_deposit, other.last_deposit),
            last_week=_later(self.last_week, other.last_week),
        )


def _store_is_without() -> dict[str, ColumnElement[bool]]:
    of = columns(StoreDay)
    return {
        "coordinates": of.lon.is_(None),
        "belt": of.belt_id.is_(None),
        "score": of.store_score.is_(None),
        "owner": of.owner.is_(None),
        "deposit": of.base_fen.is_(None),
        "activity": of.activity_week.is_(None),
    }


def _count(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.count().filter(condition)


def _of_stores() -> Mapping[str, Expression]:
    of = columns(StoreDay)
    idle = and_(of.activity_week.is_not(None), of.orders_week == 0, of.live_sessions_week == 0)
    return {
        "stores": func.count(),
        **{name: _count(~is_without) for name, is_without in _store_is_without().items()},
        "idle": _count(idle),
        "last_entry": func.max(of.entered_on),
        "last_deposit": func.max(of.deposit_on),
    }


def _parts() -> Iterator[tuple[SnapshotTable, Mapping[str, Expression]]]:
    """The tables that completeness is read from, each with the fields of `Completeness` that it tells."""
    grant = columns(Grant)
    yield StoreDay, _of_stores()
    yield Application, {"last_step": func.max(columns(Application).since)}
    yield Grant, {"last_benefit": func.max(func.greatest(grant.granted_at, grant.claimed_at, grant.used_at))}
    yield ActivityRow, {"last_week": func.max(columns(ActivityRow).week_start)}


@kept
def completeness(snapshot: Snapshot, question: Question) -> dict[str | None, Completeness]:
    """Completeness by the units of the view's level; None: in no unit that is drawn."""
    drawn = frozenset(names(snapshot).children(question.region, question.level))
    found: dict[str | None, Completeness] = {}
    for table, fields in _parts():
        unit = columns(table)[f"{question.level}_adcode"]
        values = (value.label(name) for name, value in fields.items())
        asked = select(unit.label("code"), *values).where(*narrowed(snapshot, table, question)).group_by(unit)
        for row in snapshot.ask(asked).to_pylist():
            code = row.pop("code")
            code = code if code in drawn else None
            found[code] = found.get(code, Completeness()) + Completeness(**row)
    return found


@kept
def completeness_in_view(snapshot: Snapshot, question: Question) -> Completeness:
    """Completeness of all stores in view."""
    return reduce(Completeness.__add__, completeness(snapshot, question).values(), Completeness())


@kept
def newest_rules(snapshot: Snapshot, question: Question) -> dict[str, date | None]:  # noqa: ARG001 - rules hold everywhere
    """The newest first day that has come, by kind of dated rule."""
    day = snapshot.day
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


@kept
def missing_counts(snapshot: Snapshot, question: Question) -> dict[MissingField, int]:
    """Of how many stores in view each thing is missing."""
    parts, total = completeness(snapshot, question), completeness_in_view(snapshot, question)
    return {
        "region": parts.get(None, Completeness()).stores,
        "coordinates": total.stores - total.coordinates,
        "belt": total.stores - total.belt,
        "score": total.stores - total.score,
        "owner": total.stores - total.owner,
        "deposit": total.stores - total.deposit,
        "activity": total.stores - total.activity,
    }


class IncompleteStore(NamedTuple):
    """A store that something is missing of, by its codes."""

    store_id: str
    store_name: str
    store_type: str
    category_code: str
    belt_id: str | None
    province_adcode: str | None
    city_adcode: str | None
    county_adcode: str
    owner: str | None
    delivery_id: str


def _is_missing(snapshot: Snapshot, question: Question, field: MissingField) -> ColumnElement[bool]:
    if field != "region":
        return _store_is_without()[field]
    unit = columns(StoreDay)[f"{question.level}_adcode"]
    return or_(unit.is_(None), unit.not_in(names(snapshot).children(question.region, question.level)))


def _incomplete_stores(snapshot: Snapshot, question: Question, field: MissingField) -> Query:
    of = columns(StoreDay)
    return (
        select(*(of[name] for name in IncompleteStore._fields))
        .where(*narrowed(snapshot, StoreDay, question), _is_missing(snapshot, question, field))
        .order_by(of.store_id)
    )


def incomplete_stores(
    snapshot: Snapshot, question: Question, field: MissingField, offset: int, limit: int
) -> list[IncompleteStore]:
    """A part of the stores in view that something is missing of, by id."""
    asked = _incomplete_stores(snapshot, question, field).offset(offset).limit(limit)
    return [IncompleteStore(**row) for row in snapshot.ask(asked).to_pylist()]


def all_incomplete_stores(snapshot: Snapshot, question: Question, field: MissingField) -> Iterator[IncompleteStore]:
    """All stores in view that something is missing of, by id, read as they are asked for."""
    for batch in snapshot.stream(_incomplete_stores(snapshot, question, field), STREAMED_AT_ONCE):
        for row in batch.to_pylist():
            yield IncompleteStore(**row)
