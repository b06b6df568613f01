"""The filters that are set, in words, and what to do where they leave nothing."""

from collections.abc import Sequence

from dashboard import questions
from dashboard.markup.links import link
from dashboard.reading.naming import names
from dashboard.reading.opening import Opened
from dashboard.ui.page import notes, put
from dashboard.views.dimensions import filters_of
from dashboard.views.names import Names
from dashboard.views.view import View
from data.language import Language, Named, Sentence, _


def _listed(found: Sequence[Named | Sentence], language: Language) -> str:
    return ("、" if language == "zh" else ", ").join(name.say(language) for name in found)


def filters_in_words(view: View, of: Names) -> list[str]:
    """Each filter that is set, as `what: which`."""
    return [
        _(
            "{what}: {which}",
            what=dimension.name,
            which=_listed([choices[code] for code in codes], view.language),
        ).say(view.language)
        for dimension, codes, choices in filters_of(view.question, of)
    ]


def nothing_in_view(opened: Opened) -> None:
    """What to do where the filters leave no store."""
    view, language = opened.view, opened.language
    if questions.stores(opened.now, opened.question):
        return
    filters = ("；" if language == "zh" else "; ").join(filters_in_words(view, names(opened.now)))
    words = (
        _("No store is in this view. Loosen a filter: {filters}.", filters=filters)
        if filters
        else _("No store is in this view, and no filter is set: choose another region or day.")
    )
    reset = link("do=reset", _("Reset all filters").say(language), view=view.reset(), css="button")
    put(notes([words.say(language)], reset))
