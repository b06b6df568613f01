"""Trends: any metric over the published weeks, and two snapshots side by side."""

from dashboard.ui import current
from dashboard.ui.filters import filters
from dashboard.ui.in_view import nothing_in_view
from dashboard.ui.tabs import tabs
from pages.trends.compare import compare_tab
from pages.trends.parts import TABS, trend_tab

opened = current.opened()
filters(opened)
nothing_in_view(opened)
{"trend": trend_tab, "compare": compare_tab}[tabs(opened, "listing", TABS)](opened)
