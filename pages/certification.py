"""Certification: where stores stand, how applications fare, what waits, what was refused, and what ends."""

from dashboard.widgets import current
from dashboard.widgets.account import nothing_in_view
from dashboard.widgets.certification import SHOWN, TABS
from dashboard.widgets.filters import filters
from dashboard.widgets.tabs import tabs

opened = current.opened()

filters(opened, has_metric=False)
nothing_in_view(opened)
SHOWN[tabs(opened, "listing", TABS)](opened)
