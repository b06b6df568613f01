"""Categories: the chosen metric across them, by region, and the trade of certified stores in them."""

from dashboard.ui import current
from dashboard.ui.filters import filters
from dashboard.ui.in_view import nothing_in_view
from dashboard.ui.tabs import tabs
from pages.categories.parts import TABS, matrix_tab, metric_tab, trade_tab

opened = current.opened()
filters(opened, has_metric=opened.presentation.listing != "trade")
nothing_in_view(opened)
{"metric": metric_tab, "matrix": matrix_tab, "trade": trade_tab}[tabs(opened, "listing", TABS)](opened)
