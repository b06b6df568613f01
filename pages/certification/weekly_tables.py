"""The table of applications and decisions by week."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from dashboard.reading.opening import Opened
from dashboard.tables.columns import column, row
from dashboard.tables.table import Table
from dashboard.tables.values import Count
from data.language import Sentence, _
from pages.certification.weekly_questions import last_weeks, weekly

FLOW: Final[Mapping[str, Sentence]] = {
    "applied": _("Applications begun"),
    "certified": _("Certified"),
    "rejected": _("Rejected"),
}
"""What happens to applications in a week, by the fields of a row."""
DECIDED_SO: Final = _("Applications that were decided so in the week.")


@row
class WeekRow:
    """One whole week."""

    week_start: date = column("day", _("Week of"))
    applied: Count = column("stores", FLOW["applied"], _("Applications and renewals that began in the week."), bar=True)
    certified: Count = column("stores", FLOW["certified"], DECIDED_SO)
    rejected: Count = column("stores", FLOW["rejected"], DECIDED_SO)

    def flow(self) -> Mapping[str, Count]:
        """The counts by what happened."""
        return {"applied": self.applied, "certified": self.certified, "rejected": self.rejected}


def _week_rows(opened: Opened) -> list[WeekRow]:
    found = weekly(opened.now, opened.question)
    weeks = reversed(last_weeks(opened.now.day)) if found else ()
    return [
        WeekRow(
            week_start=week,
            applied=found.get((week, "applied"), 0),
            certified=found.get((week, "certified"), 0),
            rejected=found.get((week, "rejected"), 0),
        )
        for week in weeks
    ]


WEEKS: Final = Table(
    "certification-weeks",
    _("Applications and decisions by week"),
    _(
        "Applications begun, renewals included, and decisions, in each of the last whole weeks; the newest first. A "
        "week begins on a Monday."
    ),
    row=WeekRow,
    make=_week_rows,
    few="applied",
)
