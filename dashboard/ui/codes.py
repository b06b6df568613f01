"""The switch between the codes of then and those of now, and what it does to the two days on screen."""

from collections.abc import Sequence

from dashboard import questions
from dashboard.markup.elements import element
from dashboard.markup.links import to_screen
from dashboard.questions.asking import recasts
from dashboard.reading.naming import names
from dashboard.reading.opening import Opened
from dashboard.ui.page import put
from dashboard.views.names import Names
from dashboard.views.question import Codes
from dashboard.views.view import View
from data.language import Sentence, _
from models.geography.places import COUNTRY_CODE
from models.geography.renewals import Renewal
from models.snapshots.snapshot import Snapshot

NAMED_CODES = 8
"""Codes that a sentence names at most."""
CODES: dict[Codes, Sentence] = {"now": _("Codes as now"), "then": _("Codes as then")}


def codes_switch(opened: Opened) -> None:
    """Two links: history by the codes of now, or by those of then."""
    view, language = opened.view, opened.language
    says = _(
        "As now: stores of an earlier day under a code that was renewed since are counted under the code of now. As "
        "then: every day is shown by the codes it had. What else is known of a store is as last delivered."
    )
    links = [
        to_screen("", view.but(codes=code), name.say(language), is_on=code == opened.question.codes)
        for code, name in CODES.items()
    ]
    put(element("nav", links, class_="tabs codes", title=says.say(language)), width="content")


def _matters(renewal: Renewal, then: Names, view: View) -> bool:
    """Whether a renewed code changes what is drawn: another unit of the view's level, in the region in view."""
    place = renewal.place
    lies_in = (COUNTRY_CODE, place.province_adcode, place.city_adcode, place.county_adcode)
    return view.question.region in lies_in and then.places[renewal.old].unit(view.question.level) != place.unit(
        view.question.level
    )


def _listed(codes: Sequence[str]) -> str:
    more = f" … +{len(codes) - NAMED_CODES}" if len(codes) > NAMED_CODES else ""
    return ", ".join(codes[:NAMED_CODES]) + more


def codes_account(opened: Opened, other: Snapshot) -> list[Sentence]:
    """What the choice of codes does between the day shown and another, where it does anything."""
    view, now, then = opened.view, names(opened.now), names(other)
    sentences = []
    if renewed := [renewal for renewal in recasts(other, view.question) if _matters(renewal, then, view)]:
        which = _listed([f"{renewal.old} → {renewal.place.adcode}" for renewal in renewed])
        sentences.append(_("Codes as now: on {day}, {which}.", day=other.as_of, which=which))
    there, here = questions.drawn(other, view.question), set(now.children(view.question.region, view.question.level))
    if gone := sorted(there - here):
        sentences.append(_("Listed on {day} but not now: {which}.", day=other.as_of, which=_listed(gone)))
    if new := sorted(here - there):
        sentences.append(_("Not listed under this code on {day}: {which}.", day=other.as_of, which=_listed(new)))
    if view.question.codes == "then" and view.question.region not in then.places:
        sentences.append(
            _(
                "{region} had another code on {day}: choose codes as now to see its stores there.",
                region=now.region(view.question.region),
                day=other.as_of,
            )
        )
    return sentences
