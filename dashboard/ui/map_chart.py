"""A map without tools or legend, and what stands in its place where there are no boundaries."""

from collections.abc import Sequence
from functools import partial
from typing import Final

import orjson
import pydeck as pdk
import streamlit as st

from dashboard.acting.scope import scope_of_reader
from dashboard.drawing.clicks import changes_of_click
from dashboard.drawing.layers import Scene, draw
from dashboard.drawing.scene import tooltip_words
from dashboard.drawing.tooltips import tooltip, tooltip_style
from dashboard.figures.figure import Ranked
from dashboard.markup.elements import element
from dashboard.reading.naming import names
from dashboard.reading.opening import Opened, open_view
from dashboard.ui import current
from dashboard.ui.page import put
from data.language import _

HEIGHT: Final = 528
"""Header, filters, strips and the map of a country stand in a window of 1440 × 900 px without scrolling."""
NARROW_HEIGHT: Final = 420


class CompactDeck(pdk.Deck):  # type: ignore[misc]
    """A map whose description is written already: pydeck's own writer is slow, and spends a third on blanks."""

    def __init__(self, description: bytes, tooltip: dict[str, object]) -> None:
        self.text = description.decode()
        self.layers: list[pdk.Layer] = []
        self._tooltip = tooltip

    def to_json(self) -> str:
        """The description, compact."""
        return self.text


def _on_click(key: str) -> None:
    objects = st.session_state[key].selection.objects
    changes = changes_of_click(open_view(current.address(), scope_of_reader()), objects)
    if changes:
        current.go(**changes)
    elif objects:
        st.session_state[current.CLICKS] = st.session_state.get(current.CLICKS, 0) + 1


def map_chart(opened: Opened, shown: Scene, key: str, *, told: Sequence[Ranked], height: int = HEIGHT) -> None:
    """A map without tools or legend; `told` are the rows that the pointer is told of. A click on it drills down."""
    metric, language = opened.question.measured, opened.language
    html = tooltip(told, metric, shown.theme, tooltip_words(opened), language)
    region = names(opened.now).region(opened.question.region)
    st.pydeck_chart(
        CompactDeck(orjson.dumps(draw(shown)), {"html": str(html), "style": tooltip_style(shown.theme)}),
        height=NARROW_HEIGHT if current.viewport().is_narrow else height,
        on_select=partial(_on_click, key),
        selection_mode="single-object",
        key=key,
        alt=_(
            "Map of {region}: {metric}. The table beside it says the same.",
            region=region,
            metric=metric.name,
        ).say(language),
    )


def no_map(opened: Opened) -> None:
    """What to do where there are no boundaries."""
    words = _("The map has no boundaries yet; build them with: laotie boundaries build")
    put(element("div", element("p", words.say(opened.language)), class_="nomap"))
