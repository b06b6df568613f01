"""The what-if: a schedule that a person edits, and what it changes."""

from dataclasses import replace

from dashboard.reading.opening import Opened
from dashboard.ui.page import note
from data.errors import Refused
from pages.deposits.drafts import chosen_draft
from pages.deposits.editor import editor_card
from pages.deposits.whatif_results import results


def whatif(opened: Opened) -> None:
    """Edit a schedule and see who moves; a draft that is not here gives a sentence, and the schedule in force."""
    try:
        chosen_draft(opened)
    except Refused as refused:
        note(refused.sentence, opened.language)
        opened = replace(opened, view=opened.view.but(item=""))
    editor_card(opened)
    results(opened)
