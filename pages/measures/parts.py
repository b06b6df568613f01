"""The ten-measures screen: all ten side by side, or one with its weeks, its regions and who is still without."""

from collections.abc import Mapping
from typing import Final

import streamlit as st

from dashboard.drawing.plots import Axis, bars
from dashboard.drawing.tips import safe
from dashboard.figures import number_formats as numbers
from dashboard.questions import stores
from dashboard.reading.opening import Opened
from dashboard.tables.cells import told
from dashboard.ui import current
from dashboard.ui.choosing import choose
from dashboard.ui.facts import Fact, facts
from dashboard.ui.links import to_screen
from dashboard.ui.plots import plot
from dashboard.ui.said import said
from dashboard.ui.sheets import sheet_card, sheet_html
from dashboard.ui.tables import heading
from dashboard.ui.tabs import tabs
from data.language import Sentence, _
from models.programme.metrics import METRICS
from pages.benefits.parts import shown, weeks_plot
from pages.measures.questions import LAOTIE, Measure, measures
from pages.measures.tables import (
    MEASURE_CAPS,
    MEASURE_ELIGIBLE,
    MEASURE_ELIGIBLE_REGIONS,
    MEASURE_FACTS,
    MEASURE_REGIONS,
    MEASURE_UPTAKE,
    MEASURE_WEEKS,
    chosen_part,
    opened_measure,
    who_counts,
)

ALL: Final = "all"
REGIONS_DRAWN: Final = 12
FACTS: Final = ("stores", "head", "value", "used", "lapsed", "open")
"""Columns of what became of the grants that stand as figures above one measure."""
LINKS: Final[Mapping[str, Sentence]] = {
    "certification": _("Certification"),
    "benefits": _("Packs and envelopes"),
    "deposits": _("Deposits"),
}


def choice(opened: Opened) -> Measure | None:
    """The select of the measures; what it chooses."""
    language, one = opened.view.language, opened_measure(opened)
    names = {ALL: _("All ten measures").say(language)}
    names |= {code: f"{m.dimension.say(language)} · {m.name.say(language)}" for code, m in measures().items()}
    choose("item", _("Measure"), names, one.code if one else ALL, language, 360)
    if one is None and opened.presentation.item not in ("", ALL):
        said(_("There is no measure {code}; all ten are shown.", code=opened.presentation.item), language)
    return one


def figures(opened: Opened) -> None:
    """The chosen currency of a measure in figures."""
    language, unit = opened.view.language, chosen_part(opened).unit
    columns = {column.name: column for column in MEASURE_UPTAKE.columns(opened)}
    for row in shown(MEASURE_UPTAKE, opened):
        if row["unit"] == unit:
            name = row["unit_name"].say(language)
            found = [
                Fact(
                    columns[code].heading,
                    told(columns[code], row, language),
                    name if columns[code].kind == "quantity" else "",
                    columns[code].says,
                )
                for code in FACTS
            ]
            facts(found, language)


def weeks_chart(opened: Opened) -> None:
    """The last weeks of the chosen currency."""
    weeks_plot(MEASURE_WEEKS, opened, "measure_weeks_plot")


def regions_chart(opened: Opened) -> None:
    """Uptake by value of the regions with the most stores."""
    language, theme = opened.view.language, current.screen().theme
    rows = [row for row in shown(MEASURE_REGIONS, opened) if row["value"] is not None][:REGIONS_DRAWN]
    if not rows:
        return
    drawn = [
        {
            "region": row["region"].say(language),
            "uptake": row["value"],
            "told": numbers.short(row["value"], "percent", language),
        }
        for row in rows
    ]
    order = tuple(str(row["region"]) for row in drawn)
    up = Axis("uptake", _("Uptake by value").say(language), "number", "percent")
    across = Axis("region", "", order=order)
    spec = bars(drawn, across, up, theme, language, colours=[theme.steps["claimed"]], is_lying=True)
    plot(spec, "measure_regions_plot", _("Bars: uptake by value of the regions with the most stores"), language)


def eligible(opened: Opened, measure: Measure) -> None:
    """Who may have the measure and is without a grant; or why the data cannot tell."""
    language = opened.view.language
    if not measure.tells_who:
        with st.container(key="card_no_eligible"):
            st.html(heading(_("Who may have it, and is without"), None, opened))
            said(who_counts(measure), language)
        return
    with st.container(key="card_eligible_regions"):
        st.html(heading(MEASURE_ELIGIBLE_REGIONS.title, MEASURE_ELIGIBLE_REGIONS.about, opened))
        said(who_counts(measure), language)
        st.html(sheet_html(MEASURE_ELIGIBLE_REGIONS, opened, has_title=False))
    sheet_card(opened, MEASURE_ELIGIBLE)


def more_of_laotie(opened: Opened) -> None:
    """The screens of the parts of Laotie Good Store."""
    view, language = opened.view, opened.view.language
    there = view.elsewhere()
    links = [to_screen(code, there, safe(title.say(language))) for code, title in LINKS.items()]
    exempt = METRICS["exempt-stores"]
    links.append(to_screen("map", there.but(metric=exempt.code), safe(exempt.name.say(language))))
    words = _("Its parts have screens of their own:")
    st.html(f'<nav class="tabs"><span>{safe(words.say(language))}</span>{"".join(links)}</nav>')


def one_measure(opened: Opened, measure: Measure) -> None:
    """One measure: what is public, what became of its grants, where, when, and who is without."""
    parts = {part.unit: part.name for part in measure.parts}
    if measure.code == LAOTIE:
        more_of_laotie(opened)
    if len(parts) > 1:
        tabs(opened, "measure", parts)
    figures(opened)
    for sheet in (MEASURE_FACTS, MEASURE_UPTAKE, MEASURE_CAPS):
        sheet_card(opened, sheet)
    sheet_card(opened, MEASURE_WEEKS, above=lambda: weeks_chart(opened), rows=8)
    sheet_card(opened, MEASURE_REGIONS, above=lambda: regions_chart(opened))
    eligible(opened, measure)


def ten_measures(opened: Opened) -> None:
    """The screen."""
    one = choice(opened)
    if not stores(opened.now, opened.question):
        sheet_card(opened, MEASURE_FACTS)
        return
    if one:
        one_measure(opened, one)
        return
    for sheet in (MEASURE_FACTS, MEASURE_UPTAKE, MEASURE_CAPS):
        sheet_card(opened, sheet)
