"""The sheets of the Categories screen: the metric by category and region, and the trade of certified stores."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from typing import Any, Final, TypeVar

import pages.categories.questions as asked
from dashboard.figures.figure import STATUSES, share
from dashboard.questions import ranking
from dashboard.reading.naming import names
from dashboard.reading.opening import Opened
from dashboard.tables import figure_columns as figures
from dashboard.tables.opening import BELT, narrowing
from dashboard.tables.sheet import Column, Row, Sheet
from dashboard.views.view import View
from data.language import Named, Sentence, _

Counted = TypeVar("Counted", asked.Trading, asked.ColdStart)
ALL: Final = _("All categories")
_CATEGORY: Final = (
    Column("category_code", "code", _("Category, by code"), is_shown=False),
    Column("category", "named", _("Category"), opens=narrowing("category", "category_code", "map")),
)


def _named(opened: Opened, code: str) -> Row:
    return {"category_code": code, "category": names(opened.now).categories[code]}


def category_rows(opened: Opened) -> list[Row]:
    """The categories in view, by the metric's value."""
    metric = opened.question.measured
    return [
        _named(opened, str(row.code)) | figures.cells(row.now, metric) | figures.change_cells(row, metric)
        for row in ranking.categories(opened.now, opened.before, opened.view)
    ]


CATEGORIES: Final = Sheet(
    code="categories",
    title=_("The metric by category"),
    about=_("Each category of the stores in view. A category opens the map of it."),
    columns=lambda opened: (
        *_CATEGORY,
        *figures.columns(opened.question.measured),
        figures.change_column(opened.question.measured),
    ),
    rows=category_rows,
)


def _drill(row: Row, view: View) -> tuple[str, View] | None:
    if not row["region_code"] or row["region_code"] == view.question.region:
        return None
    return "map", view.elsewhere().but(region=row["region_code"], categories=(row["category_code"],)).put("level", "")


def matrix_rows(opened: Opened) -> list[Row]:
    """Every category in every region that has stores of it: by category, then region, the unmatched last."""
    of, metric = names(opened.now), opened.question.measured
    found = asked.matrix(opened.now, opened.question)
    return [
        _named(opened, category)
        | {"region_code": region, "region": of.region(region) if region else ranking.UNMATCHED}
        | figures.cells(found[category, region], metric)
        for category, region in sorted(found, key=lambda cell: (cell[0], cell[1] is None, cell[1] or ""))
    ]


MATRIX: Final = Sheet(
    code="category-regions",
    title=_("Categories by region"),
    about=_(
        "The metric in each region and category. Where a row or a column has a single cell with too few stores, the "
        "smallest of its others is withheld as well: totals of categories and of regions are shown elsewhere."
    ),
    columns=lambda opened: (
        *_CATEGORY,
        Column("region_code", "code", _("Region, by code"), is_shown=False),
        Column("region", "named", _("Region"), opens=_drill),
        *figures.columns(opened.question.measured),
    ),
    rows=matrix_rows,
)


def _gap_row(name: Row, found: asked.Gap | None, group: str) -> Row:
    empty: Row = dict.fromkeys(
        ("certified", "peers", "certified_mean_fen", "peers_mean_fen", "difference_fen", "difference_pct")
    )
    if found is None:
        return name | empty | {"compared": 0, "left_out": None, "group": group, "certified_why": STATUSES["few"]}
    return name | asdict(found) | {
        "difference_fen": found.difference_fen,
        "difference_pct": found.difference_pct,
        "group": group,
    }  # fmt: skip


def peer_rows(opened: Opened) -> list[Row]:
    """Certified stores and their peers, over all categories and in each."""
    found = asked.cells(opened.now, opened.question)
    codes = sorted({cell.category_code for cell in found})
    rows = [
        _gap_row(_named(opened, code), asked.gap(cell for cell in found if cell.category_code == code), "part")
        for code in codes
    ]
    if not rows:
        return []
    return [_gap_row({"category_code": None, "category": ALL}, asked.gap(found), "whole"), *rows]


_MEANS: Final = (
    Column("certified", "stores", _("certified"), _("Certified stores whose activity is known, in the cells compared")),
    Column("peers", "stores", _("peers"), _("Stores of the same belts and categories that are not certified and whose "
           "activity is known")),
    Column("certified_mean_fen", "fen", _("GMV per certified store"), _("GMV of the last four whole weeks ÷ "
           "certified stores")),
    Column("peers_mean_fen", "fen", _("GMV per peer"), _("GMV of the last four whole weeks ÷ peers in each cell of "
           "belt and category; the mean of the cells, each weighing as much as it has certified stores")),
    Column("difference_fen", "fen", _("difference"), _("GMV per certified store less GMV per peer"), is_signed=True),
    Column("difference_pct", "percent", _("in per cent"), _("The difference ÷ GMV per peer")),
)  # fmt: skip

PEERS: Final = Sheet(
    code="certified-and-peers",
    title=_("Certified stores and their uncertified peers: GMV of 28 days"),
    about=_(
        "Mean GMV per store over the cells of belt and category in which both sides have enough stores; stores of no "
        "belt, and stores whose activity is not known, are left out. A difference, not proof of cause: stores that "
        "trade well are also more likely to be certified."
    ),
    columns=lambda _opened: (
        *_CATEGORY,
        *_MEANS,
        Column("compared", "count", _("cells compared"), _("Belts of the category in which both sides have enough "
               "stores")),
        Column("left_out", "count", _("cells left out"), _("Belts of the category in which a side has too few stores")),
    ),
    rows=peer_rows,
)  # fmt: skip


def peer_belt_rows(opened: Opened) -> list[Row]:
    """The cells of belt and category that are compared, the largest first."""
    of = names(opened.now)
    found = (cell for cell in asked.cells(opened.now, opened.question) if cell.is_compared)
    rows = []
    for cell in sorted(found, key=lambda cell: (-cell.certified, cell.belt_id, cell.category_code)):
        made = _gap_row(_named(opened, cell.category_code), asked.gap([cell]), "")
        label: Named | None = of.belt_labelled(cell.belt_id) if cell.belt_id in of.belts else None
        rows.append(made | {"belt_id": cell.belt_id, "belt": label})
    return rows


PEER_BELTS: Final = Sheet(
    code="certified-and-peers-belts",
    title=_("The same, belt by belt"),
    about=_("Every cell of belt and category that is compared above."),
    columns=lambda _opened: (
        Column("belt_id", "code", _("Belt, by id"), is_shown=False),
        Column("belt", "named", _("Belt"), opens=BELT),
        *_CATEGORY,
        *_MEANS,
    ),
    rows=peer_belt_rows,
)


def _total(kind: type[Counted], parts: Sequence[Counted]) -> Counted:
    return kind(**{name: sum(getattr(part, name) for part in parts) for name in asdict(kind())})


def _counted_rows(opened: Opened, found: Mapping[str, Counted], shares: Callable[[Any], Row]) -> list[Row]:
    """All categories first, then each; `group` keeps the whole apart from its parts."""
    if not found:
        return []
    counted = list(found.values())
    whole = _total(type(counted[0]), counted)
    first: Row = {"category_code": None, "category": ALL} | asdict(whole) | shares(whole) | {"group": "whole"}
    parts: list[Row] = [
        _named(opened, code) | asdict(found[code]) | shares(found[code]) | {"group": "part"} for code in sorted(found)
    ]
    return [first, *parts]


def _trading_shares(of: asked.Trading) -> Row:
    return {f"{name}_pct": share(getattr(of, name), of.known) for name in ("active", "live", "both")}


def _pair(name: str, heading: Sentence, says: Sentence, share: Sentence) -> tuple[Column, Column]:
    return Column(name, "stores", heading, says), Column(f"{name}_pct", "percent", share, has_bar=True)


TRADING: Final = Sheet(
    code="certified-trading",
    title=_("Certified stores that sell and go live"),
    about=_(
        "In the last whole week: stores with at least one paid order, with at least one live session, and with both, "
        "out of the certified stores whose activity is known."
    ),
    columns=lambda _opened: (
        *_CATEGORY,
        Column("certified", "stores", _("certified"), _("Certified stores on the day")),
        Column("known", "stores", _("activity known"), _("Certified stores with any trading week delivered: what is "
               "divided by")),
        *_pair("active", _("had sales"), _("With an order in the week"), _("had sales ÷ known")),
        *_pair("live", _("went live"), _("With a live session in the week"), _("went live ÷ known")),
        *_pair("both", _("both"), _("With an order and a live session in the week"), _("both ÷ known")),
    ),
    rows=lambda opened: _counted_rows(opened, asked.trading(opened.now, opened.question), _trading_shares),
    few="known",
    within=("group",),
)  # fmt: skip


def _cold_shares(of: asked.ColdStart) -> Row:
    return {
        f"passed_{days}_pct": share(getattr(of, f"passed_{days}"), getattr(of, f"due_{days}"))
        for days in asked.COLD_START_DAYS
    } | {"least": min(filter(None, (of.newly, of.due_7, of.due_30)), default=0)}


COLD_START: Final = Sheet(
    code="cold-start",
    title=_("Newly certified stores that pass the cold start"),
    about=_(
        "Stores first certified in the last 90 days that entered after the trading weeks begin and whose activity is "
        "known. Sales are known by week: a first sale counts as within 7 or 30 days of entry when the Monday of its "
        "week is at most 7 or 30 days after the day of entry. Stores whose days are not over yet are not divided by."
    ),
    columns=lambda _opened: (
        *_CATEGORY,
        Column("newly", "stores", _("newly certified"), _("First certified in the last 90 days, entered after the "
               "trading weeks begin, activity known")),
        Column("due_7", "stores", _("7 days over"), _("Of these: seven days since entry are covered by the weeks "
               "delivered")),
        *_pair("passed_7", _("sold in 7 days"), _("Of these: first sale within 7 days"), _("sold ÷ 7 days over")),
        Column("due_30", "stores", _("30 days over"), _("Of the newly certified: thirty days since entry are covered "
               "by the weeks delivered")),
        *_pair("passed_30", _("sold in 30 days"), _("Of these: first sale within 30 days"), _("sold ÷ 30 days over")),
    ),
    rows=lambda opened: _counted_rows(opened, asked.cold_start(opened.now, opened.question), _cold_shares),
    few="least",
    within=("group",),
)  # fmt: skip

SHEETS: Final = (CATEGORIES, MATRIX, PEERS, PEER_BELTS, TRADING, COLD_START)
