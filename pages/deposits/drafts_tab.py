"""Saved drafts, and up to four of them beside the schedule in force."""

from collections.abc import Sequence

from markupsafe import Markup

from dashboard.markup.elements import element
from dashboard.markup.links import to_screen
from dashboard.reading.opening import Opened
from dashboard.ui.page import note, put
from dashboard.ui.tables import table_card
from data.language import _
from models.drafts.schedule import Draft
from pages.deposits.draft_tables import COMPARISON, RULES, SAVED
from pages.deposits.drafts import MOST_COMPARED, compared, saved


def _switch(opened: Opened, draft: Draft, on: Sequence[str]) -> Markup:
    """A saved draft that is compared or not; the first of four gives way to another."""
    code, is_on = draft.draft_id, draft.draft_id in on
    series = [other for other in on if other != code] if is_on else [*on, code][-MOST_COMPARED:]
    inside = (draft.name, element("i", draft.made_on))
    return to_screen("", opened.view.but(series=tuple(series)), inside, is_on=is_on)


def _choose_drafts(opened: Opened, drafts: Sequence[Draft]) -> None:
    """Saved drafts as switches, at most four on at a time."""
    on = [draft.draft_id for draft in compared(opened)]
    title = element("em", _("Compare up to {n}", n=MOST_COMPARED).say(opened.language))
    put(element("nav", title, [_switch(opened, draft, on) for draft in drafts], class_="tabs onward"))


def side_by_side(opened: Opened) -> None:
    """Saved drafts, and up to four of them beside the schedule in force."""
    if drafts := saved():
        _choose_drafts(opened, drafts)
    else:
        note(_("No draft has been saved yet: edit the schedule under “What if” and save it."), opened.language)
    table_card(opened, COMPARISON)
    table_card(opened, RULES, rows=60)
    table_card(opened, SAVED)
