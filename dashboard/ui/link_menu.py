"""The menu that copies a link to what is on screen, and says what the link holds: this day, or always the latest."""

from markupsafe import Markup

from dashboard.markup.elements import Node, element
from dashboard.markup.links import address_of
from dashboard.markup.menus import menu
from dashboard.reading.naming import names
from dashboard.reading.opening import Opened
from dashboard.ui import current
from dashboard.views.filters_in_words import filters_in_words
from dashboard.views.presentation import LATEST
from dashboard.views.view import View
from data.language import Sentence, _


def _way(opened: Opened, view: View, name: Sentence, about: Sentence) -> Markup:
    """A link that is copied when it is pressed (dashboard/ui/scripts/copy.js)."""
    inside = element("b", name.say(opened.language)), element("small", about.say(opened.language))
    there = address_of(current.screen_code(), view)
    return element("a", *inside, href=there, data_copy=there)


def _held(opened: Opened) -> str:
    """What else the link holds, in words."""
    view, of = opened.view, names(opened.now)
    said = [of.region(view.question.region).say(opened.language), *filters_in_words(view, of)]
    return (" · ").join(said)


def link_menu(opened: Opened) -> Markup:
    """Two links to the view: of the day on screen for good, and of whatever day is the latest when it is opened."""
    view, language = opened.view, opened.language
    kept = view.but(snapshot=opened.now.snapshot_id)
    inside: list[Node] = [
        element("p", _("The link holds: {view}", view=_held(opened)).say(language)),
        _way(
            opened,
            kept,
            _("Link to this day, {day}", day=opened.now.as_of),
            _("Shows the figures of this day, whenever it is opened."),
        ),
        _way(
            opened,
            view.but(snapshot=LATEST),
            _("Link to the latest day"),
            _("Shows the newest day when it is opened, like a bookmark."),
        ),
        element("output", class_="copied", data_done=_("Copied.").say(language), data_by_hand=_BY_HAND.say(language)),
    ]
    return menu(_("Copy link").say(language), *inside, css="copy")


_BY_HAND = _("The browser does not let this page copy. Copy it from here:")
