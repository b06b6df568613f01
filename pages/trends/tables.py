"""The tables of the Trends screen: the points of the lines, the changes of rules, and two days side by side."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from dashboard.figures.figure import Compared, Figure
from dashboard.questions import ranking
from dashboard.questions.rule_changes import RuleKind, rule_changes
from dashboard.reading.naming import names
from dashboard.reading.opening import Opened
from dashboard.tables.cell_links import filter_link
from dashboard.tables.columns import Column, Columns, column, row, several
from dashboard.tables.figure_cells import KINDS, compared_columns, figure_columns, named, value_cell
from dashboard.tables.rule_names import RULES, rule_name
from dashboard.tables.table import Table
from dashboard.tables.values import Amount
from dashboard.views.view import View
from data.language import Named, Sentence, _
from pages.trends.series import days, dimension, line_name, points


@row
class TrendRow:
    """One day of one line; no figure: its code was not listed then."""

    name: Named | Sentence = column("named", _("Line"))
    code: str | None = column("code", _("Code of the region, belt or category; empty: all in view"), shown=False)
    day: date = column("day", _("Day"))
    snapshot_id: str = column("code", _("Snapshot"), shown=False)
    figure: Figure | None = several(lambda opened: figure_columns(opened.question.measured))


def trend_rows(opened: Opened) -> Iterator[TrendRow]:
    """The points of the lines: by line, then by day."""
    for point in points(opened):
        yield TrendRow(
            name=point.name,
            code=point.code,
            day=point.snapshot.day,
            snapshot_id=point.snapshot.snapshot_id,
            figure=point.figure,
        )


TREND: Final = Table(
    code="trend",
    title=_("The metric over the published weeks"),
    about=_("One row for each line and day. A day on which a code was not listed has no value."),
    row=TrendRow,
    make=trend_rows,
)


def _day_columns(opened: Opened) -> Columns:
    """A column for each day, and the change over all of them."""
    unit, over = opened.question.measured.unit, [day.as_of for day in days(opened)]

    def on(day: str) -> Column:
        heading = Sentence("{day}", {"day": day[5:]})  # a day where a message is wanted
        return Column(named(f"on_{day}", unit), KINDS[unit], heading, of=lambda figures: value_cell(figures.get(day)))

    def change(figures: Mapping[str, Figure | None]) -> Amount:
        first, last = (figures.get(day) for day in (over[0], over[-1]))
        known = first and last and first.value is not None and last.value is not None
        return last.value - first.value if known else None  # type: ignore[union-attr, operator]

    over_all = Column(
        named("change", unit),
        "points" if unit == "percent" else KINDS[unit],
        _("vs {day}", day=over[0][5:]),
        _("Value on the last day − value on {day}.", day=over[0]),
        signed=True,
        of=change,
    )
    return [*(on(day) for day in over), *([over_all] if len(over) > 1 else [])]


def _narrow(line: "LineRow", view: View) -> tuple[str, View] | None:
    """The view narrowed to what the line is of."""
    return filter_link(dimension(view), "code")(line, view) if line.code else None


@row
class LineRow:
    """One line with its value on each day; no figure: its code was not listed then."""

    name: Named | Sentence = column("named", _("Line"), opens=_narrow)
    code: str | None = column("code", _("Code of the region, belt or category; empty: all in view"), shown=False)
    figures: Mapping[str, Figure | None] = several(_day_columns)


def line_rows(opened: Opened) -> Iterator[LineRow]:
    """A row a line: all in view first."""
    rows: dict[str | None, dict[str, Figure | None]] = {}
    called: dict[str | None, Named | Sentence] = {}
    for point in points(opened):
        rows.setdefault(point.code, {})[point.snapshot.as_of] = point.figure
        called[point.code] = line_name(point, opened)
    for code, figures in rows.items():
        yield LineRow(name=called[code], code=code, figures=figures)


TREND_DAYS: Final = Table(
    code="trend-days",
    title=_("Value on each day"),
    about=_(
        "One row for each line, a column for each published day, and the change from the first of them to the last."
    ),
    row=LineRow,
    make=line_rows,
)


@row
class RuleChangeRow:
    """One day on which a rule begins or ends."""

    day: date = column("day", _("Day"))
    kind: RuleKind = column("code", _("Kind of change, by code"), shown=False)
    what: Sentence = column("named", _("What changes"))
    code: str = column("code", _("Schedule, category, belt or target, by code"), shown=False)
    name: Named | Sentence = column("named", _("Of"))
    rows: int = column("count", _("rules"), _("Rows of the rule that begin or end on the day"))
    is_ahead: bool = column("flag", _("ahead"), _("After the snapshot's day"))


def rule_rows(opened: Opened) -> Iterator[RuleChangeRow]:
    """The changes of rules, the newest first."""
    names_now = names(opened.now)
    for change in rule_changes(opened.now, opened.question):
        yield RuleChangeRow(
            day=change.day,
            kind=change.kind,
            what=RULES[change.kind],
            code=change.code,
            name=rule_name(change, names_now),
            rows=change.rows,
            is_ahead=change.day.isoformat() > opened.now.as_of,
        )


RULE_CHANGES: Final = Table(
    code="rule-changes",
    title=_("Changes of rules"),
    about=_("Days on which a dated rule begins or ends, as the snapshot knows them; waivers of the belts in view."),
    row=RuleChangeRow,
    make=rule_rows,
)


@row
class CompareRow:
    """One region on both days; no code: stores matched to none."""

    region_code: str | None = column("code", _("Region, by code"), shown=False)
    region: Named = column("named", _("Region"), opens=filter_link("region", "region_code"))
    figures: Compared = several(lambda opened: compared_columns(opened.question.measured))


def compare_rows(opened: Opened) -> Iterator[CompareRow]:
    """The regions of both days by the size of their change; nothing where there is nothing to compare with."""
    if opened.before is not None and opened.before != opened.now:
        for compared in ranking.compared(opened.now, opened.before, opened.view):
            yield CompareRow(region_code=compared.code, region=compared.name, figures=compared)


COMPARE: Final = Table(
    code="compare",
    title=_("Two snapshots by region"),
    about=_(
        "The value of each region on both days, by the size of the change. A region whose code was not listed on one "
        "of the days has no value there."
    ),
    row=CompareRow,
    make=compare_rows,
)

TABLES: Final = (TREND, TREND_DAYS, RULE_CHANGES, COMPARE)
