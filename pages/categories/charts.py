"""The charts of categories: the metric over the weeks in a panel each, and by region in a cell each."""

from typing import Final

from dashboard import questions
from dashboard.drawing.chart import Chart
from dashboard.drawing.charts.canvas import Spec
from dashboard.drawing.charts.heat import Cell, across_at_most, heat
from dashboard.drawing.charts.panels import Panel, panels
from dashboard.drawing.classes import fixed
from dashboard.drawing.look import Look
from dashboard.drawing.tooltips import change_class
from dashboard.figures import number_formats as numbers
from dashboard.figures.figure import Figure, Ranked, Status
from dashboard.findings.among import One, against_goal, out_of_line
from dashboard.findings.over_time import Goal
from dashboard.findings.standing_out import Side
from dashboard.questions import ranking
from dashboard.questions.ranking import NO_STORES
from dashboard.questions.targets import target_of
from dashboard.reading.naming import UNMATCHED, names
from dashboard.reading.opening import Opened
from dashboard.reading.weeks import history
from data.language import Named, Sentence, _
from pages.categories.questions import matrix

_MARKS: Final[dict[Status, str]] = {"few": "·", "withheld": "·", "none": "–", "ineligible": "×", "zero": "0"}


def _worse(opened: Opened) -> Side:
    return "high" if opened.question.measured.direction == "down" else "low"


def _worst_first(row: Ranked, opened: Opened) -> tuple[bool, float, str]:
    """The worst value first, what has none last."""
    value = row.now.value
    sign = -1 if _worse(opened) == "high" else 1
    return value is None, sign * (value or 0.0), row.code or ""


def _categories(opened: Opened) -> list[Ranked]:
    rows = ranking.categories(opened.now, opened.before, opened.view)
    return sorted((row for row in rows if row.now.stores), key=lambda row: _worst_first(row, opened))


# A panel each


def _panels(opened: Opened, look: Look) -> Spec | None:
    metric, language, theme = opened.question.measured, opened.language, look.theme
    by_day = [questions.by_category(day, opened.question) for day in history(opened.now)]
    inks = {"good": theme.better, "bad": theme.worse}
    shown = [
        Panel(
            row.name.say(language),
            [figures.get(row.code, NO_STORES).value for figures in by_day],
            numbers.figure_text(row.now, metric, language),
            numbers.change(row.change, metric.unit, language) if row.change is not None else "",
            inks.get(change_class(row, metric), ""),
            {"category": str(row.code)},
        )
        for row in _categories(opened)
    ]
    return panels(shown, look, language) if shown else None


def _finding(opened: Opened) -> Sentence | None:
    """How many categories miss the target, or else the one that stands out."""
    metric = opened.question.measured
    several = [One(row.name, row.now.value) for row in _categories(opened) if row.now.value is not None]
    goal = target_of(opened.now, metric)
    if goal is not None and several:
        return against_goal(several, metric.unit, Goal(goal, _worse(opened)))
    whole = questions.headlines(opened.now, opened.question, (metric.code,))[metric.code].value
    beside = One(_("all in view"), whole) if whole is not None and metric.denominator else None
    return out_of_line(several, metric.unit, _worse(opened), beside)


def _panels_title(opened: Opened) -> Sentence:
    days = history(opened.now)
    return _(
        "{metric} by category, {first} to {last}",
        metric=opened.question.measured.name,
        first=days[0].as_of[5:],
        last=days[-1].as_of[5:],
    )


# A cell each


def _regions(opened: Opened) -> list[str | None]:
    """The regions with stores, the worst first; the unmatched last."""
    with_stores = {region for _category, region in matrix(opened.now, opened.question)}
    figures = questions.regions(opened.now, opened.question)
    ranked = [Ranked(code, UNMATCHED, figures.get(code, NO_STORES)) for code in with_stores]
    return [row.code for row in sorted(ranked, key=lambda row: (row.code is None, _worst_first(row, opened)))]


def _words(figure: Figure, opened: Opened) -> str:
    """What stands in a cell: shares without their sign, which the title has."""
    if figure.value is None:
        return _MARKS.get(figure.status, "")
    metric = opened.question.measured
    if metric.unit == "percent":
        return f"{figure.value:.1f}" if figure.value < 99.95 else "100"
    return numbers.short_number(figure.value, metric.unit, opened.language)


def cells_drawn(opened: Opened, look: Look) -> tuple[list[str], list[str | None]]:
    """The categories down and the regions across that there is room for, the worst first."""
    found, known = matrix(opened.now, opened.question), names(opened.now)
    down = [str(row.code) for row in _categories(opened) if any(category == row.code for category, _region in found)]
    called = [known.categories[code].say(opened.language) for code in down]
    most = across_at_most([_words(figure, opened) for figure in found.values()], called, look) if found else 0
    return down, _regions(opened)[:most]


def _matrix(opened: Opened, look: Look) -> Spec | None:
    found, known, language = matrix(opened.now, opened.question), names(opened.now), opened.language
    metric, (down, across) = opened.question.measured, cells_drawn(opened, look)
    if not across:
        return None
    classes = fixed(metric, look.theme)
    cells = [
        Cell(
            down.index(category),
            across.index(region),
            _words(figure, opened),
            numbers.figure_text(figure, metric, language),
            None if figure.value is None else classes.colours[classes.of(figure.value)],
            {"category": category, "region": region or ""},
        )
        for (category, region), figure in found.items()
        if category in down and region in across
    ]
    heads = [(known.short(region) if region else UNMATCHED).say(language) for region in across]
    return heat(cells, heads, [known.categories[code].say(language) for code in down], look, language)


def _matrix_title(opened: Opened) -> Sentence:
    metric = opened.question.measured
    name = _("{metric}, %", metric=metric.name) if metric.unit == "percent" else metric.name
    if _worse(opened) == "low":
        return _("{metric}: categories by region, lowest first", metric=name)
    return _("{metric}: categories by region, highest first", metric=name)


def _about(opened: Opened) -> Sentence:
    return _("{metric} by category and region; the table below says the same.", metric=opened.question.measured.name)


def _matrix_finding(opened: Opened) -> Sentence | None:
    """The cell that stands out, beside all in view."""
    metric, known = opened.question.measured, names(opened.now)
    several = []
    for (category, region), figure in matrix(opened.now, opened.question).items():
        if figure.value is not None and region:
            one, other = known.categories[category], known.short(region)
            several.append(One(Named(f"{other.zh}{one.zh}", f"{one.en} in {other.en}"), figure.value))
    whole = questions.headlines(opened.now, opened.question, (metric.code,))[metric.code].value
    beside = One(_("all in view"), whole) if whole is not None and metric.denominator else None
    return out_of_line(several, metric.unit, _worse(opened), beside)


def _panels_about(opened: Opened) -> Sentence:
    return _("{metric} of each category over the last published days", metric=opened.question.measured.name)


PANELS: Final = Chart("category-panels", _panels_title, _panels_about, _panels, _finding)
MATRIX_HEAT: Final = Chart("category-matrix", _matrix_title, _about, _matrix, _matrix_finding)
CHARTS: Final = (PANELS, MATRIX_HEAT)
