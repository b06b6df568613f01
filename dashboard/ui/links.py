"""Listening to the links of the page (dashboard/markup/links.py), which change the view without loading it anew."""

from importlib.resources import files
from typing import Any

import streamlit as st

from dashboard.ui import current
from data.language import LOCALES

KEY = "links"


def _on_link() -> None:
    clicked = st.session_state[KEY].get("link")
    if clicked:
        current.follow(str(clicked))


def _on_narrow() -> None:
    st.session_state[current.NARROW] = bool(st.session_state[KEY].get("narrow"))
    current.reset_camera()


@st.cache_resource(show_spinner=False)
def _component() -> Any:
    return st.components.v2.component(
        "laotie_links", js=(files("dashboard") / "ui" / "links.js").read_text(encoding="utf-8")
    )


def listen() -> None:
    """Listen to the page's links; to be placed once on every page."""
    narrow = bool(st.session_state.get(current.NARROW, False))
    with st.container(key="links_listener"):
        _component()(
            key=KEY,
            data={"narrow": narrow, "lang": LOCALES[current.language()].replace("_", "-")},
            on_link_change=_on_link,
            on_narrow_change=_on_narrow,
        )
