"""The fifth slide: where certification stands, how far applications come, and what ends when."""

from datetime import date
from typing import Final

from babel.dates import format_date

from dashboard import questions
from dashboard.drawing.theme import LIGHT
from dashboard.figures import number_formats as numbers
from dashboard.figures.figure import Ranked
from dashboard.pictures.plane import Rectangle
from dashboard.reading.opening import Opened
from dashboard.reports.fitting import fitted
from dashboard.reports.slide import BODY, ChartPart, Column, Part, Said, Series, Slide, TextPart
from dashboard.reports.slides.cells import change, compared, region_name, rows_of, value
from dashboard.tables.certification import FUNNEL_STEPS
from dashboard.tables.values import whole
from data.language import LOCALES, Named, Sentence, _
from models.programme.metrics import METRICS
from pages.certification.end_tables import EXPIRIES

FIGURES: Final = ("certification-rate", "certified-stores", "waiting-for-documents", "certifications-ending")
LEFT: Final = 440.0
_GAP: Final = 18.0


def figures(opened: Opened) -> list[Ranked]:
    """The figures of certification, now and on the day compared with."""
    now = questions.headlines(opened.now, opened.question, FIGURES)
    before = questions.headlines(opened.before, opened.question, FIGURES) if opened.before else {}
    return [Ranked(code, Named("", ""), now[code], before.get(code)) for code in FIGURES]


def _found(rows: list[Ranked], opened: Opened) -> Sentence:
    rate, _certified, _waiting, ending = rows
    language = opened.language
    told = {
        "region": region_name(opened),
        "rate": numbers.figure_text(rate.now, METRICS[FIGURES[0]], language),
        "ending": numbers.figure_text(ending.now, METRICS[FIGURES[3]], language),
    }
    if rate.change is None:
        return _("{region}: certification rate {rate}; certifications that end soon: {ending}", **told)
    told["change"] = numbers.change(rate.change, "percent", language)
    return _("{region}: certification rate {rate} ({change}); certifications that end soon: {ending}", **told)


def _months(opened: Opened) -> Part:
    language, rows = opened.language, EXPIRIES.shown(opened)
    title, at = (
        EXPIRIES.title.say(language),
        Rectangle(BODY.x + LEFT + _GAP, BODY.y, BODY.width - LEFT - _GAP, BODY.height),
    )
    if not rows:
        return TextPart(title, at, [Said(_("No certification ends within twelve months.").say(language), "faint")])
    counts = [whole(row.stores) for row in rows]
    series = [Series(title, [None if count is None else float(count) for count in counts], LIGHT.bar)]
    months = [format_date(date.fromisoformat(f"{row.month}-01"), "LLL", locale=LOCALES[language]) for row in rows]
    return ChartPart(title, at, "bars", months, series, "#,##0", has_title=True)


def slide(opened: Opened) -> Slide:
    """Certification in the region."""
    language, rows = opened.language, figures(opened)
    columns = [
        Column(_("Certification").say(language)),
        Column(_("Value").say(language), is_number=True),
        Column(compared(opened).say(language), is_number=True),
    ]
    cells = [
        [Said(METRICS[row.code or ""].name.say(language)), value(row.now, METRICS[row.code or ""], opened),
         change(row, METRICS[row.code or ""], opened)]
        for row in rows
    ]  # fmt: skip
    name = _("Certification").say(language)
    top = fitted(name, Rectangle(BODY.x, BODY.y, LEFT, 150), columns, cells)
    beneath = BODY.y + sum(top.row_heights()) + _GAP
    steps, step_cells = rows_of(
        FUNNEL_STEPS, opened, ("step_name", "applications", "share", "median_days"), FUNNEL_STEPS.shown(opened)
    )
    at = Rectangle(BODY.x, beneath, LEFT, BODY.bottom - beneath)
    funnel = fitted(FUNNEL_STEPS.title.say(language), at, steps, step_cells)
    return Slide(_found(rows, opened).say(language), [top, funnel, _months(opened)])
