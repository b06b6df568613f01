"""Why each store is called: the reasons of models/snapshots/reasons.py as rows, each with its own day and value.

- documents: due `document-days` after they were asked for;
- shortfall: due by the day to pay;
- unclaimed, unused: due on the last day on which what is granted can be claimed, or what is claimed used;
- expiry: due on the last day of the certification.
"""

from sqlalchemy import CompoundSelect, Date, Select, String, and_, case, cast, func, literal, null, select, union_all

from models.base import Expression, Query, columns
from models.programme.terms import CALL_REASONS
from models.publication.rules import Rules
from models.snapshots.reasons import (
    CURRENCIES,
    certification_ends,
    is_short,
    lapses_unclaimed,
    lapses_unused,
    waits_for_documents,
)
from models.snapshots.tables import DIMENSIONS, Application, CallReason, Grant, StoreDay

STORE, GRANT, APPLICATION = columns(StoreDay), columns(Grant), columns(Application)
TOLD = tuple(name for name in CallReason.model_fields if name not in (*DIMENSIONS, "store_name", "owner"))


def _reason(reason: str, **told: Expression) -> Select[*tuple[object, ...]]:
    """Rows of one reason; what it does not tell is missing."""
    known = {"reason": literal(reason, String)} | told
    types = columns(CallReason)
    return select(*(cast(known.get(name, null()), types[name].type).label(name) for name in TOLD))


def _documents(rules: Rules) -> Query:
    asked = cast(APPLICATION.since, Date)
    due = asked + rules.days("document-days")
    told = _reason("documents", store_id=APPLICATION.store_id, due=due, since=asked, note=APPLICATION.reason)
    return told.where(waits_for_documents(rules))


def _shortfall(rules: Rules) -> Query:
    told = _reason(
        "shortfall",
        store_id=STORE.store_id,
        unit=literal("fen"),
        due=STORE.pay_by,
        since=STORE.pay_by - rules.days("pay-days"),
        value=STORE.shortfall_fen,
        whole=STORE.required_fen,
    )
    return told.where(is_short(rules))


def _lapsing(reason: str, value: Expression, whole: Expression, due: Expression, lapses: Expression) -> Query:
    """What is about to lapse: grants of one measure, unit and day are one reason."""
    told = _reason(
        reason,
        store_id=GRANT.store_id,
        measure_code=GRANT.measure_code,
        unit=GRANT.unit,
        due=due,
        since=func.min(cast(GRANT.granted_at, Date)),
        value=func.sum(value),
        whole=func.sum(whole),
    )
    of = (GRANT.store_id, GRANT.measure_code, GRANT.unit, due)
    return told.where(and_(GRANT.unit.in_(CURRENCIES), lapses)).group_by(*of)


def _expiry(rules: Rules) -> Query:
    told = _reason("expiry", store_id=STORE.store_id, due=STORE.valid_until, since=STORE.certification_since)
    return told.where(certification_ends(rules))


def _reasons(rules: Rules) -> CompoundSelect[*tuple[object, ...]]:
    return union_all(
        _documents(rules),
        _shortfall(rules),
        _lapsing("unclaimed", GRANT.unclaimed, GRANT.granted, GRANT.claim_by, lapses_unclaimed(rules)),
        _lapsing("unused", GRANT.unused, GRANT.claimed, GRANT.use_by, lapses_unused(rules)),
        _expiry(rules),
    )


def calls(rules: Rules) -> Query:
    """Every reason to call a store of the day, by county, store and day."""
    found = _reasons(rules).subquery()
    nth = case({reason: nth for nth, reason in enumerate(CALL_REASONS)}, value=found.c.reason)
    return (
        select(*((found.c if name in TOLD else STORE)[name] for name in CallReason.model_fields))
        .join_from(found, StoreDay, STORE.store_id == found.c.store_id)
        .order_by(STORE.county_adcode, found.c.store_id, found.c.due, nth, found.c.measure_code, found.c.unit)
    )
