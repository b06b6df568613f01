"""The cube: the day's stores counted by every dimension, from the day's own tables."""

from sqlalchemy import BigInteger, ColumnElement, Subquery, and_, case, cast, func, null, or_, select

from models.base import Expression, Query, columns
from models.publication.dimensions import by_place, dimensions
from models.snapshots.reasons import (
    Limits,
    certification_ends,
    is_overdue,
    lapses_unclaimed,
    lapses_unused,
    to_call,
    waits_for_documents,
)
from models.snapshots.tables import DIMENSIONS, Application, CubeRow, Grant, StoreDay

STORE = columns(StoreDay)


def _having(condition: ColumnElement[bool]) -> Expression:
    return func.count().filter(condition)


def _counts() -> dict[str, Expression]:
    """What of a store's own row is counted."""
    sells, goes_live = STORE.orders_week > 0, STORE.live_sessions_week > 0
    return {
        "stores": func.count(),
        "certified_stores": _having(STORE.certification_status == "certified"),
        "pack_granted_stores": _having(STORE.pack_granted > 0),
        "pack_claimed_stores": _having(STORE.pack_claimed > 0),
        "envelope_budget_stores": _having(STORE.envelope_budget_fen > 0),
        "deposit_stores": _having(STORE.tier_code.is_not(None)),
        "reduced_stores": _having(STORE.released_fen > 0),
        "shortfall_stores": _having(STORE.shortfall_fen > 0),
        "exempt_stores": _having(STORE.is_exempt.is_(True)),
        "known_activity_stores": _having(STORE.fee_waived_fen.is_not(None)),
        "lower_due_stores": _having(STORE.entitled_fen < STORE.required_fen),
        "scored_stores": _having(STORE.store_score.is_not(None)),
        "score_hundredths": func.coalesce(func.sum(func.round(STORE.store_score * 100)), 0),
        "activity_stores": _having(STORE.activity_week.is_not(None)),
        "active_stores": _having(sells),
        "live_stores": _having(goes_live),
        "active_live_stores": _having(and_(sells, goes_live)),
        "lost_stores": _having(and_(STORE.orders_before > 0, STORE.orders_week == 0)),
    }


# What is at stake


def _lapsing(limits: Limits) -> Subquery:
    """Per store: what is about to lapse, by unit."""
    of = columns(Grant)
    to_claim, to_use = lapses_unclaimed(limits), lapses_unused(limits)
    value = case((to_claim, of.unclaimed), else_=0) + case((to_use, of.unused), else_=0)
    sums = {unit: func.sum(value).filter(of.unit == unit) for unit in ("traffic", "fen", "ad-fen")}
    return (
        select(of.store_id, *(amount.label(unit) for unit, amount in sums.items()))
        .where(or_(to_claim, to_use))
        .group_by(of.store_id)
        .subquery()
    )


def _at_stake(limits: Limits, lapsing: Subquery) -> dict[str, Expression]:
    documents = select(columns(Application).store_id).where(waits_for_documents(limits))
    overdue = is_overdue(limits)
    return {
        "call_stores": _having(to_call(limits)),
        "lapsing_traffic": func.coalesce(func.sum(lapsing.c.traffic), 0),
        "lapsing_traffic_stores": _having(lapsing.c.traffic > 0),
        "lapsing_cash_fen": func.coalesce(func.sum(lapsing.c.fen), 0),
        "lapsing_cash_stores": _having(lapsing.c.fen > 0),
        "lapsing_ad_fen": func.coalesce(func.sum(lapsing.c["ad-fen"]), 0),
        "lapsing_ad_stores": _having(lapsing.c["ad-fen"] > 0),
        "overdue_stores": _having(overdue),
        "overdue_fen": func.coalesce(func.sum(STORE.shortfall_fen).filter(overdue), 0),
        "document_stores": _having(STORE.store_id.in_(documents)),
        "ending_stores": _having(certification_ends(limits)),
    }


def cube(limits: Limits) -> Query:
    """The day's stores counted by every dimension, in the order of the dimensions.

    The rows of stores, applications and grants are those of the day (StoreDay, Application, Grant).
    """
    lapsing = _lapsing(limits)
    made = _counts() | _at_stake(limits, lapsing)
    sums = (
        cast(made.get(name, func.coalesce(func.sum(STORE.get(name, null())), 0)), BigInteger).label(name)
        for name in CubeRow.model_fields
        if name not in DIMENSIONS
    )
    return (
        select(*dimensions(), *sums)
        .select_from(StoreDay)
        .outerjoin(lapsing, lapsing.c.store_id == STORE.store_id)
        .group_by(*dimensions())
        .order_by(*by_place())
    )
