"""The ledger: per week, measure and unit, what happened to grants, lapses on the day they fell due."""

from datetime import date

from sqlalchemy import (
    BigInteger,
    Date,
    Subquery,
    and_,
    case,
    cast,
    func,
    literal,
    null,
    select,
    union_all,
)

from models.base import Expression, Query, columns
from models.programme.terms import ENVELOPE
from models.publication.benefits import GRANT_STATE
from models.publication.dimensions import by_place, dimensions
from models.publication.states import end_of
from models.record.tables import BenefitEvent
from models.snapshots.tables import DIMENSIONS, LedgerRow, StoreDay

KEYS = ("week_start", "measure_code", "unit")
COUNTED = tuple(name for name in LedgerRow.model_fields if name not in (*DIMENSIONS, *KEYS))


def _events(day: date) -> Query:
    """What events say: of a red envelope an issue is a claim, and a return takes it back."""
    own = columns(BenefitEvent)
    is_envelope = own.measure_code == ENVELOPE
    counted = case(
        (and_(is_envelope, own.event.in_(("issued", "returned"))), "claimed"),
        (and_(is_envelope, own.event == "claimed"), null()),
        else_=own.event,
    )
    signed = case((own.event == "returned", -own.amount), else_=own.amount)
    return select(
        own.store_id,
        own.measure_code,
        own.unit,
        cast(own.occurred_at, Date).label("on"),
        counted.label("counted"),
        signed.label("amount"),
    ).where(own.occurred_at < end_of(day))


def _of_grants(on: Expression, counted: str, amount: Expression) -> Query:
    """What the state of a grant adds: that it was given or claimed, and what fell due without an event."""
    of = GRANT_STATE.c
    return select(of.store_id, of.measure_code, of.unit, on, literal(counted), amount).where(
        on.is_not(None), amount > 0
    )


def _moves(day: date) -> Subquery:
    of, one = GRANT_STATE.c, literal(1)
    return union_all(
        _events(day),
        _of_grants(cast(of.granted_at, Date), "grants", one),
        _of_grants(cast(of.claimed_at, Date), "claims", one),
        _of_grants(of.claim_by + 1, "lapsed", of.claim_due),
        _of_grants(of.use_by + 1, "lapsed", of.use_due),
    ).subquery()


def ledger(day: date) -> Query:
    """Per week of the day's past, what happened to the grants of its stores; by week."""
    moved = _moves(day)
    store = columns(StoreDay)
    week = cast(func.date_trunc("week", moved.c.on), Date).label("week_start")
    keys = (*dimensions(), week, moved.c.measure_code, moved.c.unit)
    sums = (
        cast(func.coalesce(func.sum(moved.c.amount).filter(moved.c.counted == name), 0), BigInteger).label(name)
        for name in COUNTED
    )
    return (
        select(*keys, *sums)
        .join_from(moved, StoreDay, store.store_id == moved.c.store_id)
        .where(moved.c.counted.in_(COUNTED))
        .group_by(*keys)
        .order_by(week, moved.c.measure_code, moved.c.unit, *by_place())
    )
