"""The Categories screen: panels and a table, categories by region, and the trade of certified stores."""

from collections.abc import Sequence
from typing import Final, TypeVar

from markupsafe import Markup

from dashboard.markup.elements import NOTHING, element, together
from dashboard.reading.opening import Opened
from dashboard.tables.table import Table
from dashboard.tables.words import cell_text
from dashboard.ui import current
from dashboard.ui.chart import chart_card, look
from dashboard.ui.figure_row import Fact, facts
from dashboard.ui.legend import class_swatches
from dashboard.ui.tables import table_card
from data.language import Sentence, _
from pages.categories.category_cells import Category
from pages.categories.charts import MATRIX_HEAT, PANELS, cells_drawn
from pages.categories.questions import matrix
from pages.categories.tables import CATEGORIES, MATRIX
from pages.categories.trade_tables import COLD_START, PEER_BELTS, PEERS, TRADING

TABS: Final[dict[str, Sentence]] = {
    "metric": _("By category"),
    "matrix": _("Categories by region"),
    "trade": _("Trade of certified stores"),
}


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


def _drawn(opened: Opened) -> Markup | None:
    """How many of the regions the chart has room for, where it is not all of them."""
    all_ = {region for _category, region in matrix(opened.now, opened.question)}
    _down, across = cells_drawn(opened, look())
    if len(across) == len(all_):
        return None
    words = _("{n} of {all} regions are drawn; the table has them all.", n=len(across), all=len(all_))
    return element("p", words.say(opened.language), class_="hint")


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
    """The metric: a panel a category, then the table."""
    chart_card(opened, PANELS, CATEGORIES, rows=30)


def matrix_tab(opened: Opened) -> None:
    """The metric by category and region."""
    below = together(_drawn(opened), _matrix_legend(opened)) if matrix(opened.now, opened.question) else NOTHING
    chart_card(opened, MATRIX_HEAT, MATRIX, below=below)


def trade_tab(opened: Opened) -> None:
    """Certified stores beside their peers, what they did last week, and their cold start."""
    if found := _trade_facts(opened):
        facts(found, opened.language)
    table_card(opened, PEERS, rows=20)
    table_card(opened, PEER_BELTS, rows=20)
    table_card(opened, TRADING, rows=20)
    table_card(opened, COLD_START, rows=20)
