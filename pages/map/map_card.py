"""The map with its tools and legend. A click names a code; what it means is looked up in the view."""

from typing import Final

import streamlit as st
from markupsafe import Markup

from dashboard import questions
from dashboard.drawing.classes import SCALE_MEANINGS, SCALE_NAMES, Classes
from dashboard.drawing.layers import Scene
from dashboard.drawing.map_finding import finding
from dashboard.drawing.scene import MOST_POINTS, Addresses, Answers, scene, shows_stores
from dashboard.markup.elements import element
from dashboard.markup.links import link
from dashboard.markup.pictures import picture
from dashboard.pictures.map_shapes import SEA, south_china_sea
from dashboard.reading.naming import names
from dashboard.reading.opening import Opened, boundaries
from dashboard.ui import current
from dashboard.ui.labels import plain
from dashboard.ui.legend import attribution, legend
from dashboard.ui.map_chart import map_chart, no_map
from dashboard.ui.page import put
from dashboard.ui.tables import dictionary_link
from dashboard.views.levels import LEVEL_NAMES
from dashboard.views.presentation import SCALES
from dashboard.views.view import View
from data.language import Sentence, _
from models.geography.boundaries import Boundaries
from models.geography.places import COUNTRY_CODE, Level
from pages.map import points_route

KEY = "map"
INSET: Final = (92, 124)
"""The South China Sea on the country's map, in pixels."""


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


def _tools(opened: Opened, drawn: Scene) -> None:
    view = opened.view
    with st.container(horizontal=True, vertical_alignment="center", key="map_tools"):
        put(_title(opened))
        _choose_level(view, names(opened.now).levels(view.question.region))
        put(_scales(opened, drawn.classes), width="content")
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


def _scales(opened: Opened, of: Classes) -> Markup:
    """What the colours mean: one of the scales, the gap only where there is a target."""
    view, language = opened.view, opened.language
    offered = [code for code in SCALES if code != "gap" or of.target is not None]
    links = [
        link(f"scale={code}", SCALE_NAMES[code].say(language), view=view.but(scale=code), is_on=code == of.scale,
             says=SCALE_MEANINGS[code].say(language))
        for code in offered
    ]  # fmt: skip
    return element("span", links, class_="segments", role="group", aria_label=_("Scale").say(language))


def _over(opened: Opened, drawn: Boundaries, shown: Scene) -> Markup:
    """What stands on the map: what it shows in a sentence, the legend, and over the country the South China Sea."""
    question, language = opened.question, opened.language
    whole = names(opened.now).region(question.region)
    told = finding(shown.rows, question.measured, shown.classes.target, question.level, whole, language)
    said = element("p", ("" if language == "zh" else " ").join(told), class_="found") if told else None
    return element("div", said, legend(shown), _inset(opened, drawn, shown), class_="over")


def _inset(opened: Opened, drawn: Boundaries, shown: Scene) -> Markup | None:
    if opened.question.region != COUNTRY_CODE:
        return None
    width, height = INSET
    shapes = south_china_sea(shown, opened, drawn, width, height)
    name = SEA.say(opened.language)
    drawing = picture(*shapes, width=width, height=height, says=name)
    return element("figure", drawing, element("figcaption", name), class_="inset")


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
    with st.container(key="map_stage", gap=None):
        map_chart(opened, shown, KEY, told=shown.rows)
        put(_over(opened, drawn, shown))
    put(attribution(drawn.attribution, opened.language))


def map_card(opened: Opened, answers: Answers) -> None:
    """The map of a view, or what to do where there are no boundaries."""
    drawn = boundaries()
    with st.container(key="map_card"):
        if drawn is None:
            no_map(opened)
            return
        at, note = _points(opened)
        shown = scene(opened, answers, drawn, current.viewport(), at)
        _tools(opened, shown)
        _draw(opened, drawn, shown)
        if note:
            put(element("p", note.say(opened.language), class_="hint"))
