"""What each store is on a day, one subquery a subject: certification, deposit, exemption."""

from datetime import date, datetime, time, timedelta

from sqlalchemy import BigInteger, ColumnElement, Date, FromClause, Subquery, and_, case, cast, func, or_, select
from sqlmodel import col

from models.base import Expression, Recorded, columns
from models.programme.terms import CERTIFICATION_STEPS
from models.record.tables import ActivityWeek, CertificationEvent, DepositEvent, Designation, Store


def end_of(day: date) -> datetime:
    """The first instant after a day."""
    return datetime.combine(day + timedelta(days=1), time())


def steps(day: date) -> Subquery:
    """Certification steps to the day, each with its `rank` among those of one instant and the status `before` it.

    `is_last` marks the store's last step.
    """
    own = columns(CertificationEvent)
    rank = case({name: rank for rank, name in enumerate(CERTIFICATION_STEPS)}, value=own.status)
    order = (own.changed_at, rank)
    return (
        select(
            *own,
            rank.label("rank"),
            func.lag(own.status).over(partition_by=own.store_id, order_by=order).label("before"),
            func.lead(own.status).over(partition_by=own.store_id, order_by=order).is_(None).label("is_last"),
        )
        .where(own.changed_at < end_of(day))
        .subquery()
    )


def opens(taken: FromClause) -> ColumnElement[bool]:
    """Whether a step opens an application: `applied`, or `in_review` out of `certified` (a renewal)."""
    return or_(taken.c.status == "applied", and_(taken.c.status == "in_review", taken.c.before == "certified"))


def certification(day: date) -> Subquery:
    """Per store: its last step on or before the day; certified past its valid-until day is expired."""
    taken = steps(day)

    def last(name: str) -> Expression:
        return func.max(taken.c[name]).filter(taken.c.is_last).label(name)

    known = (
        select(
            taken.c.store_id,
            last("status"),
            last("changed_at"),
            last("valid_until"),
            last("reason"),
            func.min(taken.c.changed_at).filter(taken.c.status == "certified").label("certified_at"),
            func.max(taken.c.changed_at).filter(opens(taken)).label("applied_at"),
        )
        .group_by(taken.c.store_id)
        .subquery()
    )
    lapsed = and_(known.c.status == "certified", known.c.valid_until < day)
    return select(
        known.c.store_id,
        case((lapsed, "expired"), else_=known.c.status).label("status"),
        case((lapsed, known.c.valid_until + 1), else_=cast(known.c.changed_at, Date)).label("since"),
        cast(known.c.certified_at, Date).label("certified_on"),
        cast(known.c.applied_at, Date).label("applied_on"),
        known.c.valid_until,
        known.c.reason,
    ).subquery()


def deposit(day: date) -> Subquery:
    """Per store: the deposit row in force on the day, and `short_on`, when the shortfall that it has opened.

    A later row that is still short does not open it anew.
    """
    own = columns(DepositEvent)
    nth = func.row_number().over(partition_by=own.store_id, order_by=own.effective_on.desc()).label("nth")
    paid_up = func.max(case((own.required_fen <= own.paid_fen, own.effective_on)))
    numbered = (
        select(*own, nth, paid_up.over(partition_by=own.store_id).label("paid_up_on"))
        .where(own.effective_on <= day)
        .subquery()
    )
    of = numbered.c
    since = case((or_(of.paid_up_on.is_(None), of.effective_on > of.paid_up_on), of.effective_on))
    short_on = func.min(since).over(partition_by=of.store_id).label("short_on")
    known = select(*of, short_on).subquery()
    return select(known).where(known.c.nth == 1).subquery()


def in_force(model: type[Recorded], first: str, last: str, day: date) -> ColumnElement[bool]:
    """Whether a dated rule holds on the day; both its days are in it."""
    own = columns(model)
    return and_(own[first] <= day, or_(own[last].is_(None), own[last] >= day))


def exempt_belts(day: date) -> Subquery:
    """Designated belts whose waiver is in force on the day, with its first day."""
    return (
        select(
            col(Designation.belt_id),
            func.min(col(Designation.waiver_from)).label("waiver_from"),
            func.max(col(Designation.waiver_to)).label("waiver_to"),
        )
        .where(in_force(Designation, "waiver_from", "waiver_to", day))
        .group_by(col(Designation.belt_id))
        .subquery()
    )


def fee() -> Expression:
    """The fee of a week of trade at a waiver's rate, in fen."""
    return cast(func.round(col(ActivityWeek.gmv_fen) * col(Designation.rate_pct) / 100), BigInteger)


def waived(day: date) -> Subquery:
    """Per store: the fee waived over whole weeks since its belt's waiver in force began, in fen."""
    whole_week = col(ActivityWeek.week_start) <= day - timedelta(days=6)
    return (
        select(col(ActivityWeek.store_id), cast(func.sum(fee()), BigInteger).label("fee_fen"))
        .join_from(ActivityWeek, Store, col(Store.store_id) == col(ActivityWeek.store_id))
        .join(Designation, col(Designation.belt_id) == col(Store.belt_id))
        .where(
            in_force(Designation, "waiver_from", "waiver_to", day),
            whole_week,
            col(ActivityWeek.week_start) >= col(Designation.waiver_from),
        )
        .group_by(col(ActivityWeek.store_id))
        .subquery()
    )
