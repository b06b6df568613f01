"""The two tables that a person edits: a draft's tiers, and its base deposits."""

from dataclasses import replace
from typing import Any, Final

import streamlit as st

from dashboard.figures import number_formats as numbers
from dashboard.reading.naming import names
from dashboard.reading.opening import Opened
from dashboard.tables.sheet import Row
from data.language import Language, Sentence, _
from models.drafts.schedule import Draft
from models.intake.kinds import KINDS
from models.programme.terms import STORE_TYPES
from pages.deposits import drafts
from pages.deposits.draft_edits import (
    CATEGORY,
    REMOVED,
    base_table,
    tier_table,
    with_bases,
)
from pages.deposits.editor_state import Started

NARROW: Final = 122  # pixels


def _number(heading_: Sentence, says: Sentence, language: Language, **more: Any) -> Any:
    return st.column_config.NumberColumn(heading_.say(language), help=says.say(language), width=NARROW, **more)


def _columns(language: Language) -> dict[str, Any]:
    """The columns of the table of tiers."""
    kind, c = KINDS["deposit_tiers"], st.column_config

    def doc(name: str) -> Sentence:
        return kind.column(name).doc

    def flag(heading_: Sentence, name: str) -> Any:
        return c.CheckboxColumn(heading_.say(language), help=doc(name).say(language), width=NARROW)

    def text(heading_: Sentence, name: str, **more: Any) -> Any:
        return c.TextColumn(heading_.say(language), help=doc(name).say(language), **more)

    return {
        "tier_code": text(_("Tier"), "tier_code", width=84, pinned=True),
        "rank": _number(_("Tried as"), doc("rank"), language, step=1),
        "reduction_pct": _number(_("Reduction %"), doc("reduction_pct"), language),
        "min_score": _number(_("Lowest score"), doc("min_score"), language),
        "max_score": _number(_("Highest score"), doc("max_score"), language),
        "store_types": c.MultiselectColumn(
            _("Store types").say(language),
            help=_("None chosen stands for all.").say(language),
            options=list(STORE_TYPES),
            format_func=lambda code: STORE_TYPES[code].say(language),
            width=220,
        ),
        "requires_no_violation": flag(_("No violation"), "requires_no_violation"),
        "requires_certified": flag(_("Certified"), "requires_certified"),
        "requires_designated_belt": flag(_("Designated belt"), "requires_designated_belt"),
        "name_zh": text(_("Chinese name"), "name_zh", width=170),
        "name_en": text(_("English name"), "name_en", width=170),
        REMOVED: c.CheckboxColumn(
            _("Leave out").say(language), help=_("The draft goes without this tier.").say(language), width=NARROW
        ),
    }


def _tiers(draft: Draft, started: Started, language: Language) -> list[Row]:
    table = st.data_editor(
        tier_table(draft),
        key=started.key("tiers"),
        column_config=_columns(language),
        hide_index=True,
        num_rows="fixed",
        placeholder=numbers.NOTHING,
        width="stretch",
        alt=_("The tiers of the draft").say(language),
    )
    return list(table.to_pylist())


def _amounts(opened: Opened, origin: Draft, draft: Draft, started: Started) -> Draft:
    """The table of base deposits; the draft with what was changed in it."""
    language, held = opened.view.language, drafts.standing(opened.now)
    named = {code: name.say(language) for code, name in names(opened.now).categories.items()}
    shown = base_table(origin, held, named)
    columns = {CATEGORY: st.column_config.TextColumn(_("Category").say(language), disabled=True, pinned=True)}
    columns |= {
        kind: st.column_config.NumberColumn(name.say(language), format="%.2f") for kind, name in STORE_TYPES.items()
    }
    table = st.data_editor(
        shown,
        key=started.key("bases"),
        column_config=columns,
        hide_index=True,
        num_rows="fixed",
        placeholder=numbers.NOTHING,
        width="stretch",
        height=320,
        alt=_("The base deposits of the draft").say(language),
    )
    return with_bases(replace(draft, bases=origin.bases), shown.to_pylist(), table.to_pylist(), list(named), held)
