"""The ten measures of the Star Glow plan: what is public of each, and what became of its grants."""

from dashboard.ui import current
from dashboard.ui.filters import filters
from dashboard.ui.in_view import nothing_in_view
from pages.measures.parts import ten_measures

opened = current.opened()
filters(opened, has_metric=False)
nothing_in_view(opened)
ten_measures(opened)
