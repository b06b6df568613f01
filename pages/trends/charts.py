"""The chart of trends: lines over the published weeks, with the changes of rules on their axis."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from dashboard.drawing.chart import Chart, Look
from dashboard.drawing.chart_specs import VALUE_TEXT, Axis, Spec, lines
from dashboard.figures import number_formats as numbers
from dashboard.questions.rule_changes import rule_changes
from dashboard.reading.naming import names
from dashboard.reading.opening import Opened
from dashboard.tables.figure_cells import NOT_LISTED
from dashboard.tables.rule_names import RULES, rule_name
from data.language import Sentence, _
from pages.trends.series import Point, days, points
from pages.trends.tables import TREND

MOST_NAMES: Final = 3
"""Names that the mark of a day tells at most, for each kind of change."""


def _marks(opened: Opened, first: str, last: str) -> list[Mapping[str, str]]:
    """The days within the weeks drawn on which rules change, each with what changes in words."""
    names_now, language = names(opened.now), opened.language
    by_day: dict[date, dict[str, list[str]]] = {}
    for change in rule_changes(opened.now, opened.question):
        if first <= change.day.isoformat() <= last:
            what, which = RULES[change.kind].say(language), rule_name(change, names_now).say(language)
            by_day.setdefault(change.day, {}).setdefault(what, []).append(which)
    return [
        {
            "day": day.isoformat(),
            VALUE_TEXT: f"{day}  " + "; ".join(_mark(what, which) for what, which in kinds.items()),
        }
        for day, kinds in sorted(by_day.items())
    ]


def _mark(what: str, which: Sequence[str]) -> str:
    more = f" +{len(which) - MOST_NAMES}" if len(which) > MOST_NAMES else ""
    return f"{what}: {', '.join(which[:MOST_NAMES])}{more}"


def _drawn(point: Point, opened: Opened) -> Mapping[str, object]:
    metric, language, figure = opened.question.measured, opened.language, point.figure
    value = numbers.figure_text(figure, metric, language) if figure else NOT_LISTED.say(language)
    return {
        "day": point.snapshot.as_of,
        "value": figure.value if figure else None,
        "line": point.name.say(language),
        VALUE_TEXT: f"{point.snapshot.as_of}  {value}",
    }


def followed_points(opened: Opened) -> list[Point]:
    """The points of the lines that are drawn: those of all stores only where they do not dwarf their parts."""
    return [point for point in points(opened) if opened.question.measured.denominator is not None or point.code]


def _lines(opened: Opened, look: Look) -> Spec | None:
    followed = followed_points(opened)
    if not any(point.figure and point.figure.value is not None for point in followed):
        return None
    metric, language, theme = opened.question.measured, opened.language, look.theme
    order = tuple(dict.fromkeys(point.name.say(language) for point in followed))
    rows = [_drawn(point, opened) for point in followed]
    over = days(opened)
    up = Axis("value", "", "number", metric.unit)
    by = Axis("line", "", order=order)
    colours = ((theme.ink_2, *theme.series) if metric.denominator is not None else theme.series)[: len(order)]
    rules = _marks(opened, over[0].as_of, over[-1].as_of)
    return lines(rows, Axis("day", "", "day"), up, theme, language, by=by, colours=colours, rules=rules, height=340)


def _about(opened: Opened) -> Sentence:
    return _("{metric} over the published weeks; the table below says the same.", metric=opened.question.measured.name)


TREND_LINES: Final = Chart("trend-lines", TREND.title, _about, _lines)
CHARTS: Final = (TREND_LINES,)
