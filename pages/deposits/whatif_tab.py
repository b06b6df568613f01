"""The what-if: a schedule that a person edits, and what it changes."""

from dataclasses import replace

from dashboard.reading.opening import Opened
from dashboard.ui.said import said
from data.errors import Refused
from pages.deposits import drafts
from pages.deposits.editor import editor_card
from pages.deposits.whatif_results import results


def whatif(opened: Opened) -> None:
    """Edit a schedule and see who moves; a draft that is not here gives a sentence, and the schedule in force."""
    try:
        drafts.chosen(opened)
    except Refused as refused:
        said(refused.sentence, opened.view.language)
        opened = replace(opened, view=opened.view.but(item=""))
    editor_card(opened)
    results(opened)
