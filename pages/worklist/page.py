"""The work list: whom to call, by what is about to be lost; and the week on one page."""

from dashboard.ui import current
from dashboard.ui.filters import filters
from pages.worklist.parts import (
    FIRST,
    SUMMARY,
    TO_CALL,
    call_first,
    choices,
    narrowing,
    one_list,
    since_last_visit,
    stores_to_call,
)
from pages.worklist.summary import summary

opened = since_last_visit(current.opened())
narrowing(opened)
filters(opened, has_metric=False)
chosen = choices(opened)
if chosen == TO_CALL:
    stores_to_call(opened)
elif chosen == SUMMARY:
    summary(opened)
elif chosen == FIRST:
    call_first(opened)
else:
    one_list(opened)
