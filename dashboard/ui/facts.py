"""A row of single figures: what, how much, and a word on it."""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from dashboard.drawing.tips import safe
from data.language import Language, Named, Sentence


@dataclass(frozen=True)
class Fact:
    """One figure; `value` and `note` are text already told, `says` defines it on hover."""

    name: Sentence | Named
    value: str
    note: str = ""
    says: Sentence | None = None
    css: str = ""


def facts(found: Sequence[Fact], language: Language) -> None:
    """Draw the figures side by side."""
    cells = "".join(
        f'<div class="fact" title="{safe(fact.says.say(language)) if fact.says else ""}">'
        f"<span>{safe(fact.name.say(language))}</span>"
        f'<b class="{fact.css}">{safe(fact.value)}</b><small>{safe(fact.note)}</small></div>'
        for fact in found
    )
    st.html(f'<div class="facts">{cells}</div>')
