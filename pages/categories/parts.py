"""The Categories screen: panels and a table, categories by region, and the trade of certified stores."""

import streamlit as st

import pages.categories.questions as asked
from dashboard import questions
from dashboard.drawing.panels import panel, scale
from dashboard.drawing.plots import TOLD, Axis, Spec, marked_heat
from dashboard.drawing.tips import change_class, safe
from dashboard.figures import number_formats as numbers
from dashboard.figures.figure import Ranked
from dashboard.questions import ranking
from dashboard.reading.naming import names
from dashboard.reading.opening import Opened
from dashboard.reading.weeks import history
from dashboard.tables.cells import told
from dashboard.tables.sheet import Row, Sheet, suppressed
from dashboard.ui import current
from dashboard.ui.facts import Fact, facts
from dashboard.ui.legend import classes
from dashboard.ui.links import to_screen
from dashboard.ui.plots import plot
from dashboard.ui.said import said
from dashboard.ui.sheets import sheet_card
from data.language import Sentence, _
from models.settings import settings
from pages.categories import tables as sheets

TABS: dict[str, Sentence] = {
    "metric": _("By category"),
    "matrix": _("Categories by region"),
    "trade": _("Trade of certified stores"),
}
MOST_COLUMNS = 40
"""Regions that a matrix can be drawn for; the table has them all."""


def _panel(row: Ranked, picture: str, opened: Opened) -> str:
    view, language = opened.view, opened.view.language
    metric = view.question.measured
    missing = "" if row.now.value is not None else "missing"
    change = numbers.change(row.change, metric.unit, language) if opened.before else ""
    inside = (
        f'<span class="name">{safe(row.name.say(language))}</span>'
        f'<span class="now"><b class="{missing}">{safe(numbers.told(row.now, metric, language))}</b>'
        f'<i class="change {change_class(row, metric)}">{safe(change)}</i></span>{picture}'
    )
    return to_screen("map", view.elsewhere().but(categories=(str(row.code),)), inside, css="panel")


def panels(opened: Opened) -> None:
    """One small line a category over the published weeks, all on one scale."""
    view, language = opened.view, opened.view.language
    rows = ranking.categories(opened.now, opened.before, view)
    days = history(opened.now)
    found = [questions.by_category(day, view.question) for day in days]
    values = {row.code: [figures.get(row.code, ranking.NO_STORES).value for figures in found] for row in rows}
    on = scale(list(values.values()))
    if on is None:
        return
    theme, metric = current.screen().theme, view.question.measured
    drawn = []
    for row in rows:
        says = _("{metric}, the last {n} published days", metric=row.name, n=len(days)).say(language)
        drawn.append(_panel(row, panel(values[row.code], on, theme, says), opened))
    low, high = (numbers.short(value, metric.unit, language) for value in (on.low, on.high))
    told_scale = _(
        "{n} published days to {day}; every panel runs from {low} to {high}.",
        n=len(days), day=opened.now.as_of, low=low, high=high,
    )  # fmt: skip
    st.html(f'<div class="panels">{"".join(drawn)}</div><p class="hint">{safe(told_scale.say(language))}</p>')


_MARKS = {"few": "·", "withheld": "·", "none": "–", "ineligible": "×", "zero": "0"}


def _matrix_spec(opened: Opened, regions: list[str | None]) -> Spec:
    view, of, language = opened.view, names(opened.now), opened.view.language
    metric, theme = view.question.measured, current.screen().theme
    found = asked.matrix(opened.now, view.question)
    called = {code: of.short(code).say(language) if code else ranking.UNMATCHED.say(language) for code in regions}
    categories = {row.code: row.name.say(language) for row in ranking.categories(opened.now, None, view)}
    cells = [
        {
            "region": called[region],
            "category": categories[category],
            "value": figure.value if figure.status == "value" else None,
            "mark": _MARKS.get(figure.status, ""),
            TOLD: numbers.told(figure, metric, language),
        }
        for (category, region), figure in found.items()
    ]
    across = Axis("region", "", order=tuple(called.values()))
    down = Axis("category", "", order=tuple(categories.values()))
    value = Axis("value", metric.name.say(language), "number", metric.unit)
    return marked_heat(
        cells, across, down, value, "mark", theme, language, breaks=metric.breaks, ramp=theme.ramp(metric)
    )


def _matrix_legend(opened: Opened) -> str:
    metric, language = opened.question.measured, opened.view.language
    marks = {
        "·": _("too few stores, or withheld"),
        "–": _("no data"),
        "0": _("zero"),
        " ": _("blank: no store"),
    }
    if metric.eligible:
        marks["×"] = _("not eligible")
    words = "".join(f"<span><b>{mark}</b> {safe(name.say(language))}</span>" for mark, name in marks.items())
    drawn = classes(metric, current.screen().theme, language)
    return f'<div class="legend">{drawn}<div class="marks">{words}</div></div>'


def matrix(opened: Opened) -> None:
    """The heat of categories by region, where there are not too many regions to draw."""
    language = opened.view.language
    found = asked.matrix(opened.now, opened.question)
    of = names(opened.now).children(opened.question.region, opened.question.level)
    regions: list[str | None] = [code for code in of if any(region == code for _category, region in found)]
    if any(region is None for _category, region in found):
        regions.append(None)
    if not found:
        return
    if len(regions) > MOST_COLUMNS:
        said(
            _(
                "{n} regions are too many to draw side by side: choose a province, or a coarser level on the map. "
                "The table has them all.",
                n=len(regions),
            ),
            language,
        )
        return
    says = _("{metric} by category and region; the table below says the same.", metric=opened.question.measured.name)
    plot(_matrix_spec(opened, regions), "category_matrix", says, language)
    st.html(_matrix_legend(opened))


def _first(sheet: Sheet, opened: Opened) -> Row | None:
    """A sheet's first row, that of all categories, as the sheet shows it."""
    rows = suppressed(sheet, sheet.columns(opened), list(sheet.rows(opened)), settings().few)
    return rows[0] if rows else None


def _fact(sheet: Sheet, row: Row | None, name: Sentence, column: str, note: Sentence, opened: Opened) -> list[Fact]:
    if row is None:
        return []
    shown = next(c for c in sheet.columns(opened) if c.name == column)
    language = opened.view.language
    return [Fact(name, told(shown, row, language), note.say(language), says=sheet.about)]


def _trade_facts(opened: Opened) -> list[Fact]:
    peers, trading, cold = (_first(sheet, opened) for sheet in (sheets.PEERS, sheets.TRADING, sheets.COLD_START))
    more = _("GMV of 28 days per store: certified less peers")
    both = _("of certified stores whose activity is known")
    new = _("of newly certified stores")
    return [
        *_fact(sheets.PEERS, peers, more, "difference_fen", _("A difference, not proof of cause"), opened),
        *_fact(sheets.TRADING, trading, _("Had sales"), "active_pct", both, opened),
        *_fact(sheets.TRADING, trading, _("Went live"), "live_pct", both, opened),
        *_fact(sheets.TRADING, trading, _("Had sales and went live"), "both_pct", both, opened),
        *_fact(sheets.COLD_START, cold, _("First sale within 7 days of entry"), "passed_7_pct", new, opened),
        *_fact(sheets.COLD_START, cold, _("First sale within 30 days of entry"), "passed_30_pct", new, opened),
    ]


def metric_tab(opened: Opened) -> None:
    """The metric: panels, then the table."""
    sheet_card(opened, sheets.CATEGORIES, above=lambda: panels(opened), rows=30)


def matrix_tab(opened: Opened) -> None:
    """The metric by category and region."""
    sheet_card(opened, sheets.MATRIX, above=lambda: matrix(opened))


def trade_tab(opened: Opened) -> None:
    """Certified stores beside their peers, what they did last week, and their cold start."""
    if found := _trade_facts(opened):
        facts(found, opened.view.language)
    for sheet in (sheets.PEERS, sheets.PEER_BELTS, sheets.TRADING, sheets.COLD_START):
        sheet_card(opened, sheet, rows=20)
