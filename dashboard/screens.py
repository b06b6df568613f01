"""The one list of screens, and of their tables and charts, which `app.py`, `main.py` and `cli.py` hand down."""

from collections.abc import Mapping
from typing import Final

from dashboard.drawing.chart import Chart
from dashboard.exports import Tables
from dashboard.pictures.chart_shapes import of_chart
from dashboard.pictures.picture import Pictures
from dashboard.reading.opening import Opened
from dashboard.tables import ordering
from dashboard.tables.table import Table
from dashboard.views.screen import Groups, Screen
from data.language import Sentence, _
from pages.belts import charts as belts_charts
from pages.belts import tables as belts
from pages.benefits import charts as benefits_charts
from pages.benefits import tables as benefits
from pages.categories import charts as categories_charts
from pages.categories import tables as categories
from pages.certification import charts as certification_charts
from pages.certification import tables as certification
from pages.data import tables as data
from pages.deposits import charts as deposits_charts
from pages.deposits import tables as deposits
from pages.map import pictures as map_pictures
from pages.map import tables as map_tables
from pages.measures import charts as measures_charts
from pages.measures import tables as measures
from pages.plan import tables as plan
from pages.snapshots import diff_tables as diff
from pages.snapshots import tables as snapshots
from pages.stores import tables as stores
from pages.trends import charts as trends_charts
from pages.trends import tables as trends
from pages.worklist import tables as worklist

GROUPS: Final[Groups] = (
    (
        _("My week"),
        (
            Screen("worklist", _("Work list")),
            Screen("map", _("Map")),
            Screen("stores", _("Find stores")),
            Screen("belts", _("Belts")),
        ),
    ),
    (
        _("Programme"),
        (
            Screen("plan", _("The plan")),
            Screen("certification", _("Certification")),
            Screen("benefits", _("Packs and envelopes")),
            Screen("deposits", _("Deposits")),
            Screen("categories", _("Categories")),
            Screen("measures", _("Ten measures")),
            Screen("trends", _("Trends")),
        ),
    ),
    (
        _("Records"),
        (
            Screen("snapshots", _("Snapshots")),
            Screen("data", _("Data")),
        ),
    ),
)

SCREENS: Final[Mapping[str, Screen]] = {screen.code: screen for _name, group in GROUPS for screen in group}
BY_PATH: Final[Mapping[str, Screen]] = {screen.path: screen for screen in SCREENS.values()}

_OF_SCREENS = (
    map_tables,
    belts,
    benefits,
    categories,
    certification,
    data,
    measures,
    stores,
    worklist,
    deposits,
    snapshots,
    diff,
    trends,
    plan,
)
TABLES: Final[Tables] = {table.code: table for module in _OF_SCREENS for table in module.TABLES}
"""Every table that a screen declares, by its code: what an export may name and docs/exporting.md lists."""
_WITH_CHARTS = (
    certification_charts,
    benefits_charts,
    belts_charts,
    categories_charts,
    deposits_charts,
    measures_charts,
    trends_charts,
)
CHARTS: Final[Mapping[str, Chart]] = {chart.code: chart for module in _WITH_CHARTS for chart in module.CHARTS}
"""Every chart that a screen declares, by its code: what a picture may be made of."""
_MAPS = (map_pictures,)
PICTURES: Final[Pictures] = {map_.code: map_ for module in _MAPS for map_ in module.PICTURES} | {
    code: of_chart(chart) for code, chart in CHARTS.items()
}
"""Every map and chart that can be taken away as a picture, by its code."""


def unknown_order(opened: Opened) -> Sentence | None:
    """What to tell of a link that orders a table by what no table has."""
    rows = opened.presentation.rows
    found = TABLES.get(rows.partition(".")[0])
    columns = found.columns(opened) if isinstance(found, Table) else ()
    return ordering.note(rows, columns)
