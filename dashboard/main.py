"""The script that Streamlit runs for every page: the frame, then the page, named by its path."""

from pathlib import Path

import streamlit as st

from dashboard.screens import GROUPS, SCREENS, unknown_order
from dashboard.ui import current, frame, header
from data.errors import Refused

pages = {
    code: st.Page(screen.file, title=code, url_path=screen.path or None, default=not screen.path)
    for code, screen in SCREENS.items()
}
page = st.navigation(list(pages.values()), position="hidden")
current.enter_screen(next(code for code, known in pages.items() if known is page))
screen = SCREENS[current.screen_code()]
st.set_page_config(
    page_title=header.title(screen, current.language()),
    page_icon=str(Path(__file__).parent / "serving" / "static" / "icon.png"),
    layout="wide",
    initial_sidebar_state="collapsed",
)
try:
    opened = current.opened()
    if note := unknown_order(opened):
        opened = current.without_order(opened, note)
except Refused as refusal:
    frame.bare_frame()
    frame.refused(refusal)
else:
    with frame.page_frame(opened, screen, GROUPS):
        page.run()
