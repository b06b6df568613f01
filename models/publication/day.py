"""The state of a day: one select over the record's tables.

It is SQLAlchemy over SQLModel tables and runs on any engine that holds the record's tables, the places of the day
and its grants (GRANT_STATE); publication runs it on DuckDB.
"""

from datetime import date

from sqlalchemy import Subquery, case, cast, func, select
from sqlmodel import col

from models.base import Expression, Query, columns
from models.programme.terms import ENVELOPE, NO_TIER, PACK
from models.publication.benefits import benefit
from models.publication.entitlement import entitlement
from models.publication.rules import Rules
from models.publication.states import certification, deposit, exempt_belts, waived
from models.publication.trade import last_weeks
from models.record.tables import Store
from models.snapshots.tables import PlaceDay, StoreDay

ENTITLED = ("entitled_tier_code", "entitled_fen", "tier_if_score_up", "tier_if_score_down")


def _benefits(pack: Subquery, envelope: Subquery) -> dict[str, Expression]:
    return {
        "pack_granted": pack.c.granted,
        "pack_claimed": pack.c.claimed,
        "pack_used": pack.c.used,
        "pack_lapsed": pack.c.lapsed,
        "pack_unclaimed": pack.c.unclaimed,
        "pack_claim_by": pack.c.claim_by,
        "pack_unused": pack.c.unused,
        "pack_use_by": pack.c.use_by,
        "envelope_budget_fen": envelope.c.granted,
        "envelope_issued_fen": envelope.c.claimed,
        "envelope_used_fen": envelope.c.used,
        "envelope_lapsed_fen": envelope.c.lapsed,
        "envelope_left_fen": envelope.c.unclaimed,
        "envelope_use_by": envelope.c.use_by,
    }


def _deposit(held: Subquery, rules: Rules) -> dict[str, Expression]:
    has_deposit, is_short = held.c.store_id.is_not(None), held.c.required_fen > held.c.paid_fen
    return {
        "tier_code": case((has_deposit, func.coalesce(held.c.tier_code, NO_TIER))),
        "base_fen": held.c.base_fen,
        "required_fen": held.c.required_fen,
        "paid_fen": held.c.paid_fen,
        "released_fen": case((has_deposit, func.greatest(held.c.base_fen - held.c.required_fen, 0))),
        "shortfall_fen": case((has_deposit, func.greatest(held.c.required_fen - held.c.paid_fen, 0))),
        "deposit_on": held.c.effective_on,
        "pay_by": case((is_short, held.c.short_on + rules.days("pay-days"))),
    }


def _states(day: date, rules: Rules) -> Subquery:
    """Every store of the day with what it is, all but the tier it is entitled to."""
    state, pack, envelope = certification(day), benefit(PACK), benefit(ENVELOPE)
    held, exempt, fee, trade = deposit(day), exempt_belts(day), waived(day), last_weeks(rules)
    made: dict[str, Expression] = {
        "province_adcode": columns(PlaceDay).province_adcode,
        "city_adcode": columns(PlaceDay).city_adcode,
        "certification_status": func.coalesce(state.c.status, "none"),
        "certification_since": state.c.since,
        "certified_on": state.c.certified_on,
        "valid_until": state.c.valid_until,
        "applied_on": state.c.applied_on,
        "certification_reason": state.c.reason,
        **_benefits(pack, envelope),
        **_deposit(held, rules),
        **{column.name: column for column in trade.c if column.name != "store_id"},
        "is_exempt": exempt.c.belt_id.is_not(None),
        "fee_waived_fen": case((exempt.c.belt_id.is_not(None), fee.c.fee_fen)),
    }
    asked = select(
        *(
            cast(made[name], column.type).label(name) if name in made else col(getattr(Store, name)).label(name)
            for name, column in columns(StoreDay).items()
            if name not in ENTITLED
        )
    ).select_from(Store)
    for joined in (state, pack, envelope, held, fee, trade):
        asked = asked.outerjoin(joined, joined.c.store_id == col(Store.store_id))
    return (
        asked.outerjoin(exempt, exempt.c.belt_id == col(Store.belt_id))
        .outerjoin(PlaceDay, col(PlaceDay.adcode) == col(Store.county_adcode))
        .where(col(Store.entered_on) <= day)
        .subquery()
    )


def store_days(day: date, rules: Rules) -> Query:
    """Every store that had entered by the day, as it stood at the day's end; by county, then id."""
    stores = _states(day, rules)
    entitled = entitlement(rules, stores)
    return select(
        *(
            (cast(entitled[name], column.type) if name in entitled else stores.c[name]).label(name)
            for name, column in columns(StoreDay).items()
        )
    ).order_by(stores.c.county_adcode, stores.c.store_id)
