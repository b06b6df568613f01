"""The charts of the Certification screen: each shows no more than a table below it."""

from typing import Final

from dashboard.drawing.chart import Chart
from dashboard.drawing.charts.bars import Stack, stacks
from dashboard.drawing.charts.canvas import Spec
from dashboard.drawing.charts.columns import Column, columns
from dashboard.drawing.charts.dots import Dot, dots
from dashboard.drawing.charts.funnel import Stage, funnel
from dashboard.drawing.charts.heat import Cell, across_at_most, heat
from dashboard.drawing.charts.lines import lines
from dashboard.drawing.charts.lines_shown import Target
from dashboard.drawing.charts.weekly import Flow, weekly
from dashboard.drawing.look import Look
from dashboard.figures import number_formats as numbers
from dashboard.findings.among import One, against_goal
from dashboard.findings.funnel import way_through
from dashboard.findings.over_time import Goal
from dashboard.findings.spread import waiting_longest
from dashboard.findings.standing_out import misses
from dashboard.findings.weeks import fullest, last_week
from dashboard.questions.certification import OPEN_STATES
from dashboard.questions.targets import threshold
from dashboard.reading.opening import Opened
from dashboard.tables.certification import COHORTS, FUNNEL_STEPS, StepRow, cohort_of, group_of
from dashboard.tables.values import number, whole
from data.language import Sentence, _
from models.programme.metrics import METRICS
from models.programme.terms import CERTIFICATION
from pages.certification.end_tables import EXPIRIES, REGION_EXPIRIES
from pages.certification.funnel_tables import FUNNEL, FunnelRow
from pages.certification.open_tables import OPEN_BY_WAIT
from pages.certification.weekly_tables import FLOW, WEEKS

MOST_ROWS: Final = 34
LEAST_APPLICATIONS: Final = 50
"""Regions and categories with fewer applications have medians that jump: the chart leaves them out."""


# The weeks


def _flows(opened: Opened) -> list[Flow]:
    rows = WEEKS.shown(opened)[::-1]
    return [
        Flow(step, name, {row.week_start: n for row in rows if (n := whole(row.flow()[step])) is not None})
        for step, name in FLOW.items()
    ]


def _weeks(opened: Opened, look: Look) -> Spec | None:
    shown = weekly(_flows(opened), "stores", opened.language)
    return lines(shown, look, opened.language) if shown else None


def _weeks_finding(opened: Opened) -> Sentence | None:
    begun, *_others = _flows(opened)
    weeks = sorted(begun.values)
    return last_week(begun.name, [begun.values[week] for week in weeks], weeks[-1], "stores") if weeks else None


# The funnel


def steps(opened: Opened) -> dict[str, StepRow]:
    """The steps of the applications that the view asks for, by code; none where a count is withheld."""
    return {row.step_code: row for row in FUNNEL_STEPS.shown(opened) if whole(row.applications) is not None}


_WAY: Final = ("applied", "reviewed", "decided", "certified")


def _share(part: int, of: int, opened: Opened) -> str:
    return numbers.short_number(100 * part / of, "percent", opened.language)


def _days(row: StepRow) -> str | None:
    days = number(row.median_days)
    return None if days is None else f"{days:.1f}"


def _into(step: str, row: StepRow, opened: Opened) -> Sentence:
    """What those are that went on to a step, and how long that took."""
    days, target = _days(row), f"{threshold(opened.now, 'review-days'):g}"
    timed: dict[str, tuple[Sentence, Sentence]] = {
        "reviewed": (_("went into review"), _("went into review · median {days} days", days=days)),
        "decided": (
            _("decided · target {target} days", target=target),
            _("decided · median {days} days, target {target}", days=days, target=target),
        ),
        "certified": (_("certified"), _("certified · median {days} days from application", days=days)),
    }
    return timed[step][days is not None]


def _funnel(opened: Opened, look: Look) -> Spec | None:
    found, language = steps(opened), opened.language
    if "applied" not in found:
        return None
    counts = {step: whole(found[step].applications) or 0 for step in _WAY if step in found}
    stages, before = [], 0
    for step, count in counts.items():
        row = found[step]
        into = (_share(count, before, opened), _into(step, row, opened).say(language)) if before else ("", "")
        share = _share(count, counts["applied"], opened) if counts["applied"] else ""
        stages.append(Stage(row.step_name.say(language), count, f"{count:,}", share, into))
        before = count
    return funnel(stages, look, language)


def _funnel_finding(opened: Opened) -> Sentence | None:
    found = steps(opened)
    if not {"applied", "certified"} <= found.keys():
        return None
    slow = number(found["asked"].median_days) if "asked" in found else None
    days = number(found["decided"].median_days) if "decided" in found else None
    came, passed = (whole(found[step].applications) or 0 for step in ("applied", "certified"))
    return way_through(came, passed, days, slow, threshold(opened.now, "review-days"))


# Days of review


def _slowest(opened: Opened) -> list[tuple[FunnelRow, float]]:
    """Regions or categories with enough applications and their median days of review, the slowest first."""
    enough = [row for row in FUNNEL.shown(opened) if row.code and (whole(row.applied) or 0) >= LEAST_APPLICATIONS]
    rows = [(row, days) for row in enough if (days := number(row.review_days)) is not None]
    return sorted(rows, key=lambda one: (-one[1], one[0].code or ""))


def _review(opened: Opened, look: Look) -> Spec | None:
    language, target = opened.language, threshold(opened.now, "review-days")
    by = group_of(opened)
    shown = [
        Dot(row.name.say(language), days, f"{days:.1f}", misses(days, target, "high"), {by: row.code or ""})
        for row, days in _slowest(opened)[:MOST_ROWS]
    ]
    words = _("Target {n} days", n=f"{target:g}").say(language)
    return dots(shown, Target(target, words), look, language) if shown else None


def _review_title(opened: Opened) -> Sentence:
    if group_of(opened) == "region":
        return _("Median days of review by region, slowest first")
    return _("Median days of review by category, slowest first")


def _review_finding(opened: Opened) -> Sentence | None:
    several = [One(row.name, days) for row, days in _slowest(opened)]
    goal = Goal(threshold(opened.now, "review-days"), "high")
    return against_goal(several, "days", goal) if several else None


# What is open


def _waiting(opened: Opened) -> list[tuple[Sentence, dict[str, int | None]]]:
    """Open applications by class of days waited, then by status; None where the count is withheld."""
    rows = OPEN_BY_WAIT.shown(opened)
    classes = dict.fromkeys(row.age_name for row in rows)
    return [(age, {row.status_code: whole(row.applications) for row in rows if row.age_name == age}) for age in classes]


def _wait(opened: Opened, look: Look) -> Spec | None:
    language, theme = opened.language, look.theme
    inks = (theme.series[5], theme.bar, theme.series[1])
    parts = [(CERTIFICATION[code].say(language), ink) for code, ink in zip(OPEN_STATES, inks, strict=True)]
    shown = []
    for age, counts in _waiting(opened):
        values = [counts.get(code) for code in OPEN_STATES]
        told = "" if None in values else f"{sum(value or 0 for value in values):,}"
        known = [value or 0 for value in values]
        shown.append(Stack(age.say(language), known, [f"{value:,}" for value in known], told))
    return stacks(shown, parts, look, language) if any(any(stack.parts) for stack in shown) else None


def _wait_finding(opened: Opened) -> Sentence | None:
    found = _waiting(opened)
    counts = [list(of_status.values()) for _age, of_status in found]
    if not found or any(None in of_status for of_status in counts):
        return None
    sums = [sum(count or 0 for count in of_status) for of_status in counts]
    return waiting_longest(found[-1][0], sums[-1], sum(sums))


# Ends


def _months(opened: Opened) -> list[tuple[str, int]]:
    return [(row.month, stores) for row in EXPIRIES.shown(opened) if (stores := whole(row.stores)) is not None]


def _ends(opened: Opened, look: Look) -> Spec | None:
    """A column a month; one whose number is withheld keeps its place, with a dot."""
    if not any(stores for _month, stores in _months(opened)):
        return None
    shown = []
    for row in EXPIRIES.shown(opened):
        stores = whole(row.stores)
        below = (row.month[5:] if look.is_narrow else row.month,)
        shown.append(Column(stores or 0, "·" if stores is None else f"{stores:,}", below))
    return columns(shown, "stores", look, opened.language)


def _ends_finding(opened: Opened) -> Sentence | None:
    return fullest(_months(opened), _("all that end in these months"))


def _ends_by_region(opened: Opened, look: Look) -> Spec | None:
    """The regions with the most ends first; the months from the nearest on, as many as there is room for."""
    language, theme, metric = opened.language, look.theme, METRICS["certified-stores"]
    shown = [
        (row, stores)
        for row in REGION_EXPIRIES.shown(opened)
        if row.region_code is not None and (stores := whole(row.stores)) is not None
    ]
    if not shown:
        return None
    names = {row.region_code or "": row.region_name.say(language) for row, _stores in shown}
    sums = {code: sum(stores for row, stores in shown if row.region_code == code) for code in names}
    down = sorted(names, key=lambda code: (-sums[code], code))
    words = [names[code] for code in down]
    months = sorted({row.month for row, _stores in shown})
    months = months[: across_at_most([*(f"{stores:,}" for _row, stores in shown), "00-00"], words, look)]
    ramp, breaks = theme.ramp(metric), metric.breaks
    cells = [
        Cell(
            down.index(row.region_code or ""),
            months.index(row.month),
            f"{stores:,}",
            f"{stores:,}",
            ramp[sum(stores >= bound for bound in breaks)],
            {"region": row.region_code or ""},
        )
        for row, stores in shown
        if row.month in months
    ]
    return heat(cells, [month[2:] for month in months], words, look, language)


WEEK_LINES: Final = Chart(
    "certification-weeks",
    _("Applications and decisions: week by week"),
    _("Applications and decisions by week"),
    _weeks,
    _weeks_finding,
)
WAY: Final = Chart(
    "certification-way",
    lambda opened: _("{cohort}: how far they come", cohort=COHORTS[cohort_of(opened)]),
    _("How far applications come, and the days between the steps"),
    _funnel,
    _funnel_finding,
)
REVIEW_DAYS: Final = Chart(
    "review-days", _review_title, _("Median days of review, by region or category"), _review, _review_finding
)
WAITING: Final = Chart(
    "applications-open",
    _("Open applications by days waited"),
    _("Open applications by days waited and status"),
    _wait,
    _wait_finding,
)
EXPIRY_MONTHS: Final = Chart("expiry-months", EXPIRIES.title, EXPIRIES.title, _ends, _ends_finding)
EXPIRY_REGIONS: Final = Chart("expiry-regions", REGION_EXPIRIES.title, REGION_EXPIRIES.title, _ends_by_region)
CHARTS: Final = (WEEK_LINES, WAY, REVIEW_DAYS, WAITING, EXPIRY_MONTHS, EXPIRY_REGIONS)
