"""The chart of trends: lines over the published weeks, with the changes of rules above them."""

from collections.abc import Sequence
from typing import Final

from dashboard.drawing.chart import Chart
from dashboard.drawing.charts.canvas import Spec
from dashboard.drawing.charts.events import Event
from dashboard.drawing.charts.lines import lines
from dashboard.drawing.charts.lines_shown import Line, LinesOver, Target
from dashboard.drawing.look import Look
from dashboard.figures import number_formats as numbers
from dashboard.findings.over_time import Goal, Run, over_time
from dashboard.questions.rule_changes import rule_changes
from dashboard.questions.targets import target_of
from dashboard.reading.naming import names
from dashboard.reading.opening import Opened
from dashboard.tables.figure_cells import NOT_LISTED
from dashboard.tables.rule_names import RULES_IN_SHORT, rule_name_in_short
from dashboard.views.dimensions import is_whole_programme
from data.language import Sentence, _
from pages.trends.series import STEPS, Point, days, dimension, line_name, points, step


def followed_points(opened: Opened) -> list[Point]:
    """The points of the lines that are drawn: those of all stores only where they do not dwarf their parts."""
    return [point for point in points(opened) if opened.question.measured.denominator is not None or point.code]


def _line(run: Sequence[Point], opened: Opened) -> Line:
    metric, language = opened.question.measured, opened.language
    values = [point.figure.value if point.figure else None for point in run]
    told = [
        numbers.figure_text(point.figure, metric, language) if point.figure else NOT_LISTED.say(language)
        for point in run
    ]

    def change(before: float | None, after: float | None) -> str:
        if before is None or after is None:
            return numbers.NOTHING
        return numbers.bare_change(after - before, metric.unit, language)

    known = [value for value in values if value is not None]
    return Line(
        code=run[0].code or "",
        name=line_name(run[0], opened).say(language),
        values=values,
        told=told,
        changes=[change(before, after) for before, after in zip([None, *values], values, strict=False)],
        span=change(known[0], known[-1]) if len(known) > 1 else "",
        is_whole=run[0].code is None,
    )


def _target(opened: Opened) -> Target | None:
    """The metric's target; where less than the programme is in view it is said to be the programme's."""
    metric = opened.question.measured
    value = target_of(opened.now, metric)
    if value is None:
        return None
    words = numbers.bound(value, metric.unit, opened.language)
    of_all = is_whole_programme(opened.question)
    named = _("Target {value}", value=words) if of_all else _("Target of all {value}", value=words)
    return Target(value, named.say(opened.language))


def _events(opened: Opened) -> list[Event]:
    known, language = names(opened.now), opened.language
    return [
        Event(
            change.day,
            RULES_IN_SHORT[change.kind].say(language),
            rule_name_in_short(change, known).say(language),
        )
        for change in rule_changes(opened.now, opened.question)
    ]


def _runs(opened: Opened) -> dict[str | None, list[Point]]:
    """The points of each line, by its code."""
    runs: dict[str | None, list[Point]] = {}
    for point in followed_points(opened):
        runs.setdefault(point.code, []).append(point)
    return runs


def lines_over(opened: Opened) -> LinesOver | None:
    """What the chart shows; None where no line has a value."""
    drawn = [_line(run, opened) for run in _runs(opened).values()]
    drawn = [line for line in drawn if line.last is not None]
    if not drawn:
        return None
    return LinesOver(
        days=[day.day for day in days(opened)],
        lines=drawn,
        unit=opened.question.measured.unit,
        target=_target(opened),
        events=_events(opened),
        against=STEPS[step(opened.view)].against,
        picks=dimension(opened.view),
    )


def _lines(opened: Opened, look: Look) -> Spec | None:
    shown = lines_over(opened)
    return lines(shown, look, opened.language) if shown else None


def _finding(opened: Opened) -> Sentence | None:
    """How the whole went over the days, and what went another way."""
    metric, runs = opened.question.measured, _runs(opened)
    told = {code: _run(run, opened) for code, run in runs.items()}
    first = days(opened)[0]
    goal = target_of(opened.now, metric)
    return over_time(
        told.get(None),
        [run for code, run in told.items() if code and run],
        metric.unit,
        (opened.now.day - first.day).days,
        None if goal is None else Goal(goal, "high" if metric.direction == "down" else "low"),
    )


def _run(run: Sequence[Point], opened: Opened) -> Run | None:
    """A line from the first of the days to the last; None where one of them has no value."""
    first, last = run[0].figure, run[-1].figure
    if first is None or last is None or first.value is None or last.value is None or len(run) < 2:
        return None
    return Run(line_name(run[0], opened), first.value, last.value)


def _title(opened: Opened) -> Sentence:
    return _("{metric}: {step}", metric=opened.question.measured.name, step=STEPS[step(opened.view)].title)


def _about(opened: Opened) -> Sentence:
    return _("{metric} over the published weeks; the table below says the same.", metric=opened.question.measured.name)


TREND_LINES: Final = Chart("trend-lines", _title, _about, _lines, _finding)
CHARTS: Final = (TREND_LINES,)
