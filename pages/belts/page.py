"""Belts: which they are and how they fare, where coverage is thin, and the page of one."""

from dashboard.ui import current
from dashboard.ui.filters import filters
from dashboard.ui.in_view import nothing_in_view
from pages.belts.belt_page import belt_page
from pages.belts.parts import belt_lists

opened = current.opened()

if opened.presentation.item:
    belt_page(opened)
else:
    filters(opened, has_metric=False)
    nothing_in_view(opened)
    belt_lists(opened)
