"""The third slide: the metric in view over the published weeks, and the changes of rules within them."""

from collections.abc import Sequence
from itertools import groupby
from typing import Final

from dashboard import questions
from dashboard.drawing.theme import LIGHT
from dashboard.figures import number_formats as numbers
from dashboard.pictures.plane import Rectangle
from dashboard.questions.rule_changes import RuleChange, rule_changes
from dashboard.questions.targets import target_of
from dashboard.reading.naming import names
from dashboard.reading.opening import Opened
from dashboard.reports.fitting import fitted
from dashboard.reports.slide import BODY, ChartPart, Column, Part, Said, Series, Slide, TextPart
from dashboard.reports.slides.cells import region_name
from dashboard.tables.rule_names import RULES, rule_name
from data.language import _
from models.programme.metrics import Metric
from pages.trends.charts import TREND_LINES, followed_points
from pages.trends.series import Point, days

CHART: Final = Rectangle(BODY.x, BODY.y, 600, BODY.height)
BESIDE: Final = Rectangle(CHART.right + 16, BODY.y, BODY.right - CHART.right - 16, BODY.height)
MOST_NAMES: Final = 2


def drawn_value(point: Point, metric: Metric) -> float | None:
    """A point as the chart's book has it: rates to a tenth, money in CNY; None where none is shown."""
    if point.figure is None or point.figure.value is None:
        return None
    return round(point.figure.value / 100, 2) if metric.unit == "fen" else round(point.figure.value, 1)


def _series(opened: Opened) -> list[Series]:
    metric, colours = opened.question.measured, iter(LIGHT.series)
    found = []
    for code, line in groupby(followed_points(opened), key=lambda point: point.code):
        along = list(line)
        colour = LIGHT.ink if code is None else next(colours)
        values = [drawn_value(point, metric) for point in along]
        found.append(Series(along[0].name.say(opened.language), values, colour, is_strong=code is None))
    aim = target_of(opened.now, metric)
    if aim is not None:
        name = _("Target {target}", target=numbers.short_number(aim, metric.unit, opened.language)).say(opened.language)
        found.append(Series(name, [aim] * len(days(opened)), LIGHT.target, is_dashed=True))
    return found


def _number_format(metric: Metric) -> str:
    if metric.unit == "percent":
        return '0.0"%"'
    return '"¥"#,##0' if metric.unit == "fen" else "#,##0"


def _changes(opened: Opened) -> list[RuleChange]:
    over = days(opened)
    first, last = over[0].as_of, over[-1].as_of
    return [one for one in rule_changes(opened.now, opened.question) if first <= one.day.isoformat() <= last]


def _rule_rows(opened: Opened) -> list[Sequence[Said]]:
    """A row a day and kind of change, the newest first, with as many names as there is room for."""
    known, language, rows = names(opened.now), opened.language, list[Sequence[Said]]()
    for (day, kind), changes in groupby(_changes(opened), key=lambda change: (change.day, change.kind)):
        named = [rule_name(change, known).say(language) for change in changes]
        words = ("、" if language == "zh" else ", ").join(named[:MOST_NAMES])
        if len(named) > MOST_NAMES:
            words = _("{names} and {n} more", names=words, n=len(named) - MOST_NAMES).say(language)
        rows.append(
            [Said(f"{day:%m-%d}", "faint"), Said(_("{what}: {which}", what=RULES[kind], which=words).say(language))]
        )
    return rows


def _found(opened: Opened) -> str:
    """What the chart of the Trends screen finds; where nothing stands out, where the metric stands."""
    metric, language = opened.question.measured, opened.language
    told = {"region": region_name(opened), "metric": metric.name}
    found = TREND_LINES.found(opened)
    if found is not None:
        titled = _("{metric} · {region}", **told)
        return _("{title}: {finding}", title=titled, finding=found.say(language).rstrip("。.")).say(language)
    now = questions.headlines(opened.now, opened.question, (metric.code,))[metric.code]
    value = numbers.figure_text(now, metric, language)
    return _("{region}: {metric} {value}, without a change to speak of", value=value, **told).say(language)


def slide(opened: Opened) -> Slide:
    """The lines, and what changed meanwhile."""
    language, metric = opened.language, opened.question.measured
    labels = [f"{day.day:%m-%d}" for day in days(opened)]
    name = _("{metric} over the published weeks", metric=metric.name).say(language)
    is_cut = metric.denominator is not None
    chart = ChartPart(name, CHART, "lines", labels, _series(opened), _number_format(metric), starts_at_zero=not is_cut)
    rules, rows = _("Changes of rules in these weeks").say(language), _rule_rows(opened)
    columns = [Column(_("Day").say(language)), Column(rules)]
    none = _("No rule changed in these weeks.").say(language)
    beside: Part = fitted(rules, BESIDE, columns, rows) if rows else TextPart(rules, BESIDE, [Said(none, "faint")])
    return Slide(_found(opened), [chart, beside])
