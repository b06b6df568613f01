"""The what-if: a schedule that a person edits, and at once who moves tier and what would be due.

Every possible edit is kept as a draft under the hash of its content and put into the address, so that what is on
screen can be linked to and exported. The tables that are edited start from the draft that was opened and hold the
edits themselves; they start anew when another draft is opened.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, Final

import streamlit as st

from dashboard.drawing import plots
from dashboard.drawing.plots import Axis
from dashboard.drawing.tips import safe
from dashboard.figures import number_formats as numbers
from dashboard.reading.naming import names
from dashboard.reading.opening import Opened
from dashboard.serving import exports_route as api
from dashboard.tables.sheet import FEW, Row, suppressed
from dashboard.ui import current
from dashboard.ui.choosing import choose
from dashboard.ui.facts import Fact, facts
from dashboard.ui.links import to_screen
from dashboard.ui.plots import plot
from dashboard.ui.said import said
from dashboard.ui.sheets import sheet_card
from dashboard.ui.tables import heading
from dashboard.ui.tabs import tabs
from data.errors import Refused
from data.language import Language, Sentence, _
from models.drafts.faults import Fault
from models.drafts.files import tier_rows
from models.drafts.schedule import Draft
from models.intake.kinds import KINDS
from models.programme.terms import STORE_TYPES
from models.settings import settings
from pages.deposits import drafts
from pages.deposits import tables as of_deposits
from pages.deposits import whatif_questions as asked
from pages.deposits import whatif_tables as sheets
from pages.deposits.draft_edits import (
    CATEGORY,
    REMOVED,
    base_table,
    edited,
    scaled,
    tier_table,
    unsigned,
    with_another,
    with_bases,
)
from pages.deposits.parts import MOST_BARS, shown

STARTED: Final = "whatif_started"
NARROW: Final = 122  # pixels


@dataclass(frozen=True)
class Started:
    """The draft that the tables started from, the view that shows it now, and which turn of the tables this is."""

    origin: str
    at: tuple[str, str]
    turn: int

    def key(self, name: str) -> str:
        """The key of a widget that is made anew with the tables."""
        return f"whatif_{name}_{self.turn}"


def _started(opened: Opened) -> Started:
    """Where the tables started; anew where another draft or day is opened, or they were gone from the page."""
    at = (opened.presentation.item, opened.now.snapshot_id)
    known: Started | None = st.session_state.get(STARTED)
    if known is None or known.at != at or known.key("tiers") not in st.session_state:
        known = Started(opened.presentation.item, at, known.turn + 1 if known else 0)
        st.session_state[STARTED] = known
    return known


def _go(opened: Opened, draft: Draft, started: Started | None = None) -> None:
    """Show a draft: keep it, put it into the address, and run again; with `started` the tables stay as they are."""
    try:
        item = drafts.keep(draft) if draft != drafts.unchanged(opened.now) else ""
    except Refused as refused:
        said(refused.sentence, opened.view.language)
        return
    if started:
        st.session_state[STARTED] = replace(started, at=(item, opened.now.snapshot_id))
    else:
        st.session_state.pop(STARTED, None)
    current.write(opened.view.but(item=item, page=1))
    st.rerun()


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


def fault_words(fault: Fault, rows: Sequence[int]) -> Sentence:
    """One clear sentence on what is impossible; `rows`: of each of the draft's tiers, its row in the table."""
    if not fault.row:
        return _("{why} {do}", why=fault.why, do=fault.do)
    told = {"subject": fault.subject, "value": fault.value, "why": fault.why, "do": fault.do}
    if fault.kind == "base_deposits":
        return _("Base deposit {subject}, “{value}”: {why}. {do}", **told)
    column = _columns_named().get(fault.column, fault.column)
    return _("Row {row} ({subject}), {column}, “{value}”: {why}. {do}", row=rows[fault.row - 1], column=column, **told)


def _columns_named() -> Mapping[str, Sentence]:
    return {
        "rank": _("Tried as"),
        "tier_code": _("Tier"),
        "schedule_id": _("Tier"),
        "reduction_pct": _("Reduction %"),
        "min_score": _("Lowest score"),
        "max_score": _("Highest score"),
        "store_types": _("Store types"),
        "name_zh": _("Chinese name"),
        "name_en": _("English name"),
        "effective_from": _("First day"),
    }


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


def _facts(opened: Opened, draft: Draft) -> None:
    view, language = opened.view, opened.view.language
    total = asked.total(opened.now, view.question, draft, of_deposits.dimension(opened))

    def money(name: str) -> str:
        return numbers.short(total[name], "fen", language)

    def signed(name: str) -> str:
        return numbers.change(total[name], "fen", language)

    css = "good" if total["change_fen"] < 0 else "bad" if total["change_fen"] > 0 else ""
    out = "bad" if total["out"] else ""
    of_all = _("of {n} with a deposit", n=f"{total['stores']:,}").say(language)
    facts(
        [
            Fact(_("Change tier"), f"{total['moved']:,}", of_all),
            Fact(_("Move up"), f"{total['up']:,}", "", sheets.UP),
            Fact(_("Move down"), f"{total['down']:,}", "", sheets.DOWN),
            Fact(_("Fall out of all tiers"), f"{total['out']:,}", "", sheets.OUT, out),
            Fact(_("Owe less"), f"{total['less']:,}", signed("less_fen") if total["less"] else ""),
            Fact(_("Owe more"), f"{total['more']:,}", signed("more_fen") if total["more"] else ""),
            Fact(_("Change in what is due"), signed("change_fen"),
                 f"{money('due_now_fen')} → {money('due_fen')}", sheets.CHANGE, css),
            Fact(_("Deposit released"), money("released_fen"),
                 _("now {amount}", amount=money("released_now_fen")).say(language), sheets.RELEASED),
        ],
        language,
    )  # fmt: skip


def _matrix(opened: Opened, draft: Draft) -> None:
    """The matrix as a table: tier now down the side, tier in the draft across."""
    language, of = opened.view.language, names(opened.now)
    rows = suppressed(sheets.MATRIX, sheets.MATRIX.columns(opened), sheets.matrix_rows(opened), settings().few)
    before = sheets.tier_names(drafts.unchanged(opened.now), of)
    after = sheets.tier_names(draft, of)
    if not rows:
        return
    found = {(row["tier_now"], row["tier"]): row for row in rows}
    most = max((row["stores"] or 0 for row in rows), default=0)

    def cell(now: str, then: str) -> str:
        row = found.get((now, then))
        if row is None:
            return '<td class="n faint">–</td>'
        if row["stores"] is None:
            why = _("too few stores") if row["status"] == FEW else _("withheld")
            return f'<td class="n faint">{safe(why.say(language))}</td>'
        share = round(60 * row["stores"] / most) if now != then else 0
        shade = f' style="background:color-mix(in srgb,var(--accent) {max(share, 8)}%,transparent)"' if share else ""
        return f'<td class="n{" same" if now == then else ""}"{shade}>{row["stores"]:,}</td>'

    head = "".join(f'<th scope="col" class="n">{safe(name.say(language))}</th>' for name in after.values())
    body = "".join(
        f'<tr><th scope="row">{safe(name.say(language))}</th>{"".join(cell(now, then) for then in after)}</tr>'
        for now, name in before.items()
    )
    corner = safe(_("Tier now ↓ · in the draft →").say(language))
    st.html(
        f'<div class="scroll"><table class="ranked matrix"><thead><tr><th>{corner}</th>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def _change_bars(opened: Opened) -> None:
    """What is due more or less, the largest changes first."""
    language, theme = opened.view.language, current.screen().theme
    rows = [row for row in shown(sheets.GROUPS, opened) if row["code"] is not None and row["change_fen"]][:MOST_BARS]
    drawn = [
        {
            "name": row["name"].say(language),
            "fen": row["change_fen"],
            "told": numbers.change(row["change_fen"], "fen", language),
        }
        for row in rows
    ]
    spec = plots.bars(
        drawn,
        Axis("name", "", order=tuple(row["name"] for row in drawn)),
        Axis("fen", _("Change in what is due").say(language), "number", "fen"),
        theme,
        language,
    )
    if drawn:
        plot(spec, "change_bars", sheets.GROUPS.title, language)


def results(opened: Opened) -> None:
    """What the draft changes: in all, from tier to tier, by region, belt, category and type, store by store."""
    view, draft = opened.view, drafts.chosen(opened)
    _facts(opened, draft)
    sheet_card(opened, sheets.MATRIX, above=lambda: _matrix(opened, draft))
    tabs(opened, "by", of_deposits.DIMENSIONS)
    sheet_card(opened, sheets.GROUPS, above=lambda: _change_bars(opened))
    total = asked.total(opened.now, view.question, draft, of_deposits.dimension(opened))
    counts = {code: f"{total['stores' if code == 'all' else code]:,}" for code in asked.MOVES}
    tabs(opened, "measure", asked.MOVES, counts)
    sheet_card(opened, sheets.STORES)
    with st.expander(_("The files that the importer takes, as tables").say(view.language)):
        try:
            sheet_card(opened, sheets.TIER_FILE, rows=40)
            sheet_card(opened, sheets.BASE_FILE)
        except Refused as refused:
            said(refused.sentence, view.language)


def whatif(opened: Opened) -> None:
    """Edit a schedule and see who moves; a draft that is not here gives a sentence, and the schedule in force."""
    try:
        drafts.chosen(opened)
    except Refused as refused:
        said(refused.sentence, opened.view.language)
        opened = replace(opened, view=opened.view.but(item=""))
    editor_card(opened)
    results(opened)


def _pick(opened: Opened) -> None:
    """Saved drafts as switches, at most four on at a time."""
    view, language = opened.view, opened.view.language
    on = [draft.draft_id for draft in drafts.compared(opened)]
    parts = []
    for draft in drafts.saved():
        code = draft.draft_id
        series = [other for other in on if other != code] if code in on else [*on, code][-drafts.MOST_COMPARED :]
        words = f"{safe(draft.name)}<i>{safe(draft.made_on)}</i>"
        parts.append(to_screen("", view.but(series=tuple(series)), words, is_on=code in on))
    if parts:
        title = _("Compare up to {n}", n=drafts.MOST_COMPARED).say(language)
        st.html(f'<nav class="tabs onward"><em>{safe(title)}</em>{"".join(parts)}</nav>')


def side_by_side(opened: Opened) -> None:
    """Saved drafts, and up to four of them beside the schedule in force."""
    if not drafts.saved():
        said(_("No draft has been saved yet: edit the schedule under “What if” and save it."), opened.view.language)
    _pick(opened)
    sheet_card(opened, sheets.COMPARISON)
    sheet_card(opened, sheets.RULES, rows=60)
    sheet_card(opened, sheets.SAVED)
