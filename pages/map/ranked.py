"""The ranked tables: the map's accessible twin. A row's name is a link that does what a click on the map does."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final, TypeVar

import streamlit as st
from markupsafe import Markup

from dashboard.drawing.tooltips import meaning_of_change
from dashboard.figures import number_formats as numbers
from dashboard.markup.bars import bar
from dashboard.markup.elements import Node, element, together
from dashboard.markup.links import link, to_screen
from dashboard.reading.naming import names
from dashboard.reading.opening import Opened
from dashboard.tables.columns import Column
from dashboard.tables.table import Table
from dashboard.tables.values import number
from dashboard.tables.words import cell_text, in_full
from dashboard.ui.labels import plain
from dashboard.ui.page import nothing, put
from dashboard.views.names import GENERAL_KNOWLEDGE
from dashboard.views.presentation import Order
from data.language import _
from pages.map.tables import BELTS, REGIONS, BeltRow, RankedFigure, RegionRow

Row = TypeVar("Row", RegionRow, BeltRow)
FIRST_ROWS: Final = 40
CSS: Final[Mapping[str, str]] = {
    "rank": "k",
    "value": "v n with-bar",
    "numerator": "n parts",
    "stores": "n",
    "change": "n",
}


def _turn(column: Column, opened: Opened) -> Markup:
    """The rank's heading: which way the rows stand, and a click to turn them round."""
    is_rising = opened.presentation.order == "rising"
    order: Order = "falling" if is_rising else "rising"
    metric = opened.question.measured.name
    return link(
        f"order={order}",
        [column.heading.say(opened.language), "↑" if is_rising else "↓"],
        view=opened.view.but(order=order),
        css="turn",
        says=_("{metric}: turn the order of the rows round", metric=metric).say(opened.language),
    )


def _head(columns: Sequence[Column], opened: Opened) -> Markup:
    cells = [
        element(
            "th",
            _turn(column, opened) if column.name == "rank" else column.heading.say(opened.language),
            element("small", _("pp").say(opened.language)) if column.kind == "points" else None,
            scope="col",
            class_=CSS.get(column.name, ""),
        )
        for column in columns
    ]
    return element("thead", element("tr", cells))


def _value(column: Column, row: RegionRow | BeltRow, most: float, opened: Opened) -> Markup:
    value, language = number(row.figure.value), opened.language
    if value is None:
        return element("td", element("b", cell_text(column, row, language)), class_="v missing")
    words = numbers.short_number(value, opened.question.measured.unit, language)
    return element("td", element("b", words), bar(value / most) if most else None, class_="v n")


def _parts(figure: RankedFigure, opened: Opened) -> Markup:
    """Numerator and denominator, in one column."""
    unit, language = opened.question.measured.numerator_unit, opened.language
    amounts = [
        numbers.short_number(number(amount), unit, language) for amount in (figure.numerator, figure.denominator)
    ]
    return element("td", " / ".join(amounts) if number(figure.value) is not None else "", class_="n faint parts")


def _change(column: Column, row: RegionRow | BeltRow, opened: Opened) -> Markup:
    meaning = meaning_of_change(number(row.figure.change), opened.question.measured)
    return element(
        "td", in_full(column, [row], opened.language).text(row) if opened.before else "", class_=f"n {meaning}"
    )


def _cell(column: Column, row: RegionRow | BeltRow, name: Node, most: float, opened: Opened) -> Markup:
    match column.name:
        case "rank":
            return element("td", str(row.figure.rank or ""), class_="k")
        case "value":
            return _value(column, row, most, opened)
        case "numerator":
            return _parts(row.figure, opened)
        case "stores":
            return element("td", cell_text(column, row, opened.language), class_="n faint")
        case "change":
            return _change(column, row, opened)
    return element("th", name, scope="row")


def _table(
    table: Table[Row],
    opened: Opened,
    rows: Sequence[Row],
    shown: Sequence[Row],
    name: Callable[[Row], Node],
) -> Markup:
    """Of all rows those that are shown, each with its name, and the way to the others."""
    if not shown:
        return nothing(opened.language)
    columns = table.columns_on_page(opened)
    most = max((number(row.figure.value) or 0.0 for row in rows if row.figure.rank), default=0.0)
    lines = [
        element(
            "tr",
            [_cell(column, row, called, most, opened) for column in columns],
            class_="apart" if isinstance(row, RegionRow) and row.region_code is None else None,
        )
        for row, called in zip(shown, map(name, shown), strict=True)
    ]
    body = element("table", _head(columns, opened), element("tbody", lines), class_="ranked")
    words = _("Show all {n} rows", n=len(rows)).say(opened.language)
    more = to_screen("", opened.view.but(more=table.code), words, css="more") if len(rows) > len(shown) else None
    says = table.about.say(opened.language)
    return element("div", body, more, class_="scroll", tabindex=0, role="region", aria_label=says)


def _first(table: Table[Row], rows: Sequence[Row], opened: Opened) -> Sequence[Row]:
    return rows if opened.presentation.more == table.code else rows[:FIRST_ROWS]


def regions_table(opened: Opened, rows: Sequence[RegionRow]) -> Markup:
    """The regions in view, by value, the unmatched last."""

    def name(row: RegionRow) -> Node:
        words = row.region_name.say(opened.language)
        is_link = row.region_code and row.region_code != opened.question.region
        return link(f"region={row.region_code}", words) if is_link else words

    unmatched = [row for row in rows if row.region_code is None]
    matched = [row for row in rows if row.region_code is not None]
    return _table(REGIONS, opened, rows, [*_first(REGIONS, matched, opened), *unmatched], name)


def belts_table(opened: Opened, rows: Sequence[BeltRow]) -> Markup:
    """The belts with stores in view, best first, each with the source of its listing."""
    known, language = names(opened.now), opened.language

    def name(row: BeltRow) -> Node:
        source = known.belt_source(row.belt_id).say(language)
        css = "source unproven" if row.source == GENERAL_KNOWLEDGE else "source"
        return together(link(f"belt={row.belt_id}", row.belt_name.say(language)), element("small", source, class_=css))

    return _table(BELTS, opened, rows, _first(BELTS, rows, opened), name)


def tables(opened: Opened, regions: Sequence[RegionRow], belts: Sequence[BeltRow]) -> None:
    """Both tables, as tabs."""
    matched = sum(row.region_code is not None for row in regions)
    counted = ((_("Regions"), matched), (_("Belts"), len(belts)))
    with st.container(key="table_card"):
        of_regions, of_belts = st.tabs([plain(f"{name.say(opened.language)} · {count}") for name, count in counted])
        with of_regions:
            put(regions_table(opened, regions))
        with of_belts:
            put(belts_table(opened, belts))
