"""The list of stores on the page: what is looked for, and in which order."""

from collections.abc import Mapping
from typing import Final

import streamlit as st

from dashboard.reading.opening import Opened
from dashboard.ui import current
from dashboard.ui.choice import choose
from dashboard.ui.labels import plain
from dashboard.ui.tables import table_card
from data.language import Sentence, _
from pages.stores.search_questions import SORTS
from pages.stores.tables import STORE_LIST, sort_of

ORDERS: Final[Mapping[str, Sentence]] = {
    "id": _("By id"),
    "name": _("By name"),
    "newest": _("Newest first"),
    "score": _("Highest score first"),
    "expiry": _("Certification ends soonest"),
    "unclaimed": _("Most traffic unclaimed"),
    "unused": _("Most traffic unused"),
    "envelope": _("Most envelope budget left"),
    "shortfall": _("Largest shortfall"),
    "released": _("Most deposit released"),
    "gmv": _("Highest GMV of the week"),
}


def _search(opened: Opened) -> None:
    st.session_state["q"] = opened.presentation.search
    st.text_input(
        plain(_("Store name or id").say(opened.language)),
        key="q",
        max_chars=200,
        placeholder=_("Store name, or the beginning of its id").say(opened.language),
        on_change=lambda: current.go(q=st.session_state["q"]),
        label_visibility="collapsed",
        width=340,
    )


def store_list(opened: Opened) -> None:
    """Draw the search, its choices and the list."""
    language = opened.language
    with st.container(horizontal=True, vertical_alignment="center", key="store_choices"):
        _search(opened)
        orders = {code: ORDERS[code].say(language) for code in SORTS}
        choose("sort", _("Order"), orders, sort_of(opened), language, 230)
    table_card(opened, STORE_LIST)
