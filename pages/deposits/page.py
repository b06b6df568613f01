"""Deposits: tiers and shortfalls, the schedules, a what-if on the schedule, and drafts side by side."""

from dashboard.ui import current
from dashboard.ui.filters import filters
from dashboard.ui.in_view import nothing_in_view
from dashboard.ui.tabs import tabs
from pages.deposits.drafts_tab import side_by_side
from pages.deposits.schedules_tab import schedules
from pages.deposits.state_tab import state
from pages.deposits.tabs import TABS
from pages.deposits.whatif_tab import whatif

opened = current.opened()

filters(opened, has_metric=False)
nothing_in_view(opened)
match tabs(opened, "listing", TABS):
    case "state":
        state(opened)
    case "schedules":
        schedules(opened)
    case "whatif":
        whatif(opened)
    case _:
        side_by_side(opened)
