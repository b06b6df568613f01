"""One store: its row of the day, its grants, and everything that happened to it, with where each fact came from."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime

from sqlalchemy import select

from dashboard.questions.asking import allowed, placed
from dashboard.questions.keeping import kept
from dashboard.views.question import Question
from models.base import columns
from models.snapshots.snapshot import Snapshot
from models.snapshots.tables import DIMENSIONS, Event, Grant, StoreDay


@dataclass(frozen=True)
class StoreGrant:
    """One grant of a store as it stands, in its own unit."""

    measure_code: str
    unit: str
    grant_id: str
    granted_at: datetime
    claim_by: date | None
    use_by: date | None
    granted: int
    claimed: int
    used: int
    lapsed: int
    clawed_back: int
    unclaimed: int
    unused: int


@dataclass(frozen=True)
class StoreEvent:
    """One thing that happened to a store; what its subject does not have is missing."""

    at: datetime
    subject: str
    event: str
    grant_id: str | None
    measure_code: str | None
    quantity: int | None
    unit: str | None
    claim_by: date | None
    use_by: date | None
    valid_until: date | None
    reason: str | None
    tier_code: str | None
    base_fen: int | None
    required_fen: int | None
    paid_fen: int | None
    delivery_id: str


@dataclass(frozen=True)
class StoreDeposit:
    """A deposit that was in force for a store, from a day on."""

    effective_on: date
    tier_code: str | None
    base_fen: int
    required_fen: int
    paid_fen: int
    delivery_id: str


@kept
def store(snapshot: Snapshot, question: Question, store_id: str) -> StoreDay | None:
    """The wide row of a store in the view's scope and region; None: there is none."""
    of = columns(StoreDay)
    rows = snapshot.ask(select(*of).where(*placed(snapshot, StoreDay, question), of.store_id == store_id)).to_pylist()
    return StoreDay(**rows[0]) if rows else None


@kept
def county_of_store(snapshot: Snapshot, question: Question, store_id: str) -> str | None:
    """The county of a store that is in scope, wherever it lies; None: there is none, or it may not be seen."""
    of = columns(StoreDay)
    conditions = allowed(snapshot, StoreDay, question.scope, question.renewals)
    rows = snapshot.ask(select(of.county_adcode).where(*conditions, of.store_id == store_id)).to_pylist()
    return str(rows[0]["county_adcode"]) if rows else None


@kept
def grants(snapshot: Snapshot, question: Question, store_id: str) -> tuple[StoreGrant, ...]:
    """A store's grants as they stand, by measure and unit, the newest first."""
    row = store(snapshot, question, store_id)
    if row is None:
        return ()
    of = columns(Grant)
    # The file is ordered by county within a measure: with the store's own county little of it is read.
    own = [of[name].is_not_distinct_from(getattr(row, name)) for name in DIMENSIONS]
    asked = (
        select(*(of[field.name] for field in fields(StoreGrant)))
        .where(of.store_id == store_id, *own)
        .order_by(of.measure_code, of.unit, of.granted_at.desc(), of.grant_id)
    )
    return tuple(StoreGrant(**grant) for grant in snapshot.ask(asked).to_pylist())


@kept
def events(snapshot: Snapshot, question: Question, store_id: str) -> tuple[StoreEvent, ...]:
    """What happened to a store, the newest first."""
    if store(snapshot, question, store_id) is None:
        return ()
    of = columns(Event)
    asked = select(*(of[field.name] for field in fields(StoreEvent))).where(of.store_id == store_id)
    # The file holds a store's events in the order in which they happened.
    return tuple(StoreEvent(**row) for row in reversed(snapshot.ask(asked).to_pylist()))


def deposits(snapshot: Snapshot, question: Question, store_id: str) -> tuple[StoreDeposit, ...]:
    """The deposits that were in force for a store, the newest first."""
    return tuple(
        StoreDeposit(
            effective_on=event.at.date(),
            tier_code=event.tier_code,
            base_fen=event.base_fen or 0,
            required_fen=event.required_fen or 0,
            paid_fen=event.paid_fen or 0,
            delivery_id=event.delivery_id,
        )
        for event in events(snapshot, question, store_id)
        if event.subject == "deposit"
    )


def delivery_files(snapshot: Snapshot) -> Mapping[str, str]:
    """The name of each delivery's file, by its id."""
    return {row["delivery_id"]: row["file_name"] for row in snapshot.manifest["deliveries"]}
