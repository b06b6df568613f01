"""Which draft the tables that are edited started from, and the way to another."""

from dataclasses import dataclass, replace
from typing import Final

import streamlit as st

from dashboard.reading.opening import Opened
from dashboard.ui import current
from dashboard.ui.page import note
from data.errors import Refused
from models.drafts.schedule import Draft
from pages.deposits.drafts import schedule_in_force_as_draft, store_draft

STARTED: Final = "whatif_started"
"""Where the session holds the editor's state."""


@dataclass(frozen=True)
class EditorState:
    """The draft that the tables started from, the view that shows it now, and which turn of the tables this is."""

    origin: str
    at: tuple[str, str]
    turn: int

    def key(self, name: str) -> str:
        """The key of a widget that is made anew with the tables."""
        return f"whatif_{name}_{self.turn}"


def editor_state(opened: Opened) -> EditorState:
    """Where the tables started; anew where another draft or day is opened, or they were gone from the page."""
    at = (opened.presentation.item, opened.now.snapshot_id)
    editor: EditorState | None = st.session_state.get(STARTED)
    if editor is None or editor.at != at or editor.key("tiers") not in st.session_state:
        editor = EditorState(opened.presentation.item, at, editor.turn + 1 if editor else 0)
        st.session_state[STARTED] = editor
    return editor


def show_draft(opened: Opened, draft: Draft, editor: EditorState | None = None) -> None:
    """Keep a draft, put it into the address, and run again; with `editor` the tables stay as they are."""
    try:
        item = store_draft(draft) if draft != schedule_in_force_as_draft(opened.now) else ""
    except Refused as refused:
        note(refused.sentence, opened.language)
        return
    if editor:
        st.session_state[STARTED] = replace(editor, at=(item, opened.now.snapshot_id))
    else:
        st.session_state.pop(STARTED, None)
    current.write(opened.view.but(item=item, page=1))
    st.rerun()
