"""The tables of the Categories screen: the metric by category, and by category and region."""

from collections.abc import Iterator
from typing import Final

from dashboard.figures.figure import Figure, Ranked
from dashboard.questions import ranking
from dashboard.reading.naming import UNMATCHED, names
from dashboard.reading.opening import Opened
from dashboard.tables.columns import column, row, several
from dashboard.tables.figure_cells import changed_columns, figure_columns
from dashboard.tables.table import Table
from dashboard.views.view import View
from data.language import Named, _
from pages.categories.category_cells import Category, category_name
from pages.categories.questions import matrix
from pages.categories.trade_tables import COLD_START, PEER_BELTS, PEERS, TRADING


@row
class CategoryRow(Category):
    """One category."""

    ranked: Ranked = several(lambda opened: changed_columns(opened.question.measured))


def category_rows(opened: Opened) -> Iterator[CategoryRow]:
    """The categories in view, by the metric's value."""
    for ranked in ranking.categories(opened.now, opened.before, opened.view):
        code = str(ranked.code)
        yield CategoryRow(category_code=code, category=category_name(opened, code), ranked=ranked)


CATEGORIES: Final = Table(
    code="categories",
    title=_("The metric by category"),
    about=_("Each category of the stores in view. A category opens the map of it."),
    row=CategoryRow,
    make=category_rows,
)


def _open_cell(cell: "CategoryRegionRow", view: View) -> tuple[str, View] | None:
    """The map of the region, narrowed to the category."""
    if not cell.region_code or cell.region_code == view.question.region:
        return None
    there = view.elsewhere().but(region=cell.region_code, categories=(str(cell.category_code),))
    return "map", there.put("level", "")


@row
class CategoryRegionRow(Category):
    """One category in one region; no region code: matched to none that is drawn."""

    region_code: str | None = column("code", _("Region, by code"), shown=False)
    region: Named = column("named", _("Region"), opens=_open_cell)
    figure: Figure = several(lambda opened: figure_columns(opened.question.measured))


def matrix_rows(opened: Opened) -> Iterator[CategoryRegionRow]:
    """Every category in every region that has stores of it: by category, then region, the unmatched last."""
    names_now = names(opened.now)
    figures = matrix(opened.now, opened.question)
    for category, region in sorted(figures, key=lambda cell: (cell[0], cell[1] is None, cell[1] or "")):
        yield CategoryRegionRow(
            category_code=category,
            category=category_name(opened, category),
            region_code=region,
            region=names_now.region(region) if region else UNMATCHED,
            figure=figures[category, region],
        )


MATRIX: Final = Table(
    code="category-regions",
    title=_("Categories by region"),
    about=_(
        "The metric in each region and category. Where a row or a column has a single cell with too few stores, the "
        "smallest of its others is withheld as well: totals of categories and of regions are shown elsewhere."
    ),
    row=CategoryRegionRow,
    make=matrix_rows,
)

TABLES: Final = (CATEGORIES, MATRIX, PEERS, PEER_BELTS, TRADING, COLD_START)
