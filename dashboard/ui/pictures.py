"""The way to a map or a chart as a picture."""

from markupsafe import Markup

from dashboard.markup.elements import element
from dashboard.pictures import FORMATS
from dashboard.pictures.route import DECK, link
from dashboard.reading.opening import Opened
from data.language import Sentence, _


def picture_links(opened: Opened, code: str, of: Sentence) -> list[Markup]:
    """A link to the picture of a map or a chart in each format, as it stands on screen; `of` says what it shows."""
    language = opened.language
    return [
        element(
            "a",
            ending.upper(),
            class_="file",
            href=link(code, ending, opened.view.text()),
            download=True,
            title=_("{what} as a picture for a slide ({format})", what=of, format=ending.upper()).say(language),
        )
        for ending in FORMATS
    ]


def picture_line(opened: Opened, code: str, of: Sentence) -> Markup:
    """Those links on a line of their own, for the foot of a map or a chart."""
    return element("p", _("Picture").say(opened.language), " ", picture_links(opened, code, of), class_="picture-line")


def deck_link(opened: Opened) -> Markup:
    """A link to the deck of the region in view."""
    says = _("Six slides for Monday's meeting: targets, map, trend, what lapses, certification, whom to call")
    return element(
        "a", "PPTX", class_="file", href=f"{DECK}?{opened.view.text()}", download=True, title=says.say(opened.language)
    )
