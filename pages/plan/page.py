"""The plan as a whole: its measures and what became of them, the days ahead, and the context that the press gives."""

from dashboard.ui import current
from dashboard.ui.filters import filters
from dashboard.ui.in_view import nothing_in_view
from pages.plan.parts import context_card, peers_card, picture_card
from pages.plan.time_line import days_card

opened = current.opened()
filters(opened, has_metric=False)
nothing_in_view(opened)
picture_card(opened)
days_card(opened)
context_card(opened)
peers_card(opened)
