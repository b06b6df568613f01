"""The ranked tables: the map's accessible twin. A row's name is a link that does what a click on the map does."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from markupsafe import Markup

from dashboard import questions
from dashboard.drawing.tooltips import meaning_of_change
from dashboard.figures import number_formats as numbers
from dashboard.figures.figure import Ranked
from dashboard.markup.bars import bar
from dashboard.markup.elements import NOTHING, Node, element, together
from dashboard.markup.links import link, to_screen
from dashboard.questions.targets import target_of
from dashboard.reading.naming import names
from dashboard.reading.opening import Opened
from dashboard.tables.columns import Column
from dashboard.tables.heads import headings
from dashboard.tables.table import Table
from dashboard.tables.values import number
from dashboard.tables.words import in_full
from dashboard.ui import current
from dashboard.ui.page import nothing, put
from dashboard.ui.tables import PAGE_ROWS, links_to_files, pages
from dashboard.views.names import GENERAL_KNOWLEDGE
from data.language import Sentence, _
from models.geography.places import COUNTRY_CODE
from pages.map.tables import BELTS, REGIONS, BeltRow, RegionRow, ranked_figure

Row = RegionRow | BeltRow
FIRST_ROWS: Final = 14
"""Rows that stand beside the map at 900 px, with those of the country's regions below them."""
FIRST_BELTS: Final = 11
"""Belts, whose rows may have two lines; or regions of a province above the belts in it that stand last."""
FIRST_NARROW: Final = 3
"""Rows on a phone."""
WORST_BELTS: Final = 3
CSS: Final = {"rank": "k", "value": "v", "gap": "n", "numerator": "n parts", "stores": "n", "change": "n"}


@dataclass(frozen=True)
class _Drawing:
    """How the rows of a table are drawn: its columns, and what a bar over the whole of its track stands for."""

    columns: Sequence[Column]
    rows: Sequence[Row]
    opened: Opened
    most: float
    target: float | None
    whole: tuple[Row, ...] = ()
    """The row of all of them."""

    @classmethod
    def of(cls, columns: Sequence[Column], rows: Sequence[Row], opened: Opened, *whole: Row) -> "_Drawing":
        metric = opened.question.measured
        values = [number(row.figure.value) or 0.0 for row in rows if row.figure.rank]
        most = 100.0 if metric.unit == "percent" else max(values, default=0.0)
        return cls(columns, rows, opened, most, target_of(opened.now, metric), whole)

    def line(self, row: Row, name: Node, css: str | None = None) -> Markup:
        """A row."""
        return element("tr", [self._cell(column, row, name) for column in self.columns], class_=css)

    def _cell(self, column: Column, row: Row, name: Node) -> Markup:
        match column.name:
            case "rank":
                return element("td", str(row.figure.rank or ""), class_="k")
            case "value":
                return self._value(column, row)
            case "numerator":
                return element("td", self._parts(row), class_="n faint parts")
            case "stores":
                return element("td", self._words(column, row), class_="n faint")
            case "gap" | "change":
                return self._signed(column, row)
        return element("th", name, scope="row")

    def _words(self, column: Column, row: Row) -> str:
        return in_full(column, self.rows, self.opened.language).text(row)

    def _value(self, column: Column, row: Row) -> Markup:
        """The number before its bar; all bars begin at one x."""
        value, words = number(row.figure.value), self._words(column, row)
        if value is None:
            return element("td", words, class_="v missing")
        target = self.target / self.most if self.target is not None else None
        is_sum = row in self.whole and self.target is None and self.opened.question.measured.unit != "percent"
        drawn = bar(value / self.most, target) if self.most and not is_sum else None
        return element("td", element("span", element("b", words), drawn), class_="v")

    def table(self, *parts: Node, css: str) -> Markup:
        """The table of some parts; its numbers stand in the width of the longest."""
        value = next(column for column in self.columns if column.name == "value")
        told = [row for row in self.rows if number(row.figure.value) is not None]
        longest = max((len(self._words(value, row)) for row in (*told, *self.whole)), default=0)
        return element("table", parts, class_=f"ranked places {css}", style=f"--digits:{longest + 0.5}ch")

    def _parts(self, row: Row) -> str:
        """Numerator and denominator, in one column."""
        unit, language = self.opened.question.measured.numerator_unit, self.opened.language
        amounts = (number(row.figure.numerator), number(row.figure.denominator))
        if number(row.figure.value) is None:
            return ""
        return " / ".join(numbers.short_number(amount, unit, language) for amount in amounts)

    def _signed(self, column: Column, row: Row) -> Markup:
        """A gap or a change, by what is better; what is shown as none is neither."""
        value = number(column.of(row))
        if value is None:
            return element("td", class_="n")
        return element(
            "td",
            self._words(column, row),
            class_=f"n {meaning_of_change(value, self.opened.question.measured)}".strip(),
        )


def _whole(opened: Opened) -> RegionRow:
    """The row of all stores in view."""
    code = opened.question.metric
    now = questions.headlines(opened.now, opened.question, (code,))[code]
    before = questions.headlines(opened.before, opened.question, (code,))[code] if opened.before else None
    region = opened.question.region
    whole = Ranked(region, names(opened.now).short(region), now, before)
    return RegionRow.of(whole, ranked_figure(opened, whole), opened)


# Which rows, and the way to the others


def _first(*, has_belts: bool) -> int:
    if current.viewport().is_narrow:
        return FIRST_NARROW
    return FIRST_BELTS if has_belts else FIRST_ROWS


def _rest(table: Table[Any], rows: Sequence[Row], first: int, opened: Opened) -> Markup:
    """The way to the rows that do not stand here, and back."""
    if len(rows) <= first:
        return NOTHING
    is_full = opened.presentation.more == table.code
    there = opened.view.but(more="" if is_full else table.code, page=1)
    none = sum(number(row.figure.value) is None for row in rows[first:])
    more = len(rows) - first - none
    if is_full:
        words = _("Show the first {n} rows", n=first)
    elif none and more:
        words = _("The other {n} · {none} without a figure", n=f"{more:,}", none=f"{none:,}")
    else:
        words = _("The other {n}", n=f"{more:,}") if more else _("{none} without a figure", none=f"{none:,}")
    return to_screen("", there, words.say(opened.language), css="more")


def _shown(table: Table[Any], rows: Sequence[Row], first: int, opened: Opened) -> tuple[Sequence[Row], Markup]:
    """The rows that stand here, and the pages of the others where they are many."""
    if opened.presentation.more != table.code:
        return rows[:first], NOTHING
    last = max(-(-len(rows) // PAGE_ROWS), 1)
    here = min(opened.presentation.page, last)
    return rows[(here - 1) * PAGE_ROWS : here * PAGE_ROWS], pages(opened.view, here, last)


def _table(table: Table[Any], rows: Sequence[Row], unmatched: Sequence[Row], first: int, opened: Opened) -> Markup:
    """Of all rows those that are shown, the whole below them, and the way to the others."""
    if not rows and not unmatched:
        return nothing(opened.language)
    columns = table.columns_on_page(opened)
    whole = _whole(opened)
    drawing = _Drawing.of(columns, [*rows, *unmatched], opened, whole)
    shown, way = _shown(table, rows, first, opened)
    lines = [drawing.line(row, _name(row, opened)) for row in shown]
    lines += [drawing.line(row, _name(row, opened), "apart") for row in unmatched]
    head = headings(table, columns, CSS, opened)
    foot = element("tfoot", drawing.line(whole, whole.region_name.say(opened.language)))
    body = drawing.table(head, element("tbody", lines), foot, css=table.code)
    others = element("footer", _rest(table, rows, first, opened), way)
    says = table.about.say(opened.language)
    return together(element("div", body, class_="scroll", tabindex=0, role="region", aria_label=says), others)


# Names


def _name(row: Row, opened: Opened) -> Node:
    return _region_name(row, opened) if isinstance(row, RegionRow) else _belt_name(row, opened)


def _region_name(row: RegionRow, opened: Opened) -> Node:
    words = row.region_name.say(opened.language)
    is_link = row.region_code and row.region_code != opened.question.region
    return link(f"region={row.region_code}", words) if is_link else words


def _belt_name(row: BeltRow, opened: Opened) -> Node:
    """A belt's name; one of no published list with the label of its source."""
    language = opened.language
    named = link(f"belt={row.belt_id}", row.belt_name.say(language))
    if row.source != GENERAL_KNOWLEDGE:
        return named
    source = names(opened.now).belt_source(row.belt_id).say(language)
    return together(named, element("small", _("no published list").say(language), title=source))


# The card


def _tabs(chosen: str, counts: dict[str, tuple[Sentence, int]], opened: Opened) -> Markup:
    links = [
        to_screen(
            "",
            opened.view.but(by="" if code == REGIONS.code else code, more="", page=1),
            [name.say(opened.language), " ", element("i", f"{count:,}")],
            is_on=code == chosen,
        )
        for code, (name, count) in counts.items()
    ]
    return element("nav", links, class_="lines", aria_label=_("Ranked").say(opened.language))


def _caption(table: Table[Any], opened: Opened) -> Markup:
    """Which way the rows stand, as far as they stand by the metric."""
    if table.standing(opened) != table.own_order(opened):
        return element("small")
    words = _("lowest first") if opened.view.is_rising else _("highest first")
    return element("small", words.say(opened.language))


def _worst_belts(belts: Sequence[BeltRow], opened: Opened) -> Markup:
    """The belts of a region that stand first in the order of the view's metric."""
    ranked = sorted((row for row in belts if row.figure.rank), key=lambda row: row.figure.rank or 0)
    if not ranked:
        return NOTHING
    shown = [one.name for one in BELTS.columns_on_page(opened) if one.name in ("belt_name", "value", "gap")]
    by_name = {one.name: one for one in BELTS.columns(opened)}
    columns = [by_name[name] for name in (*shown, "stores")]
    drawing = _Drawing.of(columns, belts, opened)
    lines = [drawing.line(row, _name(row, opened)) for row in ranked[:WORST_BELTS]]
    metric = opened.question.measured.name
    title = _("Belts with the lowest {metric}", metric=metric)
    if not opened.view.is_rising:
        title = _("Belts with the highest {metric}", metric=metric)
    heading = element("h3", title.say(opened.language))
    return together(heading, drawing.table(element("tbody", lines), css="worst"))


def tables(opened: Opened, regions: Sequence[RegionRow], belts: Sequence[BeltRow]) -> None:
    """The table that is chosen; below the regions of a province the belts in it that stand last."""
    matched = [row for row in regions if row.region_code is not None]
    unmatched = [row for row in regions if row.region_code is None]
    counts = {REGIONS.code: (_("Regions"), len(matched)), BELTS.code: (_("Belts"), len(belts))}
    chosen = opened.view.choice("by", counts)
    has_belts_below = opened.question.region != COUNTRY_CODE and bool(belts)
    if chosen == REGIONS.code:
        first = _first(has_belts=has_belts_below)
        shown = _table(REGIONS, matched, unmatched, first, opened)
        shown = together(shown, _worst_belts(belts, opened) if has_belts_below else NOTHING)
    else:
        shown = _table(BELTS, belts, [], _first(has_belts=True), opened)
    table: Table[Any] = REGIONS if chosen == REGIONS.code else BELTS
    csv = links_to_files(opened, chosen)[0]
    head = element("header", _tabs(chosen, counts, opened), _caption(table, opened), csv)
    put(element("section", head, shown, class_="rank-card"))
