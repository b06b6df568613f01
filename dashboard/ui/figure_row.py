"""A row of single figures: what, how much, and a word on it."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from dashboard.markup.elements import element
from dashboard.ui.page import put
from data.language import Language, Named, Sentence


@dataclass(frozen=True)
class Fact:
    """One figure; `value` and `note` are text, `says` defines it on hover."""

    name: Sentence | Named
    value: str
    note: str = ""
    says: Sentence | None = None
    css: str = ""


def _tile(fact: Fact, language: Language) -> Markup:
    return element(
        "div",
        element("span", fact.name.say(language)),
        element("b", fact.value, class_=fact.css),
        element("small", fact.note),
        class_="fact",
        title=fact.says.say(language) if fact.says else "",
    )


def facts(found: Sequence[Fact], language: Language) -> None:
    """Draw the figures side by side."""
    put(element("div", [_tile(fact, language) for fact in found], class_="facts"))
