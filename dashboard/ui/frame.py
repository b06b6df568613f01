"""What surrounds every page: the header, the banner of demonstration data, notes, and what to do when empty."""

import streamlit as st

from dashboard.drawing.charts import picture
from dashboard.drawing.tips import safe
from dashboard.reading.naming import names
from dashboard.reading.opening import Opened, shelf
from dashboard.reading.pins import pinned
from dashboard.ui import current
from dashboard.ui.choosing import choose
from dashboard.ui.links import link, to_screen
from dashboard.views.names import Names
from dashboard.views.presentation import LATEST, NOTHING, PREVIOUS
from dashboard.views.screen import Groups, Screen
from dashboard.views.view import View
from data.errors import Refused
from data.language import Language, Sentence, _

PRODUCT = _("Laotie Good Store Dashboard")
_MARK = (
    "<rect width='28' height='28' rx='8' fill='#e8590c'/>"
    "<path d='M8 11.5 10 7h8l2 4.5M8 11.5v9h12v-9M8 11.5a2 2 0 0 0 4 0 2 2 0 0 0 4 0 2 2 0 0 0 4 0"
    "M12.2 20.5v-4h3.6v4' fill='none' stroke='#fff' stroke-width='1.7' stroke-linecap='round' stroke-linejoin='round'/>"
)


def say(sentence: Sentence) -> str:
    """A sentence in the reader's language, as HTML."""
    return safe(sentence.say(current.language()))


def title(screen: Screen, language: Language) -> str:
    """The title of the browser's tab."""
    return f"{screen.title.say(language)} · {PRODUCT.say(language)}"


def _crumbs(view: View, of: Names) -> str:
    path = of.path(view.question.region)
    parts = []
    for adcode in path[:-1]:
        there = view.but(region=adcode, level=of.levels(adcode)[0])
        parts.append(link(f"region={adcode}", safe(of.region(adcode).say(view.language)), view=there))
    parts.append(f'<span aria-current="page">{safe(of.region(path[-1]).say(view.language))}</span>')
    label = say(_("Region"))
    return f'<nav class="crumbs" aria-label="{label}">{"<i>›</i>".join(parts)}</nav>'


def _days() -> dict[str, str]:
    """Id of each snapshot and the day it is shown as, pinned ones first; a day published twice shows its hash."""
    ids, pins = shelf().ids(), pinned()
    days = [name[:10] for name in ids]
    told = {name: name[:10] if days.count(name[:10]) == 1 else f"{name[:10]} · {name[11:15]}" for name in ids}
    kept = {name: f"{told[name]} · {pins[name].name}" for name in ids if name in pins}
    return kept | {name: day for name, day in told.items() if name not in kept}


def _choose_day(view: View) -> None:
    days, language = _days(), view.language
    latest = shelf().latest_id() or ""
    told = {LATEST: _("Latest, {day}", day=latest[:10]).say(language)} | days
    choose("snapshot", _("Snapshot"), told, view.presentation.snapshot, language, 182)
    against = {PREVIOUS: _("vs a week before"), NOTHING: _("no comparison")}
    against |= {name: _("vs {day}", day=day) for name, day in days.items()}
    compared = {code: words.say(language) for code, words in against.items()}
    choose("compare", _("Compared with"), compared, view.presentation.compare, language, 172)


def _languages(view: View | None) -> str:
    now: Language = view.language if view else current.language()
    named: dict[Language, str] = {"zh": "中文", "en": "EN"}
    parts = [
        link(f"lang={code}", name, view=view.but(language=code) if view else None, is_on=code == now)
        for code, name in named.items()
    ]
    return f'<span class="languages">{"".join(parts)}</span>'


def brand() -> str:
    """The product's mark and name."""
    return f'<span class="brand">{picture(_MARK, 28, 28, css="mark")}<b>{say(PRODUCT)}</b></span>'


def header(opened: Opened) -> None:
    """Product, where we are, which day, which language."""
    with st.container(horizontal=True, vertical_alignment="center", key="header"):
        st.html(brand(), width="content")
        st.html(_crumbs(opened.view, names(opened.now)))
        _choose_day(opened.view)
        st.html(_languages(opened.view), width="content")


def banner(opened: Opened) -> None:
    """The permanent word that the data are made up, where they are."""
    if opened.now.is_demonstration:
        words = _("Demonstration data: every store, person and figure here is made up.")
        mark = say(_("DEMO"))
        st.html(f'<p class="banner" role="note"><b>{mark}</b>{say(words)}</p>')


def notes() -> None:
    """Notes on the link that was opened, until dismissed."""
    if current.notes():
        told = "".join(f"<li>{say(note)}</li>" for note in current.notes())
        shut = link("do=dismiss", "×", css="shut", says=_("Dismiss").say(current.language()))
        st.html(f'<div class="notes" role="status"><ul>{told}</ul>{shut}</div>')


def refused(refusal: Refused) -> None:
    """The page when nothing can be shown: why, and the command that helps."""
    with st.container(horizontal=True, vertical_alignment="center", key="header"):
        st.html(brand())
        st.html(_languages(None), width="content")
    commands = (
        (_("Try it with demonstration data"), "laotie demo"),
        (
            _("Or bring your own files, then publish a day"),
            "laotie import stores stores.csv\nlaotie publish --as-of DATE",
        ),
        (_("See what is configured and what is missing"), "laotie doctor"),
    )
    steps = "".join(f"<li>{say(what)}<pre>{safe(command)}</pre></li>" for what, command in commands)
    why = safe(refusal.say(current.language()))
    title = say(_("Nothing to show yet"))
    st.html(f'<section class="empty"><h1>{title}</h1><p>{why}</p><ol>{steps}</ol></section>')


def screens(opened: Opened, offered: Groups) -> None:
    """The way from screen to screen; the view goes along."""
    here, view = current.screen_code(), opened.view.elsewhere()
    groups = []
    for name, group in offered:
        items = "".join(to_screen(screen.code, view, say(screen.title), is_on=screen.code == here) for screen in group)
        groups.append(f'<span role="group" aria-label="{say(name)}"><em>{say(name)}</em>{items}</span>')
    label = say(_("Screens"))
    st.html(f'<nav class="screens" aria-label="{label}">{"".join(groups)}</nav>')


def around(opened: Opened, offered: Groups) -> None:
    """Everything above a page's own content."""
    header(opened)
    screens(opened, offered)
    banner(opened)
    notes()
