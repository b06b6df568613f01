"""What to do where the filters leave nothing."""

from dashboard import questions
from dashboard.markup.links import link
from dashboard.reading.naming import names
from dashboard.reading.opening import Opened
from dashboard.ui.page import notes, put
from dashboard.views.filters_in_words import filters_in_words
from data.language import _


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
