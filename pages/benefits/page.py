"""Traffic packs and launch red envelopes: uptake, the week's value and cost, claiming, and where uptake is low."""

from dashboard.ui import current
from dashboard.ui.filters import filters
from dashboard.ui.in_view import nothing_in_view
from pages.benefits.parts import benefits

opened = current.opened()
filters(opened, has_metric=False)
nothing_in_view(opened)
benefits(opened)
