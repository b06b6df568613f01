"""Belts: which they are and how they fare, where coverage is thin, and the page of one."""

from dashboard.widgets import current
from dashboard.widgets.account import nothing_in_view
from dashboard.widgets.belts import belt_lists, belt_page
from dashboard.widgets.filters import filters

opened = current.opened()

if opened.view.item:
    belt_page(opened)
else:
    filters(opened, has_metric=False)
    nothing_in_view(opened)
    belt_lists(opened)
