"""The fourth slide: what lapses within days, each unit for itself, and where."""

from collections.abc import Sequence
from typing import Final

from dashboard import questions
from dashboard.figures import number_formats as numbers
from dashboard.figures.figure import Ranked
from dashboard.pictures.plane import Rectangle
from dashboard.questions import ranking
from dashboard.reading.opening import Opened
from dashboard.reports.fitting import fitted
from dashboard.reports.slide import BODY, Column, Said, Slide
from dashboard.reports.slides.cells import change, compared, place, region_name, value
from data.language import Named, Sentence, _
from models.programme.metrics import METRICS

LAPSING: Final = ("lapsing-traffic", "lapsing-cash", "lapsing-ad-credit")
DUE: Final = ("overdue-shortfalls", "waiting-for-documents", "certifications-ending", "stores-to-call")
LEFT: Final = 400.0
_GAP: Final = 20.0
MOST_REGIONS: Final = 10


def figures(opened: Opened) -> list[Ranked]:
    """What is at stake, now and on the day compared with."""
    codes = (*LAPSING, *DUE)
    now = questions.headlines(opened.now, opened.question, codes)
    before = questions.headlines(opened.before, opened.question, codes) if opened.before else {}
    return [Ranked(code, Named("", ""), now[code], before.get(code)) for code in codes]


def regions(opened: Opened) -> list[tuple[Ranked, ...]]:
    """The units of the view's level with what lapses in each, the most traffic first."""
    by_metric = [
        {row.code: row for row in ranking.regions(opened.now, opened.before, opened.view.but(metric=code))}
        for code in LAPSING
    ]
    traffic = sorted(by_metric[0].values(), key=lambda row: (row.code is None, -(row.now.value or 0), row.code or ""))
    return [tuple(rows[first.code] for rows in by_metric) for first in traffic if first.code and first.now.value]


def _row(row: Ranked, opened: Opened) -> Sequence[Said]:
    metric = METRICS[row.code or ""]
    return [Said(metric.name.say(opened.language)), value(row.now, metric, opened), change(row, metric, opened)]


def _region_row(rows: Sequence[Ranked], opened: Opened) -> Sequence[Said]:
    metrics = [METRICS[code] for code in LAPSING]
    cells = [value(row.now, metric, opened) for row, metric in zip(rows, metrics, strict=True)]
    return [Said(place(rows[0].code or "", opened)), *cells]


def _found(rows: Sequence[Ranked], opened: Opened) -> Sentence:
    told = [numbers.figure_text(row.now, METRICS[row.code or ""], opened.language) for row in rows[:3]]
    return _(
        "{region}: about to lapse are {traffic} of traffic, {cash} of cash and {ad} of ad credit",
        region=region_name(opened),
        traffic=told[0],
        cash=told[1],
        ad=told[2],
    )


def slide(opened: Opened) -> Slide:
    """What is about to lapse, and where most of it does."""
    language, rows = opened.language, figures(opened)
    columns = [
        Column(_("At stake").say(language)),
        Column(_("Value").say(language), is_number=True),
        Column(compared(opened).say(language), is_number=True),
    ]
    name = _("At stake").say(language)
    left = fitted(name, Rectangle(BODY.x, BODY.y, LEFT, BODY.height), columns, [_row(row, opened) for row in rows])
    beside = Rectangle(BODY.x + LEFT + _GAP, BODY.y, BODY.width - LEFT - _GAP, BODY.height)
    heads = [Column(METRICS[code].name.say(language), is_number=True) for code in LAPSING]
    cells = [_region_row(row, opened) for row in regions(opened)[:MOST_REGIONS]]
    where = _("Where most lapses").say(language)
    right = fitted(where, beside, [Column(_("Region").say(language)), *heads], cells)
    return Slide(_found(rows, opened).say(language), [left, right])
