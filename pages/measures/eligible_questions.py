"""Questions of who may have a measure by its public conditions, and is without a grant of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from sqlalchemy import BigInteger, ColumnElement, Select, cast, false, func, or_, select

from dashboard.questions.asking import drawn_only, narrowed
from dashboard.questions.keeping import kept
from dashboard.tables.store_columns import StoreCells
from dashboard.views.question import Question
from models.base import columns
from models.programme.measures import Conditions
from models.programme.public_facts import Measure
from models.programme.terms import ENVELOPE, PACK
from models.snapshots.snapshot import Snapshot
from models.snapshots.tables import Grant, StoreDay

BATCH_ROWS: Final = 4_096
"""Stores of a list that are read at once."""
SUMMED_BY_STORE: Final[Mapping[str, str]] = {PACK: "pack_granted", ENVELOPE: "envelope_budget_fen"}
"""The codes whose grants a store's wide row sums: who has none is told without a look at the grants."""
LACKS: Final = "lacks {}"


@dataclass(frozen=True)
class Eligible:
    """Stores that may have a measure, and how many of them were never granted it."""

    stores: int
    without: int


@dataclass(frozen=True)
class StoreWithoutGrant:
    """What was asked of such a store, and the codes of what it was never granted."""

    cells: StoreCells
    lacks: tuple[str, ...]


def _may_have(snapshot: Snapshot, conditions: Conditions) -> list[ColumnElement[bool]]:
    """The public conditions, over stores of the day. A week of trade is told by its Monday."""
    of = columns(StoreDay)
    found: list[ColumnElement[bool]] = []
    if conditions.entered_from:
        found.append(of.entered_on >= conditions.entered_from)
    if conditions.store_types:
        found.append(of.store_type.in_(conditions.store_types))
    if conditions.certification_status:
        found.append(of.certification_status == conditions.certification_status)
    if conditions.needs_sale:
        found.append(of.first_sale_week.is_not(None))
    if conditions.days and conditions.live_hours:
        found.append(of.first_live_week <= of.entered_on + (conditions.days - 1))
        found.append(of.first_live_minutes >= conditions.live_hours * 60)
    elif conditions.days:
        found.append(of.entered_on > snapshot.day - timedelta(days=conditions.days))
    return found


def _conditions(snapshot: Snapshot, measure: Measure) -> list[ColumnElement[bool]]:
    """Who may have a measure; nobody is known to, where no conditions are public."""
    return _may_have(snapshot, measure.conditions) if measure.conditions else [false()]


def _lacks(grant_code: str) -> ColumnElement[bool]:
    """Whether a store was never granted what goes by a code."""
    if summed := SUMMED_BY_STORE.get(grant_code):
        never: ColumnElement[bool] = columns(StoreDay)[summed].is_(None)
        return never
    grant = columns(Grant)
    has_none: ColumnElement[bool] = columns(StoreDay).store_id.not_in(
        select(grant.store_id).where(grant.measure_code == grant_code)
    )
    return has_none


def _without(measure: Measure) -> ColumnElement[bool]:
    """Whether a store lacks a measure, or a part of it."""
    return or_(*(_lacks(code) for code in measure.grant_codes))


@kept
def eligible_by_region(snapshot: Snapshot, question: Question, measure: Measure) -> Mapping[str | None, Eligible]:
    """Stores that meet a measure's public conditions, by region; None: in no region that is drawn."""
    key = drawn_only(snapshot, question, columns(StoreDay)[f"{question.level}_adcode"]).label("key")
    asked = (
        select(
            key, func.count().label("stores"), cast(func.count().filter(_without(measure)), BigInteger).label("without")
        )
        .where(*_conditions(snapshot, measure), *narrowed(snapshot, StoreDay, question))
        .group_by(key)
        .order_by(key)
    )
    return {row.pop("key"): Eligible(**row) for row in snapshot.ask(asked).to_pylist()}


def _listed(snapshot: Snapshot, question: Question, measure: Measure, wanted: Sequence[str]) -> Select[Any]:
    of = columns(StoreDay)
    lacks = [_lacks(code).label(LACKS.format(code)) for code in measure.grant_codes] if measure.is_of_parts else []
    return (
        select(*(of[name] for name in wanted), *lacks)
        .where(*_conditions(snapshot, measure), _without(measure), *narrowed(snapshot, StoreDay, question))
        .order_by(of.county_adcode, of.store_id)
    )


def _without_grant(measure: Measure, cells: StoreCells) -> StoreWithoutGrant:
    codes = measure.grant_codes
    lacks = tuple(code for code in codes if cells[LACKS.format(code)]) if measure.is_of_parts else codes
    return StoreWithoutGrant(cells, lacks)


def stores_without_grant(
    snapshot: Snapshot, question: Question, measure: Measure, wanted: Sequence[str]
) -> Iterator[StoreWithoutGrant]:
    """The stores in view that meet a measure's public conditions and have no grant of it, by place and id."""
    for batch in snapshot.stream(_listed(snapshot, question, measure, wanted), BATCH_ROWS):
        yield from (_without_grant(measure, cells) for cells in batch.to_pylist())


def part_without_grant(
    snapshot: Snapshot, question: Question, measure: Measure, wanted: Sequence[str], offset: int, limit: int
) -> Sequence[StoreWithoutGrant]:
    """So many of them from a place on."""
    found = snapshot.ask(_listed(snapshot, question, measure, wanted).offset(offset).limit(limit))
    return [_without_grant(measure, cells) for cells in found.to_pylist()]
