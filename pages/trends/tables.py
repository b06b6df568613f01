"""The sheets of the Trends screen: the points of the lines, the changes of rules, and two days side by side."""

from datetime import date
from typing import Final

from dashboard.questions import ranking
from dashboard.reading.naming import names
from dashboard.reading.opening import Opened
from dashboard.tables import figure_columns as figures
from dashboard.tables.opening import narrowing
from dashboard.tables.sheet import Column, Row, Sheet
from dashboard.views.names import Names
from data.language import Named, Sentence, _
from models.programme.targets import TARGETS
from pages.trends.questions import RuleChange, RuleKind, rule_changes
from pages.trends.series import points

RULES: Final[dict[RuleKind, Sentence]] = {
    "schedule": _("Deposit schedule begins"),
    "base": _("Base deposits begin"),
    "waiver-begins": _("Commission waiver begins"),
    "waiver-ends": _("Last day of a commission waiver"),
    "target": _("Target or threshold begins"),
}


def trend_rows(opened: Opened) -> list[Row]:
    """The points of the lines: by line, then by day."""
    metric = opened.question.measured
    return [
        {
            "day": date.fromisoformat(point.snapshot.as_of),
            "snapshot_id": point.snapshot.snapshot_id,
            "code": point.code,
            "name": point.name,
        }
        | figures.cells(point.figure, metric)
        for point in points(opened)
    ]


TREND: Final = Sheet(
    code="trend",
    title=_("The metric over the published weeks"),
    about=_("One row for each line and day. A day on which a code was not listed has no value."),
    columns=lambda opened: (
        Column("name", "named", _("Line")),
        Column("code", "code", _("Code of the region, belt or category; empty: all in view"), is_shown=False),
        Column("day", "day", _("Day")),
        Column("snapshot_id", "code", _("Snapshot"), is_shown=False),
        *figures.columns(opened.question.measured),
    ),
    rows=trend_rows,
)


def rule_name(change: RuleChange, of: Names) -> Named | Sentence | str:
    """What it is that changes, in words."""
    if change.kind in ("waiver-begins", "waiver-ends"):
        return of.belt_labelled(change.code) if change.code in of.belts else change.code
    if change.kind == "base":
        return of.categories.get(change.code, change.code)
    if change.kind == "target" and change.code in TARGETS:
        return TARGETS[change.code].name
    return change.code


def _as_named(name: Named | Sentence | str) -> Named | Sentence:
    return Named(name, name) if isinstance(name, str) else name


def rule_rows(opened: Opened) -> list[Row]:
    """The changes of rules, the newest first."""
    of = names(opened.now)
    return [
        {
            "day": change.day,
            "kind": change.kind,
            "what": RULES[change.kind],
            "code": change.code,
            "name": _as_named(rule_name(change, of)),
            "rows": change.rows,
            "is_ahead": change.day.isoformat() > opened.now.as_of,
        }
        for change in rule_changes(opened.now, opened.question)
    ]


RULE_CHANGES: Final = Sheet(
    code="rule-changes",
    title=_("Changes of rules"),
    about=_("Days on which a dated rule begins or ends, as the snapshot knows them; waivers of the belts in view."),
    columns=lambda _opened: (
        Column("day", "day", _("Day")),
        Column("kind", "code", _("Kind of change, by code"), is_shown=False),
        Column("what", "named", _("What changes")),
        Column("code", "code", _("Schedule, category, belt or target, by code"), is_shown=False),
        Column("name", "named", _("Of")),
        Column("rows", "count", _("rules"), _("Rows of the rule that begin or end on the day")),
        Column("is_ahead", "flag", _("ahead"), _("After the snapshot's day")),
    ),
    rows=rule_rows,
)


def compare_rows(opened: Opened) -> list[Row]:
    """The regions of both days by the size of their change; nothing where there is nothing to compare with."""
    if opened.before is None or opened.before == opened.now:
        return []
    metric = opened.question.measured
    return [
        {"region_code": row.code, "region": row.name}
        | figures.cells(row.now, metric)
        | figures.value_cells(row.before, metric, "value_before")
        | {"status_before": row.before.status if row.before else "unlisted"}
        | figures.change_cells(row, metric)
        for row in ranking.compared(opened.now, opened.before, opened.view)
    ]


COMPARE: Final = Sheet(
    code="compare",
    title=_("Two snapshots by region"),
    about=_(
        "The value of each region on both days, by the size of the change. A region whose code was not listed on one "
        "of the days has no value there."
    ),
    columns=lambda opened: (
        Column("region_code", "code", _("Region, by code"), is_shown=False),
        Column("region", "named", _("Region"), opens=narrowing("region", "region_code")),
        figures.value_column(
            opened.question.measured, "value_before", _("before"), _("Value on the day compared with")
        ),
        *figures.columns(opened.question.measured),
        Column("status_before", "code", _("Status on the day compared with"), is_shown=False),
        figures.change_column(opened.question.measured),
    ),
    rows=compare_rows,
)

SHEETS: Final = (TREND, RULE_CHANGES, COMPARE)
