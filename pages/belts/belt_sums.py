"""The sums of belts: of those in view, of one, of all."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Final

from sqlalchemy import BigInteger, ColumnElement, cast, func, select

from dashboard.figures.figure import figure
from dashboard.questions.asking import narrowed
from dashboard.questions.keeping import kept
from dashboard.reading.naming import names
from dashboard.views.dimensions import without_region_and_filters
from dashboard.views.question import Question
from models.base import columns
from models.programme.metrics import METRICS
from models.snapshots.snapshot import Snapshot
from models.snapshots.tables import DIMENSIONS, CubeRow, Placed

Sums = Mapping[str, int]
"""Column of the cube -> its sum; what a metric's figure is made of."""
ZERO_SUMS: Final[Sums] = dict.fromkeys((name for name in CubeRow.model_fields if name not in DIMENSIONS), 0)


def question_of_belt(question: Question, belt_id: str) -> Question:
    """All stores of one belt, wherever they are."""
    return replace(without_region_and_filters(question), belts=(belt_id,))


def growth(now: float, before: float) -> float | None:
    """The change in per cent of what was before; None where that was nothing."""
    return 100 * (now - before) / before if before else None


def rate(code: str, sums: Sums, few: int) -> float | None:
    """A metric over sums of the cube; None where there are too few stores, or nothing to divide."""
    return figure(METRICS[code], sums, few).value


def added(all_of: Iterable[Sums]) -> Sums:
    """The sums of several together."""
    listed = list(all_of)
    return {name: sum(sums[name] for sums in listed) for name in ZERO_SUMS}


def totals(table: type[Placed], wanted: Iterable[str]) -> list[ColumnElement[Any]]:
    """The sums of columns under their own names; zero where there is none."""
    of = columns(table)
    return [cast(func.coalesce(func.sum(of[name]), 0), BigInteger).label(name) for name in wanted]


@kept
def by_belt(snapshot: Snapshot, question: Question) -> dict[str, Sums]:
    """The cube's sums of each listed belt that has stores in view."""
    belt, known = columns(CubeRow).belt_id, names(snapshot).belts
    asked = (
        select(belt, *totals(CubeRow, ZERO_SUMS))
        .where(*narrowed(snapshot, CubeRow, question), belt.is_not(None))
        .group_by(belt)
        .order_by(belt)
    )
    found = {row.pop("belt_id"): row for row in snapshot.ask(asked).to_pylist()}
    return {code: sums for code, sums in found.items() if code in known}


def all_belts(snapshot: Snapshot, question: Question) -> dict[str, Sums]:
    """The sums of all belts that the scope allows, whatever the view."""
    return by_belt(snapshot, without_region_and_filters(question))


def sums_of_belt(snapshot: Snapshot, question: Question, belt_id: str) -> Sums:
    """The sums of one belt, of all its stores."""
    return all_belts(snapshot, question).get(belt_id, ZERO_SUMS)


def is_too_small(snapshot: Snapshot, question: Question, belt_id: str) -> bool:
    """Whether a belt has stores, but too few to show figures of."""
    return 0 < sums_of_belt(snapshot, question, belt_id)["stores"] < question.few
