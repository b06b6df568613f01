"""The work list: whom to call, by what is about to be lost; and the week on one page."""

from dashboard.ui import current
from dashboard.ui.filters import filters
from pages.worklist.parts import FIRST, SUMMARY, call_first, choices, one_list
from pages.worklist.summary import summary

opened = current.opened()
filters(opened, has_metric=False)
chosen = choices(opened)
if chosen == SUMMARY:
    summary(opened)
elif chosen == FIRST:
    call_first(opened)
else:
    one_list(opened)
