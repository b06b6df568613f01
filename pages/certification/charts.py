"""The charts of the Certification screen: each shows no more than a table below it."""

from typing import Final

from dashboard.drawing import chart_specs as plots
from dashboard.drawing.chart import Chart
from dashboard.drawing.chart_specs import Axis, Spec
from dashboard.drawing.look import Look
from dashboard.drawing.target_line import with_target_line
from dashboard.questions.certification import OPEN_STATES
from dashboard.questions.targets import threshold
from dashboard.reading.opening import Opened
from dashboard.tables.values import number, whole
from data.language import _
from models.programme.metrics import METRICS
from models.programme.terms import CERTIFICATION
from pages.certification.end_tables import EXPIRIES, REGION_EXPIRIES
from pages.certification.funnel_tables import FUNNEL
from pages.certification.open_questions import WAITING_CLASSES
from pages.certification.open_tables import OPEN_BY_WAIT, waiting_class_name
from pages.certification.weekly_tables import FLOW, WEEKS

MOST_BARS: Final = 34


def _week_lines(opened: Opened, look: Look) -> Spec | None:
    language, theme = opened.language, look.theme
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
    return spec if drawn else None


def _review_bars(opened: Opened, look: Look) -> Spec | None:
    """Median days of review by region or category, against the target."""
    language, theme = opened.language, look.theme
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
    return with_target_line(spec, target, words, theme) if drawn else None


def _wait_bars(opened: Opened, look: Look) -> Spec | None:
    language, theme = opened.language, look.theme
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
    return spec if drawn else None


def _month_bars(opened: Opened, look: Look) -> Spec | None:
    language, theme, rows = opened.language, look.theme, EXPIRIES.shown(opened)
    drawn = [
        {"month": row.month, "stores": stores, "told": f"{stores:,}"}
        for row in rows
        if (stores := whole(row.stores)) is not None
    ]
    months = tuple(sorted(row.month for row in rows))
    up = Axis("stores", _("Stores").say(language), "number")
    return plots.bars(drawn, Axis("month", "", order=months), up, theme, language) if drawn else None


def _region_heat(opened: Opened, look: Look) -> Spec | None:
    language, theme, metric = opened.language, look.theme, METRICS["certified-stores"]
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
    return spec if drawn else None


WEEK_LINES: Final = Chart("certification-weeks", WEEKS.title, _("Applications and decisions by week"), _week_lines)
REVIEW_DAYS: Final = Chart("review-days", FUNNEL.title, _("Median days of review, by region or category"), _review_bars)
WAITING: Final = Chart(
    "applications-open", OPEN_BY_WAIT.title, _("Open applications by days waited and status"), _wait_bars
)
EXPIRY_MONTHS: Final = Chart("expiry-months", EXPIRIES.title, _("Certifications that end, by month"), _month_bars)
EXPIRY_REGIONS: Final = Chart(
    "expiry-regions", REGION_EXPIRIES.title, _("Certifications that end, by region and month"), _region_heat
)
CHARTS: Final = (WEEK_LINES, REVIEW_DAYS, WAITING, EXPIRY_MONTHS, EXPIRY_REGIONS)
