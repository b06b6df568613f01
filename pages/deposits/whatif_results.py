"""What a draft changes: in all, from tier to tier, by region, belt, category and type, store by store."""

import streamlit as st

from dashboard.figures import number_formats as numbers
from dashboard.reading.opening import Opened
from dashboard.ui.chart import chart_card
from dashboard.ui.figure_row import Fact, facts
from dashboard.ui.labels import plain
from dashboard.ui.page import note, put
from dashboard.ui.tables import table_card
from dashboard.ui.tabs import tabs
from data.errors import Refused
from data.language import Language, _
from pages.deposits.charts import CHANGES
from pages.deposits.draft_file_tables import BASE_FILE, TIER_FILE
from pages.deposits.drafts import chosen_draft
from pages.deposits.grouping import DIMENSIONS, dimension
from pages.deposits.whatif_matrix import matrix_html
from pages.deposits.whatif_questions import TIER_MOVES, DraftSums, total
from pages.deposits.whatif_tables import (
    CHANGE_DEFINITION,
    CHANGED_GROUPS,
    DOWN_DEFINITION,
    MATRIX,
    OUT_DEFINITION,
    RELEASED_DEFINITION,
    STORES,
    UP_DEFINITION,
)


def _facts(sums: DraftSums, language: Language) -> None:
    def money(fen: int) -> str:
        return numbers.short_number(fen, "fen", language)

    def signed(fen: int) -> str:
        return numbers.change(fen, "fen", language)

    css = "good" if sums.change_fen < 0 else "bad" if sums.change_fen > 0 else ""
    of_all = _("of {n} with a deposit", n=f"{sums.stores:,}").say(language)
    facts(
        [
            Fact(_("Change tier"), f"{sums.moved:,}", of_all),
            Fact(_("Move up"), f"{sums.up:,}", "", UP_DEFINITION),
            Fact(_("Move down"), f"{sums.down:,}", "", DOWN_DEFINITION),
            Fact(_("Fall out of all tiers"), f"{sums.out:,}", "", OUT_DEFINITION, "bad" if sums.out else ""),
            Fact(_("Owe less"), f"{sums.less:,}", signed(sums.less_fen) if sums.less else ""),
            Fact(_("Owe more"), f"{sums.more:,}", signed(sums.more_fen) if sums.more else ""),
            Fact(
                _("Change in what is due"),
                signed(sums.change_fen),
                f"{money(sums.due_now_fen)} → {money(sums.due_fen)}",
                CHANGE_DEFINITION,
                css,
            ),
            Fact(
                _("Deposit released"),
                money(sums.released_fen),
                _("now {amount}", amount=money(sums.released_now_fen)).say(language),
                RELEASED_DEFINITION,
            ),
        ],
        language,
    )


def _matrix(opened: Opened) -> None:
    if matrix := matrix_html(opened):
        put(matrix)


def results(opened: Opened) -> None:
    """What the draft changes: in all, from tier to tier, by region, belt, category and type, store by store."""
    sums = total(opened.now, opened.question, chosen_draft(opened), dimension(opened))
    _facts(sums, opened.language)
    table_card(opened, MATRIX, above=lambda: _matrix(opened))
    tabs(opened, "by", DIMENSIONS)
    chart_card(opened, CHANGES, CHANGED_GROUPS)
    tabs(opened, "measure", TIER_MOVES, {code: f"{sums.on_list(code):,}" for code in TIER_MOVES})
    table_card(opened, STORES)
    with st.expander(plain(_("The files that the importer takes, as tables").say(opened.language))):
        try:
            table_card(opened, TIER_FILE, rows=40)
            table_card(opened, BASE_FILE)
        except Refused as refused:
            note(refused.sentence, opened.language)
