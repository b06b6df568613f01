"""The work list on the page: whose stores, which list, and the list."""

from dataclasses import replace
from typing import Final

import streamlit as st

from dashboard.drawing.tips import safe
from dashboard.questions import worklist as asked
from dashboard.questions.worklist_lists import CALL_FIRST, LISTINGS, LISTS, rules_of
from dashboard.reading.opening import Opened
from dashboard.ui.choosing import choose
from dashboard.ui.links import to_screen
from dashboard.ui.said import said
from dashboard.ui.sheets import sheet_html
from dashboard.ui.tables import heading
from data.language import Sentence, _
from pages.worklist.tables import WORKLIST, listing_of, owner_of

FIRST: Final = "call-first"
SUMMARY: Final = "summary"


def _choose_owner(opened: Opened) -> None:
    view, owner = opened.view, owner_of(opened)
    owners = asked.owners(opened.now, view.question)
    told = {"": _("All owners").say(view.language)} | {name: name for name in owners}
    choose("by", _("Owner"), told | {owner: told.get(owner, owner)}, owner, view.language, 260)
    if owner and owner not in owners:
        words = _("{owner} owns no store in this view. Choose another owner, or another region.", owner=owner)
        said(words, view.language)


def _tab(opened: Opened, code: str, name: Sentence, chosen: str, count: int | None = None) -> str:
    note = f"<i>{count:,}</i>" if count is not None else ""
    there = opened.view.but(listing=code, page=1)
    return to_screen("", there, f"{safe(name.say(opened.view.language))}{note}", is_on=code == chosen)


def chosen_list(opened: Opened) -> str:
    """What the link names: a list, whom to call first, or the summary."""
    return opened.view.choice("listing", (FIRST, *LISTINGS, SUMMARY))


def _counts(opened: Opened, chosen: str) -> dict[str, int]:
    """How many stores each list has; the summary asks for more than that anyway."""
    if chosen != SUMMARY:
        return asked.counts(opened.now, opened.question, owner_of(opened))
    tallies = asked.tallies(opened.now, opened.question, opened.before, owner_of(opened))
    return {code: tally.stores for code, tally in tallies.items()}


def choices(opened: Opened) -> str:
    """Draw whose stores and the tabs of the lists with how many stores each has; returns the one chosen."""
    language, chosen = opened.view.language, chosen_list(opened)
    with st.container(horizontal=True, vertical_alignment="center", key="worklist_owner"):
        _choose_owner(opened)
    counts = _counts(opened, chosen)
    groups: dict[Sentence, list[str]] = {}
    for code, listing in LISTS.items():
        groups.setdefault(listing.group, []).append(_tab(opened, code, listing.title, chosen, counts[code]))
    start = "" if chosen not in CALL_FIRST else FIRST
    monday = _tab(opened, FIRST, _("Call first"), start or chosen)
    week = _tab(opened, SUMMARY, _("Weekly summary"), chosen)
    parts = [(_("This week"), [monday, week]), *groups.items()]
    drawn = "".join(
        f'<span role="group" aria-label="{safe(name.say(language))}"><em>{safe(name.say(language))}</em>'
        f"{''.join(tabs)}</span>"
        for name, tabs in parts
    )
    label = safe(_("Lists").say(language))
    st.html(f'<nav class="tabs grouped" aria-label="{label}">{drawn}</nav>')
    return chosen


def one_list(opened: Opened) -> None:
    """One list: what it is, its stores, its files."""
    listing = listing_of(opened)
    with st.container(key="card_worklist"):
        top = heading(listing.title, listing.about(rules_of(opened.now)), opened)
        st.html(f"{top}{sheet_html(WORKLIST, opened, has_title=False)}")


def call_first(opened: Opened) -> None:
    """Whom to call first on Monday: the most about to lapse, each currency for itself."""
    for code in CALL_FIRST:
        here = replace(opened, view=opened.view.but(listing=code, page=1))
        with st.container(key=f"card_worklist_{code}"):
            top = heading(LISTINGS[code].title, LISTINGS[code].about(rules_of(opened.now)), opened)
            st.html(f"{top}{sheet_html(WORKLIST, here, has_title=False)}")
