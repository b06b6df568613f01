"""Questions of the plan: since when a measure has been granted, and the days on which something changes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from sqlalchemy import Date, cast, func, select

from dashboard.questions.asking import narrowed
from dashboard.questions.costs import UNITS, cost
from dashboard.questions.keeping import kept
from dashboard.questions.rule_changes import RuleChange, RuleKind, rule_changes
from dashboard.views.question import Question
from models.base import columns
from models.programme.press import press_days
from models.programme.public_facts import measures
from models.snapshots.snapshot import Snapshot
from models.snapshots.tables import Grant

Basis = Literal["press", "delivered", "forecast"]
PlanKind = Literal["press", "entry", "first-grant", "budget-begins", "budget-ends", "budget-out"]
_BUDGET = "budget-"


@dataclass(frozen=True)
class PlanDay:
    """A day on which something of the plan changes.

    `code` names what: a measure, a currency of a budget, or what a rule is of (see RuleChange); of a press day its
    place in data/press_days.csv. `is_month`: the text names the month alone, and `day` is its first.
    """

    day: date
    kind: PlanKind | RuleKind
    code: str
    basis: Basis
    is_month: bool = False
    rule: RuleChange | None = None


@kept
def first_grants(snapshot: Snapshot, question: Question) -> Mapping[str, date]:
    """By the code that grants go by, the day of the first grant to a store in view."""
    of = columns(Grant)
    asked = (
        select(of.measure_code, cast(func.min(of.granted_at), Date).label("day"))
        .where(*narrowed(snapshot, Grant, question))
        .group_by(of.measure_code)
    )
    return {row["measure_code"]: row["day"] for row in snapshot.ask(asked).to_pylist()}


def _of_measures(snapshot: Snapshot, question: Question) -> Iterator[PlanDay]:
    found = first_grants(snapshot, question)
    for measure in measures().values():
        if measure.conditions and measure.conditions.entered_from:
            yield PlanDay(measure.conditions.entered_from, "entry", measure.code, "press")
        first = [found[code] for code in measure.grant_codes if code in found]
        if first:
            yield PlanDay(min(first), "first-grant", measure.code, "delivered")


def _of_budgets(snapshot: Snapshot, question: Question) -> Iterator[PlanDay]:
    for currency in UNITS:
        found = cost(snapshot, question, currency)
        if found.begins:
            yield PlanDay(found.begins, "budget-begins", currency, "delivered")
        if found.ends:
            yield PlanDay(found.ends, "budget-ends", currency, "delivered")
        if found.runs_out:
            yield PlanDay(found.runs_out, "budget-out", currency, "forecast")


def plan_days(snapshot: Snapshot, question: Question) -> tuple[PlanDay, ...]:
    """Every day that is known, the earliest first; budgets are the programme's, waivers those of the belts in view."""
    found = [PlanDay(one.day, "press", str(at), "press", one.is_month) for at, one in enumerate(press_days())]
    found += _of_measures(snapshot, question)
    found += [
        PlanDay(one.day, one.kind, one.code, "delivered", rule=one)
        for one in rule_changes(snapshot, question)
        if not one.code.startswith(_BUDGET)  # told by their own
    ]
    found += _of_budgets(snapshot, question)
    return tuple(sorted(found, key=lambda one: (one.day, one.kind, one.code)))
