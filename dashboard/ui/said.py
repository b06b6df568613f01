"""One clear sentence on the page: why there is nothing here, and what to do."""

import streamlit as st

from dashboard.drawing.tips import safe
from data.language import Language, Sentence


def said(sentence: Sentence, language: Language) -> None:
    """Show it as a note."""
    st.html(f'<div class="notes none" role="status"><ul><li>{safe(sentence.say(language))}</li></ul></div>')
