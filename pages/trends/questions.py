"""Questions of trends: the metric of a week by what is followed, and the days on which rules changed."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal

from sqlalchemy import Select, func, select

from dashboard.figures.figure import Figure
from dashboard.questions.asking import recasts
from dashboard.questions.keeping import kept
from dashboard.questions.uptake import belts, by_category, regions
from dashboard.reading.naming import names
from dashboard.views.question import Question
from models.base import columns
from models.snapshots.snapshot import Snapshot
from models.snapshots.tables import BaseDay, DesignationDay, ScheduleTier, TargetDay

Dimension = Literal["region", "belt", "category"]
FOLLOWED: Final[Mapping[Dimension, Callable[[Snapshot, Question], dict[str | None, Figure]]]] = {
    "region": regions,
    "belt": belts,
    "category": by_category,
}
"""What a trend can follow, and the question that answers for all of its codes at once."""


def is_listed(snapshot: Snapshot, question: Question, by: Dimension, code: str) -> bool:
    """Whether a code was known on a snapshot's day; a region also by the code of then that is renewed to it."""
    of = names(snapshot)
    if by == "region":
        return code in of.places or any(renewal.place.adcode == code for renewal in recasts(snapshot, question))
    return code in (of.belts if by == "belt" else of.categories)


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
    return tuple(sorted(_changes(snapshot, question), key=lambda of: (-of.day.toordinal(), of.kind, of.code)))


def _changes(snapshot: Snapshot, question: Question) -> Iterator[RuleChange]:
    tier, base, target = columns(ScheduleTier), columns(BaseDay), columns(TargetDay)
    yield from _counted(snapshot, "schedule", tier.schedule_id, tier.effective_from)
    yield from _counted(snapshot, "base", base.category_code, base.effective_from)
    yield from _counted(snapshot, "target", target.target_code, target.effective_from)
    waiver, in_view = columns(DesignationDay), belts(snapshot, question).keys()
    for row in snapshot.ask(select(waiver.belt_id, waiver.waiver_from, waiver.waiver_to)).to_pylist():
        if row["belt_id"] in in_view:
            yield RuleChange(row["waiver_from"], "waiver-begins", row["belt_id"])
            if row["waiver_to"]:
                yield RuleChange(row["waiver_to"], "waiver-ends", row["belt_id"])


def _counted(snapshot: Snapshot, kind: RuleKind, code: Any, first: Any) -> Iterator[RuleChange]:
    asked: Select[Any] = (
        select(code.label("code"), first.label("day"), func.count().label("rows"))
        .where(first.is_not(None))
        .group_by(code, first)
    )
    for row in snapshot.ask(asked).to_pylist():
        yield RuleChange(row["day"], kind, row["code"], row["rows"])
