"""Markup on the page: the one place where HTML is handed to Streamlit, which takes nothing but what was built."""

from typing import Final, Literal

import streamlit as st
from markupsafe import Markup

from dashboard.markup.elements import Node, element
from data.language import Language, Named, Sentence, _

NOTHING: Final = _("There is nothing here in this view.")
TITLED: Final = "is_titled"
"""Key of the session: whether the page has placed its own title, as the page of one store does."""


def put(markup: Markup, *, width: Literal["stretch", "content"] = "stretch", has_title: bool = False) -> None:
    """Place markup where the page stands; with `has_title` it holds the page's h1, of which there is one."""
    if has_title:
        st.session_state[TITLED] = True
    st.html(str(markup), width=width)


def note(sentence: Sentence | Named, language: Language) -> None:
    """One clear sentence as a note: why there is nothing here, and what to do."""
    put(notes([sentence.say(language)]))


def notes(items: list[Node], *more: Node) -> Markup:
    """Notes as markup, and what stands beside them."""
    listed = element("ul", [element("li", item) for item in items])
    return element("div", listed, *more, class_="notes none", role="status")


def nothing(language: Language, why: Sentence = NOTHING) -> Markup:
    """What stands in a card in place of rows or a chart."""
    return element("p", why.say(language), class_="nothing")
