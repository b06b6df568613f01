"""A chart on the page."""

from functools import partial
from typing import Any, Final, TypeVar

import streamlit as st
from markupsafe import Markup

from dashboard.drawing.chart import Chart
from dashboard.drawing.charts.canvas import PICK, TALL, is_picked
from dashboard.drawing.look import NARROW, WIDE, Look
from dashboard.markup.elements import NOTHING, element, stylesheet, together
from dashboard.reading.opening import Opened
from dashboard.tables.table import Table
from dashboard.ui import current
from dashboard.ui.page import put
from dashboard.ui.pictures import picture_line
from dashboard.ui.tables import FIRST_ROWS, dictionary_link, table_block, table_tools
from dashboard.views.view import PARAMETERS

Row = TypeVar("Row")


def look() -> Look:
    """What a chart on the page is drawn for."""
    seen = current.viewport()
    return Look(seen.theme, NARROW if seen.is_narrow else WIDE)


PICKED: Final = "charts_picked"
"""Key of the session: how often a mark was clicked; a chart starts anew after each, so that the same can be again."""


def _follow(key: str) -> None:
    """Go to the view of the mark that was clicked; its codes are read like those of any link."""
    found = st.session_state[key]["selection"].get(PICK) or [{}]
    asked = {name: str(code) for name, code in found[0].items() if name in PARAMETERS.values() and code}
    if asked:
        st.session_state[PICKED] = st.session_state.get(PICKED, 0) + 1
        current.go(**asked)


def chart(opened: Opened, drawn: Chart) -> bool:
    """Draw a chart, whose table twin has the figures; whether there was anything to draw."""
    spec = drawn.make(opened, look())
    if spec is None:
        return False
    key, says = f"chart_{drawn.code}_{st.session_state.get(PICKED, 0)}", drawn.described(opened).say(opened.language)
    clicks: dict[str, Any] = {"on_select": partial(_follow, key), "selection_mode": PICK} if is_picked(spec) else {}
    put(stylesheet(f".st-key-{key} {{ min-height: {spec['usermeta'][TALL]:.0f}px; }}"))  # while Vega is on its way
    st.vega_lite_chart(spec=spec, theme=None, width="stretch", key=key, alt=says, **clicks)
    put(picture_line(opened, drawn.code, drawn.titled(opened)))
    return True


def chart_heading(opened: Opened, drawn: Chart) -> Markup:
    """A chart's title, and what it shows in one sentence where something stands out."""
    found = drawn.found(opened)
    title = element("h2", drawn.titled(opened).say(opened.language), " ", dictionary_link(opened))
    finding = element("p", found.say(opened.language), class_="finding") if found else None
    return element("header", title, finding, class_="card-head")


def chart_card(
    opened: Opened, drawn: Chart, table: Table[Row], *, rows: int = FIRST_ROWS, below: Markup = NOTHING
) -> None:
    """A chart in a card, above the table that has its figures; `below` stands between them."""
    with st.container(key=f"card_{table.code}"):
        put(chart_heading(opened, drawn))
        chart(opened, drawn)
        says = element("p", table.about.say(opened.language), class_="hint")
        tools = element("div", table_tools(table, opened), class_="tools")
        put(together(below, element("header", says, tools, class_="card-head")))
        put(table_block(table, opened, rows=rows, has_title=False))
