"""Which deliveries explain what is different between two snapshots."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import false, func, or_, select, true

from dashboard.questions.asking import narrowed
from dashboard.questions.keeping import kept
from dashboard.views.question import Question
from models.base import Query, columns
from models.snapshots.comparison import Pair, RestatingEvent, StoreDifference, later, pair_of
from models.snapshots.snapshot import Snapshot
from models.snapshots.tables import Event, StoreDay


@dataclass(frozen=True)
class DeliveryEffect:
    """A delivery that explains differences: its file, and what of it tells of stores in view."""

    delivery_id: str
    kind: str
    file_name: str
    row_count: int
    is_new: bool
    since: int
    restating: int
    stores: int | None


@dataclass(frozen=True)
class _Told:
    """What a delivery tells of stores in view: events since the earlier day, events up to it, and of how many."""

    stores: int | None = None
    since: int = 0
    restating: int = 0


def _by_delivery(select_counts: Query, pair: Pair) -> dict[str, _Told]:
    return {row.pop("delivery_id"): _Told(**row) for row in pair.ask(select_counts).to_pylist()}


def _events(pair: Pair, question: Question) -> dict[str, _Told]:
    """Events after the earlier day, and those up to it that were delivered since, by delivery."""
    of, now, again = columns(StoreDifference), later(Event), columns(RestatingEvent)
    since = select(now.delivery_id, now.store_id, false().label("is_late")).where(now.at >= pair.end)
    events = since.union_all(select(again.delivery_id, again.store_id, true().label("is_late"))).subquery("told").c
    select_counts = select(
        events.delivery_id,
        func.count().filter(~events.is_late).label("since"),
        func.count().filter(events.is_late).label("restating"),
        func.count(events.store_id.distinct()).label("stores"),
    )
    conditions = narrowed(pair.later, StoreDifference, question)
    if conditions:  # every store of an event is in one of the snapshots
        joined = select_counts.join_from(events.store_id.table, StoreDifference, of.store_id == events.store_id)
        select_counts = joined.where(*conditions)
    return _by_delivery(select_counts.group_by(events.delivery_id), pair)


def _rewritten(pair: Pair, question: Question) -> dict[str, _Told]:
    """Stores whose own row is different, or new, by the delivery that last wrote it."""
    row, of = later(StoreDay), columns(StoreDifference)
    select_counts = (
        select(row.delivery_id, func.count().label("stores"))
        .join_from(StoreDifference, row.store_id.table, row.store_id == of.store_id)
        .where(or_(of.store, of.is_added), row.delivery_id.in_(pair.delivered_of("stores")))
        .where(*narrowed(pair.later, StoreDifference, question))
    )
    return _by_delivery(select_counts.group_by(row.delivery_id), pair)


@kept
def deliveries(second: Snapshot, question: Question, first: Snapshot) -> tuple[DeliveryEffect, ...]:
    """The deliveries that came between the two, and those whose events fall between their days; new ones first."""
    pair = pair_of(first, second)
    events = _events(pair, question)
    told: Mapping[str, _Told] = _rewritten(pair, question) | events
    effects = []
    for delivery in second.manifest["deliveries"]:
        name = delivery["delivery_id"]
        if name in pair.delivered or name in events:
            of_stores = told.get(name, _Told())
            effects.append(
                DeliveryEffect(
                    delivery_id=name,
                    kind=delivery["kind"],
                    file_name=delivery["file_name"],
                    row_count=delivery["row_count"],
                    is_new=name in pair.delivered,
                    since=of_stores.since,
                    restating=of_stores.restating,
                    stores=of_stores.stores,
                )
            )
    return tuple(sorted(effects, key=lambda effect: (not effect.is_new, effect.kind, effect.delivery_id)))
