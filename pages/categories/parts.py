"""The Categories screen: panels and a table, categories by region, and the trade of certified stores."""

from collections.abc import Sequence
from typing import Final, TypeVar

from markupsafe import Markup

from dashboard import questions
from dashboard.drawing.small_multiples import panel, scale
from dashboard.drawing.tooltips import change_class
from dashboard.figures import number_formats as numbers
from dashboard.figures.figure import Ranked
from dashboard.markup.elements import element, together
from dashboard.markup.links import to_screen
from dashboard.questions import ranking
from dashboard.reading.opening import Opened
from dashboard.reading.weeks import history
from dashboard.tables.table import Table
from dashboard.tables.words import cell_text
from dashboard.ui import current
from dashboard.ui.chart import chart
from dashboard.ui.figure_row import Fact, facts
from dashboard.ui.legend import class_swatches
from dashboard.ui.page import note, put
from dashboard.ui.tables import table_card
from data.language import Sentence, _
from pages.categories.category_cells import Category
from pages.categories.charts import MATRIX_HEAT, MOST_REGIONS, matrix_regions
from pages.categories.questions import matrix
from pages.categories.tables import CATEGORIES, MATRIX
from pages.categories.trade_tables import COLD_START, PEER_BELTS, PEERS, TRADING

TABS: Final[dict[str, Sentence]] = {
    "metric": _("By category"),
    "matrix": _("Categories by region"),
    "trade": _("Trade of certified stores"),
}


def _panel(ranked: Ranked, picture: Markup, opened: Opened) -> Markup:
    language, metric = opened.language, opened.question.measured
    change = numbers.change(ranked.change, metric.unit, language) if opened.before else ""
    value = element(
        "b", numbers.figure_text(ranked.now, metric, language), class_="missing" if ranked.now.value is None else ""
    )
    inside = together(
        element("span", ranked.name.say(language), class_="name"),
        element("span", value, element("i", change, class_=f"change {change_class(ranked, metric)}"), class_="now"),
        picture,
    )
    return to_screen("map", opened.view.elsewhere().but(categories=(str(ranked.code),)), inside, css="panel")


def panels(opened: Opened) -> None:
    """One small line a category over the published weeks, all on one scale."""
    language, metric = opened.language, opened.question.measured
    rows = ranking.categories(opened.now, opened.before, opened.view)
    days = history(opened.now)
    by_day = [questions.by_category(day, opened.question) for day in days]
    values = {row.code: [figures.get(row.code, ranking.NO_STORES).value for figures in by_day] for row in rows}
    on = scale(list(values.values()))
    if on is None:
        return
    drawn = []
    for row in rows:
        says = _("{metric}, the last {n} published days", metric=row.name, n=len(days)).say(language)
        drawn.append(_panel(row, panel(values[row.code], on, current.viewport().theme, says), opened))
    low, high = (numbers.short_number(value, metric.unit, language) for value in (on.low, on.high))
    about_scale = _(
        "{n} published days to {day}; every panel runs from {low} to {high}.",
        n=len(days),
        day=opened.now.as_of,
        low=low,
        high=high,
    )
    hint = element("p", about_scale.say(language), class_="hint")
    put(together(element("div", drawn, class_="panels"), hint))


def _matrix_legend(opened: Opened) -> Markup:
    metric, language = opened.question.measured, opened.language
    marks = {
        "·": _("too few stores, or withheld"),
        "–": _("no data"),
        "0": _("zero"),
        " ": _("blank: no store"),
    }
    if metric.eligible:
        marks["×"] = _("not eligible")
    words = [element("span", element("b", mark), " ", name.say(language)) for mark, name in marks.items()]
    drawn = class_swatches(metric, current.viewport().theme, language)
    return element("div", drawn, element("div", words, class_="marks"), class_="legend")


def matrix_chart(opened: Opened) -> None:
    """The heat of categories by region, where there are not too many regions to draw."""
    language = opened.language
    if not matrix(opened.now, opened.question):
        return
    regions = matrix_regions(opened)
    if len(regions) > MOST_REGIONS:
        too_many = _(
            "{n} regions are too many to draw side by side: choose a province, or a coarser level on the map. "
            "The table has them all.",
            n=len(regions),
        )
        note(too_many, language)
        return
    chart(opened, MATRIX_HEAT)
    put(_matrix_legend(opened))


CategoryRow = TypeVar("CategoryRow", bound=Category)


def _facts_of(
    table: Table[CategoryRow], opened: Opened, wanted: Sequence[tuple[str, Sentence, Sentence]]
) -> list[Fact]:
    """Cells of a table's row of all categories, each of (column, name, note); none where there is no such row."""
    whole = next((row for row in table.shown(opened) if row.is_whole), None)
    if whole is None:
        return []
    columns, language = {column.name: column for column in table.columns(opened)}, opened.language
    return [
        Fact(name, cell_text(columns[column], whole, language), note_on.say(language), says=table.about)
        for column, name, note_on in wanted
    ]


def _trade_facts(opened: Opened) -> list[Fact]:
    no_proof = _("A difference, not proof of cause")
    of_known = _("of certified stores whose activity is known")
    of_new = _("of newly certified stores")
    peers = [("difference_fen", _("GMV of 28 days per store: certified less peers"), no_proof)]
    last_week = [
        ("active_pct", _("Had sales"), of_known),
        ("live_pct", _("Went live"), of_known),
        ("both_pct", _("Had sales and went live"), of_known),
    ]
    cold_start = [
        ("passed_7_pct", _("First sale within 7 days of entry"), of_new),
        ("passed_30_pct", _("First sale within 30 days of entry"), of_new),
    ]
    return [
        *_facts_of(PEERS, opened, peers),
        *_facts_of(TRADING, opened, last_week),
        *_facts_of(COLD_START, opened, cold_start),
    ]


def metric_tab(opened: Opened) -> None:
    """The metric: panels, then the table."""
    table_card(opened, CATEGORIES, above=lambda: panels(opened), rows=30)


def matrix_tab(opened: Opened) -> None:
    """The metric by category and region."""
    table_card(opened, MATRIX, above=lambda: matrix_chart(opened))


def trade_tab(opened: Opened) -> None:
    """Certified stores beside their peers, what they did last week, and their cold start."""
    if found := _trade_facts(opened):
        facts(found, opened.language)
    table_card(opened, PEERS, rows=20)
    table_card(opened, PEER_BELTS, rows=20)
    table_card(opened, TRADING, rows=20)
    table_card(opened, COLD_START, rows=20)
