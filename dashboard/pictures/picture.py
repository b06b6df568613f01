"""A picture as its screen declares it, and what stands around every picture of a view."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from dashboard.markup.pictures import Shape
from dashboard.pictures.plane import Rectangle
from dashboard.pictures.sheet import Sheet
from dashboard.reading.naming import names
from dashboard.reading.opening import Opened
from dashboard.views.filters_in_words import filters_in_words
from data.language import Named, Sentence, _

PRODUCT = _("Laotie Good Store Dashboard")


@dataclass(frozen=True)
class Picture:
    """One map or chart. `about` is what it shows of any view; `titled` its title and `sheet` the whole of it in one.

    Raises of `sheet`:
        Refused: there is nothing to draw, with what to do.
    """

    code: str
    about: Sentence
    titled: Callable[[Opened], Sentence]
    sheet: Callable[[Opened], Sheet]


Pictures = Mapping[str, Picture]
"""The pictures of the screens, by code, as a composition root hands them down."""


def filters_line(opened: Opened) -> str:
    """The filters that are set, in one line; that none is, where none is."""
    language, found = opened.language, filters_in_words(opened.view, names(opened.now))
    if not found:
        return _("No filter is set.").say(language)
    return _("Filters: {filters}.", filters=("；" if language == "zh" else "; ").join(found)).say(language)


def day_line(opened: Opened) -> str:
    """Of which day the figures are, against which they are compared, and which snapshot that is."""
    compared = _("vs {day}", day=opened.before.as_of) if opened.before else _("no comparison")
    said = _(
        "{product} · as of the end of {day}, {compared} · snapshot {snapshot}",
        product=PRODUCT,
        day=opened.now.as_of,
        compared=compared,
        snapshot=opened.now.snapshot_id,
    )
    return said.say(opened.language)


def around(
    opened: Opened,
    *,
    title: str,
    body: Callable[[Rectangle], Sequence[Shape]],
    finding: str = "",
    place: str = "",
    sources: Sequence[Named | Sentence] = (),
) -> Sheet:
    """The sheet of a map or a chart of a view: its filters, day, sources and mark come from the view."""
    facts = " · ".join(part for part in (place, filters_line(opened)) if part)
    told = [day_line(opened), *(source.say(opened.language) for source in sources)]
    return Sheet(title, finding, facts, told, opened.now.is_demonstration, body)
