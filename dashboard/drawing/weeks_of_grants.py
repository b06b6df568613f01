"""What became of grants week by week, as bars: for the screens whose tables are of weeks."""

from collections.abc import Mapping, Sequence
from datetime import date
from operator import attrgetter
from typing import Final, Protocol, TypeVar

from dashboard.drawing.chart_specs import Axis, Spec, bars
from dashboard.drawing.look import Look
from dashboard.questions.grants import WeekFlows
from dashboard.reading.opening import Opened
from dashboard.tables.table import Table
from dashboard.tables.values import Hidden
from dashboard.tables.words import quantity, unit_drawn
from data.language import Sentence, _

STEPS: Final[Mapping[str, Sentence]] = {
    "granted": _("Granted"),
    "claimed": _("Claimed"),
    "used": _("Used"),
    "lapsed": _("Lapsed"),
}
"""What becomes of a grant, by the names that flows and colours have for it."""
WEEKS_DRAWN: Final = 13


class _Week(Protocol):
    @property
    def week_start(self) -> date: ...
    @property
    def unit(self) -> str: ...
    @property
    def flows(self) -> WeekFlows | Hidden: ...


Week = TypeVar("Week", bound=_Week)


def _bars(weeks: Sequence[_Week], opened: Opened, look: Look) -> Spec:
    """The newest of the weeks (newest first), four bars a week."""
    language, theme = opened.language, look.theme
    drawn = [
        {
            "week": week.week_start.isoformat(),
            "step": name.say(language),
            "amount": amount,
            "told": quantity(amount, week.unit, language),
        }
        for week in reversed(weeks[:WEEKS_DRAWN])
        for step, name in STEPS.items()
        if not isinstance(week.flows, Hidden)
        for amount in (attrgetter(step)(week.flows),)
    ]
    return bars(
        drawn,
        Axis("week", "", "day"),
        Axis("amount", "", "number", unit_drawn(weeks[0].unit)),
        theme,
        language,
        by=Axis("step", "", order=tuple(name.say(language) for name in STEPS.values())),
        colours=[theme.steps[step] for step in STEPS],
        is_stacked=False,
        height=260,
    )


def weeks_of_grants(table: Table[Week], opened: Opened, look: Look) -> Spec | None:
    """The newest weeks of a table of weeks as bars; nothing where they are withheld or there are none."""
    weeks = table.shown(opened)
    return _bars(weeks, opened, look) if any(not isinstance(week.flows, Hidden) for week in weeks) else None
