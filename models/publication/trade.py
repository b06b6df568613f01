"""The weeks of trade: each store's last weeks, and the programme's weeks by every dimension."""

from datetime import date, timedelta

from sqlalchemy import BigInteger, Subquery, and_, case, cast, func, literal, null, or_, select

from models.base import Expression, Query, columns
from models.publication.dimensions import by_place, dimensions
from models.publication.rules import Rules
from models.publication.states import fee
from models.record.tables import ActivityWeek, Designation, Store
from models.snapshots.tables import DIMENSIONS, ActivityRow, StoreDay


def last_weeks(rules: Rules) -> Subquery:
    """Per store with any trade to the last whole week: that week, those before it, and its firsts.

    A week without a row is zero for such a store; sums that reach beyond the record's first week are missing.
    """
    own = columns(ActivityWeek)
    last = rules.last_week or date.min

    def total(name: str, back: int = 0, weeks: int = 1) -> Expression:
        newest = last - timedelta(weeks=back) if rules.last_week else last
        oldest = newest - timedelta(weeks=weeks - 1) if rules.last_week else last
        within = and_(own.week_start >= oldest, own.week_start <= newest)
        return cast(func.coalesce(func.sum(own[name]).filter(within), 0), BigInteger)

    def first(name: str) -> Expression:
        return func.min(own.week_start).filter(own[name] > 0)

    def reached(weeks: int, value: Expression) -> Expression:
        return value if rules.reaches(weeks) else cast(null(), BigInteger)

    entered = columns(Store).entered_on
    # A week of trade is told by its Monday: whole weeks count that share a day with the seven from entry.
    touches = own.week_start.between(entered - 6, entered + 6)
    started = func.coalesce(func.sum(own.live_minutes).filter(touches), 0)
    made = {
        "activity_week": literal(last),
        "gmv_week_fen": total("gmv_fen"),
        "gmv_before_fen": reached(1, total("gmv_fen", back=1)),
        "gmv_28d_fen": total("gmv_fen", weeks=4),
        "gmv_28d_before_fen": reached(7, total("gmv_fen", back=4, weeks=4)),
        "orders_week": total("orders"),
        "orders_before": reached(1, total("orders", back=1)),
        "live_sessions_week": total("live_sessions"),
        "sessions_with_envelope_week": total("sessions_with_envelope"),
        "live_minutes_week": total("live_minutes"),
        "first_sale_week": first("orders"),
        "first_live_week": first("live_sessions"),
        "first_live_minutes": case((func.min(entered) >= (rules.first_week or date.max), cast(started, BigInteger))),
    }
    return (
        select(own.store_id, *(value.label(name) for name, value in made.items()))
        .join_from(ActivityWeek, Store, columns(Store).store_id == own.store_id)
        .where(own.week_start <= last)
        .group_by(own.store_id)
        .subquery()
    )


def weeks(rules: Rules) -> Query:
    """Per whole week, the trade of the day's stores alike in every dimension; by week."""
    own, store, waiver = columns(ActivityWeek), columns(StoreDay), columns(Designation)
    sunday = own.week_start + 6
    # The waiver was in force in the whole week, even if it has ended since: the wide row tells of waivers in
    # force on the day only.
    held = and_(
        waiver.belt_id == store.belt_id,
        waiver.waiver_from <= own.week_start,
        or_(waiver.waiver_to.is_(None), waiver.waiver_to >= sunday),
    )
    made = {
        "active_stores": func.count().filter(own.orders > 0),
        "live_stores": func.count().filter(own.live_sessions > 0),
        "fee_waived_fen": func.coalesce(func.sum(fee()), 0),
    }
    keys = (*dimensions(), own.week_start)
    sums = (
        cast(made[name] if name in made else func.sum(own[name]), BigInteger).label(name)
        for name in ActivityRow.model_fields
        if name not in (*DIMENSIONS, "week_start")
    )
    return (
        select(*keys, *sums)
        .join_from(ActivityWeek, StoreDay, store.store_id == own.store_id)
        .outerjoin(Designation, held)
        .where(own.week_start <= (rules.last_week or date.min))
        .group_by(*keys)
        .order_by(own.week_start, *by_place())
    )
