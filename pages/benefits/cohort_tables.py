"""The table of cohorts: stores by the month of their first certification, and how far each came."""

from collections.abc import Mapping, Sequence
from typing import Final

from dashboard.figures.figure import share
from dashboard.reading.naming import names
from dashboard.reading.opening import Opened
from dashboard.tables.columns import column, row, several
from dashboard.tables.grant_columns import in_order
from dashboard.tables.table import Table
from dashboard.tables.values import Amount, Count
from data.language import Sentence, _
from pages.benefits import cohort_questions as questions
from pages.benefits.cohort_questions import Cohort
from pages.benefits.four_benefits import chosen_benefit
from pages.benefits.row_keys import KEY_COLUMNS, DayKey, RowKey, code_key

COHORTS_BY: Final[Mapping[str, Sentence]] = {"month": _("By month"), "region": _("By region")}


def cohorts_by(opened: Opened) -> str:
    """Whether cohorts are shown month by month or region by region."""
    return opened.view.choice("by", COHORTS_BY)


def cohort_months(opened: Opened) -> Sequence[str]:
    """Months in which stores in view were first certified, newest first."""
    return [DayKey(month).month for month in reversed(questions.cohort_months(opened.now, opened.question))]


def cohort_month(opened: Opened) -> str:
    """The one cohort that is shown by region; nothing: all of them."""
    month = opened.presentation.item
    return month if cohorts_by(opened) == "region" and month in cohort_months(opened) else ""


@row
class CohortRow:
    """The stores of a cohort, or of a region: how many came how far with the chosen benefit."""

    key: RowKey = several(lambda opened: KEY_COLUMNS[cohorts_by(opened)], always=True)
    stores: Count = column("stores", _("Certified"), _("Stores first certified in the month"))
    granted_stores: Count = column("stores", _("Granted"), _("Of these: granted the benefit"))
    claimed_stores: Count = column("stores", _("Claimed"), _("Of these: claimed any; of a red envelope: issued any"))
    claimed_stores_share: Amount = column("percent", _("Claimed of certified"), _("Claimed ÷ certified"), bar=True)
    used_stores: Count = column("stores", _("Used"), _("Used any"))
    lapsed_stores: Count = column("stores", _("Lapsed"), _("Let any lapse; a store may also have used some"))
    granted_stores_share: Amount = column("percent", _("Granted of certified"), _("Granted ÷ certified"), shown=False)
    used_stores_share: Amount = column("percent", _("Used of certified"), _("Used ÷ certified"), shown=False)
    lapsed_stores_share: Amount = column("percent", _("Lapsed of certified"), _("Lapsed ÷ certified"), shown=False)
    days_to_grant: Amount = column("days", _("Days to grant"), _("Median days from first certification to first grant"))
    days_to_claim: Amount = column("days", _("Days to claim"), _("Median days from first grant to first claim"))
    days_to_use: Amount = column("days", _("Days to use"), _("Median days from first claim to first use"))
    days_to_lapse: Amount = column("days", _("Days to lapse"), _("Median days from first grant to first lapse"))


def _row(key: RowKey, cohort: Cohort) -> CohortRow:
    return CohortRow(
        key=key,
        stores=cohort.stores,
        granted_stores=cohort.granted_stores,
        claimed_stores=cohort.claimed_stores,
        claimed_stores_share=share(cohort.claimed_stores, cohort.stores),
        used_stores=cohort.used_stores,
        lapsed_stores=cohort.lapsed_stores,
        granted_stores_share=share(cohort.granted_stores, cohort.stores),
        used_stores_share=share(cohort.used_stores, cohort.stores),
        lapsed_stores_share=share(cohort.lapsed_stores, cohort.stores),
        days_to_grant=cohort.days_to_grant,
        days_to_claim=cohort.days_to_claim,
        days_to_use=cohort.days_to_use,
        days_to_lapse=cohort.days_to_lapse,
    )


def _rows(opened: Opened) -> Sequence[CohortRow]:
    """Months newest first; of regions those with the lowest share of claims first."""
    now, question, benefit = opened.now, opened.question, chosen_benefit(opened)
    if cohorts_by(opened) == "month":
        months = questions.cohorts_by_month(now, question, benefit)
        return [_row(DayKey(month), cohort) for month, cohort in reversed([*months.items()])]
    regions, known = questions.cohorts_by_region(now, question, benefit, cohort_month(opened)), names(now)
    ordered = in_order(regions, question.few, lambda cohort: share(cohort.claimed_stores, cohort.stores) or 0)
    return [_row(code_key(known, "region", code), cohort) for code, cohort in ordered]


BENEFIT_COHORTS: Final = Table(
    "benefit-cohorts",
    _("From certification to use, by cohort"),
    _(
        "Stores by the month of their first certification: how many were granted the benefit, claimed it, used it, and "
        "let any of it lapse, and the median days from step to step. A step may be missing of a young cohort because "
        "its time has not come yet."
    ),
    row=CohortRow,
    make=_rows,
    few="stores",
)
