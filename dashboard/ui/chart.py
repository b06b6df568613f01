"""A chart on the page."""

import streamlit as st

from dashboard.drawing.chart_specs import Spec
from data.language import Language, Sentence


def plot(spec: Spec, key: str, says: Sentence, language: Language) -> None:
    """Draw a chart; `says` tells it to who cannot see it (its table twin has the figures)."""
    st.vega_lite_chart(spec=spec, theme=None, width="stretch", key=key, alt=says.say(language))
