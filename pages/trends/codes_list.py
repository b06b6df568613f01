"""What the choice between codes of now and of then does to the days on screen, as a list."""

from dashboard.markup.elements import element
from dashboard.reading.opening import Opened
from dashboard.ui.codes import codes_account
from dashboard.ui.page import put
from models.snapshots.snapshot import Snapshot


def codes_list(opened: Opened, other: Snapshot) -> None:
    """What it does between the day shown and another; nothing where it does nothing."""
    sentences = codes_account(opened, other)
    if sentences:
        items = [element("li", sentence.say(opened.language)) for sentence in sentences]
        put(element("ul", items, class_="hint codes-told"))
