"""What every question is asked through: its conditions, its scope first.

Pages ask the cube and its kin; lists and exports ask the wide table.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, case, null, or_, select

from dashboard.reading.naming import names
from dashboard.views.dimensions import DIMENSIONS
from dashboard.views.question import Question
from models.base import columns
from models.geography import places as geography
from models.geography.places import COUNTRY_CODE, Level
from models.geography.renewals import Renewal
from models.geography.scope import Scope
from models.snapshots.snapshot import Snapshot
from models.snapshots.tables import BeltDay, Placed, PlaceDay, StoreDay

Table = type[Placed] | type[StoreDay] | type[BeltDay]


@lru_cache(maxsize=4096)
def _level_of(snapshot: Snapshot, adcode: str) -> str | None:
    place = columns(PlaceDay)
    rows = snapshot.ask(select(place.level).where(place.adcode == adcode)).to_pylist()
    return rows[0]["level"] if rows else None


def recasts(snapshot: Snapshot, question: Question) -> tuple[Renewal, ...]:
    """What of a snapshot's codes of then is renewed: those that it has places for, where codes of now are wanted."""
    if question.codes == "then":
        return ()
    return _known_then(snapshot, question.renewals)


def _known_then(snapshot: Snapshot, renewals: tuple[Renewal, ...]) -> tuple[Renewal, ...]:
    return tuple(renewal for renewal in renewals if renewal.old in names(snapshot).places)


def _unit(table: Table, level: Level, renewals: tuple[Renewal, ...]) -> ColumnElement[Any]:
    of = columns(table)
    code: ColumnElement[Any] = of[f"{level}_adcode"]
    if not renewals:
        return code
    return case(*((of.county_adcode == renewal.old, renewal.place.unit(level)) for renewal in renewals), else_=code)


def unit(snapshot: Snapshot, table: Table, question: Question) -> ColumnElement[Any]:
    """The code of the unit that stores lie in, at the view's level: of then, or renewed to that of now."""
    return _unit(table, question.level, recasts(snapshot, question))


def drawn(snapshot: Snapshot, question: Question) -> frozenset[str]:
    """The units of the view's region and level that a map draws, by the codes that `unit` gives."""
    renewed = {renewal.old: renewal.place for renewal in recasts(snapshot, question)}
    regions = {question.region} | {old for old, place in renewed.items() if place.adcode == question.region}
    then = (place for region in regions for place in geography.children(names(snapshot).places, region, question.level))
    now = ((renewed.get(place.adcode, place), place.adcode in renewed) for place in then)
    return frozenset(
        code
        for place, is_renewed in now
        if place.is_drawn and (code := place.unit(question.level) if is_renewed else place.adcode)
    )


def drawn_only(snapshot: Snapshot, question: Question, column: Any) -> Any:
    """A region's code where its boundary is drawn at the view's level; None elsewhere."""
    return case((column.in_(names(snapshot).children(question.region, question.level)), column), else_=null())


def _within(snapshot: Snapshot, table: Table, adcode: str, renewals: tuple[Renewal, ...]) -> ColumnElement[bool] | None:
    """Stores that lie in a region; None for the whole country."""
    if adcode == COUNTRY_CODE:
        return None
    found = _level_of(snapshot, adcode)
    level: Level = "province" if found == "province" else "city" if found == "city" else "county"
    is_within: ColumnElement[bool] = _unit(table, level, renewals) == adcode
    return is_within


def allowed(
    snapshot: Snapshot, table: Table, scope: Scope, renewals: tuple[Renewal, ...] = ()
) -> list[ColumnElement[bool]]:
    """The one place where a person's scope narrows what is asked: the same land, whichever codes it had."""
    if scope.is_everything:
        return []
    then = _known_then(snapshot, renewals)
    within = (_within(snapshot, table, region, then) for region in scope.regions)
    return [or_(False, *(condition for condition in within if condition is not None))]


def _coded(column: Any, codes: Iterable[str], missing: str) -> ColumnElement[bool]:
    chosen: ColumnElement[bool] = column.in_([code for code in codes if code != missing])
    return or_(chosen, column.is_(None)) if missing and missing in codes else chosen


def placed(snapshot: Snapshot, table: Table, question: Question) -> list[ColumnElement[bool]]:
    """Conditions of a view's scope and region alone; a listed belt lies where its county does."""
    region = _within(snapshot, table, question.region, recasts(snapshot, question))
    return [*allowed(snapshot, table, question.scope, question.renewals), *([] if region is None else [region])]


def narrowed(snapshot: Snapshot, table: type[Placed] | type[StoreDay], question: Question) -> list[ColumnElement[bool]]:
    """Conditions of a question: scope, region, and each dimension that it is narrowed by."""
    conditions, of = placed(snapshot, table, question), columns(table)
    for dimension in DIMENSIONS:
        if codes := dimension.codes(question):
            conditions.append(_coded(of[dimension.column], codes, dimension.missing))
    return conditions
