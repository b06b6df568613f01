"""Questions of uptake: a metric over the stores in view, by region, belt and tier."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import fields, replace
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, func, select

from dashboard.figures.figure import Figure, StorePoint, figure, figures
from dashboard.questions.asking import drawn, narrowed, unit
from dashboard.questions.keeping import kept
from dashboard.views.question import Question
from models.base import columns
from models.programme.metrics import METRICS, Metric
from models.snapshots.snapshot import Snapshot
from models.snapshots.tables import DIMENSIONS, CubeRow, StoreDay

SUMS: Final = tuple(name for name in CubeRow.model_fields if name not in DIMENSIONS)
"""What the cube sums."""


def _sums(metrics: Iterable[Metric]) -> list[Any]:
    names = {"stores"}
    for metric in metrics:
        names |= {metric.numerator, metric.population}
        names |= {name for name in (metric.denominator, metric.eligible) if name}
    return [func.sum(columns(CubeRow)[name]).label(name) for name in sorted(names)]


def summed(
    snapshot: Snapshot, question: Question, by: Sequence[ColumnElement[Any]], only: Collection[str] | None = None
) -> dict[tuple[Any, ...], Counter[str]]:
    """The sums that the metric needs, by the codes of columns; codes of the last outside `only` are summed as None."""
    named = [column.label(f"code_{at}") for at, column in enumerate(by)]
    asked: Select[Any] = (
        select(*named, *_sums([question.measured]))
        .where(*narrowed(snapshot, CubeRow, question))
        .group_by(*(column.name for column in named))
    )
    found: dict[tuple[Any, ...], Counter[str]] = defaultdict(Counter)
    for row in snapshot.ask(asked).to_pylist():
        *codes, last = (row.pop(column.name) for column in named)
        found[*codes, last if only is None or last in only else None].update(row)
    return found


def _grouped(
    snapshot: Snapshot, question: Question, by: ColumnElement[Any], only: Collection[str] | None = None
) -> dict[str | None, Figure]:
    """Figures by a column's codes; codes outside `only` are summed under None."""
    groups = {code: sums for (code,), sums in summed(snapshot, question, [by], only).items()}
    return figures(question.measured, groups, question.few)


@kept
def _totals(snapshot: Snapshot, question: Question) -> Mapping[str, int]:
    of = columns(CubeRow)
    asked = select(*(func.coalesce(func.sum(of[name]), 0).label(name) for name in SUMS))
    row = snapshot.ask(asked.where(*narrowed(snapshot, CubeRow, question))).to_pylist()[0]
    return {name: int(value) for name, value in row.items()}


def totals(snapshot: Snapshot, question: Question) -> Mapping[str, int]:
    """Every sum of the cube over all stores in view: one question for all of a page's cards, whatever its metric."""
    return _totals(snapshot, replace(question, metric=Question.metric, level=Question.level))


def headlines(snapshot: Snapshot, question: Question, codes: Sequence[str]) -> dict[str, Figure]:
    """The figures of several metrics over all stores in view."""
    found = totals(snapshot, question)
    return {code: figure(METRICS[code], found, question.few) for code in codes}


@kept
def regions(snapshot: Snapshot, question: Question) -> dict[str | None, Figure]:
    """The metric by the units of the view's level, as {adcode: figure}; None: in no unit that is drawn."""
    return _grouped(snapshot, question, unit(snapshot, CubeRow, question), drawn(snapshot, question))


@kept
def belts(snapshot: Snapshot, question: Question) -> dict[str | None, Figure]:
    """The metric by belt, as {belt_id: figure}; None: stores of no belt."""
    return _grouped(snapshot, question, columns(CubeRow).belt_id)


@kept
def by_category(snapshot: Snapshot, question: Question) -> dict[str | None, Figure]:
    """The metric by category, as {code: figure}."""
    return _grouped(snapshot, question, columns(CubeRow).category_code)


@kept
def tiers(snapshot: Snapshot, question: Question) -> dict[str | None, Figure]:
    """The metric by deposit tier, as {tier_code: figure}; None: stores without a deposit."""
    return _grouped(snapshot, question, columns(CubeRow).tier_code)


@kept
def by_column(snapshot: Snapshot, question: Question, column: str) -> dict[str | None, Figure]:
    """The metric by the codes of one of the cube's columns; None: of no code."""
    return _grouped(snapshot, question, columns(CubeRow)[column])


def stores(snapshot: Snapshot, question: Question) -> int:
    """How many stores are in view."""
    return totals(snapshot, question)["stores"]


@kept
def store_points(snapshot: Snapshot, question: Question, limit: int) -> tuple[StorePoint, ...]:
    """Stores in view that have coordinates, at most `limit`, in the order of their ids."""
    of = columns(StoreDay)
    asked = (
        select(*(of[field.name] for field in fields(StorePoint)))
        .where(*narrowed(snapshot, StoreDay, question), of.lon.is_not(None))
        .order_by(of.store_id)
        .limit(limit)
    )
    return tuple(StorePoint(**row) for row in snapshot.ask(asked).to_pylist())


def store_rows(snapshot: Snapshot, question: Question) -> Select[Any]:
    """The wide rows of the stores in view, ordered by id: what the stores export writes."""
    return (
        select(*columns(StoreDay)).where(*narrowed(snapshot, StoreDay, question)).order_by(columns(StoreDay).store_id)
    )
