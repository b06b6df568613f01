"""The Certification screen's tabs: each a row of figures or a chart, and the tables that say the same."""

from collections.abc import Callable, Mapping
from typing import Final

from dashboard.questions.targets import threshold
from dashboard.reading.opening import Opened
from dashboard.tables.certification import COHORTS, FUNNEL_STEPS, GROUPS, STATE
from dashboard.tables.values import whole
from dashboard.tables.words import cell_text
from dashboard.ui.chart import chart_card
from dashboard.ui.figure_row import Fact, facts
from dashboard.ui.tables import table_card
from dashboard.ui.tabs import tabs
from data.language import Sentence, _
from models.programme.terms import CERTIFICATION
from pages.certification.charts import EXPIRY_MONTHS, EXPIRY_REGIONS, MOST_ROWS, REVIEW_DAYS, WAITING, WAY, WEEK_LINES
from pages.certification.end_questions import ENDED_STATES, lapsed_counts
from pages.certification.end_tables import EXPIRIES, LAPSED, REGION_EXPIRIES
from pages.certification.funnel_exits import side_exits
from pages.certification.funnel_tables import FUNNEL
from pages.certification.open_questions import late_counts, open_by_wait
from pages.certification.open_tables import LATE, OPEN_BY_WAIT
from pages.certification.rejection_questions import not_reapplied_counts
from pages.certification.rejection_tables import NOT_REAPPLIED, REASONS
from pages.certification.weekly_tables import WEEKS

TABS: Final[Mapping[str, Sentence]] = {
    "state": _("Where stores stand"),
    "funnel": _("Funnel"),
    "open": _("Open applications"),
    "rejections": _("Rejections"),
    "expiries": _("Ends"),
}


# Where stores stand


def _state_facts(opened: Opened) -> None:
    language, rows = opened.language, {row.status_code: row for row in STATE.shown(opened)}
    columns = {column.name: column for column in STATE.columns(opened)}

    def fact(code: str) -> Fact:
        row = rows[code]
        change = "" if whole(row.change) is None else cell_text(columns["change"], row, language)
        return Fact(row.status_name, cell_text(columns["stores"], row, language), change)

    facts([fact(code) for code in CERTIFICATION], language)


def state_tab(opened: Opened) -> None:
    """Where stores stand now, the change, and the weeks before."""
    _state_facts(opened)
    table_card(opened, STATE)
    chart_card(opened, WEEK_LINES, WEEKS, rows=8)


# The funnel


def funnel_tab(opened: Opened) -> None:
    """How far applications come, in all and by region or category."""
    tabs(opened, "measure", COHORTS)
    chart_card(opened, WAY, FUNNEL_STEPS, below=side_exits(opened))
    tabs(opened, "by", GROUPS)
    chart_card(opened, REVIEW_DAYS, FUNNEL, rows=MOST_ROWS)


# What is open


def open_tab(opened: Opened) -> None:
    """What is open, how long it waits, and what waits too long."""
    language, late = opened.language, late_counts(opened.now, opened.question)
    days, in_review = f"{threshold(opened.now, 'review-days'):g}", late.get("in_review", 0)
    facts(
        [
            Fact(_("Open applications"), f"{sum(open_by_wait(opened.now, opened.question).values()):,}"),
            Fact(
                _("In review beyond the target"),
                f"{in_review:,}",
                _("more than {n} days", n=days).say(language),
                css="bad" if in_review else "",
            ),
            Fact(_("Waiting on documents"), f"{late.get('info_requested', 0):,}"),
        ],
        language,
    )
    table_card(opened, LATE)
    chart_card(opened, WAITING, OPEN_BY_WAIT)


# Rejections


def rejections_tab(opened: Opened) -> None:
    """Why stores were rejected, and who has not applied again."""
    counts = not_reapplied_counts(opened.now, opened.question)
    days = f"{threshold(opened.now, 'reapply-days'):g}"
    facts(
        [
            Fact(_("Rejected and not applied again"), f"{sum(counts.values()):,}"),
            Fact(_("Of these, rejected within {n} days", n=days), f"{counts.get(False, 0):,}"),
            Fact(_("Of these, for longer"), f"{counts.get(True, 0):,}"),
        ],
        opened.language,
    )
    table_card(opened, REASONS)
    table_card(opened, NOT_REAPPLIED)


# Ends


def expiries_tab(opened: Opened) -> None:
    """What ended this week, and what ends in the months to come."""
    language, counts = opened.language, lapsed_counts(opened.now, opened.question)
    week = _("this week").say(language)
    facts([Fact(CERTIFICATION[code], f"{counts.get(code, 0):,}", week) for code in ENDED_STATES], language)
    chart_card(opened, EXPIRY_MONTHS, EXPIRIES)
    chart_card(opened, EXPIRY_REGIONS, REGION_EXPIRIES)
    table_card(opened, LAPSED)


TAB_BODIES: Final[Mapping[str, Callable[[Opened], None]]] = {
    "state": state_tab,
    "funnel": funnel_tab,
    "open": open_tab,
    "rejections": rejections_tab,
    "expiries": expiries_tab,
}
