"""The header: the product, the way from screen to screen, the language; on a phone the tab bar below the page."""

from typing import Final

import streamlit as st
from markupsafe import Markup

from dashboard.drawing.theme import LIGHT
from dashboard.markup.elements import element, joined
from dashboard.markup.links import link, to_screen
from dashboard.markup.menus import menu
from dashboard.markup.pictures import picture, shape
from dashboard.reading.naming import names
from dashboard.reading.opening import Opened
from dashboard.ui import current
from dashboard.ui.page import put
from dashboard.ui.search_box import search_box
from dashboard.views.screen import Groups, Screen
from dashboard.views.view import View
from data.language import Language, Sentence, _

PRODUCT: Final = _("Laotie Good Store Dashboard")
BRAND: Final = _("Good Store")
ON_THE_TAB_BAR: Final = ("worklist", "map", "stores", "trends")
"""Screens that a phone offers by a tab; the others stand under "More"."""
_MARK: Final = (
    shape("rect", width=24, height=24, rx=6, fill=LIGHT.accent_fill),
    shape(
        "path",
        d="M6 10.5 7.2 6.5h9.6L18 10.5M7 11v6.5h10V11M6 10.5c0 2 4 2 4 0 0 2 4 2 4 0 0 2 4 2 4 0",
        fill="none",
        stroke=LIGHT.on_accent,
        stroke_width=1.5,
        stroke_linejoin="round",
    ),
)


def _say(sentence: Sentence) -> str:
    """A sentence in the reader's language, which is known before anything is opened."""
    return sentence.say(current.language())


def title(screen: Screen, language: Language) -> str:
    """The title of the browser's tab."""
    return f"{screen.title.say(language)} · {PRODUCT.say(language)}"


def _languages(view: View | None) -> Markup:
    now: Language = view.language if view else current.language()
    named: dict[Language, str] = {"zh": "中文", "en": "EN"}
    links = [
        link(f"lang={code}", name, view=view.but(language=code) if view else None, is_on=code == now)
        for code, name in named.items()
    ]
    return element("span", links, class_="languages", role="group", aria_label=_say(_("Language")))


def _brand(language: Language, here: str = "") -> Markup:
    """The product's mark and name; on a phone `here` stands in the name's place."""
    mark = picture(*_MARK, width=24, height=24, css="mark")
    place = element("span", here, class_="here", aria_hidden="true") if here else None
    return element("span", mark, element("b", BRAND.say(language)), place, class_="brand")


def opening(here: Screen, offered: Groups, language: Language) -> Markup:
    """What stands on a page from its first paint until its content comes: the header in words alone."""

    def name(screen: Screen) -> Markup:
        is_here = "page" if screen.code == here.code else None
        return element("a", screen.title.say(language), aria_current=is_here)

    groups = [element("span", [name(screen) for screen in group]) for _name, group in offered]
    screens = element("div", joined(groups, element("i")), class_="screens", aria_hidden="true")
    top = element("div", _brand(language, here.title.say(language)), screens, class_="top")
    waits = element("p", _("Opening…").say(language), role="status")
    return element("div", top, waits, class_="opening")


def _screen_link(screen: Screen, view: View) -> Markup:
    return to_screen(screen.code, view, _say(screen.title), is_on=screen.code == current.screen_code())


def _screens(view: View, offered: Groups) -> Markup:
    """The way from screen to screen in a line; groups stand apart."""
    groups = [
        element("span", [_screen_link(screen, view) for screen in group], role="group", aria_label=_say(name))
        for name, group in offered
    ]
    return element("nav", joined(groups, element("i")), class_="screens", aria_label=_say(_("Screens")))


def _tab_bar(view: View, offered: Groups) -> Markup:
    """The same on a phone: four tabs, and the rest under a fifth."""
    every = {screen.code: screen for _name, group in offered for screen in group}
    tabs = [_screen_link(every[code], view) for code in ON_THE_TAB_BAR]
    rest = [_screen_link(screen, view) for code, screen in every.items() if code not in ON_THE_TAB_BAR]
    css = "" if current.screen_code() in ON_THE_TAB_BAR else "on"
    more = menu(_say(_("More")), rest, _languages(view), css=css)
    return element("nav", tabs, more, class_="tab-bar", aria_label=_say(_("Screens")))


def header(opened: Opened, screen: Screen, offered: Groups) -> None:
    """Product, screens, language; to be placed once on every page."""
    view = opened.view.elsewhere()
    place = names(opened.now).region(opened.question.region).say(opened.language)
    here = f"{place} · {_say(screen.title)}"
    with st.container(horizontal=True, vertical_alignment="center", key="header", wrap=False, gap=None):
        put(element("div", _brand(opened.language, here), _screens(view, offered), class_="top"))
        put(search_box(opened.language), width="content")
        put(_languages(opened.view), width="content")
    put(_tab_bar(view, offered))


def bare_header() -> None:
    """The header where nothing can be shown."""
    with st.container(horizontal=True, vertical_alignment="center", key="header", wrap=False, gap=None):
        put(_brand(current.language()))
        put(_languages(None), width="content")
