"""The table of the way through an application, by region or category."""

from typing import Final

from dashboard.figures.figure import share
from dashboard.questions.certification import Funnel, funnels
from dashboard.reading.naming import UNMATCHED, names
from dashboard.reading.opening import Opened
from dashboard.tables.cell_links import filter_link
from dashboard.tables.certification import GROUPS, cohort_of, group_of, medians
from dashboard.tables.columns import column, row
from dashboard.tables.table import Table
from dashboard.tables.values import Amount, Count
from dashboard.views.view import View
from data.language import Named, Sentence, _


def _heading(opened: Opened) -> Sentence:
    return _("Region") if group_of(opened) == "region" else _("Category")


def _narrow(group: object, view: View) -> tuple[str, View] | None:
    """The same screen, of the region or category alone."""
    return filter_link(view.choice("by", GROUPS), "code")(group, view)


@row
class FunnelRow:
    """The applications of one region or category."""

    code: str | None = column("code", _heading, shown=False)
    name: Named = column("named", _heading, opens=_narrow)
    stores: Count = column("stores", _("Stores"), _("Stores that these applications are of."), shown=False)
    applied: Count = column("count", _("Applied"), _("Applications of the kind chosen, to the day."))
    reviewed: Count = column("count", _("Review begun"), _("Applications whose review has begun."), shown=False)
    review_rate: Amount = column("percent", _("Reviewed, of applied"), _("Review begun ÷ applied."))
    asked: Count = column(
        "count",
        _("Documents asked for"),
        _("Applications for which documents were asked for."),
        shown=False,
    )
    asked_rate: Amount = column("percent", _("Documents asked, of reviewed"), _("Documents asked for ÷ review begun."))
    certified: Count = column("count", _("Certified"), _("Applications that ended in a certification."))
    certified_rate: Amount = column("percent", _("Certified, of applied"), _("Certified ÷ applied."), bar=True)
    rejected: Count = column("count", _("Rejected"), _("Applications that ended in a rejection."))
    approval_rate: Amount = column("percent", _("Certified, of decided"), _("Certified ÷ (certified + rejected)."))
    open: Count = column("count", _("Still open"), _("Applications without a decision on the day."))
    wait_days: Amount = column("days", _("Days to review"), _("Median days from application to first review."))
    review_days: Amount = column("days", _("Days of review"), _("Median days from first review to decision."))
    asked_review_days: Amount = column(
        "days",
        _("Days of review with documents"),
        _("Median days from first review to decision, where documents were asked for."),
    )
    total_days: Amount = column("days", _("Days to certification"), _("Median days from application to certification."))


def _funnel_row(code: str | None, name: Named, found: Funnel, few: int) -> FunnelRow:
    days = medians(found, few)
    return FunnelRow(
        code=code,
        name=name,
        stores=found.stores,
        applied=found.applied,
        reviewed=found.reviewed,
        review_rate=share(found.reviewed, found.applied),
        asked=found.asked,
        asked_rate=share(found.asked, found.reviewed),
        certified=found.certified,
        certified_rate=share(found.certified, found.applied),
        rejected=found.rejected,
        approval_rate=share(found.certified, found.certified + found.rejected),
        open=found.open,
        wait_days=days.wait_days,
        review_days=days.review_days,
        asked_review_days=days.asked_review_days,
        total_days=days.total_days,
    )


def _funnel_rows(opened: Opened) -> list[FunnelRow]:
    """The most applications first, the unmatched last."""
    known, by = names(opened.now), group_of(opened)
    categories = known.categories if by == "category" else {}
    found = funnels(opened.now, opened.question, cohort_of(opened), by)
    ordered = sorted(found.items(), key=lambda group: (group[0] is None, -group[1].applied, group[0] or ""))
    return [
        _funnel_row(
            code, categories.get(code or "") or known.known_region(code) or UNMATCHED, funnel, opened.question.few
        )
        for code, funnel in ordered
    ]


FUNNEL: Final = Table(
    "certification-funnel",
    _("Conversion and days of each step"),
    _(
        "Applications by region or category, with the share that takes each step and its median days. Medians over too "
        "few applications are withheld. The line marks the target days of a review."
    ),
    row=FunnelRow,
    make=_funnel_rows,
    few="stores",
)
