"""Questions of claiming: how long it takes, what becomes of what is claimed, and where uptake is low."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any, Final, Literal

from sqlalchemy import BigInteger, ColumnElement, Date, Double, Select, and_, case, cast, extract, func, select
from sqlalchemy.dialects.postgresql import array

from dashboard.figures.figure import share
from dashboard.questions.asking import drawn_only, narrowed
from dashboard.questions.benefits import UNIT_OF, held, nothing_held
from dashboard.questions.keeping import kept
from dashboard.views.question import Question
from models.base import columns
from models.snapshots.snapshot import Snapshot
from models.snapshots.tables import Grant, MeasureRow, StoreDay

Row = dict[str, Any]
By = Literal["region", "category", "week"]
HOURS: Final = (24, 48, 72, 120, 168, 240, 336, 504, 720)
"""Upper bounds of the classes of the time to claim, in hours; one more class is beyond the last."""
WAITING, LAPSED, TAKEN_BACK = len(HOURS) + 1, len(HOURS) + 2, len(HOURS) + 3
"""Classes of grants that were never claimed."""
DECILES: Final = 10
QUANTILES: Final = array([0.5, 0.9])
"""The median and the slowest tenth, told in one go: the values are kept once."""
HALF: Final = 0.5
"""Uptake is called low below this share of the programme's (the question asks for half)."""


def group(snapshot: Snapshot, question: Question, table: Any, by: str) -> Any:
    """The column that rows are grouped by."""
    of = columns(table)
    if by == "region":
        return drawn_only(snapshot, question, of[f"{question.level}_adcode"])
    if by == "week":
        return cast(func.date_trunc("week", of.granted_at), Date)
    return of.category_code


@kept
def claim_times(snapshot: Snapshot, question: Question, measure: str, by: By) -> tuple[Row, ...]:
    """Per region, category or week of granting: grants, how many were claimed and how soon, and the sums."""
    of, key = columns(Grant), group(snapshot, question, Grant, by).label("key")
    stores = [func.count(of.store_id.distinct()).label("stores")] if by == "week" else []
    sums = (cast(func.sum(of[name]), BigInteger).label(name) for name in ("granted", "claimed", "used", "lapsed"))
    asked = (
        select(
            key,
            *stores,
            func.count().label("grants"),
            func.count(of.claim_hours).label("claims"),
            func.quantile_cont(of.claim_hours, QUANTILES).label("hours"),
            *sums,
        )
        .where(of.measure_code == measure, of.unit == UNIT_OF[measure], *narrowed(snapshot, Grant, question))
        .group_by(key)
        .order_by(key)
    )
    found = [row | _hours(row.pop("hours")) for row in snapshot.ask(asked).to_pylist()]
    if by == "week":
        return tuple(found)
    counted = _stores_granted(snapshot, question, measure, by)
    return tuple(row | {"stores": counted[row["key"]]} for row in found)


def _hours(quantiles: Sequence[float] | None) -> Row:
    median, slow = quantiles or (None, None)
    return {"median_hours": median, "slow_hours": slow}


def _stores_granted(snapshot: Snapshot, question: Question, measure: str, by: By) -> dict[str | None, int]:
    """Stores granted a benefit, by region or category: the cube knows, and counting grants' stores takes long."""
    of, key = columns(MeasureRow), group(snapshot, question, MeasureRow, by).label("key")
    asked = (
        select(key, cast(func.sum(of.granted_stores), BigInteger).label("stores"))
        .where(of.measure_code == measure, of.unit == UNIT_OF[measure], *narrowed(snapshot, MeasureRow, question))
        .group_by(key)
    )
    return {row["key"]: row["stores"] for row in snapshot.ask(asked).to_pylist()}


@kept
def claim_hours(snapshot: Snapshot, question: Question, measure: str) -> tuple[Row, ...]:
    """Grants by how long it took to claim them, in the classes of HOURS; the last three were never claimed."""
    of = columns(Grant)
    never = [(of.unclaimed > 0, WAITING), (of.lapsed > 0, LAPSED)]
    is_unclaimed = of.claim_hours.is_(None)
    classes = [
        *((and_(is_unclaimed, condition), at) for condition, at in never),
        (is_unclaimed, TAKEN_BACK),
        *((of.claim_hours <= bound, at) for at, bound in enumerate(HOURS)),
    ]
    at = case(*classes, else_=len(HOURS)).label("at")
    asked = (
        select(
            at,
            func.count(of.store_id.distinct()).label("stores"),
            func.count().label("grants"),
            cast(func.sum(of.granted), BigInteger).label("granted"),
        )
        .where(of.measure_code == measure, of.unit == UNIT_OF[measure], *narrowed(snapshot, Grant, question))
        .group_by(at)
    )
    found = {row["at"]: row for row in snapshot.ask(asked).to_pylist()}
    none = {"stores": 0, "grants": 0, "granted": 0}
    return tuple(found.get(at, {"at": at} | none) for at in range(TAKEN_BACK + 1)) if found else ()


def _days(earlier: ColumnElement[Any], later: ColumnElement[Any]) -> ColumnElement[Any]:
    return cast(extract("epoch", later - earlier), Double) / 86_400


def _firsts(snapshot: Snapshot, question: Question, measure: str) -> Select[Any]:
    """Per store: its first grant of a measure, first claim, first use and first lapse."""
    of = columns(Grant)
    return (
        select(of.store_id, *(func.min(of[name]).label(name) for name in
                              ("granted_at", "claimed_at", "used_at", "lapsed_on")))
        .where(of.measure_code == measure, of.unit == UNIT_OF[measure], *narrowed(snapshot, Grant, question))
        .group_by(of.store_id)
    )  # fmt: skip


@kept
def cohorts(snapshot: Snapshot, question: Question, measure: str, by: str, month: str) -> tuple[Row, ...]:
    """Certified stores, by the month they first were or by region: how many came how far, in how many median days.

    `month` (2026-03, or nothing) chooses one cohort.
    """
    store, first = columns(StoreDay), _firsts(snapshot, question, measure).subquery()
    started = func.date_trunc("month", store.certified_on)
    key = cast(started, Date) if by == "month" else group(snapshot, question, StoreDay, "region")
    steps = {
        "days_to_grant": cast(first.c.granted_at, Date) - store.certified_on,
        "days_to_claim": _days(first.c.granted_at, first.c.claimed_at),
        "days_to_use": _days(first.c.claimed_at, first.c.used_at),
        "days_to_lapse": first.c.lapsed_on - cast(first.c.granted_at, Date),
    }
    asked = (
        select(
            key.label("key"),
            func.count().label("stores"),
            *(func.count(first.c[name]).label(name) for name in ("granted_at", "claimed_at", "used_at", "lapsed_on")),
            *(func.quantile_cont(days, 0.5).label(name) for name, days in steps.items()),
        )
        .join_from(StoreDay, first, first.c.store_id == store.store_id, isouter=True)
        .where(store.certified_on.is_not(None), *narrowed(snapshot, StoreDay, question))
        .group_by(key)
        .order_by(key)
    )
    if month:
        asked = asked.where(started == date.fromisoformat(f"{month}-01"))
    return tuple(snapshot.ask(asked).to_pylist())


@kept
def cohort_months(snapshot: Snapshot, question: Question) -> tuple[date, ...]:
    """Months in which stores in view were first certified, oldest first."""
    of = columns(StoreDay)
    month = cast(func.date_trunc("month", of.certified_on), Date).label("month")
    asked = select(month).where(of.certified_on.is_not(None), *narrowed(snapshot, StoreDay, question)).distinct()
    return tuple(row["month"] for row in snapshot.ask(asked.order_by(month)).to_pylist())


@kept
def uptake_by(snapshot: Snapshot, question: Question, measure: str, column: str) -> tuple[Row, ...]:
    """Per province, belt or category: stores granted and claimed, amounts granted and claimed."""
    of = columns(MeasureRow)
    key = of[column].label("key")
    asked = (
        select(
            key,
            *(
                cast(func.sum(of[name]), BigInteger).label(name)
                for name in ("granted_stores", "claimed_stores", "granted", "claimed")
            ),
        )
        .where(of.measure_code == measure, of.unit == UNIT_OF[measure], of[column].is_not(None))
        .where(*narrowed(snapshot, MeasureRow, question))
        .group_by(key)
        .order_by(key)
    )
    return tuple(row | _rates(row) for row in snapshot.ask(asked).to_pylist())


def _rates(row: Row) -> Row:
    return {
        "head": share(row["claimed_stores"], row["granted_stores"]),
        "value": share(row["claimed"], row["granted"]),
    }


def ranked_belts(snapshot: Snapshot, question: Question, measure: str, few: int) -> list[Row]:
    """Belts with enough stores that were granted a benefit, by uptake by value, lowest first, with their decile."""
    enough = [row for row in uptake_by(snapshot, question, measure, "belt_id") if row["granted_stores"] >= few]
    rising = sorted((row for row in enough if row["value"] is not None), key=lambda row: (row["value"], row["key"]))
    return [row | {"decile": at * DECILES // len(rising) + 1} for at, row in enumerate(rising)]


def low(
    snapshot: Snapshot, question: Question, measure: str, keys: Collection[str], few: int
) -> tuple[Row, list[tuple[str, Row]]]:
    """The programme's uptake; and (column, row) of the provinces and belts in view below half of it, lowest first."""
    whole = uptake_of_programme(snapshot, question, measure)
    found = [
        (column, row)
        for column in keys
        for row in uptake_by(snapshot, question, measure, column)
        if row["granted_stores"] >= few and any(_is_low(row, whole, name) for name in ("head", "value"))
    ]
    found.sort(key=lambda one: (list(keys).index(one[0]), one[1]["value"] or 0, one[1]["key"]))
    return whole, found


def _is_low(row: Row, whole: Row, name: str) -> bool:
    return row[name] is not None and whole[name] is not None and row[name] < HALF * whole[name]


def uptake_of_programme(snapshot: Snapshot, question: Question, measure: str) -> Row:
    """Uptake over every store that the reader may see, whatever region and filters are chosen."""
    unit = UNIT_OF[measure]
    row = held(snapshot, question.reset()).get((measure, unit)) or nothing_held(measure, unit)
    return _rates(row)
