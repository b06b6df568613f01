"""What surrounds every page: the header, the row of what is asked, notes, and what to do when empty."""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st
from markupsafe import Markup

from dashboard.markup.elements import element
from dashboard.markup.links import link
from dashboard.reading.naming import names
from dashboard.reading.opening import Opened, why_not_compared
from dashboard.ui import current, header, links
from dashboard.ui.context_row import context_row
from dashboard.ui.page import TITLED, note, put
from dashboard.views.presentation import PREVIOUS
from dashboard.views.screen import Groups, Screen
from data.errors import Refused
from data.language import Sentence, _


def _say(sentence: Sentence) -> str:
    return sentence.say(current.language())


def notes(opened: Opened) -> None:
    """Why nothing is compared where that was asked for; notes on the link that was opened, until dismissed."""
    why = why_not_compared(opened)
    if why and opened.presentation.compare != PREVIOUS:  # the first day published has no week before it
        note(why, opened.language)
    if current.notes():
        listed = element("ul", [element("li", _say(one)) for one in current.notes()])
        shut = link("do=dismiss", "×", css="shut", says=_say(_("Dismiss")))
        put(element("div", listed, shut, class_="notes", role="status"))


def refused(refusal: Refused) -> None:
    """The page when nothing can be shown: why, and the command that helps."""
    commands = (
        (_("Try it with demonstration data"), "laotie demo"),
        (
            _("Or bring your own files, then publish a day"),
            "laotie import stores stores.csv\nlaotie publish --as-of DATE",
        ),
        (_("See what is configured and what is missing"), "laotie doctor"),
    )
    steps = [element("li", _say(what), element("pre", command)) for what, command in commands]
    why = element("p", refusal.say(current.language()))
    title = element("h1", _say(_("Nothing to show yet")))
    put(element("section", title, why, element("ol", steps), class_="empty"), has_title=True)


def _skip() -> Markup:
    """The first thing that the keyboard reaches: a way past header and filters (dashboard/ui/links.js)."""
    return element("a", _say(_("Skip to the content")), class_="skip", href="#content", data_skip="content")


def _title(opened: Opened, screen: Screen) -> Markup:
    """The page's title, which the header shows already by its parts."""
    place = names(opened.now).region(opened.question.region).say(opened.language)
    return element("h1", f"{place} · {screen.title.say(opened.language)}", class_="unseen")


@contextmanager
def page_frame(opened: Opened, screen: Screen, offered: Groups) -> Iterator[None]:
    """Everything above a page's own content, which comes within; its title, where the page places none itself."""
    st.session_state[TITLED] = False
    with st.container(key="frame", gap=None):
        links.listen()
        put(_skip())
        header.header(opened, screen, offered)
        title = st.empty()
        context_row(opened)
        put(element("span", class_="unseen", id="content", tabindex="-1"))
    notes(opened)
    try:
        yield
    except Refused as refusal:
        refused(refusal)
    if not st.session_state[TITLED]:
        with title:
            put(_title(opened, screen))


def bare_frame() -> None:
    """What stands above the word that nothing can be shown."""
    with st.container(key="frame", gap=None):
        links.listen()
        header.bare_header()
