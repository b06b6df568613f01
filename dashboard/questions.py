"""Questions asked of a snapshot. Each takes the view, narrows by its scope first, and returns typed rows.

Pages ask the cube; lists and exports ask the wide table. Answers are kept by (snapshot, question, view):
a snapshot never changes, so nothing ever needs to be forgotten.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import fields
from functools import lru_cache
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from sqlalchemy import ColumnElement, Select, func, or_, select

from dashboard.figures import Figure, StorePoint, figure
from dashboard.naming import names
from dashboard.view import LATEST, PREVIOUS, View
from models.base import columns
from models.geography.places import COUNTRY_CODE
from models.metrics import METRICS, Metric
from models.publication.snapshots import Snapshot
from models.publication.tables import CubeRow, PlaceDay, StoreDay
from models.scope import Scope
from models.settings import settings
from models.terms import NO_BELT, NO_DEPOSIT

Table = type[CubeRow] | type[StoreDay]
Given = ParamSpec("Given")
Answer = TypeVar("Answer")


def kept(
    question: Callable[Concatenate[Snapshot, View, Given], Answer],
) -> Callable[Concatenate[Snapshot, View, Given], Answer]:
    """Keep answers by snapshot and by what can change them: of the view no language, order or compared day."""

    def answer(_few: int, snapshot: Snapshot, view: View, *args: Any, **more: Any) -> Any:
        return question(snapshot, view, *args, **more)

    answers: Any = lru_cache(maxsize=2048)(answer)

    def asked(snapshot: Snapshot, view: View, *args: Given.args, **more: Given.kwargs) -> Answer:
        plain = view.but(snapshot=LATEST, compare=PREVIOUS, language="zh", order="falling")
        kept_answer: Answer = answers(settings().few, snapshot, plain, *args, **more)
        return kept_answer

    asked.__doc__ = question.__doc__
    return cast("Callable[Concatenate[Snapshot, View, Given], Answer]", asked)


@lru_cache(maxsize=4096)
def _level_of(snapshot: Snapshot, adcode: str) -> str | None:
    place = columns(PlaceDay)
    rows = snapshot.ask(select(place.level).where(place.adcode == adcode)).to_pylist()
    return rows[0]["level"] if rows else None


def _within(snapshot: Snapshot, table: Table, adcode: str) -> ColumnElement[bool] | None:
    """Stores that lie in a region; None for the whole country."""
    if adcode == COUNTRY_CODE:
        return None
    level = _level_of(snapshot, adcode)
    unit = level if level in ("province", "city") else "county"
    is_within: ColumnElement[bool] = columns(table)[f"{unit}_adcode"] == adcode
    return is_within


def allowed(snapshot: Snapshot, table: Table, scope: Scope) -> list[ColumnElement[bool]]:
    """The one place where a person's scope narrows what is asked."""
    if scope.is_everything:
        return []
    return [or_(False, *(c for c in (_within(snapshot, table, r) for r in scope.regions) if c is not None))]


def _coded(column: Any, codes: Iterable[str], missing: str) -> ColumnElement[bool]:
    chosen = column.in_([code for code in codes if code != missing])
    return or_(chosen, column.is_(None)) if missing in codes else chosen


def narrowed(snapshot: Snapshot, table: Table, view: View) -> list[ColumnElement[bool]]:
    """Conditions of a view: scope, region, filters."""
    conditions, of = allowed(snapshot, table, view.scope), columns(table)
    region = _within(snapshot, table, view.region)
    if region is not None:
        conditions.append(region)
    for codes, column in (
        (view.categories, of.category_code),
        (view.statuses, of.certification_status),
        (view.store_types, of.store_type),
    ):
        if codes:
            conditions.append(column.in_(codes))
    if view.tiers:
        conditions.append(_coded(of.tier_code, view.tiers, NO_DEPOSIT))
    if view.belts:
        conditions.append(_coded(of.belt_id, view.belts, NO_BELT))
    return conditions


def _sums(metrics: Iterable[Metric]) -> list[Any]:
    names = {"stores"}
    for metric in metrics:
        names |= {metric.numerator, metric.population}
        names |= {name for name in (metric.denominator, metric.eligible) if name}
    return [func.sum(columns(CubeRow)[name]).label(name) for name in sorted(names)]


def _grouped(snapshot: Snapshot, view: View, by: Any, only: Collection[str] | None = None) -> dict[str | None, Figure]:
    """Figures by a column's codes; codes outside `only` are summed under None."""
    metric = view.measured
    asked: Select[Any] = (
        select(by.label("code"), *_sums([metric])).where(*narrowed(snapshot, CubeRow, view)).group_by(by)
    )
    summed: dict[str | None, Counter[str]] = defaultdict(Counter)
    for row in snapshot.ask(asked).to_pylist():
        code = row.pop("code")
        summed[code if only is None or code in only else None].update(row)
    few = settings().few
    return {code: figure(metric, sums, few) for code, sums in summed.items()}


@kept
def headlines(snapshot: Snapshot, view: View, codes: tuple[str, ...]) -> dict[str, Figure]:
    """The figures of several metrics over all stores in view. One question of the cube."""
    metrics = [METRICS[code] for code in codes]
    row = snapshot.ask(select(*_sums(metrics)).where(*narrowed(snapshot, CubeRow, view))).to_pylist()[0]
    return {metric.code: figure(metric, row, settings().few) for metric in metrics}


@kept
def regions(snapshot: Snapshot, view: View) -> dict[str | None, Figure]:
    """The metric by the units of the view's level, as {adcode: figure}; None: in no unit that is drawn."""
    drawn = frozenset(names(snapshot).children(view.region, view.level))
    return _grouped(snapshot, view, columns(CubeRow)[f"{view.level}_adcode"], drawn)


@kept
def belts(snapshot: Snapshot, view: View) -> dict[str | None, Figure]:
    """The metric by belt, as {belt_id: figure}; None: stores of no belt."""
    return _grouped(snapshot, view, columns(CubeRow).belt_id)


@kept
def tiers(snapshot: Snapshot, view: View) -> dict[str | None, Figure]:
    """The metric by deposit tier, as {tier_code: figure}; None: stores without a deposit."""
    return _grouped(snapshot, view, columns(CubeRow).tier_code)


@kept
def stores(snapshot: Snapshot, view: View) -> int:
    """How many stores are in view."""
    asked = select(func.sum(columns(CubeRow).stores).label("n")).where(*narrowed(snapshot, CubeRow, view))
    return int(snapshot.ask(asked).to_pylist()[0]["n"] or 0)


@kept
def store_points(snapshot: Snapshot, view: View, limit: int) -> tuple[StorePoint, ...]:
    """Stores in view that have coordinates, at most `limit`, in the order of their ids."""
    of = columns(StoreDay)
    asked = (
        select(*(of[field.name] for field in fields(StorePoint)))
        .where(*narrowed(snapshot, StoreDay, view), of.lon.is_not(None))
        .order_by(of.store_id)
        .limit(limit)
    )
    return tuple(StorePoint(**row) for row in snapshot.ask(asked).to_pylist())


def store_rows(snapshot: Snapshot, view: View) -> Select[Any]:
    """The wide rows of the stores in view, ordered by id: what the stores export writes."""
    return select(*columns(StoreDay)).where(*narrowed(snapshot, StoreDay, view)).order_by(columns(StoreDay).store_id)
