"""What every question is asked through: the view's conditions, its scope first, and answers that are kept.

Pages ask the cube and its kin; lists and exports ask the wide table. Answers are kept by (snapshot, question,
view): a snapshot never changes, so nothing ever needs to be forgotten.
"""

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from sqlalchemy import ColumnElement, case, null, or_, select

from dashboard.reading.naming import names
from dashboard.views.view import LATEST, PREVIOUS, SCREEN, View
from models.base import columns
from models.geography import places as geography
from models.geography.places import COUNTRY_CODE, Level
from models.geography.renewals import Renewal
from models.geography.scope import Scope
from models.programme.terms import NO_BELT, NO_DEPOSIT
from models.settings import settings
from models.snapshots.snapshot import Snapshot
from models.snapshots.tables import BeltDay, Placed, PlaceDay, StoreDay

Table = type[Placed] | type[StoreDay] | type[BeltDay]
Given = ParamSpec("Given")
Answer = TypeVar("Answer")


def kept(
    question: Callable[Concatenate[Snapshot, View, Given], Answer],
) -> Callable[Concatenate[Snapshot, View, Given], Answer]:
    """Keep answers by snapshot and by what can change them.

    Of the view that is scope, region, level, metric and filters: a question is asked of a view without
    language, order, compared day or anything of one screen alone, and takes what it needs of those as arguments.
    """

    def answer(_few: int, snapshot: Snapshot, view: View, *args: Any, **more: Any) -> Any:
        return question(snapshot, view, *args, **more)

    answers: Any = lru_cache(maxsize=2048)(answer)

    def asked(snapshot: Snapshot, view: View, *args: Given.args, **more: Given.kwargs) -> Answer:
        plain = view.but(snapshot=LATEST, compare=PREVIOUS, language="zh", order="falling", **SCREEN)
        kept_answer: Answer = answers(settings().few, snapshot, plain, *args, **more)
        return kept_answer

    asked.__doc__ = question.__doc__
    return cast("Callable[Concatenate[Snapshot, View, Given], Answer]", asked)


@lru_cache(maxsize=4096)
def _level_of(snapshot: Snapshot, adcode: str) -> str | None:
    place = columns(PlaceDay)
    rows = snapshot.ask(select(place.level).where(place.adcode == adcode)).to_pylist()
    return rows[0]["level"] if rows else None


def recasts(snapshot: Snapshot, view: View) -> tuple[Renewal, ...]:
    """What of a snapshot's codes of then is renewed: those that it has places for, where codes of now are wanted."""
    if view.codes == "then":
        return ()
    return _known_then(snapshot, view.renewals)


def _known_then(snapshot: Snapshot, renewals: tuple[Renewal, ...]) -> tuple[Renewal, ...]:
    return tuple(renewal for renewal in renewals if renewal.old in names(snapshot).places)


def _unit(table: Table, level: Level, renewals: tuple[Renewal, ...]) -> ColumnElement[Any]:
    of = columns(table)
    code: ColumnElement[Any] = of[f"{level}_adcode"]
    if not renewals:
        return code
    return case(*((of.county_adcode == renewal.old, renewal.place.unit(level)) for renewal in renewals), else_=code)


def unit(snapshot: Snapshot, table: Table, view: View) -> ColumnElement[Any]:
    """The code of the unit that stores lie in, at the view's level: of then, or renewed to that of now."""
    return _unit(table, view.level, recasts(snapshot, view))


def drawn(snapshot: Snapshot, view: View) -> frozenset[str]:
    """The units of the view's region and level that a map draws, by the codes that `unit` gives."""
    renewed = {renewal.old: renewal.place for renewal in recasts(snapshot, view)}
    regions = {view.region} | {old for old, place in renewed.items() if place.adcode == view.region}
    then = (place for region in regions for place in geography.children(names(snapshot).places, region, view.level))
    now = ((renewed.get(place.adcode, place), place.adcode in renewed) for place in then)
    return frozenset(
        code
        for place, is_renewed in now
        if place.is_drawn and (code := place.unit(view.level) if is_renewed else place.adcode)
    )


def drawn_only(snapshot: Snapshot, view: View, column: Any) -> Any:
    """A region's code where its boundary is drawn at the view's level; None elsewhere."""
    return case((column.in_(names(snapshot).children(view.region, view.level)), column), else_=null())


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
    chosen = column.in_([code for code in codes if code != missing])
    return or_(chosen, column.is_(None)) if missing in codes else chosen


def placed(snapshot: Snapshot, table: Table, view: View) -> list[ColumnElement[bool]]:
    """Conditions of a view's scope and region alone; a listed belt lies where its county does."""
    region = _within(snapshot, table, view.region, recasts(snapshot, view))
    return [*allowed(snapshot, table, view.scope, view.renewals), *([] if region is None else [region])]


def narrowed(snapshot: Snapshot, table: type[Placed] | type[StoreDay], view: View) -> list[ColumnElement[bool]]:
    """Conditions of a view: scope, region, filters."""
    conditions, of = placed(snapshot, table, view), columns(table)
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
