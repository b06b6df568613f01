"""Deposits: tiers and shortfalls, the schedules, a what-if on the schedule, and drafts side by side."""

from dashboard.ui import current
from dashboard.ui.filters import filters
from dashboard.ui.in_view import nothing_in_view
from dashboard.ui.tabs import tabs
from pages.deposits.parts import TABS, schedules, state
from pages.deposits.whatif_parts import side_by_side, whatif

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
