"""Marking what was said to be wrong as settled, and opening it again."""

from collections.abc import Mapping
from typing import Final

import streamlit as st

from dashboard.acting import correcting
from dashboard.reading.opening import Opened
from dashboard.ui.correction_form import told, why_closed
from dashboard.ui.labels import plain
from dashboard.ui.page import note
from data.errors import Refused
from data.language import Language, Sentence, _
from models.record.tables import Correction
from pages.data.correction_tables import known_corrections

DONE: Final = "settling_done"
"""Where the session keeps what became of what was done last."""


def _mark(key: str, *, again: bool) -> None:
    chosen = list(st.session_state[key])
    try:
        if closed := why_closed():
            raise Refused(closed)  # noqa: TRY301 - said as any refusal is
        marked = correcting.settle(chosen, again=again)
        st.session_state[key] = []
        opened_again = _("{n} opened again.", n=marked)
        st.session_state[DONE] = opened_again if again else _("{n} settled; they can be opened again.", n=marked)
    except Refused as refusal:
        st.session_state[DONE] = refusal.sentence


def _choice(found: Mapping[int, Correction], name: Sentence, act: Sentence, language: Language, *, again: bool) -> None:
    key = "settling_again" if again else "settling"
    with st.container(horizontal=True, vertical_alignment="bottom", key=f"row_{key}"):
        st.multiselect(
            plain(name.say(language)),
            list(found),
            format_func=lambda number: told(found[number], language),
            key=key,
            placeholder=_("Choose").say(language),
        )
        st.button(plain(act.say(language)), key=f"{key}_go", on_click=_mark, args=(key,), kwargs={"again": again})


def settling(opened: Opened) -> None:
    """What is open can be marked as settled, what is settled opened again; or why it cannot."""
    language = opened.language
    if done := st.session_state.pop(DONE, None):
        note(done, language)
    found = {one.correction_id or 0: one for one, _name in known_corrections(opened)}
    if not found:
        return
    with st.container(key="card_settling"):
        _choices(found, language)


def _choices(found: Mapping[int, Correction], language: Language) -> None:
    if closed := why_closed():
        note(closed, language)
        return
    still_open = {number: one for number, one in found.items() if not one.settled_at}
    settled = {number: one for number, one in found.items() if one.settled_at}
    if still_open:
        _choice(still_open, _("Still open"), _("Mark as settled"), language, again=False)
    if settled:
        _choice(settled, _("Settled already"), _("Open again"), language, again=True)
