"""Links within the page: real ones, that change the view without loading the page anew."""

from importlib.resources import files
from typing import Any

import streamlit as st

from dashboard.drawing.tips import safe
from dashboard.ui import current
from dashboard.views.screen import path_of
from dashboard.views.view import View
from data.language import LOCALES

KEY = "links"


def link(go: str, inside: str, *, view: View | None = None, css: str = "", says: str = "", is_on: bool = False) -> str:
    """A link that changes the view; `inside` is HTML. With `view` its address is whole, for another tab."""
    whole = f' data-go="?{safe(go)}"' if view else ""
    label = f' aria-label="{safe(says)}"' if says else ""
    chosen = ' aria-current="true"' if is_on else ""
    return f'<a class="{css}" href="?{safe(view.text() if view else go)}"{whole}{label}{chosen}>{inside}</a>'


def to_screen(screen: str, view: View, inside: str, *, css: str = "", says: str = "", is_on: bool = False) -> str:
    """A link to a view on another screen (or, with an empty code, on this one); `inside` is HTML."""
    told = f' title="{safe(says)}" aria-label="{safe(says)}"' if says else ""
    chosen = ' aria-current="page"' if is_on else ""
    there = safe((f"/{path_of(screen)}" if screen else "") + f"?{view.text()}")
    return f'<a class="{css}" href="{there}" data-go="{there}"{told}{chosen}>{inside}</a>'


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
