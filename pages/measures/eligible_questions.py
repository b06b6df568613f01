"""Questions of who may have a measure by its public conditions, and is without a grant of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import BigInteger, ColumnElement, Select, cast, func, or_, select

from dashboard.questions.asking import drawn_only, narrowed
from dashboard.questions.keeping import kept
from dashboard.tables.store_columns import StoreCells
from dashboard.views.question import Question
from models.base import columns
from models.snapshots.snapshot import Snapshot
from models.snapshots.tables import Grant, StoreDay
from pages.measures.public_facts import Conditions, Measure

BATCH_ROWS: Final = 4_096
"""Stores of a list that are read at once."""


@dataclass(frozen=True)
class Eligible:
    """Stores that may have a measure, and how many of them were never granted it."""

    stores: int
    without: int


def _may_have(snapshot: Snapshot, conditions: Conditions) -> list[ColumnElement[bool]]:
    """The public conditions, over stores of the day. A week of trade is told by its Monday."""
    of, found = columns(StoreDay), [columns(StoreDay).entered_on >= conditions.entered_from]
    if conditions.store_types:
        found.append(of.store_type.in_(conditions.store_types))
    if conditions.needs_sale:
        found.append(of.first_sale_week.is_not(None))
    if conditions.days and conditions.live_hours:
        found.append(of.first_live_week <= of.entered_on + (conditions.days - 1))
        found.append(of.first_live_minutes >= conditions.live_hours * 60)
    elif conditions.days:
        found.append(of.entered_on > date.fromisoformat(snapshot.as_of) - timedelta(days=conditions.days))
    return found


def _who(snapshot: Snapshot, measure: Measure) -> tuple[list[ColumnElement[bool]], ColumnElement[bool]]:
    """Who may have a measure, and who of them has none of it."""
    of = columns(StoreDay)
    if measure.conditions is None:
        return [of.certification_status == "certified"], or_(
            of.pack_granted.is_(None), of.envelope_budget_fen.is_(None)
        )
    grant = columns(Grant)
    holders = select(grant.store_id).where(grant.measure_code == measure.code)
    return _may_have(snapshot, measure.conditions), of.store_id.not_in(holders)


@kept
def eligible_by_region(snapshot: Snapshot, question: Question, measure: Measure) -> Mapping[str | None, Eligible]:
    """Stores that meet a measure's public conditions, by region; None: in no region that is drawn."""
    conditions, is_without = _who(snapshot, measure)
    key = drawn_only(snapshot, question, columns(StoreDay)[f"{question.level}_adcode"]).label("key")
    asked = (
        select(key, func.count().label("stores"), cast(func.count().filter(is_without), BigInteger).label("without"))
        .where(*conditions, *narrowed(snapshot, StoreDay, question))
        .group_by(key)
        .order_by(key)
    )
    return {row.pop("key"): Eligible(**row) for row in snapshot.ask(asked).to_pylist()}


def _without_grant(snapshot: Snapshot, question: Question, measure: Measure, wanted: Sequence[str]) -> Select[Any]:
    of = columns(StoreDay)
    conditions, is_without = _who(snapshot, measure)
    return (
        select(*(of[name] for name in wanted))
        .where(*conditions, is_without, *narrowed(snapshot, StoreDay, question))
        .order_by(of.county_adcode, of.store_id)
    )


def stores_without_grant(
    snapshot: Snapshot, question: Question, measure: Measure, wanted: Sequence[str]
) -> Iterator[StoreCells]:
    """The stores in view that meet a measure's public conditions and have no grant of it, by place and id."""
    for batch in snapshot.stream(_without_grant(snapshot, question, measure, wanted), BATCH_ROWS):
        yield from batch.to_pylist()


def part_without_grant(
    snapshot: Snapshot, question: Question, measure: Measure, wanted: Sequence[str], offset: int, limit: int
) -> Sequence[StoreCells]:
    """So many of them from a place on."""
    asked = _without_grant(snapshot, question, measure, wanted).offset(offset).limit(limit)
    found: Sequence[StoreCells] = snapshot.ask(asked).to_pylist()
    return found
