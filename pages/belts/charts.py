"""The charts of belts: growth by category, and one belt's place among all and its weeks."""

from typing import Final

from dashboard.drawing import chart_specs as plots
from dashboard.drawing.chart import Chart
from dashboard.drawing.chart_specs import Axis, Spec
from dashboard.drawing.decile_strips import Strip, decile_strips
from dashboard.drawing.look import Look
from dashboard.figures import number_formats as numbers
from dashboard.reading.naming import names
from dashboard.reading.opening import Opened
from dashboard.tables.values import number
from dashboard.tables.words import cell_text
from data.language import _
from models.programme.metrics import METRICS
from pages.belts.list_tables import CATEGORIES, CategoryRow
from pages.belts.one_belt_questions import Standing, standings
from pages.belts.one_belt_tables import STANDING, WEEKS


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
        value_words=_("{value}, tenth {n} of 10", value=value, n=one.decile).say(language),
        deciles=one.cuts,
        decile_words=tuple(cut.say(language) for cut in cuts),
    )


def _standing(opened: Opened, look: Look) -> Spec | None:
    found = standings(opened.now, opened.question, opened.presentation.item)
    strips = [_strip(one, opened) for one in found]
    return decile_strips(strips, look.theme, opened.language, "") if strips else None


def _weeks(opened: Opened, look: Look) -> Spec | None:
    language, weeks = opened.language, WEEKS.shown(opened)
    belt = names(opened.now).belts.get(opened.presentation.item)
    if not weeks or belt is None:
        return None
    drawn = [
        {
            "week": week.week_start.isoformat(),
            "gmv": week.gmv_fen,
            "told": f"{week.week_start} · {numbers.short_number(week.gmv_fen, 'fen', language)}",
        }
        for week in weeks
    ]
    first, begun = min(week.week_start for week in weeks), belt.waiver_from
    words = _("The exemption began").say(language)
    rules = [{"day": begun.isoformat(), "told": f"{words} {begun}"}] if begun and begun >= first else []
    return plots.lines(
        drawn,
        Axis("week", "", "day"),
        Axis("gmv", _("GMV").say(language), "number", "fen"),
        look.theme,
        language,
        rules=rules,
    )


def _growth(opened: Opened, look: Look) -> Spec | None:
    """28-day growth of each category's belts."""
    language = opened.language
    column = next(column for column in CATEGORIES.columns(opened) if column.name == "gmv_growth")

    def name(row: CategoryRow) -> str:
        return row.category_name.say(language) if row.category_name else row.category_code

    categories = [
        (growth, row)
        for row in CATEGORIES.shown(opened)
        if not row.group and (growth := number(row.gmv_growth)) is not None
    ]
    drawn = [
        {"name": name(row), "growth": growth, "told": cell_text(column, row, language)}
        for growth, row in sorted(categories, key=lambda category: -category[0])
    ]
    spec = plots.bars(
        drawn,
        Axis("name", "", order=tuple(str(bar["name"]) for bar in drawn)),
        Axis("growth", column.heading.say(language), "number", "percent"),
        look.theme,
        language,
        is_lying=True,
    )
    return spec if drawn else None


CATEGORY_GROWTH: Final = Chart(
    "category-growth", CATEGORIES.title, _("28-day GMV growth of the belts of each category"), _growth
)
STANDING_STRIPS: Final = Chart(
    "belt-standing", STANDING.title, _("The belt's shares among the deciles of all belts"), _standing
)
GMV_WEEKS: Final = Chart("belt-gmv-weeks", WEEKS.title, _("The belt's GMV by week"), _weeks)
CHARTS: Final = (CATEGORY_GROWTH, STANDING_STRIPS, GMV_WEEKS)
