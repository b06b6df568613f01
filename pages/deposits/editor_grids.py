"""The two tables that a person edits: a draft's tiers, and its base deposits."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

import pyarrow as pa
import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from dashboard.figures import number_formats as numbers
from dashboard.reading.naming import names
from dashboard.reading.opening import Opened
from data.language import Language, Sentence, _
from models.drafts.schedule import Draft
from models.intake.kinds import KINDS
from models.programme.terms import STORE_TYPES
from pages.deposits.draft_edits import CATEGORY, REMOVED, base_table, tier_table, with_bases
from pages.deposits.editor_state import EditorState
from pages.deposits.rules import rules_in_force

NARROW: Final = 122  # pixels


def _tier_columns(language: Language) -> Mapping[str, ColumnConfig]:
    """The columns of the table of tiers, each with what the importer's contract says of it."""
    kind, config = KINDS["deposit_tiers"], st.column_config

    def doc(name: str) -> str:
        return kind.column(name).doc.say(language)

    def number(heading: Sentence, name: str, *, step: int | None = None) -> ColumnConfig:
        return config.NumberColumn(heading.say(language), help=doc(name), width=NARROW, step=step)

    def flag(heading: Sentence, name: str) -> ColumnConfig:
        return config.CheckboxColumn(heading.say(language), help=doc(name), width=NARROW)

    def text(heading: Sentence, name: str, *, width: int, pinned: bool | None = None) -> ColumnConfig:
        return config.TextColumn(heading.say(language), help=doc(name), width=width, pinned=pinned)

    return {
        "tier_code": text(_("Tier"), "tier_code", width=84, pinned=True),
        "rank": number(_("Tried as"), "rank", step=1),
        "reduction_pct": number(_("Reduction %"), "reduction_pct"),
        "min_score": number(_("Lowest score"), "min_score"),
        "max_score": number(_("Highest score"), "max_score"),
        "store_types": config.MultiselectColumn(
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
        REMOVED: config.CheckboxColumn(
            _("Leave out").say(language), help=_("The draft goes without this tier.").say(language), width=NARROW
        ),
    }


def edit_tiers(origin: Draft, editor: EditorState, language: Language) -> pa.Table:
    """The table of tiers; as it stands now."""
    return st.data_editor(
        tier_table(origin),
        key=editor.key("tiers"),
        column_config=_tier_columns(language),
        hide_index=True,
        num_rows="fixed",
        placeholder=numbers.NOTHING,
        width="stretch",
        alt=_("The tiers of the draft").say(language),
    )


def edit_bases(opened: Opened, origin: Draft, draft: Draft, editor: EditorState) -> Draft:
    """The table of base deposits; the draft with what was changed in it."""
    language, rules = opened.language, rules_in_force(opened.now)
    named = {code: name.say(language) for code, name in names(opened.now).categories.items()}
    start, config = base_table(origin, rules, named), st.column_config
    columns = {CATEGORY: config.TextColumn(_("Category").say(language), disabled=True, pinned=True)}
    columns |= {kind: config.NumberColumn(name.say(language), format="%.2f") for kind, name in STORE_TYPES.items()}
    edited = st.data_editor(
        start,
        key=editor.key("bases"),
        column_config=columns,
        hide_index=True,
        num_rows="fixed",
        placeholder=numbers.NOTHING,
        width="stretch",
        height=320,
        alt=_("The base deposits of the draft").say(language),
    )
    return with_bases(replace(draft, bases=origin.bases), start, edited, list(named), rules)
