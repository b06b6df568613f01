"""The map: the programme's uptake by region, and everything that says the same in words and files."""

import streamlit as st

from dashboard.drawing.scene import Answers
from dashboard.ui import current
from dashboard.ui.filters import filters
from dashboard.ui.in_view import nothing_in_view
from dashboard.ui.page import put
from pages.map.at_stake import at_stake
from pages.map.headline import headlines
from pages.map.map_card import map_card
from pages.map.ranked import tables
from pages.map.tables import BELTS, REGIONS
from pages.map.view_summary import files_card, summary_card, tiers_card

opened = current.opened()
regions, belts = REGIONS.shown(opened), BELTS.shown(opened)
answers = Answers([row.ranked for row in regions], [row.ranked for row in belts])

filters(opened)
nothing_in_view(opened)
put(at_stake(opened))
with st.container(key="uptake"):
    put(headlines(opened))
with st.container(key="board"):
    left, right = st.columns([62, 38], gap="small")
    with left:
        map_card(opened, answers)
    with right:
        tables(opened, regions, belts)
with st.container(key="below"):
    left, right = st.columns([62, 38], gap="small")
    with left:
        summary_card(opened, regions)
    with right:
        if opened.question.measured.breakdown:
            tiers_card(opened)
        files_card(opened, regions, belts)
