"""A chart on the page."""

from typing import TypeVar

import streamlit as st

from dashboard.drawing.chart import NARROW, WIDE, Chart, Look
from dashboard.reading.opening import Opened
from dashboard.tables.table import Table
from dashboard.ui import current
from dashboard.ui.page import put
from dashboard.ui.pictures import picture_line
from dashboard.ui.tables import FIRST_ROWS, heading, table_block

Row = TypeVar("Row")


def look() -> Look:
    """What a chart on the page is drawn for."""
    seen = current.viewport()
    return Look(seen.theme, NARROW if seen.is_narrow else WIDE)


def chart(opened: Opened, drawn: Chart) -> bool:
    """Draw a chart, whose table twin has the figures; whether there was anything to draw."""
    spec = drawn.make(opened, look())
    if spec is None:
        return False
    says = drawn.described(opened).say(opened.language)
    height = spec.get("height")
    st.vega_lite_chart(
        spec=spec,
        theme=None,
        width="stretch",
        height=height if isinstance(height, int) else "content",  # kept free while Vega is on its way
        key=f"chart_{drawn.code}",
        alt=says,
    )
    put(picture_line(opened, drawn.code, drawn.titled(opened)))
    return True


def chart_card(opened: Opened, drawn: Chart, table: Table[Row], *, rows: int = FIRST_ROWS) -> None:
    """A chart in a card, above the table that has its figures."""
    with st.container(key=f"card_{table.code}"):
        put(heading(drawn.titled(opened), table.about, opened))
        chart(opened, drawn)
        put(table_block(table, opened, rows=rows, has_title=False))
