"""“This is wrong”: what a reader may say about a store, kept for whoever delivers the data."""

from typing import Final

import streamlit as st
from markupsafe import Markup

from dashboard.acting import correcting, permission
from dashboard.markup.elements import element
from dashboard.markup.links import to_screen
from dashboard.reading.opening import Opened
from dashboard.ui.labels import plain
from dashboard.ui.page import note, put
from dashboard.views.view import View
from data.errors import Refused
from data.language import Language, Sentence, _
from models.record.corrections import LONGEST
from models.record.tables import Correction

KIND: Final = "correction_kind"
WORDS: Final = "correction_words"
SAID: Final = "correction_said"
"""Where the session keeps what became of what was sent last."""


def why_closed() -> Sentence | None:
    """Why nothing can be said here; None where it can."""
    return permission.why_nothing_is_noted(st.get_option("server.address"), dict(st.context.headers))


def _send(store_id: str, snapshot_id: str) -> None:
    try:
        if closed := why_closed():
            raise Refused(closed)  # noqa: TRY301 - said as any refusal is
        said = correcting.say(store_id, st.session_state[KIND], st.session_state[WORDS], snapshot_id)
        st.session_state[WORDS] = ""
        st.session_state[SAID] = _(
            "Noted as no. {n}: whoever delivers the data finds it on the Data screen.", n=said.correction_id
        )
    except Refused as refusal:
        st.session_state[SAID] = refusal.sentence


def told(correction: Correction, language: Language) -> str:
    """A correction in one line."""
    return _(
        "no. {n}, {day}, {person}: {kind}. {words}",
        n=correction.correction_id,
        day=correction.said_at.date(),
        person=correction.said_by,
        kind=correcting.KINDS.get(correction.kind, Sentence(correction.kind)),
        words=correction.words,
    ).say(language)


def _open(store_id: str, language: Language) -> Markup | None:
    """What was said of the store and is not settled yet."""
    found = correcting.open_of_store(store_id)
    if not found:
        return None
    items = [element("li", told(one, language)) for one in found]
    about = element("p", _("Said already, not settled yet:").say(language))
    return element("div", about, element("ul", items), class_="said")


def correction_form(opened: Opened, store_id: str, store_name: str, *, close: View | None = None) -> None:
    """The form for one store, what was said of it before, and the word that what was sent is kept.

    `close` is the view without the form, where it can be shut.
    """
    language = opened.language
    title = element("h2", _("What is wrong about {store}?", store=store_name).say(language))
    shut = to_screen("", close, "×", css="shut", says=_("Close").say(language)) if close else None
    put(element("header", title, shut, class_="card-head shuts"))
    if done := st.session_state.pop(SAID, None):
        note(done, language)
    if closed := why_closed():
        note(closed, language)
    else:
        st.session_state.setdefault(WORDS, "")
        with st.form(key="correction_form", border=False):
            st.selectbox(
                plain(_("What is wrong").say(language)),
                list(correcting.KINDS),
                format_func=lambda code: correcting.KINDS[code].say(language),
                key=KIND,
                width=280,
            )
            st.text_area(
                plain(_("In a sentence: what it should be, and how you know").say(language)),
                key=WORDS,
                max_chars=LONGEST,
                height=80,
            )
            st.form_submit_button(
                plain(_("Send").say(language)), type="primary", on_click=_send, args=(store_id, opened.now.snapshot_id)
            )
    if before := _open(store_id, language):
        put(before)
