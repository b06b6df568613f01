"""The days on which rules begin or end: schedules, base deposits, waivers, targets."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from sqlalchemy import ColumnElement, func, select

from dashboard.questions.keeping import kept
from dashboard.questions.uptake import belts
from dashboard.views.question import Question
from models.base import columns
from models.snapshots.snapshot import Snapshot
from models.snapshots.tables import BaseDay, DesignationDay, ScheduleTier, TargetDay

RuleKind = Literal["schedule", "base", "waiver-begins", "waiver-ends", "target"]


@dataclass(frozen=True)
class RuleChange:
    """A day on which a rule begins or ends; `code` is a schedule, a belt, a category or a target, `rows` how many."""

    day: date
    kind: RuleKind
    code: str
    rows: int = 1


@kept
def rule_changes(snapshot: Snapshot, question: Question) -> tuple[RuleChange, ...]:
    """Every change that the snapshot knows of, the newest first; waivers of the belts in view alone."""
    changes = _changes(snapshot, question)
    return tuple(sorted(changes, key=lambda change: (-change.day.toordinal(), change.kind, change.code)))


def _changes(snapshot: Snapshot, question: Question) -> Iterator[RuleChange]:
    tier, base, target = columns(ScheduleTier), columns(BaseDay), columns(TargetDay)
    yield from _beginnings(snapshot, "schedule", tier.schedule_id, tier.effective_from)
    yield from _beginnings(snapshot, "base", base.category_code, base.effective_from)
    yield from _beginnings(snapshot, "target", target.target_code, target.effective_from)
    in_view = belts(snapshot, question).keys()
    for waiver in _waivers(snapshot):
        if waiver.belt_id in in_view:
            yield RuleChange(waiver.waiver_from, "waiver-begins", waiver.belt_id)
            if waiver.waiver_to:
                yield RuleChange(waiver.waiver_to, "waiver-ends", waiver.belt_id)


def _beginnings(
    snapshot: Snapshot, kind: RuleKind, code: ColumnElement[str], first: ColumnElement[date]
) -> Iterator[RuleChange]:
    """The first days of a rule's rows, by what the rows are of."""
    select_days = (
        select(code.label("code"), first.label("day"), func.count().label("rows"))
        .where(first.is_not(None))
        .group_by(code, first)
    )
    for row in snapshot.ask(select_days).to_pylist():
        yield RuleChange(kind=kind, **row)


@dataclass(frozen=True)
class _Waiver:
    """A belt's commission waiver; without a last day it goes on."""

    belt_id: str
    waiver_from: date
    waiver_to: date | None


def _waivers(snapshot: Snapshot) -> Iterator[_Waiver]:
    waiver = columns(DesignationDay)
    select_waivers = select(waiver.belt_id, waiver.waiver_from, waiver.waiver_to)
    for row in snapshot.ask(select_waivers).to_pylist():
        yield _Waiver(**row)
