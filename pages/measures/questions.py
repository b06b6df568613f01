"""Questions of the ten measures: what is public of each, what became of its grants, and who is still without.

The public facts are those of data/measures.csv, measure_caps.csv and measure_conditions.csv. In delivered
files the measure laotie-good-store goes by its parts, the traffic pack and the red envelope.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any, Final

from sqlalchemy import BigInteger, ColumnElement, Select, cast, func, or_, select

from dashboard.questions.asking import drawn_only, narrowed
from dashboard.questions.benefits import total
from dashboard.questions.keeping import kept
from dashboard.views.question import Question
from data.language import Named
from data.reference import rows
from models.base import columns
from models.programme.terms import ENVELOPE, PACK
from models.snapshots.snapshot import Snapshot
from models.snapshots.tables import Grant, MeasureRow, StoreDay

Row = dict[str, Any]
LAOTIE: Final = "laotie-good-store"
PARTS: Final = {(LAOTIE, "traffic"): PACK, (LAOTIE, "fen"): ENVELOPE}
"""The codes that events use for the parts of a measure."""


@dataclass(frozen=True)
class Part:
    """One currency of a measure: the code that events use, its unit and name, and the public cap, if there is one."""

    measure: str
    code: str
    unit: str
    name: Named
    cap: int | None


@dataclass(frozen=True)
class Conditions:
    """What is public of who may have a measure, as far as a snapshot can tell; hours and days of the first business."""

    entered_from: date
    days: int | None
    live_hours: int | None
    store_types: tuple[str, ...]
    needs_sale: bool


@dataclass(frozen=True)
class Measure:
    """One of the ten: what is public of it."""

    code: str
    dimension: Named
    name: Named
    gets: Named
    clock: Named
    reliability: str
    source: str
    parts: tuple[Part, ...]
    conditions: Conditions | None

    @property
    def tells_who(self) -> bool:
        """Whether a snapshot can tell who may have it."""
        return self.conditions is not None or self.code == LAOTIE


def _conditions(code: str) -> Conditions | None:
    for row in rows("measure_conditions"):
        if row["measure_code"] == code:
            return Conditions(
                entered_from=date.fromisoformat(row["entered_from"]),
                days=int(row["days"]) if row["days"] else None,
                live_hours=int(row["live_hours"]) if row["live_hours"] else None,
                store_types=tuple(name for name in row["store_types"].split("|") if name),
                needs_sale=row["needs_sale"] == "true",
            )
    return None


@cache
def measures() -> Mapping[str, Measure]:
    """The ten, in the order in which they are published."""

    def both(row: Mapping[str, str], name: str) -> Named:
        return Named(row[f"{name}_zh"], row[f"{name}_en"])

    def parts(code: str) -> tuple[Part, ...]:
        return tuple(
            Part(
                measure=code,
                code=PARTS.get((code, row["unit"]), code),
                unit=row["unit"],
                name=both(row, "unit"),
                cap=int(row["cap"]) if row["cap"] else None,
            )
            for row in rows("measure_caps")
            if row["measure_code"] == code
        )

    return {
        row["code"]: Measure(
            code=row["code"],
            dimension=both(row, "dimension"),
            name=both(row, "name"),
            gets=both(row, "gets"),
            clock=both(row, "clock"),
            reliability=row["reliability"],
            source=row["source"],
            parts=parts(row["code"]),
            conditions=_conditions(row["code"]),
        )
        for row in rows("measures")
    }


@kept
def highest_grants(snapshot: Snapshot, question: Question) -> Mapping[tuple[str, str], Row]:
    """Per measure and unit: grants, the highest of them, and how many are above the public cap."""
    of = columns(Grant)
    parts = (part for measure in measures().values() for part in measure.parts)
    caps = {(part.code, part.unit): part.cap for part in parts if part.cap is not None}
    asked = (
        select(of.measure_code, of.unit, func.count().label("grants"), func.max(of.granted).label("highest"))
        .where(*narrowed(snapshot, Grant, question))
        .group_by(of.measure_code, of.unit)
    )
    found = {(row["measure_code"], row["unit"]): row | {"above": 0} for row in snapshot.ask(asked).to_pylist()}
    for key, row in found.items():
        if key in caps and row["highest"] > caps[key]:
            row["above"] = _above(snapshot, question, *key, caps[key])
    return found


def _above(snapshot: Snapshot, question: Question, code: str, unit: str, cap: int) -> int:
    """Grants above a cap: hardly ever is there one, so they are counted only where there is."""
    of = columns(Grant)
    asked = select(func.count().label("above")).where(
        of.measure_code == code, of.unit == unit, of.granted > cap, *narrowed(snapshot, Grant, question)
    )
    return int(snapshot.ask(asked).to_pylist()[0]["above"])


@kept
def by_region(snapshot: Snapshot, question: Question, code: str, unit: str) -> tuple[Row, ...]:
    """A measure's part by the units of the view's level; None: in no unit that is drawn."""
    of = columns(MeasureRow)
    key = drawn_only(snapshot, question, of[f"{question.level}_adcode"]).label("key")
    summed = ("granted_stores", "claimed_stores", "granted", "claimed", "used", "lapsed")
    asked = (
        select(key, *(total(of[name]) for name in summed))
        .where(of.measure_code == code, of.unit == unit, *narrowed(snapshot, MeasureRow, question))
        .group_by(key)
        .order_by(key)
    )
    return tuple(snapshot.ask(asked).to_pylist())


def _may_have(snapshot: Snapshot, conditions: Conditions) -> list[ColumnElement[bool]]:
    """The public conditions, over stores of the day. A week of trade is told by its Monday."""
    of, found = columns(StoreDay), [columns(StoreDay).entered_on >= conditions.entered_from]
    if conditions.store_types:
        found.append(of.store_type.in_(conditions.store_types))
    if conditions.needs_sale:
        found.append(of.first_sale_week.is_not(None))
    if conditions.days and conditions.live_hours:
        found.append(of.first_live_week <= of.entered_on + (conditions.days - 1))
        found.append(of.first_live_minutes >= conditions.live_hours * 60)
    elif conditions.days:
        found.append(of.entered_on > date.fromisoformat(snapshot.as_of) - timedelta(days=conditions.days))
    return found


def _who(snapshot: Snapshot, measure: Measure) -> tuple[list[ColumnElement[bool]], ColumnElement[bool]]:
    """Who may have a measure, and who of them has none of it."""
    of = columns(StoreDay)
    if measure.conditions is None:
        return [of.certification_status == "certified"], or_(
            of.pack_granted.is_(None), of.envelope_budget_fen.is_(None)
        )
    grant = columns(Grant)
    holders = select(grant.store_id).where(grant.measure_code == measure.code)
    return _may_have(snapshot, measure.conditions), of.store_id.not_in(holders)


@kept
def eligible_by_region(snapshot: Snapshot, question: Question, code: str) -> tuple[Row, ...]:
    """Stores that meet a measure's public conditions, and those of them without a grant, by region."""
    conditions, is_without = _who(snapshot, measures()[code])
    key = drawn_only(snapshot, question, columns(StoreDay)[f"{question.level}_adcode"]).label("key")
    asked = (
        select(key, func.count().label("stores"), cast(func.count().filter(is_without), BigInteger).label("without"))
        .where(*conditions, *narrowed(snapshot, StoreDay, question))
        .group_by(key)
        .order_by(key)
    )
    return tuple(snapshot.ask(asked).to_pylist())


def without_grant(snapshot: Snapshot, question: Question, code: str, wanted: tuple[str, ...]) -> Select[Any]:
    """The stores in view that meet a measure's public conditions and have no grant of it, by place and id."""
    of = columns(StoreDay)
    conditions, is_without = _who(snapshot, measures()[code])
    return (
        select(*(of[name] for name in wanted))
        .where(*conditions, is_without, *narrowed(snapshot, StoreDay, question))
        .order_by(of.county_adcode, of.store_id)
    )
