"""The tabs of the Belts screen: the list, falls, coverage, designated belts, and categories."""

from collections.abc import Callable, Mapping
from typing import Any, Final

import streamlit as st

from dashboard.figures import number_formats as numbers
from dashboard.markup.elements import together
from dashboard.questions.coverage import listed_belts, uncovered_counties, undercovered_belts
from dashboard.questions.targets import threshold
from dashboard.reading.opening import Opened
from dashboard.tables.table import Table
from dashboard.ui.chart import chart_card
from dashboard.ui.choice import choose
from dashboard.ui.figure_row import Fact, facts
from dashboard.ui.page import note, nothing, put
from dashboard.ui.tables import heading, table_card
from dashboard.ui.tabs import tabs
from data.language import Sentence, _
from models.programme.metrics import METRICS
from pages.belts.belt_sums import by_belt
from pages.belts.charts import CATEGORY_GROWTH
from pages.belts.coverage_tables import COUNTIES, COVERAGE
from pages.belts.fall_questions import falling_belts
from pages.belts.fall_tables import FALL_STORES, FALLS
from pages.belts.list_tables import BELTS, CATEGORIES, ORDERS
from pages.belts.waiver_questions import waivers
from pages.belts.waiver_tables import DESIGNATED

TABS: Final[Mapping[str, Sentence]] = {
    "all": _("All belts"),
    "falling": _("Falling GMV"),
    "coverage": _("Coverage"),
    "designated": _("Designated belts"),
    "categories": _("By category"),
}
MOST_ROWS: Final = 40


def _list_tab(opened: Opened) -> None:
    language = opened.language
    orders = {code: order.name.say(language) for code, order in ORDERS.items()}
    choose("sort", _("Order of belts"), orders, opened.view.choice("sort", ORDERS), language, 310)
    table_card(opened, BELTS, rows=MOST_ROWS)


def _fall_tab(opened: Opened) -> None:
    language, falls = opened.language, falling_belts(opened.now, opened.question)
    limit = f"{threshold(opened.now, 'gmv-fall'):g}"
    if not falls:
        note(_("No belt in this view fell by more than {n} % in GMV, week on week.", n=limit), language)
        return
    lost = sum(fall.gmv_before_fen - fall.gmv_week_fen for fall in falls)
    in_view = len(by_belt(opened.now, opened.question))
    facts(
        [
            Fact(
                _("Belts that fell by more than {n} %", n=limit),
                f"{len(falls):,}",
                _("of {n} belts with stores in view", n=f"{in_view:,}").say(language),
            ),
            Fact(
                _("GMV lost by them"),
                numbers.short_number(lost, "fen", language),
                _("against the week before").say(language),
            ),
        ],
        language,
    )
    table_card(opened, FALLS)
    table_card(opened, FALL_STORES)


def _covered(opened: Opened, table: Table[Any], good: Sentence) -> None:
    """A card in which there is nothing to do: because all is well, or because no belt is listed here."""
    why = good if listed_belts(opened.now, opened.question) else _("No belt is listed in this view.")
    with st.container(key=f"card_{table.code}"):
        put(together(heading(table.title, table.about, opened), nothing(opened.language, why)))


def _coverage_tab(opened: Opened) -> None:
    language, belts = opened.language, undercovered_belts(opened.now, opened.question)
    counties = uncovered_counties(opened.now, opened.question)
    listed = f"{len(listed_belts(opened.now, opened.question)):,}"
    least = f"{threshold(opened.now, 'least-certified'):g}"
    facts(
        [
            Fact(
                _("Belts without a certified store"),
                f"{sum(not belt.certified for belt in belts):,}",
                _("of {n} listed in this region", n=listed).say(language),
            ),
            Fact(
                _("Belts with some, but fewer than {n}", n=least),
                f"{sum(belt.certified > 0 for belt in belts):,}",
            ),
            Fact(
                _("Counties without a certified store"),
                f"{len(counties):,}",
                _("that a listed belt is anchored in").say(language),
            ),
            Fact(_("Of these, with applicants"), f"{sum(county.applicants > 0 for county in counties):,}"),
        ],
        language,
    )
    if belts:
        table_card(opened, COVERAGE)
    else:
        _covered(opened, COVERAGE, _("Every belt listed in this view has {n} certified stores or more.", n=least))
    if counties:
        table_card(opened, COUNTIES)
    else:
        _covered(opened, COUNTIES, _("Every county that a belt listed here is anchored in has a certified store."))


def _designated_tab(opened: Opened) -> None:
    language, found = opened.language, waivers(opened.now, opened.question)
    few = opened.question.few
    grown = [waiver.growth > 0 for waiver in found if waiver.growth is not None and waiver.stores >= few]
    facts(
        [
            Fact(_("Waivers in force"), f"{sum(waiver.state == 'active' for waiver in found):,}"),
            Fact(
                _("With GMV growth since"),
                f"{sum(grown):,}",
                _("of {n} with weeks to compare", n=len(grown)).say(language),
            ),
            Fact(
                _("Fee waived"),
                numbers.short_number(sum(waiver.fee_waived_fen for waiver in found), "fen", language),
                _("since the waivers began").say(language),
                METRICS["fee-waived"].definition,
            ),
        ],
        language,
    )
    table_card(opened, DESIGNATED, rows=MOST_ROWS)


def _category_tab(opened: Opened) -> None:
    chart_card(opened, CATEGORY_GROWTH, CATEGORIES, rows=MOST_ROWS)


TAB_BODIES: Final[Mapping[str, Callable[[Opened], None]]] = {
    "all": _list_tab,
    "falling": _fall_tab,
    "coverage": _coverage_tab,
    "designated": _designated_tab,
    "categories": _category_tab,
}


def belt_lists(opened: Opened) -> None:
    """The tabs, and the one chosen."""
    TAB_BODIES[tabs(opened, "listing", TABS)](opened)
