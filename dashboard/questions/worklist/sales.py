"""Lists of sales: stores that are not live yet, and stores that stopped selling."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from sqlalchemy import ColumnElement, and_, case, func

from dashboard.figures.number_formats import full_number
from dashboard.questions.worklist.listing import ListColumns, ListFacts, Listing, ListInputs
from data.language import Sentence, _
from models.base import columns
from models.snapshots.tables import StoreDay

STORE = columns(StoreDay)
GROUP: Final = _("Sales")

# Not live yet


def _not_live(inputs: ListInputs) -> ColumnElement[bool]:
    since = inputs.day - timedelta(days=inputs.days("first-live-days"))
    return and_(STORE.certification_status == "certified", STORE.certified_on >= since, STORE.first_live_week.is_(None))


def _not_live_columns(inputs: ListInputs) -> ListColumns:
    held = func.coalesce(STORE.pack_unclaimed, 0) + func.coalesce(STORE.pack_unused, 0)
    return {
        "value": case((STORE.pack_granted.is_not(None), held)),
        "deadline": STORE.certified_on + inputs.days("first-live-days"),
    }


@dataclass(frozen=True)
class NotLiveYet(ListFacts):
    """A newly certified store without a live session."""

    certified_on: date
    activity_week: date | None

    def reason(self, _inputs: ListInputs, /) -> Sentence:
        """Since when it is certified, and what is known of its sessions."""
        if self.activity_week is None:
            return _("Certified on {day}; nothing is known of its live sessions.", day=self.certified_on)
        return _("Certified on {day}; no live session to the end of the last week delivered.", day=self.certified_on)


def _about_not_live(inputs: ListInputs) -> Sentence:
    return _(
        "Stores certified for the first time in the last {n} days that have not held a first live session. At "
        "stake: the traffic of their packs that is not claimed or not consumed.",
        n=inputs.days("first-live-days"),
    )


# Lost sales


def _stopped_selling(_inputs: ListInputs) -> ColumnElement[bool]:
    return and_(STORE.certification_status == "certified", STORE.orders_before > 0, STORE.orders_week == 0)


def _stopped_selling_columns(_inputs: ListInputs) -> ListColumns:
    return {"value": STORE.gmv_before_fen}


@dataclass(frozen=True)
class StoppedSelling(ListFacts):
    """A store with orders in the week before and none in the last."""

    orders_before: int
    activity_week: date

    def reason(self, _inputs: ListInputs, /) -> Sentence:
        """How many orders it had."""
        return _(
            "{orders} orders in the week before, none in the week from {monday}.",
            orders=full_number(self.orders_before, "stores"),
            monday=self.activity_week,
        )


def _about_stopped_selling(_inputs: ListInputs) -> Sentence:
    return _(
        "Certified stores with orders in the week before and none in the last whole week. At stake: the GMV of "
        "the week before."
    )


LISTS: Final = (
    Listing(
        code="not-live-yet",
        group=GROUP,
        title=_("Not live yet"),
        about=_about_not_live,
        table=StoreDay,
        condition=_not_live,
        columns=_not_live_columns,
        facts=NotLiveYet,
        at_stake=_("Traffic held"),
        unit="traffic",
        due=_("Go live by"),
    ),
    Listing(
        code="lost-sales",
        group=GROUP,
        title=_("Lost sales"),
        about=_about_stopped_selling,
        table=StoreDay,
        condition=_stopped_selling,
        columns=_stopped_selling_columns,
        facts=StoppedSelling,
        at_stake=_("GMV, week before"),
        unit="fen",
    ),
)
