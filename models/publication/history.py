"""What happened to the day's stores: their applications for certification, and every event."""

from datetime import date

from sqlalchemy import (
    DateTime,
    Double,
    FromClause,
    Subquery,
    and_,
    case,
    cast,
    extract,
    func,
    literal,
    null,
    select,
    union_all,
)

from models.base import Expression, Query, Recorded, columns
from models.programme.terms import CERTIFICATION_STEPS
from models.publication.benefits import EVENTS
from models.publication.states import end_of, opens, steps
from models.record.tables import BenefitEvent, CertificationEvent, DepositEvent
from models.snapshots.tables import DIMENSIONS, Application, Event, StoreDay

IN_AN_APPLICATION = ("applied", "in_review", "info_requested", "rejected", "certified")
DECIDED = ("certified", "rejected")


def _numbered(day: date) -> Subquery:
    """The steps of applications, with the number of the application and whether it is the last step in it."""
    taken = steps(day)
    order = [taken.c.changed_at, taken.c.rank]
    number = func.sum(case((opens(taken), 1), else_=0)).over(
        partition_by=taken.c.store_id, order_by=order, rows=(None, 0)
    )
    numbered = select(*taken.c, number.label("number"), opens(taken).label("opens")).subquery()
    later = func.lead(numbered.c.status).over(
        partition_by=[numbered.c.store_id, numbered.c.number],
        order_by=[numbered.c.changed_at, numbered.c.rank],
    )
    return (
        select(*(one for one in numbered.c if one.name != "is_last"), later.is_(None).label("is_last"))
        .where(numbered.c.number > 0, numbered.c.status.in_(IN_AN_APPLICATION))
        .subquery()
    )


def _days(earlier: Expression, later: Expression) -> Expression:
    return cast(extract("epoch", later - earlier), Double) / 86_400


def applications(day: date) -> Query:
    """Every application of the day's stores, by county, store and number."""
    taken, store = _numbered(day), columns(StoreDay)
    at, status = taken.c.changed_at, taken.c.status

    def last(name: str) -> Expression:
        return func.max(taken.c[name]).filter(taken.c.is_last)

    def first(*statuses: str) -> Expression:
        return func.min(at).filter(status.in_(statuses))

    filed = (
        select(
            taken.c.store_id,
            taken.c.number,
            func.bool_or(and_(taken.c.opens, status == "in_review")).label("is_renewal"),
            last("status").label("status"),
            func.min(at).label("applied_at"),
            first("in_review").label("review_at"),
            first("info_requested").label("asked_at"),
            last("changed_at").label("since"),
            first(*DECIDED).label("decided_at"),
            last("reason").label("reason"),
        )
        .group_by(taken.c.store_id, taken.c.number)
        .subquery()
    )
    made = {
        "is_last": filed.c.number == func.max(filed.c.number).over(partition_by=filed.c.store_id),
        "wait_days": case((~filed.c.is_renewal, _days(filed.c.applied_at, filed.c.review_at))),
        "review_days": _days(filed.c.review_at, filed.c.decided_at),
    }

    def named(name: str) -> Expression:
        source = store if name in DIMENSIONS else filed.c
        return (made[name] if name in made else source[name]).label(name)

    return (
        select(*(named(name) for name in Application.model_fields))
        .join_from(filed, StoreDay, store.store_id == filed.c.store_id)
        .order_by(store.county_adcode, filed.c.store_id, filed.c.number)
    )


def _told(model: type[Recorded], subject: str, at: Expression, **made: Expression) -> Query:
    """The rows of a log as events, for the day's stores."""
    own, store = columns(model), columns(StoreDay)
    made |= {"subject": literal(subject), "at": at}

    def named(name: str, column: Expression) -> Expression:
        value = made[name] if name in made else own.get(name, null())
        return cast(value, column.type).label(name)

    return select(*(named(name, column) for name, column in columns(Event).items())).join_from(
        model, StoreDay, store.store_id == own.store_id
    )


def events(day: date) -> Query:
    """Everything that happened to the day's stores by its end, by store and instant."""
    certified, given, paid = (columns(log) for log in (CertificationEvent, BenefitEvent, DepositEvent))
    end = end_of(day)
    told: FromClause = union_all(
        _told(CertificationEvent, "certification", certified.changed_at, event=certified.status).where(
            certified.changed_at < end
        ),
        _told(BenefitEvent, "benefit", given.occurred_at, quantity=given.amount).where(given.occurred_at < end),
        _told(DepositEvent, "deposit", cast(paid.effective_on, DateTime), event=literal("set")).where(
            paid.effective_on <= day
        ),
    ).subquery()
    # Steps of one instant stand in the order in which they count, not in that of the alphabet.
    step = case({name: nth for nth, name in enumerate((*CERTIFICATION_STEPS, *EVENTS))}, value=told.c.event, else_=0)
    order = (told.c.store_id, told.c.at, told.c.subject, step, told.c.grant_id)
    return select(*told.c).order_by(*order)
