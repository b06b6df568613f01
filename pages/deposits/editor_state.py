"""Which draft the tables that are edited started from, and the way to another."""

from dataclasses import dataclass, replace
from typing import Final

import streamlit as st

from dashboard.reading.opening import Opened
from dashboard.ui import current
from dashboard.ui.said import said
from data.errors import Refused
from models.drafts.schedule import Draft
from pages.deposits import drafts

STARTED: Final = "whatif_started"


@dataclass(frozen=True)
class Started:
    """The draft that the tables started from, the view that shows it now, and which turn of the tables this is."""

    origin: str
    at: tuple[str, str]
    turn: int

    def key(self, name: str) -> str:
        """The key of a widget that is made anew with the tables."""
        return f"whatif_{name}_{self.turn}"


def _started(opened: Opened) -> Started:
    """Where the tables started; anew where another draft or day is opened, or they were gone from the page."""
    at = (opened.presentation.item, opened.now.snapshot_id)
    known: Started | None = st.session_state.get(STARTED)
    if known is None or known.at != at or known.key("tiers") not in st.session_state:
        known = Started(opened.presentation.item, at, known.turn + 1 if known else 0)
        st.session_state[STARTED] = known
    return known


def _go(opened: Opened, draft: Draft, started: Started | None = None) -> None:
    """Show a draft: keep it, put it into the address, and run again; with `started` the tables stay as they are."""
    try:
        item = drafts.keep(draft) if draft != drafts.unchanged(opened.now) else ""
    except Refused as refused:
        said(refused.sentence, opened.view.language)
        return
    if started:
        st.session_state[STARTED] = replace(started, at=(item, opened.now.snapshot_id))
    else:
        st.session_state.pop(STARTED, None)
    current.write(opened.view.but(item=item, page=1))
    st.rerun()
