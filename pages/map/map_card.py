"""The map with its tools and legend. A click names a code; what it means is looked up in the view."""

import streamlit as st
from markupsafe import Markup

from dashboard import questions
from dashboard.drawing.layers import Scene
from dashboard.drawing.scene import MOST_POINTS, Addresses, Answers, scene, shows_stores
from dashboard.markup.elements import element, together
from dashboard.reading.naming import names
from dashboard.reading.opening import Opened, boundaries
from dashboard.ui import current
from dashboard.ui.labels import plain
from dashboard.ui.legend import attribution, legend
from dashboard.ui.map_chart import map_chart, no_map
from dashboard.ui.page import put
from dashboard.ui.tables import dictionary_link
from dashboard.views.levels import LEVEL_NAMES
from dashboard.views.view import View
from data.language import Sentence, _
from models.geography.boundaries import Boundaries
from models.geography.places import Level
from pages.map import points_route

KEY = "map"


def _title(opened: Opened) -> Markup:
    question, language = opened.question, opened.language
    region = names(opened.now).region(question.region).say(language)
    where = element("small", f"{region} · {LEVEL_NAMES[question.level].say(language)}")
    says = question.measured.definition.say(language)
    name = question.measured.name.say(language)
    return element("h2", name, " ", dictionary_link(opened), where, class_="title", title=says)


def _choose_level(view: View, levels: tuple[Level, ...]) -> None:
    if len(levels) < 2:
        return
    st.session_state["level"] = view.question.level
    st.segmented_control(
        plain(_("Level").say(view.language)),
        levels,
        format_func=lambda level: plain(LEVEL_NAMES[level].say(view.language)),
        key="level",
        required=True,
        on_change=lambda: current.go(level=st.session_state["level"] or view.question.level),
        label_visibility="collapsed",
    )


def _tools(opened: Opened) -> None:
    view = opened.view
    with st.container(horizontal=True, vertical_alignment="center", key="map_tools"):
        put(_title(opened))
        _choose_level(view, names(opened.now).levels(view.question.region))
        shown = not st.session_state.get(current.BELTS_OFF, False)
        st.session_state["belts_shown"] = shown
        st.toggle(plain(_("Belts").say(view.language)), key="belts_shown", on_change=_toggle_belts)
        st.button(
            "⤢",
            key="fit",
            on_click=current.reset_camera,
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
    put(together(legend(shown), attribution(drawn.attribution, opened.language)))


def map_card(opened: Opened, answers: Answers) -> None:
    """The map of a view, or what to do where there are no boundaries."""
    drawn = boundaries()
    with st.container(key="map_card"):
        _tools(opened)
        if drawn is None:
            no_map(opened)
            return
        at, note = _points(opened)
        _draw(opened, drawn, scene(opened, answers, drawn, current.viewport(), at))
        if note:
            put(element("p", note.say(opened.language), class_="hint"))
