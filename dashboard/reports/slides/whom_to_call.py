"""The sixth slide: whom to call first."""

from typing import Final

from dashboard.reading.opening import Opened
from dashboard.reports.fitting import fitted
from dashboard.reports.slide import BODY, Part, Said, Slide, TextPart
from dashboard.reports.slides.cells import region_name, rows_of
from data.language import Sentence, _
from pages.worklist.tables import WORKLIST, listing_of

MOST: Final = 8
_COLUMNS: Final = ("store_name", "place", "reason", "value", "deadline", "owner")


def _found(opened: Opened) -> Sentence:
    return _("{region}: call these first ({list})", region=region_name(opened), list=listing_of(opened).title)


def slide(opened: Opened) -> Slide:
    """The stores to call first."""
    found = WORKLIST.page(opened, 0, MOST)
    title, language = _found(opened).say(opened.language), opened.language
    name = WORKLIST.title.say(language)
    if not found:
        part: Part = TextPart(name, BODY, [Said(_("Nobody has to be called in this view.").say(language), "faint")])
        return Slide(title, [part])
    columns, cells = rows_of(WORKLIST, opened, _COLUMNS, found)
    return Slide(title, [fitted(name, BODY, columns, cells)])
