"""A choice of one: a select that shows the view and writes it, and never owns it."""

from collections.abc import Mapping

import streamlit as st

from dashboard.ui import current
from dashboard.ui.labels import plain
from data.language import Language, Sentence


def choose(
    parameter: str, name: Sentence, told: Mapping[str, str], chosen: str, language: Language, width: int
) -> None:
    """A select of codes, each told in words, for one parameter of the view."""
    st.session_state[parameter] = chosen
    st.selectbox(
        plain(name.say(language)),
        list(told),
        format_func=lambda code: told.get(code, code),
        key=parameter,
        on_change=lambda: current.go(**{parameter: st.session_state[parameter]}),
        label_visibility="collapsed",
        width=width,
    )
