"""What each store is on a day, one subquery a subject: certification, benefits, deposit, exemption."""

from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Date,
    Subquery,
    and_,
    case,
    cast,
    false,
    func,
    or_,
    select,
)
from sqlmodel import col

from models.base import columns
from models.record.tables import (
    ActivityWeek,
    BenefitEvent,
    CertificationEvent,
    DepositEvent,
    Designation,
    Store,
)
from models.terms import CERTIFICATION_STEPS

PACK = "traffic-pack"
ENVELOPE = "red-envelope"


def _last(of: Any, at: Any, when: ColumnElement[bool], *ties: Any) -> Subquery:
    """The newest row of each store among those that `when` keeps."""
    order = [at.desc(), *(tie.desc() for tie in ties)]
    nth = func.row_number().over(partition_by=of.store_id, order_by=order).label("nth")
    numbered = select(*columns(of), nth).where(when).subquery()
    return select(numbered).where(numbered.c.nth == 1).subquery()


def certification(day: date) -> Subquery:
    """Per store: its last event on or before the day; certified past its valid-until day is expired."""
    end = datetime.combine(day + timedelta(days=1), time())
    happened = col(CertificationEvent.changed_at) < end
    step = case({name: rank for rank, name in enumerate(CERTIFICATION_STEPS)}, value=col(CertificationEvent.status))
    last = _last(CertificationEvent, col(CertificationEvent.changed_at), happened, step)
    lapsed = and_(last.c.status == "certified", last.c.valid_until < day)
    first = (
        select(
            col(CertificationEvent.store_id).label("store_id"),
            func.min(col(CertificationEvent.changed_at)).label("at"),
        )
        .where(happened, col(CertificationEvent.status) == "certified")
        .group_by(col(CertificationEvent.store_id))
        .subquery()
    )
    return (
        select(
            last.c.store_id,
            case((lapsed, "expired"), else_=last.c.status).label("status"),
            case((lapsed, last.c.valid_until + 1), else_=cast(last.c.changed_at, Date)).label("since"),
            cast(first.c.at, Date).label("certified_on"),
            last.c.valid_until,
        )
        .join_from(last, first, last.c.store_id == first.c.store_id, isouter=True)
        .subquery()
    )


def grants(measure: str, day: date) -> Subquery:
    """Per grant of a measure: its sums to the day, what has lapsed by then and what is still open."""
    end = datetime.combine(day + timedelta(days=1), time())

    def total(event: str) -> ColumnElement[Any]:
        summed = func.sum(col(BenefitEvent.amount)).filter(col(BenefitEvent.event) == event)
        return cast(func.coalesce(summed, 0), BigInteger).label(event)

    events = ("granted", "claimed", "issued", "used", "returned", "lapsed", "clawed_back")
    sums = (
        select(
            col(BenefitEvent.grant_id),
            col(BenefitEvent.store_id),
            *(total(event) for event in events),
            func.max(col(BenefitEvent.claim_by)).label("claim_by"),
            func.max(col(BenefitEvent.use_by)).label("use_by"),
        )
        .where(col(BenefitEvent.measure_code) == measure, col(BenefitEvent.occurred_at) < end)
        .group_by(col(BenefitEvent.grant_id), col(BenefitEvent.store_id))
        .subquery()
    )
    held = sums.c.claimed if measure == PACK else sums.c.issued - sums.c.returned
    left = func.greatest(sums.c.granted - sums.c.used - sums.c.clawed_back - sums.c.lapsed, 0)
    unclaimed = func.greatest(left - func.greatest(held - sums.c.used, 0), 0)
    past_claim = func.coalesce(sums.c.claim_by < day, false())
    past_use = func.coalesce(sums.c.use_by < day, false())
    # A grant past its deadline has lapsed, whether or not an event says so yet.
    due = case((past_use, left), (past_claim, unclaimed), else_=0)
    return select(
        sums.c.store_id,
        sums.c.granted,
        held.label("held"),
        sums.c.used,
        (sums.c.lapsed + due).label("lapsed"),
        case((or_(past_use, past_claim), 0), else_=unclaimed).label("unclaimed"),
        case((past_use, 0), else_=left - unclaimed).label("unused"),
        sums.c.claim_by,
        sums.c.use_by,
    ).subquery()


def benefit(measure: str, day: date) -> Subquery:
    """Per store: the sums of its grants of a measure, and the nearest deadlines of what is open."""
    of = grants(measure, day)

    def total(name: str) -> ColumnElement[Any]:
        return cast(func.sum(of.c[name]), BigInteger).label(name)

    open_use = of.c.unused if measure == PACK else of.c.unclaimed + of.c.unused
    return (
        select(
            of.c.store_id,
            *(total(name) for name in ("granted", "held", "used", "lapsed", "unclaimed", "unused")),
            func.min(of.c.claim_by).filter(of.c.unclaimed > 0).label("claim_by"),
            func.min(of.c.use_by).filter(open_use > 0).label("use_by"),
        )
        .group_by(of.c.store_id)
        .subquery()
    )


def deposit(day: date) -> Subquery:
    """Per store: the deposit row in force on the day."""
    in_force = col(DepositEvent.effective_on) <= day
    return _last(DepositEvent, col(DepositEvent.effective_on), in_force)


def _in_force(day: date) -> ColumnElement[bool]:
    begun = col(Designation.waiver_from) <= day
    return and_(begun, or_(col(Designation.waiver_to).is_(None), col(Designation.waiver_to) >= day))


def exempt_belts(day: date) -> Subquery:
    """Designated belts whose waiver is in force on the day, with its first day."""
    return (
        select(
            col(Designation.belt_id),
            func.min(col(Designation.waiver_from)).label("waiver_from"),
            func.max(col(Designation.waiver_to)).label("waiver_to"),
        )
        .where(_in_force(day))
        .group_by(col(Designation.belt_id))
        .subquery()
    )


def waived(day: date) -> Subquery:
    """Per store: the fee waived over whole weeks since its belt's waiver in force began, in fen."""
    whole_week = col(ActivityWeek.week_start) <= day - timedelta(days=6)
    fee = func.round(col(ActivityWeek.gmv_fen) * col(Designation.rate_pct) / 100)
    return (
        select(col(ActivityWeek.store_id), cast(func.sum(cast(fee, BigInteger)), BigInteger).label("fee_fen"))
        .join_from(ActivityWeek, Store, col(Store.store_id) == col(ActivityWeek.store_id))
        .join(Designation, col(Designation.belt_id) == col(Store.belt_id))
        .where(_in_force(day), whole_week, col(ActivityWeek.week_start) >= col(Designation.waiver_from))
        .group_by(col(ActivityWeek.store_id))
        .subquery()
    )
