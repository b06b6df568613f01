"""The ten-measures screen: all ten side by side, or one with its weeks, its regions and who is still without."""

from collections.abc import Mapping
from typing import Final

import streamlit as st

from dashboard.markup.elements import element
from dashboard.markup.links import to_screen
from dashboard.questions import stores
from dashboard.reading.opening import Opened
from dashboard.tables.words import cell_text
from dashboard.ui.chart import chart_card
from dashboard.ui.choice import choose
from dashboard.ui.figure_row import Fact, facts
from dashboard.ui.page import note, put
from dashboard.ui.tables import heading, table_block, table_card
from dashboard.ui.tabs import tabs
from data.language import Sentence, _
from models.programme.metrics import METRICS
from models.programme.public_facts import Measure, measures
from pages.measures.charts import REGIONS, WEEKS
from pages.measures.eligible_tables import MEASURE_ELIGIBLE, MEASURE_ELIGIBLE_REGIONS
from pages.measures.measure_columns import chosen_part, opened_measure
from pages.measures.one_measure_tables import MEASURE_REGIONS, MEASURE_WEEKS
from pages.measures.overview_tables import MEASURE_CAPS, MEASURE_FACTS, MEASURE_UPTAKE

ALL: Final = "all"
FIGURES: Final = ("stores", "head", "value", "used", "lapsed", "open")
"""Columns of what became of the grants that stand as figures above one measure."""
BENEFIT_SCREENS: Final[Mapping[str, Sentence]] = {
    "certification": _("Certification"),
    "benefits": _("Packs and envelopes"),
    "deposits": _("Deposits"),
}


def choice(opened: Opened) -> Measure | None:
    """The select of the measures; what it chooses."""
    language, one = opened.language, opened_measure(opened)
    names = {ALL: _("All ten measures").say(language)}
    names |= {code: f"{m.dimension.say(language)} · {m.name.say(language)}" for code, m in measures().items()}
    choose("item", _("Measure"), names, one.code if one else ALL, language, 360)
    if one is None and opened.presentation.item not in ("", ALL):
        note(_("There is no measure {code}; all ten are shown.", code=opened.presentation.item), language)
    return one


def figures(opened: Opened) -> None:
    """The chosen currency of a measure in figures."""
    language, unit = opened.language, chosen_part(opened).unit
    columns = {column.name: column for column in MEASURE_UPTAKE.columns(opened)}
    for row in MEASURE_UPTAKE.shown(opened):
        if row.unit == unit:
            name = row.unit_name.say(language)
            found = [
                Fact(
                    columns[code].heading,
                    cell_text(columns[code], row, language),
                    name if columns[code].kind == "quantity" else "",
                    columns[code].definition,
                )
                for code in FIGURES
            ]
            facts(found, language)


def eligible(opened: Opened, measure: Measure) -> None:
    """Who may have the measure and is without a grant; or why the data cannot tell."""
    if not measure.tells_who:
        with st.container(key="card_no_eligible"):
            put(heading(_("Who may have it, and is without"), None, opened))
            note(measure.who, opened.language)
        return
    with st.container(key="card_eligible_regions"):
        put(heading(MEASURE_ELIGIBLE_REGIONS.title, MEASURE_ELIGIBLE_REGIONS.about, opened))
        note(measure.who, opened.language)
        put(table_block(MEASURE_ELIGIBLE_REGIONS, opened, has_title=False))
    table_card(opened, MEASURE_ELIGIBLE)


def benefit_screen_links(opened: Opened) -> None:
    """The screens of the parts of a measure whose grants go by codes of their own: those of Laotie Good Store."""
    language, there, exempt = opened.language, opened.view.elsewhere(), METRICS["exempt-stores"]
    links = [to_screen(code, there, title.say(language)) for code, title in BENEFIT_SCREENS.items()]
    links.append(to_screen("map", there.but(metric=exempt.code), exempt.name.say(language)))
    words = element("span", _("Its parts have screens of their own:").say(language))
    put(element("nav", words, links, class_="tabs"))


def one_measure(opened: Opened, measure: Measure) -> None:
    """One measure: what is public, what became of its grants, where, when, and who is without."""
    parts = {part.unit: part.name for part in measure.parts}
    if measure.is_of_parts:
        benefit_screen_links(opened)
    if len(parts) > 1:
        tabs(opened, "measure", parts)
    figures(opened)
    all_measures(opened)
    chart_card(opened, WEEKS, MEASURE_WEEKS, rows=8)
    chart_card(opened, REGIONS, MEASURE_REGIONS)
    eligible(opened, measure)


def all_measures(opened: Opened) -> None:
    """What is public of all measures, or of the one that is opened, and what became of its grants."""
    table_card(opened, MEASURE_FACTS)
    table_card(opened, MEASURE_UPTAKE)
    table_card(opened, MEASURE_CAPS)


def ten_measures(opened: Opened) -> None:
    """The screen."""
    one = choice(opened)
    if not stores(opened.now, opened.question):
        table_card(opened, MEASURE_FACTS)
    elif one:
        one_measure(opened, one)
    else:
        all_measures(opened)
