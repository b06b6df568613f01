"""Grants of every measure as they stand at the end of a day, and what is counted from them."""

from datetime import date
from typing import Final

from sqlalchemy import (
    BigInteger,
    Column,
    Date,
    Double,
    MetaData,
    Subquery,
    Table,
    and_,
    case,
    cast,
    extract,
    false,
    func,
    or_,
    select,
)

from models.base import Expression, Query, columns
from models.programme.terms import ENVELOPE, PACK
from models.publication.dimensions import by_place, dimensions
from models.publication.rules import Rules
from models.publication.states import end_of
from models.record.tables import BenefitEvent
from models.snapshots.tables import DIMENSIONS, Grant, MeasureRow, StoreDay

AMOUNTS: Final = ("granted", "claimed", "used", "lapsed", "clawed_back", "unclaimed", "unused")
EVENTS: Final = ("granted", "claimed", "issued", "used", "returned", "lapsed", "clawed_back")

GRANT_STATE: Final = Table(
    "grant_state",
    MetaData(),
    *(Column(column.name, column.type) for column in columns(Grant) if column.name not in DIMENSIONS),
    Column("claim_due", BigInteger, doc="lapsed at the end of its claim-by without an event"),
    Column("use_due", BigInteger, doc="lapsed at the end of its use-by without an event"),
)
"""Every grant on the day, made first: the wide row, the grants and the ledger are read from it."""


def hours(earlier: Expression, later: Expression) -> Expression:
    """Hours between two instants."""
    return cast(extract("epoch", later - earlier), Double) / 3_600


def _sums(day: date) -> Subquery:
    """Per grant: the sums of its events to the day, its deadlines, and the first of each kind of event."""
    own = columns(BenefitEvent)
    # What is held of a red envelope was issued to viewers; everything else is claimed by the store.
    takes = case((own.measure_code == ENVELOPE, "issued"), else_="claimed")

    def total(event: str) -> Expression:
        return cast(func.coalesce(func.sum(own.amount).filter(own.event == event), 0), BigInteger).label(event)

    def first(event: str | Expression) -> Expression:
        return func.min(own.occurred_at).filter(own.event == event)

    one = (own.measure_code, own.unit, own.grant_id, own.store_id)
    return (
        select(
            *one,
            *(total(event) for event in EVENTS),
            func.max(own.claim_by).label("claim_by"),
            func.max(own.use_by).label("use_by"),
            first("granted").label("granted_at"),
            first(takes).label("claimed_at"),
            first("used").label("used_at"),
            first("lapsed").label("lapsed_at"),
        )
        .where(own.occurred_at < end_of(day))
        .group_by(*one)
        .subquery()
    )


def _open(day: date) -> Subquery:
    """Per grant: what is held and left, and what has lapsed at a deadline without an event that says so."""
    of = _sums(day)
    held = case((of.c.measure_code == ENVELOPE, of.c.issued - of.c.returned), else_=of.c.claimed)
    left = func.greatest(of.c.granted - of.c.used - of.c.clawed_back - of.c.lapsed, 0)
    waiting = func.greatest(left - func.greatest(held - of.c.used, 0), 0)
    past_claim = func.coalesce(of.c.claim_by < day, false())
    past_use = func.coalesce(of.c.use_by < day, false())
    claimed_in_time = or_(~past_use, of.c.claim_by <= of.c.use_by)
    claim_due = case((and_(past_claim, claimed_in_time), waiting), else_=0)
    return select(
        *of.c,
        held.label("held"),
        claim_due.label("claim_due"),
        case((past_use, left - claim_due), else_=0).label("use_due"),
        case((or_(past_use, past_claim), 0), else_=waiting).label("unclaimed"),
        case((past_use, 0), else_=left - waiting).label("unused"),
    ).subquery()


def grant_states(day: date) -> Query:
    """Every grant to the day, with the columns of GRANT_STATE; in no order."""
    of = _open(day)
    made = {
        "claimed": of.c.held,
        "lapsed": of.c.lapsed + of.c.claim_due + of.c.use_due,
        "lapsed_on": func.least(
            cast(of.c.lapsed_at, Date),
            case((of.c.claim_due > 0, of.c.claim_by + 1)),
            case((of.c.use_due > 0, of.c.use_by + 1)),
        ),
        "claim_hours": hours(of.c.granted_at, of.c.claimed_at),
        "use_hours": hours(of.c.claimed_at, of.c.used_at),
    }
    return select(*((made[name] if name in made else of.c[name]).label(name) for name in GRANT_STATE.columns.keys()))  # noqa: SIM118 - columns iterate as columns


def benefit(measure: str) -> Subquery:
    """Per store: the sums of its grants of a measure, and the nearest deadlines of what is open."""
    of = GRANT_STATE.c
    open_use = of.unused if measure == PACK else of.unclaimed + of.unused
    return (
        select(
            of.store_id,
            *(cast(func.sum(of[name]), BigInteger).label(name) for name in AMOUNTS),
            func.min(of.claim_by).filter(of.unclaimed > 0).label("claim_by"),
            func.min(of.use_by).filter(open_use > 0).label("use_by"),
        )
        .where(of.measure_code == measure)
        .group_by(of.store_id)
        .subquery()
    )


def grants() -> Query:
    """The grants of the day's stores, by measure, unit and county."""
    of, store = GRANT_STATE.c, columns(StoreDay)
    return (
        select(*((store if name in DIMENSIONS else of)[name] for name in Grant.model_fields))
        .join_from(GRANT_STATE, StoreDay, store.store_id == of.store_id)
        .order_by(of.measure_code, of.unit, store.county_adcode, of.store_id, of.grant_id)
    )


def measures(rules: Rules) -> Query:
    """Per measure and unit, the day's stores alike in every dimension: how many had it, and the sums."""
    of = columns(Grant)
    one = (of.measure_code, of.unit, of.store_id)
    had = (
        select(
            *one,
            *(func.sum(of[name]).label(name) for name in AMOUNTS),
            cast(func.min(of.claimed_at), Date).label("claimed_on"),
        )
        .group_by(*one)
        .subquery()
    )
    store = columns(StoreDay)
    known = and_(had.c.claimed > 0, store.activity_week.is_not(None))
    # A week of trade is told by its Monday: a sale in the claim's week counts, whatever its day.
    is_after = store.first_sale_week + 6 >= had.c.claimed_on
    is_soon = store.first_sale_week <= had.c.claimed_on + rules.days("activation-days")
    counts = {
        **{f"{name}_stores": func.count().filter(had.c[name] > 0) for name in AMOUNTS[:4]},
        "activity_stores": func.count().filter(known),
        "activated_stores": func.count().filter(and_(known, is_after, is_soon)),
    }
    keys = (*dimensions(), had.c.measure_code, had.c.unit)
    sums = (
        cast(counts[name] if name in counts else func.sum(had.c[name]), BigInteger).label(name)
        for name in MeasureRow.model_fields
        if name not in (*DIMENSIONS, "measure_code", "unit")
    )
    return (
        select(*keys, *sums)
        .join_from(had, StoreDay, store.store_id == had.c.store_id)
        .group_by(*keys)
        .order_by(had.c.measure_code, had.c.unit, *by_place())
    )
