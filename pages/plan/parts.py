"""The plan on one picture, and what the press says around it."""

from collections.abc import Sequence
from itertools import groupby
from typing import Final, TypeVar

import streamlit as st
from markupsafe import Markup

from dashboard import questions
from dashboard.figures import number_formats as numbers
from dashboard.markup.bars import bar
from dashboard.markup.elements import Node, element
from dashboard.markup.links import to_screen
from dashboard.reading.opening import Opened
from dashboard.tables.table import Table
from dashboard.tables.values import number
from dashboard.tables.words import cell_text, quantity
from dashboard.ui.page import put
from dashboard.ui.tables import heading, table_block, table_card, table_tools
from data.language import _
from models.programme.measures import WHOLE
from models.programme.metrics import METRICS
from models.programme.public_facts import measures
from pages.plan.finding import finding
from pages.plan.measure_tables import PLAN_MEASURES, PlanMeasureRow
from pages.plan.press_tables import PLAN_PEERS, PLAN_PRESS

Row = TypeVar("Row")
PROMISES: Final = ("certified-stores", "pack-uptake-head", "envelope-issue-rate", "exempt-stores", "deposit-released")
"""What Laotie Good Store promises, each by the metric that counts it: the map shows them region by region."""


def _amount(one: PlanMeasureRow, opened: Opened) -> Node:
    """How much of a currency was claimed, of how much."""
    claimed, granted = number(one.claimed), number(one.granted)
    if claimed is None or granted is None:
        return None
    shown = [quantity(amount, one.unit, opened.language) for amount in (claimed, granted)]
    return element("small", f"{one.unit_name.say(opened.language)} {shown[0]} / {shown[1]}")


def _currency(one: PlanMeasureRow, opened: Opened) -> Node:
    """The uptake of one currency of a measure: a bar by head, stores, amounts; or why there is none."""
    language = opened.language
    columns = {column.name: column for column in PLAN_MEASURES.columns(opened)}
    head, change = number(one.head), number(one.change)
    if head is None:
        why = _("no grants in view").say(language) if one.stores == 0 else cell_text(columns["head"], one, language)
        return element("li", element("small", f"{one.unit_name.say(language)} · {why}"), class_="without")
    stores = f"{cell_text(columns['claimed_stores'], one, language)} / {cell_text(columns['stores'], one, language)}"
    changed = element("i", numbers.change(change, "percent", language), class_="change") if change is not None else None
    figure = element("b", numbers.short_number(head, "percent", language))
    return element("li", figure, bar(head / 100), element("small", stores, " ", changed), _amount(one, opened))


def _promises(opened: Opened) -> Node:
    """The five promises of Laotie Good Store; each opens the map in its metric."""
    found = questions.headlines(opened.now, opened.question, PROMISES)
    there = opened.view.elsewhere()
    return element(
        "ul",
        [
            element(
                "li",
                to_screen("map", there.but(metric=code), METRICS[code].name.say(opened.language)),
                element("b", numbers.figure_text(found[code], METRICS[code], opened.language)),
            )
            for code in PROMISES
        ],
        class_="promises",
    )


def _measure(code: str, rows: Sequence[PlanMeasureRow], opened: Opened) -> Markup:
    name, gets = rows[0].measure.say(opened.language), measures()[code].gets.say(opened.language)
    opens = element("h4", to_screen("measures", opened.view.elsewhere().but(item=code), name))
    given = element("p", gets)
    currencies = element("ul", [_currency(one, opened) for one in rows])
    if code == WHOLE:
        return element("article", opens, given, currencies, _promises(opened), class_="ours")
    return element("article", opens, given, currencies)


def _dimension(name: str, rows: Sequence[PlanMeasureRow], opened: Opened) -> Markup:
    drawn = [_measure(code, list(part), opened) for code, part in groupby(rows, key=lambda one: one.measure_code)]
    count = _("{n} of {all} measures", n=len(drawn), all=len(measures())).say(opened.language)
    return element("section", element("h3", name, " ", element("small", count)), drawn)


def _as_table(table: Table[Row], opened: Opened) -> Markup:
    """The table that says the same as a picture, to be unfolded."""
    summary = element("summary", _("The same as a table").say(opened.language))
    return element(
        "details",
        summary,
        element("div", table_tools(table, opened), class_="tools"),
        table_block(table, opened, rows=100, has_title=False),
    )


def picture_card(opened: Opened) -> None:
    """Dimensions side by side, their measures below, each with its uptake; as a table below it."""
    rows, language = PLAN_MEASURES.shown(opened), opened.language
    by_dimension = groupby(rows, key=lambda one: one.dimension.say(language))
    drawn = [_dimension(name, list(part), opened) for name, part in by_dimension]
    said = finding(rows, language)
    with st.container(key="card_plan"):
        title = _("Star Glow plan 2026: four dimensions, ten measures")
        about = _(
            "The bar is uptake by head: stores that claimed ÷ stores granted, with its change; below it each currency, "
            "claimed / granted. Currencies are never added."
        )
        put(heading(title, about, opened))
        if said:
            put(element("p", said.say(language), class_="finding"))
        put(element("div", drawn, class_="plan"))
        put(_as_table(PLAN_MEASURES, opened))


def context_card(opened: Opened) -> None:
    """What the press quotes, as figures that are marked as press."""
    language = opened.language
    tiles = [
        element(
            "div",
            element("span", one.name.say(language)),
            element("b", one.amount.say(language)),
            element("small", f"{one.period.say(language)} · {one.source} · {one.reliability}"),
            class_="fact",
        )
        for one in PLAN_PRESS.shown(opened)
    ]
    with st.container(key="card_plan-press"):
        mark = element("span", _("Press, not data").say(language), class_="tag")
        put(heading(PLAN_PRESS.title, PLAN_PRESS.about, opened))
        put(element("div", mark, element("div", tiles, class_="facts"), class_="pressed"))
        put(_as_table(PLAN_PRESS, opened))


def peers_card(opened: Opened) -> None:
    """What Taobao and Tmall, 1688, JD and Douyin offer."""
    table_card(opened, PLAN_PEERS)
