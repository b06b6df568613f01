"""What is listed on a day: belts, categories, waivers, deposit schedules, base deposits and targets."""

from datetime import date

from sqlalchemy import Date, Double, String, and_, case, cast, column, func, null, select, values
from sqlmodel import col

from models.base import Query, columns
from models.programme.targets import TARGETS
from models.publication.states import exempt_belts, in_force
from models.record.tables import BaseDeposit, Belt, Category, DepositTier, Designation, Target
from models.snapshots.tables import BaseDay, BeltDay, CategoryDay, DesignationDay, PlaceDay, ScheduleTier, TierDay


def belts(day: date) -> Query:
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


def schedule(day: date) -> Query:
    """The rows of the deposit schedule in force on the day with their conditions, in the order they are tried."""
    own = columns(DepositTier)
    return (
        select(*own)
        .where(in_force(DepositTier, "effective_from", "effective_to", day))
        .order_by(own.rank, own.tier_code, own.schedule_id)
    )


def tiers(day: date) -> Query:
    """The rows of the deposit schedule in force on the day, by rank."""
    own = columns(DepositTier)
    return schedule(day).with_only_columns(*(own[name] for name in TierDay.model_fields))


def schedules() -> Query:
    """Every row of every deposit schedule, oldest first."""
    own = columns(DepositTier)
    return select(*(own[name] for name in ScheduleTier.model_fields)).order_by(
        own.effective_from, own.schedule_id, own.rank, own.tier_code
    )


def bases(day: date) -> Query:
    """The base deposits in force on the day, by category and store type."""
    own = columns(BaseDeposit)
    return (
        select(*(own[name] for name in BaseDay.model_fields))
        .where(in_force(BaseDeposit, "effective_from", "effective_to", day))
        .order_by(own.category_code, own.store_type, own.effective_from)
    )


def designations(day: date) -> Query:
    """Every waiver and its state on the day, by belt and first day."""
    own = columns(Designation)
    state = case((own.waiver_from > day, "scheduled"), (own.waiver_to < day, "ended"), else_="active").label("state")
    return select(*(state if name == "state" else own[name] for name in DesignationDay.model_fields)).order_by(
        own.belt_id, own.waiver_from
    )


def targets(day: date) -> Query:
    """Every target code: the row in force on the day, else our default, else no value; by code."""
    own = columns(Target)
    known = (
        values(column("target_code", String), column("value", Double), name="known")
        .data([(code, target.default) for code, target in TARGETS.items()])
        .alias("known")
    )
    nth = func.row_number().over(partition_by=own.target_code, order_by=own.effective_from.desc()).label("nth")
    held = select(*own, nth).where(in_force(Target, "effective_from", "effective_to", day)).subquery()
    is_delivered = held.c.target_code.is_not(None)
    default = cast(known.c.value, Double)
    return (
        select(
            known.c.target_code,
            case((is_delivered, held.c.value), else_=default).label("value"),
            cast(case((is_delivered, held.c.effective_from), else_=null()), Date).label("effective_from"),
            cast(case((is_delivered, held.c.effective_to), else_=null()), Date).label("effective_to"),
            and_(~is_delivered, default.is_not(None)).label("is_default"),
        )
        .select_from(known)
        .outerjoin(held, and_(held.c.target_code == known.c.target_code, held.c.nth == 1))
        .order_by(known.c.target_code)
    )


def categories() -> Query:
    """The categories, by code."""
    own = columns(Category)
    return select(*(own[name] for name in CategoryDay.model_fields)).order_by(own.code)
