"""Certification: where stores stand, how applications fare, what waits, what was refused, and what ends."""

from dashboard.ui import current
from dashboard.ui.filters import filters
from dashboard.ui.in_view import nothing_in_view
from dashboard.ui.tabs import tabs
from pages.certification.parts import TAB_BODIES, TABS

opened = current.opened()

filters(opened, has_metric=False)
nothing_in_view(opened)
TAB_BODIES[tabs(opened, "listing", TABS)](opened)
