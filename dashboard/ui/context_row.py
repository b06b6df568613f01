"""The row under the header: which place, which filters, which day, compared with what; made-up data are said to be."""

from datetime import date

import streamlit as st
from markupsafe import Markup

from dashboard.markup.elements import Node, element, joined
from dashboard.markup.links import link
from dashboard.markup.menus import menu
from dashboard.reading.naming import names
from dashboard.reading.opening import Opened, shelf
from dashboard.reading.pins import pinned
from dashboard.ui import current
from dashboard.ui.link_menu import link_menu
from dashboard.ui.page import put
from dashboard.views.comparisons import COMPARISONS, Comparison, day_before
from dashboard.views.dimensions import filters_of
from dashboard.views.names import Names
from dashboard.views.presentation import LATEST, NOTHING
from dashboard.views.view import View
from data.language import Sentence, _
from models.geography.places import COUNTRY_CODE


def _crumbs(view: View, of: Names) -> Markup:
    path = of.path(view.question.region)
    steps: list[Node] = []
    for adcode in path[:-1]:
        there = view.but(region=adcode, level=of.levels(adcode)[0])
        steps.append(link(f"region={adcode}", of.region(adcode).say(view.language), view=there))
    steps.append(element("span", of.region(path[-1]).say(view.language), aria_current="page"))
    return element("nav", joined(steps, element("i", "›")), class_="crumbs", aria_label=_("Region").say(view.language))


def _days() -> dict[str, str]:
    """Id of each snapshot and the day it is shown as, pinned ones first; a day published twice shows its hash."""
    ids, pins = shelf().ids(), pinned()
    days = [name[:10] for name in ids]
    words = {name: name[:10] if days.count(name[:10]) == 1 else f"{name[:10]} · {name[11:15]}" for name in ids}
    kept = {name: f"{words[name]} · {pins[name].name}" for name in ids if name in pins}
    return kept | {name: day for name, day in words.items() if name not in kept}


def _choices(parameter: str, label: Sentence, what: Sentence, told: dict[str, str], view: View) -> Markup:
    """A menu of one parameter of the view."""
    chosen, language = getattr(view.presentation, parameter), view.language
    links = [link(f"{parameter}={code}", words, is_on=code == chosen) for code, words in told.items()]
    named = label.say(language)
    return menu(named, links, css="choice", says=f"{what.say(language)}: {named}")


def _day(view: View, days: dict[str, str]) -> Markup:
    latest = (shelf().latest_id() or "")[:10]
    shown = {LATEST: _("Latest, {day}", day=latest).say(view.language)} | days
    label = _("Data of {day}", day=days.get(view.presentation.snapshot, latest))
    return _choices("snapshot", label, _("Snapshot"), shown, view)


def _compared(now: date, days: dict[str, str]) -> dict[str, Sentence]:
    """What a day can be held against, by the code that the address names it by: each with the day that it is."""
    published = shelf().standing()

    def named(comparison: Comparison, name: Sentence) -> Sentence:
        wanted = day_before(now, comparison).isoformat()
        found = next((one[:10] for one in published if one[:10] <= wanted), None)
        day = found[5:] if found and found[:4] == str(now.year) else found
        return _("{name}, {day}", name=name, day=day) if found else _("{name}: none published", name=name)

    usual: dict[str, Sentence] = {code: named(code, against.name) for code, against in COMPARISONS.items()}
    return usual | {NOTHING: _("no comparison")} | {name: _("vs {day}", day=day) for name, day in days.items()}


def _demonstration(opened: Opened) -> Markup | None:
    if not opened.now.is_demonstration:
        return None
    whole = _("Demonstration data: every store, person and figure here is made up.").say(opened.language)
    return element("span", _("Demonstration data").say(opened.language), class_="demo", role="note", title=whole)


def _folded(opened: Opened, against: Sentence) -> Markup:
    """What a phone says of the row before its button is pressed."""
    day = f"{opened.now.as_of[5:]} {against.say(opened.language)}"
    return element("div", day, _demonstration(opened), class_="folded")


def _count(opened: Opened) -> Markup:
    """How many choices narrow the view; apart from the button, which would shut if it changed."""
    question = opened.question
    count = sum(len(codes) for _dimension, codes, _told in filters_of(question, names(opened.now)))
    count += question.region != COUNTRY_CODE
    return element("span", f"{count}", class_="count") if count else element("span")


def context_row(opened: Opened) -> None:
    """Everything that a page is asked with; the page's own filters go into the slot that is kept here."""
    view, language, days = opened.view, opened.language, _days()
    compared = _compared(opened.now.day, days)
    against = compared[view.presentation.compare]
    told = {code: words.say(language) for code, words in compared.items()}
    menus = _day(view, days), _choices("compare", against, _("Compared with"), told, view)
    with st.container(horizontal=True, vertical_alignment="center", key="context", gap=None):
        put(_folded(opened, against), width="content")
        put(menu(_("Filters").say(language), css="fold"), width="content")
        put(_count(opened), width="content")
        put(_crumbs(view, names(opened.now)), width="content")
        st.session_state[current.FILTERS] = st.container(
            horizontal=True, vertical_alignment="center", key="filters", gap=None
        )
        put(element("div", _demonstration(opened), menus, link_menu(opened), class_="shown"), width="content")
