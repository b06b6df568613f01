"""Why a store is to be called: each reason a condition on the rows of a day, told once for the work list and the cube.

A reason has a day by which something has to be done; what has none (sales that stopped, a tier that is near) is a list
of the work list and no call.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Protocol

from sqlalchemy import ColumnElement, and_, or_, select, union

from models.base import Expression, columns
from models.snapshots.tables import Application, Grant, StoreDay

GRANT, STORE, APPLICATION = columns(Grant), columns(StoreDay), columns(Application)


class Limits(Protocol):
    """A day and the programme's thresholds on it (models/programme/targets.py)."""

    @property
    def day(self) -> date:
        """The day."""

    def until(self, code: str) -> date:
        """The last day that is no more than a threshold's days away."""


def lapses_unclaimed(limits: Limits) -> ColumnElement[bool]:
    """Whether what a grant has unclaimed is about to lapse: its claim-by falls on the day or soon after."""
    return and_(GRANT.unclaimed > 0, GRANT.claim_by <= limits.until("lapse-days"))


def lapses_unused(limits: Limits) -> ColumnElement[bool]:
    """Whether what a grant has claimed and not used is about to lapse: its use-by falls on the day or soon after."""
    return and_(GRANT.unused > 0, GRANT.use_by <= limits.until("lapse-days"))


def is_short(_limits: Limits) -> ColumnElement[bool]:
    """Whether a store has paid less deposit than is required."""
    short: ColumnElement[bool] = STORE.shortfall_fen > 0
    return short


def is_overdue(limits: Limits) -> ColumnElement[bool]:
    """Whether the last day to pay a store's shortfall has passed."""
    return and_(STORE.shortfall_fen > 0, STORE.pay_by < limits.day)


def waits_for_documents(_limits: Limits) -> ColumnElement[bool]:
    """Whether a store's open application waits for documents from it."""
    is_open = and_(APPLICATION.is_last, APPLICATION.status == APPLICATION.certification_status)
    return and_(is_open, APPLICATION.status == "info_requested")


def certification_ends(limits: Limits) -> ColumnElement[bool]:
    """Whether a store's certification ends soon."""
    return and_(STORE.certification_status == "certified", STORE.valid_until <= limits.until("expiry-days"))


@dataclass(frozen=True)
class Reason:
    """Why to call: of a grant, an application or the store itself."""

    table: type[StoreDay] | type[Grant] | type[Application]
    holds: Callable[[Limits], ColumnElement[bool]]


CURRENCIES: Final = ("traffic", "fen", "ad-fen")
"""Units of what is worth a call while it lapses; numbers of orders, cases and uses are on no list."""


def _lapsing(unit: str) -> Reason:
    return Reason(Grant, lambda limits: and_(GRANT.unit == unit, or_(lapses_unclaimed(limits), lapses_unused(limits))))


REASONS: Final[Mapping[str, Reason]] = {
    "lapsing-traffic": _lapsing("traffic"),
    "lapsing-cash": _lapsing("fen"),
    "lapsing-ad-credit": _lapsing("ad-fen"),
    "shortfalls": Reason(StoreDay, is_short),
    "documents": Reason(Application, waits_for_documents),
    "certifications-to-expire": Reason(StoreDay, certification_ends),
}
"""By code."""


def to_call(limits: Limits) -> Expression:
    """Whether a store (a row of StoreDay) is to be called: it has any of the reasons."""
    own = [reason.holds(limits) for reason in REASONS.values() if reason.table is StoreDay]
    others = [
        select(columns(reason.table).store_id).where(reason.holds(limits))
        for reason in REASONS.values()
        if reason.table is not StoreDay
    ]
    return or_(*own, STORE.store_id.in_(union(*others)))
