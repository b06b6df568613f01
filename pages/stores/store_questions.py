"""One store: its row of the day, its grants, and everything that happened to it, with where each fact came from."""

from typing import Any

from sqlalchemy import Select, select

from dashboard.questions.asking import allowed, placed
from dashboard.questions.keeping import kept
from dashboard.views.question import Question
from models.base import columns
from models.snapshots.snapshot import Snapshot
from models.snapshots.tables import DIMENSIONS, Event, Grant, StoreDay

Row = dict[str, Any]


@kept
def store(snapshot: Snapshot, question: Question, store_id: str) -> Row | None:
    """The wide row of a store in the view's scope and region; None: there is none."""
    of = columns(StoreDay)
    rows = snapshot.ask(select(*of).where(*placed(snapshot, StoreDay, question), of.store_id == store_id)).to_pylist()
    return dict(rows[0]) if rows else None


@kept
def lies_in(snapshot: Snapshot, question: Question, store_id: str) -> str | None:
    """The county of a store that is in scope, wherever it lies; None: there is none, or it may not be seen."""
    of = columns(StoreDay)
    conditions = allowed(snapshot, StoreDay, question.scope, question.renewals)
    rows = snapshot.ask(select(of.county_adcode).where(*conditions, of.store_id == store_id)).to_pylist()
    return str(rows[0]["county_adcode"]) if rows else None


@kept
def grants(snapshot: Snapshot, question: Question, store_id: str) -> tuple[Row, ...]:
    """A store's grants as they stand, by measure and unit, the newest first."""
    found = store(snapshot, question, store_id)
    if found is None:
        return ()
    of = columns(Grant)
    # The file is ordered by county within a measure: with the store's own county little of it is read.
    own = [of[name].is_not_distinct_from(found[name]) for name in DIMENSIONS]
    asked = (
        select(*(column for column in of if column.name not in DIMENSIONS))
        .where(of.store_id == store_id, *own)
        .order_by(of.measure_code, of.unit, of.granted_at.desc(), of.grant_id)
    )
    return tuple(snapshot.ask(asked).to_pylist())


def _events(store_id: str, *subjects: str) -> Select[Any]:
    of = columns(Event)
    asked = select(*of).where(of.store_id == store_id)
    return asked.where(of.subject.in_(subjects)) if subjects else asked


@kept
def events(snapshot: Snapshot, question: Question, store_id: str, *subjects: str) -> tuple[Row, ...]:
    """What happened to a store, the newest first; of what subjects, or of all."""
    if store(snapshot, question, store_id) is None:
        return ()
    # The file holds a store's events in the order in which they happened.
    return tuple(reversed(snapshot.ask(_events(store_id, *subjects)).to_pylist()))


def deliveries(snapshot: Snapshot) -> dict[str, str]:
    """The name of each delivery's file, by its id."""
    return {row["delivery_id"]: row["file_name"] for row in snapshot.manifest["deliveries"]}
