"""The filters that are set, in words."""

from collections.abc import Sequence

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
