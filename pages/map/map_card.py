"""The map with its tools and legend. A click names a code; what it means is looked up in the view."""

import streamlit as st

from dashboard import questions
from dashboard.drawing.layers import Scene
from dashboard.drawing.scene import MOST_POINTS, Addresses, Answers, scene, shows_stores
from dashboard.drawing.tips import safe
from dashboard.reading.naming import names
from dashboard.reading.opening import Opened, boundaries
from dashboard.ui import current
from dashboard.ui.legend import legend
from dashboard.ui.map_chart import map_chart, no_map
from dashboard.ui.tables import dictionary_link
from dashboard.views.levels import LEVEL_NAMES
from dashboard.views.view import View
from data.language import Sentence, _
from models.geography.boundaries import Boundaries
from models.geography.places import Level
from pages.map import points_route

KEY = "map"


def _title(opened: Opened) -> str:
    view = opened.view
    region = names(opened.now).region(view.question.region).say(view.language)
    level = LEVEL_NAMES[view.question.level].say(view.language)
    metric = safe(view.question.measured.name.say(view.language))
    says = safe(view.question.measured.definition.say(view.language))
    where = f"<small>{safe(region)} · {safe(level)}</small>"
    return f'<h2 class="title" title="{says}">{metric} {dictionary_link(opened)}{where}</h2>'


def _choose_level(view: View, levels: tuple[Level, ...]) -> None:
    if len(levels) < 2:
        return
    st.session_state["level"] = view.question.level
    st.segmented_control(
        _("Level").say(view.language),
        levels,
        format_func=lambda level: LEVEL_NAMES[level].say(view.language),
        key="level",
        required=True,
        on_change=lambda: current.go(level=st.session_state["level"] or view.question.level),
        label_visibility="collapsed",
    )


def _tools(opened: Opened) -> None:
    view = opened.view
    with st.container(horizontal=True, vertical_alignment="center", key="map_tools"):
        st.html(_title(opened))
        _choose_level(view, names(opened.now).levels(view.question.region))
        shown = not st.session_state.get(current.BELTS_OFF, False)
        st.session_state["belts_shown"] = shown
        st.toggle(_("Belts").say(view.language), key="belts_shown", on_change=_toggle_belts)
        st.button(
            "⤢",
            key="fit",
            on_click=current.refit,
            help=_("Show the whole region").say(view.language),
            type="tertiary",
        )


def _toggle_belts() -> None:
    st.session_state[current.BELTS_OFF] = not st.session_state["belts_shown"]


def _points(opened: Opened) -> tuple[Addresses, Sentence | None]:
    """Where the map's points are, and a word where the stores are too many to draw one by one."""
    belts = None if st.session_state.get(current.BELTS_OFF, False) else points_route.address("belts", opened)
    if not shows_stores(opened):
        return Addresses(belts), None
    count = questions.stores(opened.now, opened.question)
    if count > MOST_POINTS:
        return Addresses(belts), _(
            "{n} stores are too many to draw one by one; they are shown by belt.", n=f"{count:,}"
        )
    return Addresses(belts, points_route.address("stores", opened)), None


def _draw(opened: Opened, drawn: Boundaries, shown: Scene) -> None:
    map_chart(opened, shown, KEY, told=shown.rows)
    st.html(legend(shown, drawn.attribution))


def map_card(opened: Opened, answers: Answers) -> None:
    """The map of a view, or what to do where there are no boundaries."""
    drawn = boundaries()
    with st.container(key="map_card"):
        _tools(opened)
        if drawn is None:
            no_map(opened)
            return
        at, note = _points(opened)
        _draw(opened, drawn, scene(opened, answers, drawn, current.screen(), at))
        if note:
            st.html(f'<p class="hint">{safe(note.say(opened.view.language))}</p>')
