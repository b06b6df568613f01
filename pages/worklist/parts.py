"""The work list on the page: whose stores, which list, and the list."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

import streamlit as st
from markupsafe import Markup

from dashboard.markup.elements import element, together
from dashboard.markup.links import to_screen
from dashboard.questions.worklist import counts, members
from dashboard.questions.worklist.listing import Listing, inputs_of
from dashboard.questions.worklist.lists import CALL_FIRST, LISTINGS, LISTS
from dashboard.reading.opening import Opened
from dashboard.ui.choice import choose
from dashboard.ui.page import note, put
from dashboard.ui.tables import heading, table_block
from data.language import Sentence, _
from pages.worklist.tables import WORKLIST, listing_of, owner_of

FIRST: Final = "call-first"
SUMMARY: Final = "summary"


def _choose_owner(opened: Opened) -> None:
    language, owner = opened.language, owner_of(opened)
    owners = members.owners(opened.now, opened.question)
    names = {"": _("All owners").say(language)} | {name: name for name in owners}
    choose("by", _("Owner"), names | {owner: names.get(owner, owner)}, owner, language, 260)
    if owner and owner not in owners:
        words = _("{owner} owns no store in this view. Choose another owner, or another region.", owner=owner)
        note(words, language)


def _tab(opened: Opened, code: str, name: Sentence, chosen: str, count: int | None = None) -> Markup:
    stores = element("i", f"{count:,}") if count is not None else None
    there = opened.view.but(listing=code, page=1)
    return to_screen("", there, [name.say(opened.language), stores], is_on=code == chosen)


def chosen_list(opened: Opened) -> str:
    """What the link names: a list, whom to call first, or the summary."""
    return opened.view.choice("listing", (FIRST, *LISTINGS, SUMMARY))


def _counts(opened: Opened, chosen: str) -> Mapping[str, int]:
    """How many stores each list has; the summary asks for more than that anyway."""
    if chosen != SUMMARY:
        return counts.counts(opened.now, opened.question, owner_of(opened))
    tallies = counts.tallies(opened.now, opened.question, opened.before, owner_of(opened))
    return {code: tally.stores for code, tally in tallies.items()}


def choices(opened: Opened) -> str:
    """Draw whose stores and the tabs of the lists with how many stores each has; returns the one chosen."""
    language, chosen = opened.language, chosen_list(opened)
    with st.container(horizontal=True, vertical_alignment="center", key="worklist_owner"):
        _choose_owner(opened)
    stores = _counts(opened, chosen)
    start = "" if chosen not in CALL_FIRST else FIRST
    groups = {
        _("This week"): [
            _tab(opened, FIRST, _("Call first"), start or chosen),
            _tab(opened, SUMMARY, _("Weekly summary"), chosen),
        ]
    }
    for code, listing in LISTS.items():
        groups.setdefault(listing.group, []).append(_tab(opened, code, listing.title, chosen, stores[code]))
    drawn = [
        element("span", element("em", name.say(language)), tabs, role="group", aria_label=name.say(language))
        for name, tabs in groups.items()
    ]
    put(element("nav", drawn, class_="tabs grouped", aria_label=_("Lists").say(language)))
    return chosen


def _list_block(opened: Opened, listing: Listing) -> Markup:
    """A list: what it is, its stores, its files."""
    top = heading(listing.title, listing.about(inputs_of(opened.now)), opened)
    return together(top, table_block(WORKLIST, opened, has_title=False))


def one_list(opened: Opened) -> None:
    """The list that is chosen."""
    with st.container(key="card_worklist"):
        put(_list_block(opened, listing_of(opened)))


def call_first(opened: Opened) -> None:
    """Whom to call first on Monday: the most about to lapse, each currency for itself."""
    for code in CALL_FIRST:
        here = replace(opened, view=opened.view.but(listing=code, page=1))
        with st.container(key=f"card_worklist_{code}"):
            put(_list_block(here, LISTINGS[code]))
