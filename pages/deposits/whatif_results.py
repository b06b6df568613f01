"""What a draft changes: in all, from tier to tier, by region, belt, category and type, store by store."""

import streamlit as st

from dashboard.drawing import plots
from dashboard.drawing.plots import Axis
from dashboard.drawing.tips import safe
from dashboard.figures import number_formats as numbers
from dashboard.reading.naming import names
from dashboard.reading.opening import Opened
from dashboard.tables.sheet import FEW, suppressed
from dashboard.ui import current
from dashboard.ui.facts import Fact, facts
from dashboard.ui.plots import plot
from dashboard.ui.said import said
from dashboard.ui.sheets import sheet_card
from dashboard.ui.tabs import tabs
from data.errors import Refused
from data.language import _
from models.drafts.schedule import Draft
from models.settings import settings
from pages.deposits import drafts
from pages.deposits import tables as of_deposits
from pages.deposits import whatif_questions as asked
from pages.deposits import whatif_tables as sheets
from pages.deposits.state_tab import MOST_BARS, shown


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
