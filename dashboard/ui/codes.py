"""The switch between the codes of then and those of now, and what it does to the two days on screen."""

from collections.abc import Sequence

import streamlit as st

from dashboard import questions
from dashboard.drawing.tips import safe
from dashboard.questions.asking import recasts
from dashboard.reading.naming import names
from dashboard.reading.opening import Opened
from dashboard.ui.links import to_screen
from dashboard.views.names import Names
from dashboard.views.question import Codes
from dashboard.views.view import View
from data.language import Sentence, _
from models.geography.places import COUNTRY_CODE
from models.geography.renewals import Renewal
from models.snapshots.snapshot import Snapshot

MOST = 8
"""Codes that a sentence names at most."""
CODES: dict[Codes, Sentence] = {"now": _("Codes as now"), "then": _("Codes as then")}


def codes_switch(opened: Opened) -> None:
    """Two links: history by the codes of now, or by those of then."""
    view, language = opened.view, opened.view.language
    says = _(
        "As now: stores of an earlier day under a code that was renewed since are counted under the code of now. As "
        "then: every day is shown by the codes it had. What else is known of a store is as last delivered."
    )
    parts = "".join(
        to_screen("", view.but(codes=code), safe(name.say(language)), is_on=code == view.question.codes)
        for code, name in CODES.items()
    )
    st.html(f'<nav class="tabs codes" title="{safe(says.say(language))}">{parts}</nav>', width="content")


def _matters(renewal: Renewal, then: Names, view: View) -> bool:
    """Whether a renewed code changes what is drawn: another unit of the view's level, in the region in view."""
    place = renewal.place
    lies_in = (COUNTRY_CODE, place.province_adcode, place.city_adcode, place.county_adcode)
    return view.question.region in lies_in and then.places[renewal.old].unit(view.question.level) != place.unit(
        view.question.level
    )


def _listed(codes: Sequence[str]) -> str:
    more = f" … +{len(codes) - MOST}" if len(codes) > MOST else ""
    return ", ".join(codes[:MOST]) + more


def codes_account(opened: Opened, other: Snapshot) -> list[Sentence]:
    """What the choice of codes does between the day shown and another, where it does anything."""
    view, of, then = opened.view, names(opened.now), names(other)
    told = []
    if renewed := [renewal for renewal in recasts(other, view.question) if _matters(renewal, then, view)]:
        which = _listed([f"{renewal.old} → {renewal.place.adcode}" for renewal in renewed])
        told.append(_("Codes as now: on {day}, {which}.", day=other.as_of, which=which))
    there, here = questions.drawn(other, view.question), set(of.children(view.question.region, view.question.level))
    if gone := sorted(there - here):
        told.append(_("Listed on {day} but not now: {which}.", day=other.as_of, which=_listed(gone)))
    if new := sorted(here - there):
        told.append(_("Not listed under this code on {day}: {which}.", day=other.as_of, which=_listed(new)))
    if view.question.codes == "then" and view.question.region not in then.places:
        told.append(
            _(
                "{region} had another code on {day}: choose codes as now to see its stores there.",
                region=of.region(view.question.region),
                day=other.as_of,
            )
        )
    return told
