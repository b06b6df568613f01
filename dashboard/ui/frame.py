"""What surrounds every page: the header, the banner of demonstration data, notes, and what to do when empty."""

from collections.abc import Iterable
from typing import Final

import streamlit as st
from markupsafe import Markup

from dashboard.drawing.theme import LIGHT
from dashboard.markup.elements import Node, element, joined
from dashboard.markup.links import link, to_screen
from dashboard.markup.pictures import picture, shape
from dashboard.reading.naming import names
from dashboard.reading.opening import Opened, shelf
from dashboard.reading.pins import pinned
from dashboard.ui import current
from dashboard.ui.choice import choose
from dashboard.ui.page import put
from dashboard.views.names import Names
from dashboard.views.presentation import LATEST, NOTHING, PREVIOUS
from dashboard.views.screen import Groups, Screen
from dashboard.views.view import View
from data.errors import Refused
from data.language import Language, Sentence, _

PRODUCT = _("Laotie Good Store Dashboard")
_MARK: Final = (
    shape("rect", width=28, height=28, rx=8, fill=LIGHT.accent_fill),
    shape(
        "path",
        d="M8 11.5 10 7h8l2 4.5M8 11.5v9h12v-9M8 11.5a2 2 0 0 0 4 0 2 2 0 0 0 4 0 2 2 0 0 0 4 0M12.2 20.5v-4h3.6v4",
        fill="none",
        stroke="#fff",
        stroke_width=1.7,
        stroke_linecap="round",
        stroke_linejoin="round",
    ),
)


def _in_language(sentence: Sentence) -> str:
    """A sentence in the reader's language, which is known before anything is opened."""
    return sentence.say(current.language())


def title(screen: Screen, language: Language) -> str:
    """The title of the browser's tab."""
    return f"{screen.title.say(language)} · {PRODUCT.say(language)}"


def _crumbs(view: View, of: Names) -> Markup:
    path = of.path(view.question.region)
    steps: list[Node] = []
    for adcode in path[:-1]:
        there = view.but(region=adcode, level=of.levels(adcode)[0])
        steps.append(link(f"region={adcode}", of.region(adcode).say(view.language), view=there))
    steps.append(element("span", of.region(path[-1]).say(view.language), aria_current="page"))
    label = _in_language(_("Region"))
    return element("nav", joined(steps, element("i", "›")), class_="crumbs", aria_label=label)


def _days() -> dict[str, str]:
    """Id of each snapshot and the day it is shown as, pinned ones first; a day published twice shows its hash."""
    ids, pins = shelf().ids(), pinned()
    days = [name[:10] for name in ids]
    words = {name: name[:10] if days.count(name[:10]) == 1 else f"{name[:10]} · {name[11:15]}" for name in ids}
    kept = {name: f"{words[name]} · {pins[name].name}" for name in ids if name in pins}
    return kept | {name: day for name, day in words.items() if name not in kept}


def _choose_day(view: View) -> None:
    days, language = _days(), view.language
    latest = shelf().latest_id() or ""
    shown = {LATEST: _("Latest, {day}", day=latest[:10]).say(language)} | days
    choose("snapshot", _("Snapshot"), shown, view.presentation.snapshot, language, 182)
    against = {PREVIOUS: _("vs a week before"), NOTHING: _("no comparison")}
    against |= {name: _("vs {day}", day=day) for name, day in days.items()}
    compared = {code: words.say(language) for code, words in against.items()}
    choose("compare", _("Compared with"), compared, view.presentation.compare, language, 172)


def _languages(view: View | None) -> Markup:
    now: Language = view.language if view else current.language()
    named: dict[Language, str] = {"zh": "中文", "en": "EN"}
    links = [
        link(f"lang={code}", name, view=view.but(language=code) if view else None, is_on=code == now)
        for code, name in named.items()
    ]
    return element("span", links, class_="languages")


def brand() -> Markup:
    """The product's mark and name."""
    mark = picture(*_MARK, width=28, height=28, css="mark")
    return element("span", mark, element("b", _in_language(PRODUCT)), class_="brand")


def header(opened: Opened) -> None:
    """Product, where we are, which day, which language."""
    with st.container(horizontal=True, vertical_alignment="center", key="header"):
        put(brand(), width="content")
        put(_crumbs(opened.view, names(opened.now)))
        _choose_day(opened.view)
        put(_languages(opened.view), width="content")


def banner(opened: Opened) -> None:
    """The permanent word that the data are made up, where they are."""
    if opened.now.is_demonstration:
        words = _("Demonstration data: every store, person and figure here is made up.")
        mark = element("b", _in_language(_("DEMO")))
        put(element("p", mark, _in_language(words), class_="banner", role="note"))


def notes() -> None:
    """Notes on the link that was opened, until dismissed."""
    if current.notes():
        listed = element("ul", [element("li", _in_language(note)) for note in current.notes()])
        shut = link("do=dismiss", "×", css="shut", says=_in_language(_("Dismiss")))
        put(element("div", listed, shut, class_="notes", role="status"))


def refused(refusal: Refused) -> None:
    """The page when nothing can be shown: why, and the command that helps."""
    with st.container(horizontal=True, vertical_alignment="center", key="header"):
        put(brand())
        put(_languages(None), width="content")
    commands = (
        (_("Try it with demonstration data"), "laotie demo"),
        (
            _("Or bring your own files, then publish a day"),
            "laotie import stores stores.csv\nlaotie publish --as-of DATE",
        ),
        (_("See what is configured and what is missing"), "laotie doctor"),
    )
    steps = [element("li", _in_language(what), element("pre", command)) for what, command in commands]
    why = element("p", refusal.say(current.language()))
    title = element("h1", _in_language(_("Nothing to show yet")))
    put(element("section", title, why, element("ol", steps), class_="empty"))


def _group(name: Sentence, group: Iterable[Screen], view: View) -> Markup:
    here = current.screen_code()
    links = [to_screen(screen.code, view, _in_language(screen.title), is_on=screen.code == here) for screen in group]
    return element("span", element("em", _in_language(name)), links, role="group", aria_label=_in_language(name))


def screens(opened: Opened, offered: Groups) -> None:
    """The way from screen to screen; the view goes along."""
    view = opened.view.elsewhere()
    groups = [_group(name, group, view) for name, group in offered]
    put(element("nav", groups, class_="screens", aria_label=_in_language(_("Screens"))))


def page_frame(opened: Opened, offered: Groups) -> None:
    """Everything above a page's own content."""
    header(opened)
    screens(opened, offered)
    banner(opened)
    notes()
