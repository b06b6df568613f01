"""One clear sentence on the page: why there is nothing here, and what to do."""

from typing import Final

import streamlit as st

from dashboard.drawing.tips import safe
from data.language import Language, Sentence, _

NOTHING: Final = _("There is nothing here in this view.")


def said(sentence: Sentence, language: Language) -> None:
    """Show it as a note."""
    st.html(f'<div class="notes none" role="status"><ul><li>{safe(sentence.say(language))}</li></ul></div>')


def nothing(language: Language, why: Sentence = NOTHING) -> str:
    """What stands in a card in place of rows or a chart, as HTML."""
    return f'<p class="nothing">{safe(why.say(language))}</p>'
