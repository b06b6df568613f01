"""The work list on the page: whose stores, for which reasons, which list, and the list."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

import streamlit as st
from markupsafe import Markup

from dashboard.markup.elements import element, together
from dashboard.markup.links import to_screen
from dashboard.markup.menus import menu
from dashboard.questions.store_names import store_names
from dashboard.questions.worklist import calls, counts, members
from dashboard.questions.worklist.listing import Listing, inputs_of
from dashboard.questions.worklist.lists import CALL_FIRST, LISTINGS, LISTS
from dashboard.reading.opening import Opened
from dashboard.tables.call_words import REASON_NAMES
from dashboard.ui import current
from dashboard.ui.choice import choose
from dashboard.ui.correction_form import correction_form
from dashboard.ui.page import note, put
from dashboard.ui.tables import heading, table_block, table_tools
from data.language import Sentence, _
from pages.worklist.call_tables import asked_of
from pages.worklist.calls_page import calls_card, strip
from pages.worklist.elsewhere import elsewhere
from pages.worklist.tables import WORKLIST, listing_of, owner_of

TO_CALL: Final = "calls"
FIRST: Final = "call-first"
SUMMARY: Final = "summary"


def chosen_list(opened: Opened) -> str:
    """What the link names: whom to call, the most about to lapse, one list, or the summary."""
    return opened.view.choice("listing", (TO_CALL, FIRST, *LISTINGS, SUMMARY))


def since_last_visit(opened: Opened) -> Opened:
    """The view as it is shown: the day that this browser saw last stands in it, and so in every link and file."""
    seen, view = current.last_seen(), opened.view
    if view.presentation.since or not seen or seen[:10] >= opened.now.as_of or opened.before_id.startswith(seen):
        return opened
    return replace(opened, view=view.but(since=seen))


# What narrows every list


def _owner(opened: Opened) -> None:
    language, owner = opened.language, owner_of(opened)
    owners = members.owners(opened.now, opened.question)
    names = {"": _("All owners").say(language)} | {name: name.partition("@")[0] for name in owners}
    choose("by", _("Owner"), names | {owner: names.get(owner, owner)}, owner, language, 150)


def _reasons(opened: Opened) -> Markup:
    """The reasons to call for as a menu: each link puts one in, or takes it out."""
    language, kept = opened.language, asked_of(opened).reasons

    def there(code: str) -> tuple[str, ...]:
        return tuple(one for one in calls.REASONS if (one in kept) != (one == code))

    every = to_screen("", opened.view.but(reasons=(), page=1), _("All reasons").say(language), is_on=not kept)
    links = [
        to_screen("", opened.view.but(reasons=there(code), page=1), name.say(language), is_on=code in kept)
        for code, name in REASON_NAMES.items()
    ]
    label = _("Reasons") if not kept else REASON_NAMES[kept[0]] if len(kept) == 1 else _("{n} reasons", n=len(kept))
    return menu(label.say(language), every, links, css="choice left", says=_("Reasons").say(language))


def narrowing(opened: Opened) -> None:
    """Whose stores, and on the list of stores to call for which reasons, beside the filters."""
    with st.session_state[current.FILTERS]:
        _owner(opened)
        if chosen_list(opened) == TO_CALL:
            put(_reasons(opened), width="content")


# Which list


def _tab(opened: Opened, code: str, name: Sentence, chosen: str, count: int | None = None) -> Markup:
    stores = element("i", f"{count:,}") if count is not None else None
    there = opened.view.but(listing="" if code == TO_CALL else code, page=1, rows="", due="", reasons=(), only="")
    return to_screen("", there, [name.say(opened.language), stores], is_on=code == chosen)


def _counts(opened: Opened, chosen: str) -> Mapping[str, int]:
    """How many stores each list has; the summary asks for more than that anyway."""
    if chosen != SUMMARY:
        return counts.counts(opened.now, opened.question, owner_of(opened))
    tallies = counts.tallies(opened.now, opened.question, opened.before, owner_of(opened))
    return {code: tally.stores for code, tally in tallies.items()}


def _lists(opened: Opened, chosen: str, also: Sequence[Markup]) -> Markup:
    """The lists by one condition each, as a menu in their groups."""
    language, stores = opened.language, _counts(opened, chosen)
    groups: dict[Sentence, list[Markup]] = {}
    for code, listing in LISTS.items():
        groups.setdefault(listing.group, []).append(_tab(opened, code, listing.title, chosen, stores[code]))
    drawn = [
        element("span", element("em", name.say(language)), tabs, role="group", aria_label=name.say(language))
        for name, tabs in groups.items()
    ]
    there = _("Elsewhere").say(language)
    drawn.append(element("span", element("em", there), also, role="group", aria_label=there))
    is_on = chosen in LISTS
    label = LISTS[chosen].title if is_on else _("Lists by one condition")
    return menu(label.say(language), drawn, css="lists on" if is_on else "lists", says=_("Lists").say(language))


def choices(opened: Opened) -> str:
    """Draw the tabs; returns the one chosen."""
    chosen = chosen_list(opened)
    asked = replace(asked_of(opened), bucket="", reasons=(), changed_since=None)
    start, also = FIRST if chosen in CALL_FIRST else chosen, list(elsewhere(opened))
    tabs = [
        _tab(opened, TO_CALL, _("To do"), start, calls.count(opened.now, opened.question, asked)),
        _tab(opened, FIRST, _("Call first"), start),
        _tab(opened, SUMMARY, _("Weekly summary"), start),
        _lists(opened, chosen, also),
    ]
    put(
        element(
            "nav", tabs, element("span", also, class_="also"), class_="tabs", aria_label=_("Lists").say(opened.language)
        )
    )
    owner = owner_of(opened)
    if owner and owner not in members.owners(opened.now, opened.question):
        words = _("{owner} owns no store in this view. Choose another owner, or another region.", owner=owner)
        note(words, opened.language)
    return chosen


# The list


def _list_block(opened: Opened, listing: Listing) -> Markup:
    """A list: what it is, its stores, its files."""
    top = heading(listing.title, listing.about(inputs_of(opened.now)), opened, table_tools(WORKLIST, opened))
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


def _correction(opened: Opened) -> None:
    """The form for a store that something is wrong about."""
    store_id = opened.presentation.item
    name = store_names(opened.now, opened.question, (store_id,)).get(store_id)
    if name is None:
        note(_("There is no store {store} on this day.", store=store_id), opened.language)
        return
    with st.container(key="card_correction"):
        correction_form(opened, store_id, name, close=opened.view.but(item=""))


def stores_to_call(opened: Opened) -> None:
    """Whom to call: the counts, and each store once; above them the form, where something is wrong about one."""
    if opened.presentation.item:
        _correction(opened)
        opened = replace(opened, view=opened.view.but(item=""))
    put(strip(opened))
    calls_card(opened)
