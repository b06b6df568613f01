"""The state of a day: one select over the record's tables, and the cube counted from it.

The selects are SQLAlchemy over SQLModel tables and run on any engine that holds the record's tables and
the places of the day; publication runs them on DuckDB.
"""

from datetime import date
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Select,
    case,
    cast,
    func,
    null,
    select,
)
from sqlmodel import col

from models.base import columns
from models.publication.states import ENVELOPE, PACK, benefit, certification, deposit, exempt_belts, waived
from models.publication.tables import DIMENSIONS, CubeRow, PlaceDay, StoreDay
from models.record.tables import (
    Store,
)
from models.terms import NO_TIER


def store_days(day: date) -> Select[Any]:
    """Every store that had entered by the day, as it stood at the day's end; by county, then id."""
    state, pack, envelope = certification(day), benefit(PACK, day), benefit(ENVELOPE, day)
    held, exempt, fee = deposit(day), exempt_belts(day), waived(day)
    has_deposit = held.c.store_id.is_not(None)
    made: dict[str, Any] = {
        "province_adcode": col(PlaceDay.province_adcode),
        "city_adcode": col(PlaceDay.city_adcode),
        "certification_status": func.coalesce(state.c.status, "none"),
        "certification_since": state.c.since,
        "certified_on": state.c.certified_on,
        "valid_until": state.c.valid_until,
        "pack_granted": pack.c.granted,
        "pack_claimed": pack.c.held,
        "pack_used": pack.c.used,
        "pack_lapsed": pack.c.lapsed,
        "pack_unclaimed": pack.c.unclaimed,
        "pack_claim_by": pack.c.claim_by,
        "pack_unused": pack.c.unused,
        "pack_use_by": pack.c.use_by,
        "envelope_budget_fen": envelope.c.granted,
        "envelope_issued_fen": envelope.c.held,
        "envelope_used_fen": envelope.c.used,
        "envelope_lapsed_fen": envelope.c.lapsed,
        "envelope_left_fen": envelope.c.unclaimed,
        "envelope_use_by": envelope.c.use_by,
        "tier_code": case((has_deposit, func.coalesce(held.c.tier_code, NO_TIER)), else_=null()),
        "base_fen": held.c.base_fen,
        "required_fen": held.c.required_fen,
        "paid_fen": held.c.paid_fen,
        "released_fen": case((has_deposit, func.greatest(held.c.base_fen - held.c.required_fen, 0))),
        "shortfall_fen": case((has_deposit, func.greatest(held.c.required_fen - held.c.paid_fen, 0))),
        "is_exempt": exempt.c.belt_id.is_not(None),
        "fee_waived_fen": case((exempt.c.belt_id.is_not(None), fee.c.fee_fen)),
    }
    selected = [
        cast(made[name], column.type).label(name) if name in made else col(getattr(Store, name)).label(name)
        for name, column in columns(StoreDay).items()
    ]
    asked = select(*selected).select_from(Store)
    for joined in (state, pack, envelope, held, fee):
        asked = asked.outerjoin(joined, joined.c.store_id == col(Store.store_id))
    return (
        asked.outerjoin(exempt, exempt.c.belt_id == col(Store.belt_id))
        .outerjoin(PlaceDay, col(PlaceDay.adcode) == col(Store.county_adcode))
        .where(col(Store.entered_on) <= day)
        .order_by(col(Store.county_adcode), col(Store.store_id))
    )


def cube() -> Select[Any]:
    """The day's stores counted by every dimension, in the order of the dimensions."""

    def having(condition: ColumnElement[bool]) -> ColumnElement[Any]:
        return func.count().filter(condition)

    known_fee = col(StoreDay.fee_waived_fen).is_not(None)
    counts: dict[str, ColumnElement[Any]] = {
        "stores": func.count(),
        "certified_stores": having(col(StoreDay.certification_status) == "certified"),
        "pack_granted_stores": having(col(StoreDay.pack_granted) > 0),
        "pack_claimed_stores": having(col(StoreDay.pack_claimed) > 0),
        "envelope_budget_stores": having(col(StoreDay.envelope_budget_fen) > 0),
        "deposit_stores": having(col(StoreDay.tier_code).is_not(None)),
        "reduced_stores": having(col(StoreDay.released_fen) > 0),
        "shortfall_stores": having(col(StoreDay.shortfall_fen) > 0),
        "exempt_stores": having(col(StoreDay.is_exempt).is_(True)),
        "known_activity_stores": having(known_fee),
    }
    dimensions = [col(getattr(StoreDay, name)) for name in DIMENSIONS]
    sums = [
        cast(counts.get(name, func.coalesce(func.sum(getattr(StoreDay, name, null())), 0)), BigInteger).label(name)
        for name in CubeRow.model_fields
        if name not in DIMENSIONS
    ]
    return select(*dimensions, *sums).group_by(*dimensions).order_by(*(d.asc().nulls_first() for d in dimensions))
