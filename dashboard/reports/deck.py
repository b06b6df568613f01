"""The deck of a region for Monday's meeting: six slides, whose figures are those of the screens."""

from dataclasses import replace
from typing import Final

from dashboard.exports.files import name_of
from dashboard.pictures import PictureFile
from dashboard.pictures.picture import Pictures, day_line, filters_line
from dashboard.pictures.sheet import MADE_UP
from dashboard.reading.opening import Opened
from dashboard.reports.pptx_file import written
from dashboard.reports.slide import Deck
from dashboard.reports.slides import (
    about_to_lapse,
    against_target,
    certification,
    on_the_map,
    over_the_weeks,
    whom_to_call,
)
from dashboard.reports.slides.cells import region_name
from data.language import _

ENDING: Final = "pptx"
MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


def deck(opened: Opened, pictures: Pictures) -> Deck:
    """The slides of a view; what the view holds of a single screen does not count."""
    here, language = replace(opened, view=opened.view.elsewhere()), opened.language
    slides = (
        against_target.slide(here),
        on_the_map.slide(here, pictures["map"]),
        over_the_weeks.slide(here),
        about_to_lapse.slide(here),
        certification.slide(here),
        whom_to_call.slide(here),
    )
    title = _("{region}: the week to {day}", region=region_name(here), day=here.now.as_of).say(language)
    mark = MADE_UP.say(language) if here.now.is_demonstration else ""
    return Deck(title, here.now.as_of, (day_line(here), filters_line(here)), mark, language, slides)


def make(opened: Opened, pictures: Pictures) -> PictureFile:
    """The deck of a view as a file."""
    here = replace(opened, view=opened.view.elsewhere())
    return PictureFile(f"{name_of('deck', here)}.{ENDING}", written(deck(here, pictures)), MEDIA_TYPE)
