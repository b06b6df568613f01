"""Tabs that live in the address: each is a link to the same screen with one field changed."""

from collections.abc import Mapping
from typing import TypeVar

from dashboard.markup.elements import element
from dashboard.markup.links import to_screen
from dashboard.reading.opening import Opened
from dashboard.ui.page import put
from data.language import Named, Sentence, _

Code = TypeVar("Code", bound=str)


def tabs(
    opened: Opened, field: str, choices: Mapping[Code, Sentence | Named], notes: Mapping[str, str] | None = None
) -> Code:
    """Draw the tabs of a field of the view; returns the code chosen. `notes` stand beside names (counts)."""
    view, beside = opened.view, notes or {}
    chosen = view.choice(field, choices)
    links = []
    for code, name in choices.items():
        note = element("i", beside[code]) if code in beside else None
        there = view.but(page=1).put(field, code)
        links.append(to_screen("", there, [name.say(opened.language), note], is_on=code == chosen))
    put(element("nav", links, class_="tabs", aria_label=_("Views of this screen").say(opened.language)))
    return chosen
