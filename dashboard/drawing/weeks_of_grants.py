"""What became of grants week by week, as lines: for the screens whose tables are of weeks."""

from collections.abc import Mapping, Sequence
from datetime import date
from operator import attrgetter
from typing import Final, Protocol, TypeVar

from dashboard.drawing.charts.canvas import Spec
from dashboard.drawing.charts.lines import lines
from dashboard.drawing.charts.weekly import Flow, weekly
from dashboard.drawing.look import Look
from dashboard.findings.weeks import last_week
from dashboard.questions.grants import WeekFlows
from dashboard.reading.opening import Opened
from dashboard.tables.table import Table
from dashboard.tables.values import Hidden
from dashboard.tables.words import unit_drawn
from data.language import Sentence, _

STEPS: Final[Mapping[str, Sentence]] = {
    "granted": _("Granted"),
    "claimed": _("Claimed"),
    "used": _("Used"),
    "lapsed": _("Lapsed"),
}
"""What becomes of a grant, by the names that flows have for it."""
WEEKS_DRAWN: Final = 26


class _Week(Protocol):
    @property
    def week_start(self) -> date: ...
    @property
    def unit(self) -> str: ...
    @property
    def flows(self) -> WeekFlows | Hidden: ...


Week = TypeVar("Week", bound=_Week)


def _flows(weeks: Sequence[_Week]) -> list[Flow]:
    """The newest of some weeks (newest first); those that are withheld have no value."""
    shown = [(week.week_start, week.flows) for week in weeks[:WEEKS_DRAWN] if not isinstance(week.flows, Hidden)]
    return [Flow(step, name, {day: attrgetter(step)(flows) for day, flows in shown}) for step, name in STEPS.items()]


def weeks_of_grants(table: Table[Week], opened: Opened, look: Look) -> Spec | None:
    """The newest weeks of a table of weeks; nothing where they are withheld or there are none."""
    weeks = table.shown(opened)
    shown = weekly(_flows(weeks), unit_drawn(weeks[0].unit), opened.language) if weeks else None
    return lines(shown, look, opened.language) if shown else None


def grants_finding(table: Table[Week], opened: Opened) -> Sentence | None:
    """What lapsed in the last of the weeks, or else what was claimed, where that is unusual."""
    weeks = table.shown(opened)
    flows = {flow.code: flow for flow in _flows(weeks)}
    for step in ("lapsed", "claimed"):
        values = flows[step].values
        if values:
            days = sorted(values)
            found = last_week(STEPS[step], [values[day] for day in days], days[-1], unit_drawn(weeks[0].unit))
            if found:
                return found
    return None
