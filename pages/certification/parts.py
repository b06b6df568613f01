"""The Certification screen's tabs: each a row of figures or a chart, and the tables that say the same."""

from collections.abc import Callable, Mapping
from typing import Final

from dashboard.drawing import chart_specs as plots
from dashboard.drawing.chart_specs import Axis
from dashboard.drawing.target_line import with_target_line
from dashboard.questions.certification import OPEN_STATES
from dashboard.questions.targets import threshold
from dashboard.reading.opening import Opened
from dashboard.tables.certification import COHORTS, FUNNEL_STEPS, GROUPS, STATE
from dashboard.tables.values import number, whole
from dashboard.tables.words import cell_text
from dashboard.ui import current
from dashboard.ui.chart import plot
from dashboard.ui.figure_row import Fact, facts
from dashboard.ui.tables import table_card
from dashboard.ui.tabs import tabs
from data.language import Sentence, _
from models.programme.metrics import METRICS
from models.programme.terms import CERTIFICATION
from pages.certification.end_questions import ENDED_STATES, lapsed_counts
from pages.certification.end_tables import EXPIRIES, LAPSED, REGION_EXPIRIES
from pages.certification.funnel_tables import FUNNEL
from pages.certification.open_questions import WAITING_CLASSES, late_counts, open_by_wait
from pages.certification.open_tables import LATE, OPEN_BY_WAIT, waiting_class_name
from pages.certification.rejection_questions import not_reapplied_counts
from pages.certification.rejection_tables import NOT_REAPPLIED, REASONS
from pages.certification.weekly_tables import FLOW, WEEKS

TABS: Final[Mapping[str, Sentence]] = {
    "state": _("Where stores stand"),
    "funnel": _("Funnel"),
    "open": _("Open applications"),
    "rejections": _("Rejections"),
    "expiries": _("Ends"),
}
MOST_BARS: Final = 34


# Where stores stand


def _state_facts(opened: Opened) -> None:
    language, rows = opened.language, {row.status_code: row for row in STATE.shown(opened)}
    columns = {column.name: column for column in STATE.columns(opened)}

    def fact(code: str) -> Fact:
        row = rows[code]
        change = "" if whole(row.change) is None else cell_text(columns["change"], row, language)
        return Fact(row.status_name, cell_text(columns["stores"], row, language), change)

    facts([fact(code) for code in CERTIFICATION], language)


def _week_lines(opened: Opened) -> None:
    language, theme = opened.language, current.viewport().theme
    drawn = [
        {
            "week": row.week_start.isoformat(),
            "step": FLOW[step].say(language),
            "n": n,
            "told": f"{row.week_start} · {n:,}",
        }
        for row in WEEKS.shown(opened)
        for step, count in row.flow().items()
        if (n := whole(count)) is not None
    ]
    spec = plots.lines(
        drawn,
        Axis("week", "", "day"),
        Axis("n", _("Applications").say(language), "number"),
        theme,
        language,
        by=Axis("step", "", order=tuple(name.say(language) for name in FLOW.values())),
    )
    if drawn:
        plot(spec, "week_lines", _("Applications and decisions by week"), language)


def state_tab(opened: Opened) -> None:
    """Where stores stand now, the change, and the weeks before."""
    _state_facts(opened)
    table_card(opened, STATE)
    table_card(opened, WEEKS, above=lambda: _week_lines(opened), rows=8)


# The funnel


def _review_bars(opened: Opened) -> None:
    """Median days of review by region or category, against the target."""
    language, theme = opened.language, current.viewport().theme
    shown = [(row, days) for row in FUNNEL.shown(opened) if row.code and (days := number(row.review_days)) is not None]
    drawn = [
        {
            "name": row.name.say(language),
            "days": days,
            "told": _("{n} days", n=f"{days:.1f}").say(language),
        }
        for row, days in shown[:MOST_BARS]
    ]
    spec = plots.bars(
        drawn,
        Axis("name", "", order=tuple(row.name.say(language) for row, _days in shown[:MOST_BARS])),
        Axis("days", _("Median days of review").say(language), "number"),
        theme,
        language,
        is_lying=True,
    )
    target = threshold(opened.now, "review-days")
    words = _("Target: {n} days", n=f"{target:g}").say(language)
    if drawn:
        says = _("Median days of review, by region or category")
        plot(with_target_line(spec, target, words, theme), "funnel_bars", says, language)


def funnel_tab(opened: Opened) -> None:
    """How far applications come, in all and by region or category."""
    tabs(opened, "measure", COHORTS)
    table_card(opened, FUNNEL_STEPS)
    tabs(opened, "by", GROUPS)
    table_card(opened, FUNNEL, above=lambda: _review_bars(opened), rows=MOST_BARS)


# What is open


def _wait_bars(opened: Opened) -> None:
    language, theme = opened.language, current.viewport().theme
    drawn = [
        {
            "age": row.age_name.say(language),
            "status": row.status_name.say(language),
            "n": n,
            "told": f"{n:,}",
        }
        for row in OPEN_BY_WAIT.shown(opened)
        if (n := whole(row.applications)) is not None
    ]
    classes = tuple(waiting_class_name(at).say(language) for at in range(len(WAITING_CLASSES)))
    spec = plots.bars(
        drawn,
        Axis("age", "", order=classes),
        Axis("n", _("Applications").say(language), "number"),
        theme,
        language,
        by=Axis("status", "", order=tuple(CERTIFICATION[code].say(language) for code in OPEN_STATES)),
        colours=(theme.series[6], theme.series[0], theme.steps["lapsed"]),
        is_stacked=False,
    )
    if drawn:
        plot(spec, "open_bars", _("Open applications by days waited and status"), language)


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
    table_card(opened, OPEN_BY_WAIT, above=lambda: _wait_bars(opened))


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


def _month_bars(opened: Opened) -> None:
    language, theme, rows = opened.language, current.viewport().theme, EXPIRIES.shown(opened)
    drawn = [
        {"month": row.month, "stores": stores, "told": f"{stores:,}"}
        for row in rows
        if (stores := whole(row.stores)) is not None
    ]
    months = tuple(sorted(row.month for row in rows))
    up = Axis("stores", _("Stores").say(language), "number")
    if drawn:
        spec = plots.bars(drawn, Axis("month", "", order=months), up, theme, language)
        plot(spec, "expiry_bars", _("Certifications that end, by month"), language)


def _region_heat(opened: Opened) -> None:
    language, theme, metric = opened.language, current.viewport().theme, METRICS["certified-stores"]
    shown = [
        (row.region_code, row, stores)
        for row in REGION_EXPIRIES.shown(opened)
        if row.region_code is not None and (stores := whole(row.stores)) is not None
    ]
    regions = dict.fromkeys(row.region_name.say(language) for _code, row, _n in sorted(shown, key=lambda one: one[0]))
    drawn = [
        {"region": row.region_name.say(language), "month": row.month, "n": stores, "told": f"{stores:,}"}
        for _code, row, stores in shown
    ]
    spec = plots.heat(
        drawn,
        Axis("month", "", order=tuple(sorted({row.month for _code, row, _stores in shown}))),
        Axis("region", "", order=tuple(regions)),
        Axis("n", "", "number"),
        theme,
        language,
        breaks=metric.breaks,
        ramp=theme.ramp(metric),
    )
    if drawn:
        plot(spec, "expiry_heat", _("Certifications that end, by region and month"), language)


def expiries_tab(opened: Opened) -> None:
    """What ended this week, and what ends in the months to come."""
    language, counts = opened.language, lapsed_counts(opened.now, opened.question)
    week = _("this week").say(language)
    facts([Fact(CERTIFICATION[code], f"{counts.get(code, 0):,}", week) for code in ENDED_STATES], language)
    table_card(opened, EXPIRIES, above=lambda: _month_bars(opened))
    table_card(opened, REGION_EXPIRIES, above=lambda: _region_heat(opened))
    table_card(opened, LAPSED)


TAB_BODIES: Final[Mapping[str, Callable[[Opened], None]]] = {
    "state": state_tab,
    "funnel": funnel_tab,
    "open": open_tab,
    "rejections": rejections_tab,
    "expiries": expiries_tab,
}
