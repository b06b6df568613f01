"""The days on which something of the plan changes, as a table: what changes, of what, and where that is known from."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final, Literal

from dashboard.reading.naming import names
from dashboard.reading.opening import Opened
from dashboard.tables.columns import column, row
from dashboard.tables.rule_names import RULES, rule_name
from dashboard.tables.table import Table
from dashboard.views.names import Names
from data.language import Named, Sentence, _
from models.programme.press import press_days
from models.programme.public_facts import measures
from models.programme.targets import TARGETS
from pages.plan.questions import Basis, PlanDay, plan_days

Lane = Literal["measures", "rules", "waivers", "budgets"]
LANES: Final[Mapping[Lane, Sentence]] = {
    "measures": _("Plan and measures"),
    "rules": _("Rules and targets"),
    "waivers": _("Commission waivers"),
    "budgets": _("Budgets"),
}
KINDS: Final[Mapping[str, Sentence]] = {
    "press": _("Public text"),
    "entry": _("Stores count that enter from this day on"),
    "first-grant": _("First grant in the delivered data"),
    "budget-begins": _("A budget begins"),
    "budget-ends": _("Last day of a budget"),
    "budget-out": _("A budget runs out at the present rate"),
}
BASES: Final[Mapping[Basis, Sentence]] = {
    "press": _("press"),
    "delivered": _("delivered data"),
    "forecast": _("forecast from the last four weeks"),
}


def lane_of(kind: str) -> Lane:
    """The lane of the time line that a kind of change stands in."""
    if kind.startswith("budget-"):
        return "budgets"
    if kind.startswith("waiver-"):
        return "waivers"
    return "measures" if kind in KINDS else "rules"


@row
class PlanDayRow:
    """One day on which something changes."""

    day: date = column("day", _("Day"), _("Of a public text that names the month alone: its first day"))
    is_month: bool = column("flag", _("Month alone"), _("The text names the month, not the day"), shown=False)
    lane: Sentence = column("named", _("Of the plan"))
    kind: str = column("code", _("Kind of change, by code"), shown=False)
    what: Sentence = column("named", _("What changes"))
    code: str = column("code", _("Measure, rule, belt or budget, by code"), shown=False)
    name: Named | Sentence = column("named", _("Of what"))
    rows: int = column("count", _("rules"), _("Rows of the rule that begin or end on the day"))
    basis: Sentence = column("named", _("Known from"))
    ahead: int = column("days", _("Days ahead"), _("Days from the snapshot's day; below zero: past"), signed=True)


def _name(change: PlanDay, known: Names) -> Named | Sentence:
    if change.rule:
        return rule_name(change.rule, known)
    if change.kind == "press":
        told = press_days()[int(change.code)]
        return _("{what} (expected)", what=told.what) if told.is_expected else told.what
    if change.kind in ("entry", "first-grant"):
        return measures()[change.code].name
    return TARGETS[f"budget-{change.code}"].name


def _rows(opened: Opened) -> Iterator[PlanDayRow]:
    """What comes, the next first; then what has been, the latest first."""
    known, today = names(opened.now), opened.now.day
    days = plan_days(opened.now, opened.question)
    past = [change for change in days if change.day <= today]
    for change in [*days[len(past) :], *reversed(past)]:
        yield PlanDayRow(
            day=change.day,
            is_month=change.is_month,
            lane=LANES[lane_of(change.kind)],
            kind=change.kind,
            what=RULES[change.rule.kind] if change.rule else KINDS[change.kind],
            code=change.code,
            name=_name(change, known),
            rows=change.rule.rows if change.rule else 1,
            basis=BASES[change.basis],
            ahead=(change.day - today).days,
        )


PLAN_DAYS: Final = Table(
    "plan-days",
    _("Days on which something changes"),
    _(
        "Measures, rules, waivers of the belts in view, and budgets. What the press names is marked so; a day on which "
        "a budget runs out is a forecast."
    ),
    row=PlanDayRow,
    make=_rows,
)
