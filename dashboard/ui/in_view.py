"""The filters that are set, in words, and what to do where they leave nothing."""

from collections.abc import Sequence

import streamlit as st

from dashboard import questions
from dashboard.drawing.tips import safe
from dashboard.reading.naming import Names, names
from dashboard.reading.opening import Opened
from dashboard.ui.links import link
from dashboard.views.view import View
from data.language import Language, Named, Sentence, _
from models.programme.terms import CERTIFICATION, STORE_TYPES


def _listed(found: Sequence[Named | Sentence], language: Language) -> str:
    return ("、" if language == "zh" else ", ").join(name.say(language) for name in found)


def filters_in_words(view: View, of: Names) -> list[str]:
    """Each filter that is set, as `what: which`."""
    belts = [of.belt_labelled(code) if code in of.belts else _("Stores of no belt") for code in view.belts if code]
    set_: list[tuple[Sentence, list[Named | Sentence]]] = [
        (_("Category"), [of.categories[code] for code in view.categories]),
        (_("Certification"), [CERTIFICATION[code] for code in view.statuses]),
        (_("Store type"), [STORE_TYPES[code] for code in view.store_types]),
        (_("Deposit tier"), [of.tiers[code] for code in view.tiers]),
        (_("Belts"), list(belts)),
    ]
    return [
        _("{what}: {which}", what=what, which=_listed(which, view.language)).say(view.language)
        for what, which in set_
        if which
    ]


def nothing_in_view(opened: Opened) -> None:
    """What to do where the filters leave no store."""
    view, language = opened.view, opened.view.language
    if questions.stores(opened.now, view):
        return
    filters = ("；" if language == "zh" else "; ").join(filters_in_words(view, names(opened.now)))
    words = _("No store is in this view. Loosen a filter: {filters}.", filters=filters or "–")
    reset = link("do=reset", safe(_("Reset all filters").say(language)), view=view.reset(), css="button")
    st.html(f'<div class="notes none" role="status"><ul><li>{safe(words.say(language))}</li></ul>{reset}</div>')
