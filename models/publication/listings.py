"""What is listed on a day: belts with their waivers, categories, and the deposit schedule in force."""

from datetime import date
from typing import Any

from sqlalchemy import Select, and_, or_, select
from sqlmodel import col

from models.base import columns
from models.publication.states import exempt_belts
from models.publication.tables import BeltDay, CategoryDay, PlaceDay, TierDay
from models.record.tables import Belt, Category, DepositTier


def belts(day: date) -> Select[Any]:
    """Every belt, where it lies, and whether its waiver is in force; by belt_id."""
    exempt, own = exempt_belts(day), columns(Belt)
    made = {
        "category_code": own.category,
        "province_adcode": col(PlaceDay.province_adcode),
        "city_adcode": col(PlaceDay.city_adcode),
        "is_designated": exempt.c.belt_id.is_not(None),
        "waiver_from": exempt.c.waiver_from,
        "waiver_to": exempt.c.waiver_to,
    }
    return (
        select(*((made[name] if name in made else own[name]).label(name) for name in BeltDay.model_fields))
        .select_from(Belt)
        .outerjoin(exempt, exempt.c.belt_id == own.belt_id)
        .outerjoin(PlaceDay, col(PlaceDay.adcode) == own.county_adcode)
        .order_by(own.belt_id)
    )


def tiers(day: date) -> Select[Any]:
    """The rows of the deposit schedule in force on the day, by rank."""
    own = columns(DepositTier)
    in_force = and_(own.effective_from <= day, or_(own.effective_to.is_(None), own.effective_to >= day))
    return select(*(own[name] for name in TierDay.model_fields)).where(in_force).order_by(own.rank, own.tier_code)


def categories() -> Select[Any]:
    """The categories, by code."""
    own = columns(Category)
    return select(*(own[name] for name in CategoryDay.model_fields)).order_by(own.code)
