"""The view on screen, which lives in the page's address: reading it, and going to another."""

from dataclasses import replace

import streamlit as st

from dashboard.acting.scope import scope_of_reader
from dashboard.drawing.scene import Viewport
from dashboard.drawing.theme import THEMES
from dashboard.reading.opening import Opened, open_view
from dashboard.serving.last_visit import COOKIE, seen_before
from dashboard.views.address import parse
from dashboard.views.view import View
from data.language import Language, Sentence

CLICKS, FLIGHT, NARROW, NOTES, BELTS_OFF = "map_clicks", "map_flight", "is_narrow", "notes", "belts_off"
"""Keys of the session: what happened since the page was opened."""
SCREEN_CODE = "screen_code"
FILTERS = "filters_slot"
"""The place under the header where a page's own filters go."""


def enter_screen(screen: str) -> None:
    """Note which screen this is."""
    st.session_state[SCREEN_CODE] = screen


def screen_code() -> str:
    """The code of the screen that is shown."""
    return str(st.session_state[SCREEN_CODE])


def address() -> dict[str, str]:
    """The page's query parameters."""
    return st.query_params.to_dict()


def language() -> Language:
    """The language asked for, known before anything is opened."""
    return "en" if st.query_params.get("lang") == "en" else "zh"


def opened() -> Opened:
    """The view on screen; its address is written as short as it can be, and notes are kept until dismissed.

    Raises:
        Refused: nothing can be shown.
    """
    found = open_view(address(), scope_of_reader())
    write(found.view)
    if found.notes:
        st.session_state[NOTES] = found.notes
    return found


def without_order(found: Opened, note: Sentence) -> Opened:
    """What is opened, but for an order of rows that no table knows, with a note of it."""
    st.session_state[NOTES] = (*notes(), note)
    write(found.view.but(rows=""))
    return replace(found, view=found.view.but(rows=""))


def write(view: View) -> None:
    """Put a view into the address, where it is not there already."""
    if address() != view.short():
        st.query_params.from_dict(view.short())


def notes() -> tuple[Sentence, ...]:
    """What the reader should know about the link that was opened."""
    kept: tuple[Sentence, ...] = st.session_state.get(NOTES, ())
    return kept


def last_seen() -> str:
    """The snapshot that this browser saw at its last visit before this one, by the beginning of its id; or empty."""
    cookie = st.context.cookies.get(COOKIE)
    return seen_before(cookie) if isinstance(cookie, str) else ""


def go(**changes: str) -> None:
    """Go from the view on screen to another; `changes` are query parameters, all of them where `v` is there."""
    before = open_view(address(), scope_of_reader()).view
    asked = changes if "v" in changes else address() | changes
    if "region" in changes and "level" not in changes:
        asked.pop("level", None)
    if "page" not in changes:
        asked.pop("page", None)
    found = open_view(asked, scope_of_reader())
    if found.view.question.region != before.question.region:
        reset_camera()
    st.session_state.pop(NOTES, None)
    write(found.view)


def follow(link: str) -> None:
    """Follow a link that was clicked on the page: query parameters, or `do=` something of the page's own."""
    asked = parse(link)
    match asked.pop("do", ""):
        case "reset":
            write(open_view(address(), scope_of_reader()).view.reset())
            reset_camera()
        case "dismiss":
            st.session_state.pop(NOTES, None)
        case _ if asked:
            go(**asked)


def reset_camera() -> None:
    """Make the map look anew at the region in view."""
    st.session_state[FLIGHT] = st.session_state.get(FLIGHT, 0) + 1


def viewport() -> Viewport:
    """What of the reader's screen matters for drawing."""
    state = st.session_state
    mode = "dark" if st.context.theme.type == "dark" else "light"
    return Viewport(
        theme=THEMES[mode],  # type: ignore[index]
        is_narrow=bool(state.get(NARROW, False)),
        flight=int(state.get(FLIGHT, 0)),
        clicks=int(state.get(CLICKS, 0)),
        flies=int(state.get(FLIGHT, 0)) > 0,
    )
