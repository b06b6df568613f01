"""The charts of belts: growth by category, and one belt's place among all and its weeks."""

from dataclasses import replace
from typing import Final

from dashboard.drawing.chart import Chart
from dashboard.drawing.charts.bars import Bar, bars
from dashboard.drawing.charts.canvas import Spec
from dashboard.drawing.charts.events import Event
from dashboard.drawing.charts.lines import lines
from dashboard.drawing.charts.strips import Strip, strips
from dashboard.drawing.charts.weekly import Flow, weekly
from dashboard.drawing.look import Look
from dashboard.figures import number_formats as numbers
from dashboard.findings.among import One, both_ends
from dashboard.findings.over_time import Run, over_time
from dashboard.reading.naming import names
from dashboard.reading.opening import Opened
from dashboard.tables.rule_names import RULES_IN_SHORT
from dashboard.tables.values import number
from data.language import Named, Sentence, _
from models.programme.metrics import METRICS
from pages.belts.list_tables import CATEGORIES, CategoryRow
from pages.belts.one_belt_questions import Standing, standings
from pages.belts.one_belt_tables import WEEKS

LOW: Final = 1
HIGH: Final = 10


# Growth by category


def _growth(opened: Opened) -> list[tuple[CategoryRow, float]]:
    """Categories by the growth of their belts, the deepest fall first."""
    rows = [
        (row, growth)
        for row in CATEGORIES.shown(opened)
        if not row.group and (growth := number(row.gmv_growth)) is not None
    ]
    return sorted(rows, key=lambda one: one[1])


def _category_name(row: CategoryRow) -> Named:
    return row.category_name or Named(row.category_code, row.category_code)


def _grown(value: float, opened: Opened) -> str:
    return ("+" if value > 0 else "") + numbers.short_number(value, "percent", opened.language)


def _growth_bars(opened: Opened, look: Look) -> Spec | None:
    shown = [
        Bar(
            _category_name(row).say(opened.language),
            growth,
            _grown(growth, opened),
            is_bad=growth < 0,
            codes={"category": row.category_code},
        )
        for row, growth in _growth(opened)
    ]
    return bars(shown, look, opened.language) if shown else None


def _growth_finding(opened: Opened) -> Sentence | None:
    several = [One(_category_name(row), growth) for row, growth in _growth(opened)]
    return both_ends(several, "percent") if len(several) > 1 else None


# One belt


def _strip(one: Standing, opened: Opened) -> Strip:
    language = opened.language
    value = numbers.short_number(one.value, "percent", language)
    cuts = [
        _("{share} % of belts are below {value}", share=10 * at, value=numbers.short_number(cut, "percent", language))
        for at, cut in enumerate(one.cuts, start=1)
    ]
    return Strip(
        name=METRICS[one.metric].name.say(language),
        value=one.value,
        value_words=value,
        told=_("{value}, tenth {n} of 10", value=value, n=one.decile).say(language),
        deciles=one.cuts,
        decile_words=tuple(cut.say(language) for cut in cuts),
    )


def _standing(opened: Opened, look: Look) -> Spec | None:
    found = standings(opened.now, opened.question, opened.presentation.item)
    return strips([_strip(one, opened) for one in found], look, opened.language) if found else None


def _standing_finding(opened: Opened) -> Sentence | None:
    """The metrics by which the belt is among the lowest tenth, or else the highest."""
    found = standings(opened.now, opened.question, opened.presentation.item)
    ends = (
        (LOW, _("Among the lowest tenth of belts by {metrics}.")),
        (HIGH, _("Among the highest tenth of belts by {metrics}.")),
    )
    for tenth, said in ends:
        listed = [METRICS[one.metric].name for one in found if one.decile == tenth]
        if listed:
            told = Named("、".join(name.say("zh") for name in listed), ", ".join(name.say("en") for name in listed))
            return Sentence(said.msgid, {"metrics": told})
    return None


def _flow(opened: Opened) -> Flow:
    return Flow("gmv", _("GMV"), {week.week_start: week.gmv_fen for week in WEEKS.shown(opened)})


def _weeks(opened: Opened, look: Look) -> Spec | None:
    belt = names(opened.now).belts.get(opened.presentation.item)
    shown = weekly([_flow(opened)], "fen", opened.language)
    if shown is None or belt is None:
        return None
    known, language = names(opened.now), opened.language
    days = {"waiver-begins": belt.waiver_from, "waiver-ends": belt.waiver_to}
    events = [
        Event(day, RULES_IN_SHORT[kind].say(language), known.belt(belt.belt_id).say(language))  # type: ignore[index]
        for kind, day in days.items()
        if day
    ]
    return lines(replace(shown, events=events), look, language)


def _weeks_finding(opened: Opened) -> Sentence | None:
    values = _flow(opened).values
    if len(values) < 2:
        return None
    first, last = min(values), max(values)
    run = Run(_("GMV"), values[first], values[last])
    return over_time(run, [], "fen", (last - first).days)


CATEGORY_GROWTH: Final = Chart(
    "category-growth",
    _("28-day GMV growth by category"),
    _("28-day GMV growth of the belts of each category"),
    _growth_bars,
    _growth_finding,
)
STANDING_STRIPS: Final = Chart(
    "belt-standing",
    _("The belt among all belts"),
    _("The belt's shares among the deciles of all belts"),
    _standing,
    _standing_finding,
)
GMV_WEEKS: Final = Chart("belt-gmv-weeks", _("GMV: week by week"), _("The belt's GMV by week"), _weeks, _weeks_finding)
CHARTS: Final = (CATEGORY_GROWTH, STANDING_STRIPS, GMV_WEEKS)
