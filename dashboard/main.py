"""The script that Streamlit runs for every page: the frame, then the page, named by its path."""

from pathlib import Path

import streamlit as st

from dashboard.widgets import current, frame, links
from data.errors import Refused

HERE = Path(__file__).parent
st.set_page_config(
    page_title=frame.PRODUCT.say(current.language()),
    page_icon=str(HERE / "serving" / "static" / "icon.png"),
    layout="wide",
    initial_sidebar_state="collapsed",
)
links.listen()
page = st.navigation([st.Page(HERE.parent / "pages" / "map.py", default=True, title="map")], position="hidden")
try:
    frame.around(current.opened())
    page.run()
except Refused as refusal:
    frame.refused(refusal)
