"""The Deposits screen's tabs."""

from collections.abc import Mapping
from typing import Final

from data.language import Sentence, _

TABS: Final[Mapping[str, Sentence]] = {
    "state": _("Tiers and shortfalls"),
    "schedules": _("Schedules and base deposits"),
    "whatif": _("What if"),
    "drafts": _("Drafts side by side"),
}
