"""Tabs that live in the address: each is a link to the same screen with one field changed."""

from collections.abc import Mapping
from typing import TypeVar

import streamlit as st

from dashboard.drawing.tips import safe
from dashboard.reading.opening import Opened
from dashboard.ui.links import to_screen
from data.language import Named, Sentence

Code = TypeVar("Code", bound=str)


def tabs(
    opened: Opened, field: str, choices: Mapping[Code, Sentence | Named], notes: Mapping[str, str] | None = None
) -> Code:
    """Draw the tabs of a field of the view; returns the code chosen. `notes` stand beside names (counts)."""
    view = opened.view
    chosen = view.choice(field, choices)
    parts = []
    for code, name in choices.items():
        note = f"<i>{safe((notes or {})[code])}</i>" if code in (notes or {}) else ""
        there = view.but(page=1).put(field, code)
        parts.append(to_screen("", there, f"{safe(name.say(view.language))}{note}", is_on=code == chosen))
    st.html(f'<nav class="tabs">{"".join(parts)}</nav>')
    return chosen
