"""The map: the programme's uptake by region, and everything that says the same in words and files."""

import streamlit as st

from dashboard.drawing.scene import Answers
from dashboard.questions import ranking
from dashboard.ui import current
from dashboard.ui.filters import filters
from dashboard.ui.in_view import nothing_in_view
from pages.map.account import account_card, files_card, tiers_card
from pages.map.headline import headlines
from pages.map.map_card import map_card
from pages.map.ranked import tables

opened = current.opened()
asked = (opened.now, opened.before, opened.view)
answers = Answers(ranking.regions(*asked), ranking.belts(*asked))

filters(opened)
nothing_in_view(opened)
headlines(opened)
with st.container(key="board"):
    left, right = st.columns([62, 38], gap="small")
    with left:
        map_card(opened, answers)
    with right:
        tables(opened, answers)
with st.container(key="below"):
    left, right = st.columns([62, 38], gap="small")
    with left:
        account_card(opened, answers)
    with right:
        if opened.question.measured.breakdown:
            tiers_card(opened)
        files_card(opened, answers)
