"""The page of one belt: where and what it is, its figures, and its cards."""

from dataclasses import replace

import streamlit as st
from markupsafe import Markup

from dashboard.figures import number_formats as numbers
from dashboard.markup.elements import element
from dashboard.markup.links import to_screen
from dashboard.reading.naming import names
from dashboard.reading.opening import Opened
from dashboard.tables.certification import FUNNEL_STEPS, STATE
from dashboard.tables.columns import columns_of
from dashboard.tables.values import number
from dashboard.tables.words import cell_text
from dashboard.ui.chart import chart_card
from dashboard.ui.figure_row import Fact, facts
from dashboard.ui.page import note, put
from dashboard.ui.tables import table_card
from dashboard.views.view import View
from data.language import Sentence, _
from models.geography.places import usual_level
from models.snapshots.tables import BeltDay
from pages.belts.belt_columns import BeltFigures, figures_of
from pages.belts.belt_sums import question_of_belt, sums_of_belt
from pages.belts.charts import GMV_WEEKS, STANDING_STRIPS
from pages.belts.fall_tables import FALL_STORES
from pages.belts.one_belt_tables import PEER_BELTS, STANDING, TIERS, UPTAKE, WEEKS
from pages.belts.parts import belt_lists

# What the belt is


def _links(belt: BeltDay, view: View) -> Markup:
    """The ways back to the list, and to the belt's stores, its work list and its place on the map."""
    language = view.language
    there = view.reset().but(snapshot=view.presentation.snapshot, compare=view.presentation.compare)
    of_belt = there.but(belts=(belt.belt_id,))
    ways = [("stores", _("Its stores"), of_belt), ("worklist", _("Its work list"), of_belt)]
    if place := belt.city_adcode or belt.province_adcode:
        ways.append(("map", _("On the map"), of_belt.but(region=place, level=usual_level(place))))
    parts = [to_screen(screen, to, name.say(language), css="file") for screen, name, to in ways]
    back = to_screen("", view.but(item="", page=1), ["← ", _("All belts").say(language)], css="back")
    return element("nav", back, element("span", parts, class_="ways"))


def _where(opened: Opened, belt: BeltDay) -> str:
    known, language = names(opened.now), opened.language
    way = (belt.province_adcode, belt.city_adcode, belt.county_adcode)
    codes = dict.fromkeys(code for code in way if code and code in known.places)
    return " · ".join(known.region(code).say(language) for code in codes) or belt.county_adcode


def _waiver(belt: BeltDay) -> Sentence:
    if not belt.is_designated:
        return _("not designated on the day")
    if belt.waiver_to:
        return _("designated: the fee is waived from {first} to {last}", first=belt.waiver_from, last=belt.waiver_to)
    return _("designated: the fee is waived from {first}, without a set end", first=belt.waiver_from)


def _head(opened: Opened, belt: BeltDay) -> None:
    known, language = names(opened.now), opened.language
    category = known.categories.get(belt.category_code)
    lines = [
        (_("Where"), _where(opened, belt)),
        (_("Product"), belt.product_zh),
        (_("Category"), category.say(language) if category else belt.category_code),
        (_("Listed by"), known.belt_source(belt.belt_id).say(language)),
        (_("Exemption"), _waiver(belt).say(language)),
    ]
    name = element("h1", known.belt(belt.belt_id).say(language))
    listed = element("dl", [[element("dt", what.say(language)), element("dd", words)] for what, words in lines])
    put(element("section", _links(belt, opened.view), name, listed, class_="card-box belt-head"), has_title=True)


# Its figures


def _figures(opened: Opened, belt_id: str) -> None:
    """The belt's headline figures, with how they changed."""
    language, question = opened.language, opened.question
    columns = {column.name: column for column in columns_of(BeltFigures, opened)}
    figures = figures_of(sums_of_belt(opened.now, question, belt_id), question.few)
    before = sums_of_belt(opened.before, question, belt_id) if opened.before else None
    earlier = figures_of(before, question.few) if before and before["stores"] >= question.few else None
    changes = {
        "gmv_week_fen": (columns.pop("gmv_change"), _("against the week before")),
        "gmv_28d_fen": (columns.pop("gmv_growth"), _("against the 28 days before")),
    }
    found = []
    for column in columns.values():
        words = ""
        now, then = number(column.of(figures)), number(column.of(earlier)) if earlier else None
        if column.name in changes:
            change, against = changes[column.name]
            words = f"{cell_text(change, figures, language)} {against.say(language)}"
        elif now is not None and then is not None:
            words = _change(now - then, column.kind, opened)
        found.append(Fact(column.heading, cell_text(column, figures, language), words, column.meaning))
    with st.container(key="belt_facts"):
        facts(found, language)


def _change(difference: float, kind: str, opened: Opened) -> str:
    if kind == "score":
        words = f"{difference:+.2f}".replace("-", "\N{MINUS SIGN}")
        return words if abs(difference) >= 0.005 else _("unchanged").say(opened.language)
    return numbers.change(difference, "percent" if kind == "percent" else "stores", opened.language)


# The page


def _cards(opened: Opened, belt: BeltDay) -> None:
    of_belt = replace(opened, view=replace(opened.view, question=question_of_belt(opened.question, belt.belt_id)))
    _figures(opened, belt.belt_id)
    chart_card(opened, STANDING_STRIPS, STANDING)
    chart_card(opened, GMV_WEEKS, WEEKS, rows=6)
    with st.container(key="pair_state"):
        left, right = st.columns(2, gap="small")
        with left:
            table_card(of_belt, FUNNEL_STEPS)
        with right:
            table_card(of_belt, STATE)
    table_card(opened, UPTAKE)
    table_card(opened, TIERS)
    table_card(opened, PEER_BELTS)
    table_card(opened, FALL_STORES)


def belt_page(opened: Opened) -> None:
    """The page of the belt that the link names, or a sentence on why there is none."""
    belt_id, language, few = opened.presentation.item, opened.language, opened.question.few
    belt = names(opened.now).belts.get(belt_id)
    if belt is None:
        day = opened.now.as_of
        note(_("There is no belt {belt} on the list of {day}. Choose one below.", belt=belt_id, day=day), language)
        belt_lists(replace(opened, view=opened.view.but(item="")))
        return
    _head(opened, belt)
    stores = sums_of_belt(opened.now, opened.question, belt_id)["stores"]
    if not stores:
        note(_("No store of this belt is on record yet: there is nothing to show but its place on the list."), language)
    elif stores < few:
        why = _(
            "This belt has fewer than {n} stores, so its figures are not shown; the Stores screen lists its stores.",
            n=few,
        )
        note(why, language)
    else:
        _cards(opened, belt)
