"""The Certification screen's tabs: each a row of figures or a chart, and the sheets that say the same."""

from collections.abc import Callable, Mapping
from typing import Final

from dashboard.drawing import plots
from dashboard.drawing.decile_strips import marked
from dashboard.drawing.plots import Axis
from dashboard.questions.certification import OPEN
from dashboard.questions.targets import threshold
from dashboard.reading.opening import Opened
from dashboard.tables.cells import told
from dashboard.tables.certification import COHORTS, FUNNEL_STEPS, GROUPS, STATE
from dashboard.tables.sheet import Row, Sheet, suppressed
from dashboard.ui import current
from dashboard.ui.facts import Fact, facts
from dashboard.ui.plots import plot
from dashboard.ui.sheets import sheet_card
from dashboard.ui.tabs import tabs
from data.language import Sentence, _
from models.programme.metrics import METRICS
from models.programme.terms import CERTIFICATION
from models.settings import settings
from pages.certification import questions as asked
from pages.certification import tables as sheets

TABS: Final[Mapping[str, Sentence]] = {
    "state": _("Where stores stand"),
    "funnel": _("Funnel"),
    "open": _("Open applications"),
    "rejections": _("Rejections"),
    "expiries": _("Ends"),
}
MOST_BARS: Final = 34


def shown(sheet: Sheet, opened: Opened) -> list[Row]:
    """A sheet's rows as they may be shown, those withheld left out: what its chart draws."""
    rows = suppressed(sheet, sheet.columns(opened), list(sheet.rows(opened)), settings().few)
    return [row for row in rows if row["status"] == "value"]


def _state_facts(opened: Opened) -> None:
    language, sheet = opened.view.language, STATE
    columns = {column.name: column for column in sheet.columns(opened)}
    rows = suppressed(sheet, sheet.columns(opened), list(sheet.rows(opened)), settings().few)
    found = [
        Fact(row["status_name"], told(columns["stores"], row, language), "" if row["change"] is None else
             told(columns["change"], row, language))
        for row in rows
    ]  # fmt: skip
    facts(found, language)


def _week_lines(opened: Opened) -> None:
    language, theme = opened.view.language, current.screen().theme
    drawn = [
        {
            "week": row["week_start"].isoformat(),
            "step": said.say(language),
            "n": row[step],
            "told": f"{row['week_start']} · {row[step]:,}",
        }
        for row in shown(sheets.WEEKS, opened)
        for step, said in sheets.FLOW.items()
    ]
    spec = plots.lines(
        drawn,
        Axis("week", "", "day"),
        Axis("n", _("Applications").say(language), "number"),
        theme,
        language,
        by=Axis("step", "", order=tuple(said.say(language) for said in sheets.FLOW.values())),
    )
    if drawn:
        plot(spec, "week_lines", _("Applications and decisions by week"), language)


def state_tab(opened: Opened) -> None:
    """Where stores stand now, the change, and the weeks before."""
    _state_facts(opened)
    sheet_card(opened, STATE)
    sheet_card(opened, sheets.WEEKS, above=lambda: _week_lines(opened), rows=8)


def _review_bars(opened: Opened) -> None:
    """Median days of review by region or category, against the target."""
    language, theme = opened.view.language, current.screen().theme
    rows = [row for row in shown(sheets.FUNNEL, opened) if row["code"] and row["review_days"] is not None][:MOST_BARS]
    drawn = [
        {
            "name": row["name"].say(language),
            "days": row["review_days"],
            "told": _("{n} days", n=f"{row['review_days']:.1f}").say(language),
        }
        for row in rows
    ]
    spec = plots.bars(
        drawn,
        Axis("name", "", order=tuple(row["name"] for row in drawn)),
        Axis("days", _("Median days of review").say(language), "number"),
        theme,
        language,
        is_lying=True,
    )
    target = threshold(opened.now, "review-days")
    words = _("Target: {n} days", n=f"{target:g}").say(language)
    if drawn:
        says = _("Median days of review, by region or category")
        plot(marked(spec, target, words, theme), "funnel_bars", says, language)


def funnel_tab(opened: Opened) -> None:
    """How far applications come, in all and by region or category."""
    tabs(opened, "measure", COHORTS)
    sheet_card(opened, FUNNEL_STEPS)
    tabs(opened, "by", GROUPS)
    sheet_card(opened, sheets.FUNNEL, above=lambda: _review_bars(opened), rows=MOST_BARS)


def _age_bars(opened: Opened) -> None:
    language, theme = opened.view.language, current.screen().theme
    drawn = [
        {
            "age": row["age_name"].say(language),
            "status": row["status_name"].say(language),
            "n": row["applications"],
            "told": f"{row['applications']:,}",
        }
        for row in shown(sheets.OPEN_AGES, opened)
    ]
    spec = plots.bars(
        drawn,
        Axis("age", "", order=tuple(sheets.age_name(at).say(language) for at in range(len(asked.AGES)))),
        Axis("n", _("Applications").say(language), "number"),
        theme,
        language,
        by=Axis("status", "", order=tuple(CERTIFICATION[code].say(language) for code in OPEN)),
        colours=(theme.series[6], theme.series[0], theme.steps["lapsed"]),
        is_stacked=False,
    )
    if drawn:
        plot(spec, "open_bars", _("Open applications by days waited and status"), language)


def open_tab(opened: Opened) -> None:
    """What is open, how long it waits, and what waits too long."""
    language, late = opened.view.language, asked.late_counts(opened.now, opened.question)
    days = f"{threshold(opened.now, 'review-days'):g}"
    facts(
        [
            Fact(_("Open applications"), f"{sum(asked.ages(opened.now, opened.question).values()):,}"),
            Fact(_("In review beyond the target"), f"{late.get('in_review', 0):,}",
                 _("more than {n} days", n=days).say(language), css="bad" if late.get("in_review") else ""),
            Fact(_("Waiting on documents"), f"{late.get('info_requested', 0):,}"),
        ],
        language,
    )  # fmt: skip
    sheet_card(opened, sheets.LATE)
    sheet_card(opened, sheets.OPEN_AGES, above=lambda: _age_bars(opened))


def rejections_tab(opened: Opened) -> None:
    """Why stores were rejected, and who has not applied again."""
    language, counts = opened.view.language, asked.not_reapplied_counts(opened.now, opened.question)
    days = f"{threshold(opened.now, 'reapply-days'):g}"
    facts(
        [
            Fact(_("Rejected and not applied again"), f"{sum(counts.values()):,}"),
            Fact(_("Of these, rejected within {n} days", n=days), f"{counts.get(False, 0):,}"),
            Fact(_("Of these, for longer"), f"{counts.get(True, 0):,}"),
        ],
        language,
    )
    sheet_card(opened, sheets.REASONS)
    sheet_card(opened, sheets.REFUSED)


def _month_bars(opened: Opened) -> None:
    language, theme = opened.view.language, current.screen().theme
    drawn = [row | {"told": f"{row['stores']:,}"} for row in shown(sheets.EXPIRIES, opened)]
    months = tuple(row["month"] for row in sheets.EXPIRIES.rows(opened))
    up = Axis("stores", _("Stores").say(language), "number")
    if drawn:
        spec = plots.bars(drawn, Axis("month", "", order=months), up, theme, language)
        plot(spec, "expiry_bars", _("Certifications that end, by month"), language)


def _region_heat(opened: Opened) -> None:
    language, theme, metric = opened.view.language, current.screen().theme, METRICS["certified-stores"]
    rows = [row for row in shown(sheets.REGION_EXPIRIES, opened) if row["region_code"] is not None]
    names = dict.fromkeys(row["region_name"].say(language) for row in sorted(rows, key=lambda r: r["region_code"]))
    drawn = [
        {"region": row["region_name"].say(language), "month": row["month"], "n": row["stores"],
         "told": f"{row['stores']:,}"}
        for row in rows
    ]  # fmt: skip
    spec = plots.heat(
        drawn,
        Axis("month", "", order=tuple(sorted({row["month"] for row in rows}))),
        Axis("region", "", order=tuple(names)),
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
    language, counts = opened.view.language, asked.ended_counts(opened.now, opened.question)
    week = _("this week").say(language)
    facts([Fact(CERTIFICATION[code], f"{counts.get(code, 0):,}", week) for code in asked.ENDED], language)
    sheet_card(opened, sheets.EXPIRIES, above=lambda: _month_bars(opened))
    sheet_card(opened, sheets.REGION_EXPIRIES, above=lambda: _region_heat(opened))
    sheet_card(opened, sheets.ENDED)


SHOWN: Final[Mapping[str, Callable[[Opened], None]]] = {
    "state": state_tab,
    "funnel": funnel_tab,
    "open": open_tab,
    "rejections": rejections_tab,
    "expiries": expiries_tab,
}
