"""The what-if: a schedule that a person edits, and at once who moves tier and what would be due.

Every possible edit is kept as a draft under the hash of its content and put into the address, so that what is on
screen can be linked to and exported. The tables that are edited start from the draft that was opened and hold the
edits themselves; they start anew when another draft is opened.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import streamlit as st

from dashboard.drawing.tips import safe
from dashboard.reading.opening import Opened
from dashboard.serving import exports_route as api
from dashboard.ui.choosing import choose
from dashboard.ui.links import to_screen
from dashboard.ui.said import said
from dashboard.ui.tables import heading
from data.errors import Refused
from data.language import Language, _
from models.drafts.faults import Fault
from models.drafts.files import tier_rows
from models.drafts.schedule import Draft
from models.settings import settings
from pages.deposits import drafts
from pages.deposits import whatif_tables as sheets
from pages.deposits.draft_edits import (
    edited,
    scaled,
    unsigned,
    with_another,
)
from pages.deposits.editor_grids import _amounts, _tiers
from pages.deposits.editor_state import Started, _go, _started
from pages.deposits.fault_words import fault_words


def _bases(opened: Opened, origin: Draft, draft: Draft, started: Started) -> Draft:
    """Base deposits, folded away; the draft with what was changed."""
    language = opened.view.language
    count = len(origin.bases)
    title = _("Base deposits, CNY: {n} amounts changed", n=count) if count else _("Base deposits, CNY")
    with st.expander(title.say(language), key=started.key("fold")):
        words = _(
            "What the draft sets takes the place of a store's own base; an amount that is left as it is does not."
        )
        st.html(f'<p class="aside">{safe(words.say(language))}</p>')
        draft = _amounts(opened, origin, draft, started)
        with st.container(horizontal=True, vertical_alignment="bottom", key="whatif_scale"):
            percent = st.number_input(
                _("Set every base deposit to so many % of the one in force").say(language),
                min_value=0.0,
                max_value=1000.0,
                value=100.0,
                step=5.0,
                key=started.key("percent"),
            )
            if st.button(_("Set").say(language), key=started.key("scale")):
                _go(opened, scaled(unsigned(draft), drafts.standing(opened.now), percent).ordered)
    return draft


def _scope(opened: Opened, draft: Draft, started: Started) -> Draft:
    """What holds for all tiers, and the first day."""
    language, held = opened.view.language, drafts.standing(opened.now)
    with st.container(horizontal=True, vertical_alignment="bottom", key="whatif_scope"):
        certified = st.toggle(
            _("Certified stores only").say(language), draft.is_certified_only, key=started.key("certified")
        )
        designated = st.toggle(
            _("Designated belts only").say(language), draft.is_designated_only, key=started.key("designated")
        )
        begins = st.text_input(
            _("First day").say(language),
            draft.begins_on,
            key=started.key("begins"),
            placeholder=(held.day + timedelta(days=1)).isoformat(),
            max_chars=10,
            width=140,
        )
    return replace(draft, is_certified_only=certified, is_designated_only=designated, begins_on=begins.strip())


def _start(opened: Opened, draft: Draft) -> None:
    """Which draft to start from."""
    view, language = opened.view, opened.view.language
    told = {"": sheets.NOW.say(language)}
    told |= {
        kept.draft_id: f"{kept.name} · {kept.made_on}" + (f" · {kept.author}" if kept.author else "")
        for kept in drafts.saved()
    }
    if view.presentation.item not in told:
        told[view.presentation.item] = sheets.draft_name(draft).say(language)
    with st.container(horizontal=True, vertical_alignment="center", key="whatif_start"):
        start = _("Start from")
        st.html(f"<label>{safe(start.say(language))}</label>", width="content")
        choose("item", start, told, view.presentation.item, language, 320)
        if view.presentation.item:
            series = tuple(dict.fromkeys((*view.presentation.series, view.presentation.item)))[-drafts.MOST_COMPARED :]
            words = safe(_("Compare with other drafts").say(language))
            st.html(to_screen("", view.but(listing="drafts", item="", series=series), words, css="more-rows"))


def _save(opened: Opened, draft: Draft, started: Started) -> None:
    """Give the draft a name."""
    language = opened.view.language
    with st.container(horizontal=True, vertical_alignment="bottom", key="whatif_save"):
        name = st.text_input(_("Name").say(language), draft.name, key=started.key("name"), max_chars=60, width=260)
        author = st.text_input(
            _("Saved by").say(language),
            draft.author or settings().person,
            key=started.key("author"),
            max_chars=60,
            width=180,
        )
        if st.button(_("Save this draft").say(language), key=started.key("save"), type="primary"):
            try:
                saved = drafts.named(draft, name, author)
            except Refused as refused:
                said(refused.sentence, language)
                return
            _go(opened, saved, started)


def _files(opened: Opened, draft: Draft) -> None:
    """The files that the importer takes."""
    language, query = opened.view.language, opened.view.text()
    try:
        has_tiers = any(tier_rows(draft, drafts.standing(opened.now)))
    except Refused as refused:
        st.html(f'<p class="aside">{safe(refused.say(language))}</p>')
        return
    parts = [("draft-tiers", "deposit_tiers.csv")] if has_tiers else []
    parts += [("draft-bases", "base_deposits.csv")] if draft.bases else []
    if not parts:
        return
    links = "".join(
        f'<a class="file" href="{safe(api.link(code, "csv", query))}" download>{safe(name)}</a>' for code, name in parts
    )
    words = _("For the importer; nothing changes until somebody imports it:")
    st.html(f'<p class="aside">{safe(words.say(language))} {links}</p>')


def _impossible(faults: Sequence[Fault], rows: Sequence[int], language: Language) -> None:
    """Why the schedule on screen cannot be, row by row."""
    told = "".join(f"<li>{safe(fault_words(fault, rows).say(language))}</li>" for fault in faults)
    words = _("This schedule cannot be. The figures below are those of the last one that could:")
    st.html(f'<div class="notes none wrong" role="alert"><div>{safe(words.say(language))}<ul>{told}</ul></div></div>')


def _edit(opened: Opened, draft: Draft) -> None:
    """The tables; goes to the draft that they make, or says why there can be none."""
    language, started = opened.view.language, _started(opened)
    origin = drafts.find(started.origin) or drafts.unchanged(opened.now)
    table = edited(origin, _tiers(origin, started, language))
    now = _bases(opened, origin, _scope(opened, table.draft, started), started)
    made = unsigned(now)
    is_new = made != unsigned(draft)
    faults = drafts.impossible(now, opened.now) if is_new else ()
    if faults:
        _impossible(faults, table.rows, language)
    elif is_new:
        _go(opened, made, started)
    with st.container(horizontal=True, vertical_alignment="center", key="whatif_tools"):
        if st.button(_("Add a tier").say(language), key=started.key("add"), disabled=bool(faults)):
            _go(opened, with_another(unsigned(draft)).ordered)
        _files(opened, draft)
    _save(opened, draft, started)


def editor_card(opened: Opened) -> None:
    """The draft that is edited."""
    draft = drafts.chosen(opened)
    about = _(
        "Change a cell and see below at once who moves. The record is never touched: a draft is a proposal, and its "
        "link can be sent."
    )
    with st.container(key="card_whatif_editor"):
        named = _("Draft: {name}", name=draft.name) if draft.name else sheets.UNNAMED
        title = named if opened.presentation.item else sheets.NOW
        st.html(heading(title, about, opened))
        _start(opened, draft)
        _edit(opened, draft)
