"""Saved drafts, and up to four of them beside the schedule in force."""

import streamlit as st

from dashboard.drawing.tips import safe
from dashboard.reading.opening import Opened
from dashboard.ui.links import to_screen
from dashboard.ui.said import said
from dashboard.ui.sheets import sheet_card
from data.language import _
from pages.deposits import drafts
from pages.deposits import whatif_tables as sheets


def _pick(opened: Opened) -> None:
    """Saved drafts as switches, at most four on at a time."""
    view, language = opened.view, opened.view.language
    on = [draft.draft_id for draft in drafts.compared(opened)]
    parts = []
    for draft in drafts.saved():
        code = draft.draft_id
        series = [other for other in on if other != code] if code in on else [*on, code][-drafts.MOST_COMPARED :]
        words = f"{safe(draft.name)}<i>{safe(draft.made_on)}</i>"
        parts.append(to_screen("", view.but(series=tuple(series)), words, is_on=code in on))
    if parts:
        title = _("Compare up to {n}", n=drafts.MOST_COMPARED).say(language)
        st.html(f'<nav class="tabs onward"><em>{safe(title)}</em>{"".join(parts)}</nav>')


def side_by_side(opened: Opened) -> None:
    """Saved drafts, and up to four of them beside the schedule in force."""
    if not drafts.saved():
        said(_("No draft has been saved yet: edit the schedule under “What if” and save it."), opened.view.language)
    _pick(opened)
    sheet_card(opened, sheets.COMPARISON)
    sheet_card(opened, sheets.RULES, rows=60)
    sheet_card(opened, sheets.SAVED)
