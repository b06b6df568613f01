"""The map with its tools and legend. A click names a code; what it means is looked up in the view."""

from collections.abc import Sequence
from functools import partial
from typing import Any

import orjson
import pydeck as pdk
import streamlit as st

from dashboard import questions
from dashboard.drawing.clicks import asked
from dashboard.drawing.layers import Scene, Spec, draw
from dashboard.drawing.scene import MOST_POINTS, Addresses, Answers, scene, shows_stores, words
from dashboard.drawing.tips import safe, tooltip, tooltip_style
from dashboard.figures.figure import Ranked
from dashboard.reading.naming import names
from dashboard.reading.opening import Opened, boundaries, open_view
from dashboard.serving import points_route
from dashboard.ui import current
from dashboard.ui.legend import legend
from dashboard.ui.sheets import defined
from dashboard.views.view import View
from data.language import Sentence, _
from models.geography.boundaries import Boundaries
from models.geography.places import Level

KEY = "map"
HEIGHT, NARROW_HEIGHT = 600, 420
LEVEL_NAMES: dict[Level, Sentence] = {
    "province": _("By province"),
    "city": _("By city"),
    "county": _("By county"),
}


class Drawn(pdk.Deck):  # type: ignore[misc]
    """A map that is already a description: pydeck's own writer is slow and damages values silently."""

    def __init__(self, spec: Spec, html: str, style: dict[str, str]) -> None:
        self.text = orjson.dumps(spec).decode()
        self.layers: list[Any] = []
        self._tooltip = {"html": html, "style": style}

    def to_json(self) -> str:
        """The description, compact."""
        return self.text


def _on_click(key: str) -> None:
    objects = st.session_state[key].selection.objects
    wanted = asked(open_view(current.address()), objects)
    if wanted:
        current.go(**wanted)
    elif objects:
        st.session_state[current.CLICKS] = st.session_state.get(current.CLICKS, 0) + 1


def _title(opened: Opened) -> str:
    view = opened.view
    region = names(opened.now).region(view.region).say(view.language)
    level = LEVEL_NAMES[view.level].say(view.language)
    metric = safe(view.measured.name.say(view.language))
    says = safe(view.measured.definition.say(view.language))
    where = f"<small>{safe(region)} · {safe(level)}</small>"
    return f'<h2 class="title" title="{says}">{metric} {defined(opened)}{where}</h2>'


def _choose_level(view: View, levels: tuple[Level, ...]) -> None:
    if len(levels) < 2:
        return
    st.session_state["level"] = view.level
    st.segmented_control(
        _("Level").say(view.language),
        levels,
        format_func=lambda level: LEVEL_NAMES[level].say(view.language),
        key="level",
        required=True,
        on_change=lambda: current.go(level=st.session_state["level"] or view.level),
        label_visibility="collapsed",
    )


def _tools(opened: Opened) -> None:
    view = opened.view
    with st.container(horizontal=True, vertical_alignment="center", key="map_tools"):
        st.html(_title(opened))
        _choose_level(view, names(opened.now).levels(view.region))
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
    count = questions.stores(opened.now, opened.view)
    if count > MOST_POINTS:
        return Addresses(belts), _(
            "{n} stores are too many to draw one by one; they are shown by belt.", n=f"{count:,}"
        )
    return Addresses(belts, points_route.address("stores", opened)), None


def map_chart(opened: Opened, shown: Scene, key: str, *, told: Sequence[Ranked], height: int = HEIGHT) -> None:
    """A map without tools or legend; `told` are the rows that the pointer is told of. A click on it drills down."""
    view = opened.view
    html = tooltip(told, view.measured, shown.theme, words(opened), view.language)
    region = names(opened.now).region(view.region)
    st.pydeck_chart(
        Drawn(draw(shown), html, tooltip_style(shown.theme)),
        height=NARROW_HEIGHT if current.screen().is_narrow else height,
        on_select=partial(_on_click, key),
        selection_mode="single-object",
        key=key,
        alt=_(
            "Map of {region}: {metric}. The table beside it says the same.", region=region, metric=view.measured.name
        ).say(view.language),
    )


def _draw(opened: Opened, drawn: Boundaries, shown: Scene) -> None:
    map_chart(opened, shown, KEY, told=shown.rows)
    st.html(legend(shown, drawn.attribution))


def no_map(opened: Opened) -> None:
    """What to do where there are no boundaries."""
    told = _("The map has no boundaries yet; build them with: laotie boundaries build")
    st.html(f'<div class="nomap"><p>{safe(told.say(opened.view.language))}</p></div>')


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
