"""The tables of rejections: their reasons, and the stores that have not applied again."""

from datetime import datetime
from typing import Final

from dashboard.figures.figure import share
from dashboard.figures.withholding import unless_few
from dashboard.questions.targets import threshold
from dashboard.reading.opening import Opened
from dashboard.tables.columns import column, row
from dashboard.tables.table import Table
from dashboard.tables.values import Amount, Count
from dashboard.views.names import Names
from data.language import Sentence, _
from pages.certification.months import month_of
from pages.certification.rejection_questions import (
    RejectedStore,
    not_reapplied,
    not_reapplied_counts,
    refusals,
)
from pages.certification.store_lists import PagedRows, PlaceColumns, StoreColumns, belt_name

# Reasons


def _in_month(opened: Opened, away: int = 0) -> Sentence:
    return _("In {month}", month=f"{month_of(opened.now.day, away):%Y-%m}")


@row
class ReasonRow:
    """The stores rejected for one reason."""

    rank: int = column("count", _("No."), always=True)
    reason: str | None = column("text", _("Reason"), _("As delivered; a dash: none was given."))
    this_month: Count = column(
        "stores", _in_month, _("Stores rejected for it in the calendar month of the day."), bar=True
    )
    share: Amount = column("percent", _("Share"), _("Of the rejections of the month."))
    last_month: Count = column(
        "count", lambda opened: _in_month(opened, -1), _("Stores rejected for it in the calendar month before.")
    )
    to_the_day: Count = column("count", _("In all"), _("Stores rejected for it to the day."))


def _reason_rows(opened: Opened) -> list[ReasonRow]:
    found, few = refusals(opened.now, opened.question), opened.question.few
    this_month = sum(reason.this_month for reason in found)
    return [
        ReasonRow(
            rank=rank,
            reason=one.reason,
            this_month=one.this_month,
            share=share(one.this_month, this_month),
            last_month=unless_few(one.last_month, few),
            to_the_day=unless_few(one.to_the_day, few),
        )
        for rank, one in enumerate(found, start=1)
    ]


REASONS: Final = Table(
    "rejection-reasons",
    _("Reasons of rejection"),
    _(
        "Stores rejected by the reason delivered, in the calendar month of the day, in the one before, and since the "
        "beginning. The order is that of this month, also where counts are withheld."
    ),
    row=ReasonRow,
    make=_reason_rows,
    few="this_month",
)


# Stores that have not applied again


def _reapply_days(opened: Opened) -> float:
    return threshold(opened.now, "reapply-days")


@row
class _RejectionColumns:
    """Its rejection."""

    decided_at: datetime = column("instant", _("Rejected at"))
    days: int = column("days", _("Days since"), _("Days from the rejection to the day."))
    is_late: bool = column(
        "flag",
        lambda opened: _("Over {n} days", n=f"{_reapply_days(opened):g}"),
        _("Whether more days have passed than the threshold (reapply-days)."),
    )
    reason: str | None = column("text", _("Reason"), _("Of the rejection, as delivered."))
    is_renewal: bool = column("flag", _("Renewal"))


@row
class RejectedRow(StoreColumns, _RejectionColumns, PlaceColumns):
    """One store rejected and not applied again."""


def _rejected_row(opened: Opened, known: Names, one: RejectedStore) -> RejectedRow:
    return RejectedRow(
        store_id=one.store_id,
        store_name=one.store_name,
        owner=one.owner,
        decided_at=one.decided_at,
        days=one.days,
        is_late=one.days > _reapply_days(opened),
        reason=one.reason,
        is_renewal=one.is_renewal,
        county_adcode=one.county_adcode,
        county_name=known.known_region(one.county_adcode),
        belt_id=one.belt_id,
        belt_name=belt_name(known, one.belt_id),
    )


_REJECTED_ROWS: Final = PagedRows(not_reapplied, RejectedStore, _rejected_row)
NOT_REAPPLIED: Final = Table(
    "rejected-not-reapplied",
    _("Rejected and not applied again"),
    _("Stores whose last application was rejected, with the days since; the newest rejection first."),
    row=RejectedRow,
    make=_REJECTED_ROWS.every,
    part=_REJECTED_ROWS.part,
    count=lambda opened: sum(not_reapplied_counts(opened.now, opened.question).values()),
)
