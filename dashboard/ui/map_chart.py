"""A map without tools or legend, and what stands in its place where there are no boundaries."""

from collections.abc import Sequence
from functools import partial
from typing import Any

import orjson
import pydeck as pdk
import streamlit as st

from dashboard.acting.scope import scope_of_reader
from dashboard.drawing.clicks import asked
from dashboard.drawing.layers import Scene, Spec, draw
from dashboard.drawing.scene import words
from dashboard.drawing.tips import safe, tooltip, tooltip_style
from dashboard.figures.figure import Ranked
from dashboard.reading.naming import names
from dashboard.reading.opening import Opened, open_view
from dashboard.ui import current
from data.language import _

HEIGHT, NARROW_HEIGHT = 600, 420


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
    wanted = asked(open_view(current.address(), scope_of_reader()), objects)
    if wanted:
        current.go(**wanted)
    elif objects:
        st.session_state[current.CLICKS] = st.session_state.get(current.CLICKS, 0) + 1


def map_chart(opened: Opened, shown: Scene, key: str, *, told: Sequence[Ranked], height: int = HEIGHT) -> None:
    """A map without tools or legend; `told` are the rows that the pointer is told of. A click on it drills down."""
    view = opened.view
    html = tooltip(told, view.question.measured, shown.theme, words(opened), view.language)
    region = names(opened.now).region(view.question.region)
    st.pydeck_chart(
        Drawn(draw(shown), html, tooltip_style(shown.theme)),
        height=NARROW_HEIGHT if current.screen().is_narrow else height,
        on_select=partial(_on_click, key),
        selection_mode="single-object",
        key=key,
        alt=_(
            "Map of {region}: {metric}. The table beside it says the same.",
            region=region,
            metric=view.question.measured.name,
        ).say(view.language),
    )


def no_map(opened: Opened) -> None:
    """What to do where there are no boundaries."""
    told = _("The map has no boundaries yet; build them with: laotie boundaries build")
    st.html(f'<div class="nomap"><p>{safe(told.say(opened.view.language))}</p></div>')
