"""The editor of the what-if: a schedule that a person edits, and at once who moves tier and what would be due.

Every possible edit is kept as a draft under the hash of its content and put into the address, so that what is on
screen can be linked to and exported. The tables that are edited start from the draft that was opened and hold the
edits themselves; they start anew when another draft is opened.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import streamlit as st

from dashboard.markup.elements import element
from dashboard.markup.links import to_screen
from dashboard.reading.opening import Opened
from dashboard.serving import exports_route as api
from dashboard.ui.choice import choose
from dashboard.ui.labels import plain
from dashboard.ui.page import note, put
from dashboard.ui.tables import heading
from data.errors import Refused
from data.language import Language, _
from models.drafts.faults import Fault
from models.drafts.files import tier_rows
from models.drafts.schedule import Draft
from models.settings import settings
from pages.deposits.draft_edits import with_new_tier, with_scaled_bases, with_tiers, without_author
from pages.deposits.drafts import (
    MOST_COMPARED,
    chosen_draft,
    faults_of,
    find,
    named,
    saved,
    schedule_in_force_as_draft,
)
from pages.deposits.editor_grids import edit_bases, edit_tiers
from pages.deposits.editor_state import EditorState, editor_state, show_draft
from pages.deposits.fault_words import fault_words
from pages.deposits.rules import rules_in_force
from pages.deposits.whatif_tables import SCHEDULE_IN_FORCE, UNNAMED, draft_name


def _bases(opened: Opened, origin: Draft, draft: Draft, editor: EditorState) -> Draft:
    """Base deposits, folded away; the draft with what was changed."""
    language = opened.language
    count = len(origin.bases)
    title = _("Base deposits, CNY: {n} amounts changed", n=count) if count else _("Base deposits, CNY")
    with st.expander(plain(title.say(language)), key=editor.key("fold")):
        words = _(
            "What the draft sets takes the place of a store's own base; an amount that is left as it is does not."
        )
        put(element("p", words.say(language), class_="aside"))
        draft = edit_bases(opened, origin, draft, editor)
        with st.container(horizontal=True, vertical_alignment="bottom", key="whatif_scale"):
            percent = st.number_input(
                plain(_("Set every base deposit to so many % of the one in force").say(language)),
                min_value=0.0,
                max_value=1000.0,
                value=100.0,
                step=5.0,
                key=editor.key("percent"),
            )
            if st.button(plain(_("Set").say(language)), key=editor.key("scale")):
                scaled = with_scaled_bases(without_author(draft), rules_in_force(opened.now), percent)
                show_draft(opened, scaled.ordered)
    return draft


def _scope(opened: Opened, draft: Draft, editor: EditorState) -> Draft:
    """What holds for all tiers, and the first day."""
    language = opened.language
    next_day = rules_in_force(opened.now).day + timedelta(days=1)
    with st.container(horizontal=True, vertical_alignment="bottom", key="whatif_scope"):
        certified = st.toggle(
            plain(_("Certified stores only").say(language)), draft.is_certified_only, key=editor.key("certified")
        )
        designated = st.toggle(
            plain(_("Designated belts only").say(language)), draft.is_designated_only, key=editor.key("designated")
        )
        begins = st.text_input(
            plain(_("First day").say(language)),
            draft.begins_on,
            key=editor.key("begins"),
            placeholder=next_day.isoformat(),
            max_chars=10,
            width=140,
        )
    return replace(draft, is_certified_only=certified, is_designated_only=designated, begins_on=begins.strip())


def _saved_name(draft: Draft) -> str:
    return " · ".join(filter(None, (draft.name, draft.made_on, draft.author)))


def _start(opened: Opened, draft: Draft) -> None:
    """Which draft to start from."""
    view, language, item = opened.view, opened.language, opened.presentation.item
    choices = {"": SCHEDULE_IN_FORCE.say(language)} | {kept.draft_id: _saved_name(kept) for kept in saved()}
    choices.setdefault(item, draft_name(draft).say(language))
    with st.container(horizontal=True, vertical_alignment="center", key="whatif_start"):
        start = _("Start from")
        put(element("label", start.say(language)), width="content")
        choose("item", start, choices, item, language, 320)
        if item:
            series = tuple(dict.fromkeys((*opened.presentation.series, item)))[-MOST_COMPARED:]
            words = _("Compare with other drafts").say(language)
            put(to_screen("", view.but(listing="drafts", item="", series=series), words, css="more-rows"))


def _save(opened: Opened, draft: Draft, editor: EditorState) -> None:
    """Give the draft a name."""
    language = opened.language
    with st.container(horizontal=True, vertical_alignment="bottom", key="whatif_save"):
        name = st.text_input(
            plain(_("Name").say(language)), draft.name, key=editor.key("name"), max_chars=60, width=260
        )
        author = st.text_input(
            plain(_("Saved by").say(language)),
            draft.author or settings().person,
            key=editor.key("author"),
            max_chars=60,
            width=180,
        )
        if st.button(plain(_("Save this draft").say(language)), key=editor.key("save"), type="primary"):
            try:
                kept = named(draft, name, author)
            except Refused as refused:
                note(refused.sentence, language)
                return
            show_draft(opened, kept, editor)


def _files(opened: Opened, draft: Draft) -> None:
    """The files that the importer takes."""
    language, query = opened.language, opened.view.address()
    try:
        has_tiers = any(tier_rows(draft, rules_in_force(opened.now)))
    except Refused as refused:
        put(element("p", refused.say(language), class_="aside"))
        return
    parts = [("draft-tiers", "deposit_tiers.csv")] if has_tiers else []
    parts += [("draft-bases", "base_deposits.csv")] if draft.bases else []
    if not parts:
        return
    links = [
        element("a", name, class_="file", href=api.link(code, "csv", query), download=True) for code, name in parts
    ]
    words = _("For the importer; nothing changes until somebody imports it:")
    put(element("p", words.say(language), " ", links, class_="aside"))


def _faults(faults: Sequence[Fault], rows: Sequence[int], language: Language) -> None:
    """Why the schedule on screen cannot be, row by row."""
    items = [element("li", fault_words(fault, rows).say(language)) for fault in faults]
    words = _("This schedule cannot be. The figures below are those of the last one that could:")
    inside = element("div", words.say(language), element("ul", items))
    put(element("div", inside, class_="notes none wrong", role="alert"))


def _edit(opened: Opened, draft: Draft) -> None:
    """The tables; goes to the draft that they make, or says why there can be none."""
    language, editor = opened.language, editor_state(opened)
    origin = find(editor.origin) or schedule_in_force_as_draft(opened.now)
    edited = with_tiers(origin, edit_tiers(origin, editor, language))
    now = _bases(opened, origin, _scope(opened, edited.draft, editor), editor)
    made = without_author(now)
    is_new = made != without_author(draft)
    faults = faults_of(now, opened.now) if is_new else ()
    if faults:
        _faults(faults, edited.rows, language)
    elif is_new:
        show_draft(opened, made, editor)
    with st.container(horizontal=True, vertical_alignment="center", key="whatif_tools"):
        if st.button(plain(_("Add a tier").say(language)), key=editor.key("add"), disabled=bool(faults)):
            show_draft(opened, with_new_tier(without_author(draft)).ordered)
        _files(opened, draft)
    _save(opened, draft, editor)


def editor_card(opened: Opened) -> None:
    """The draft that is edited."""
    draft = chosen_draft(opened)
    about = _(
        "Change a cell and see below at once who moves. The record is never touched: a draft is a proposal, and its "
        "link can be sent."
    )
    with st.container(key="card_whatif_editor"):
        title = _("Draft: {name}", name=draft.name) if draft.name else UNNAMED
        put(heading(title if opened.presentation.item else SCHEDULE_IN_FORCE, about, opened))
        _start(opened, draft)
        _edit(opened, draft)
