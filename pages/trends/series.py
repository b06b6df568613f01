"""A trend: the metric of what is followed, week by week."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from dashboard import questions
from dashboard.figures.figure import Figure
from dashboard.questions.ranking import NO_STORES
from dashboard.reading.naming import names
from dashboard.reading.opening import Opened
from dashboard.reading.weeks import MOST, RECENT, snapshots, stepped_ids, week_ids
from dashboard.views.comparisons import Comparison
from dashboard.views.dimensions import has_filters
from dashboard.views.question import Question
from dashboard.views.view import View
from data.language import Named, Sentence, _
from models.snapshots.snapshot import Snapshot
from pages.trends.questions import SERIES_QUESTIONS, Dimension, is_listed

MOST_SERIES: Final = 5
"""Lines that can be told apart beside that of all."""
USUAL: Final = 4
"""Lines that are drawn where none is chosen."""
DIMENSIONS: Final[dict[Dimension, Sentence]] = {
    "region": _("Regions"),
    "belt": _("Belts"),
    "category": _("Categories"),
}
ALL_WEEKS: Final = "all-weeks"
"""What the view's `item` says where all published weeks are asked for."""


@dataclass(frozen=True)
class Step:
    """How far the points of a trend stand apart: its name, a chart's title, and what a change is against."""

    name: Sentence
    title: Sentence
    against: Sentence
    most: int
    """Points that are drawn unless all are asked for."""


STEPS: Final[dict[Comparison, Step]] = {
    "previous": Step(_("Each week"), _("week by week"), _("vs the week before"), RECENT),
    "weeks4": Step(_("Four weeks"), _("every four weeks"), _("vs four weeks before"), 13),
    "month": Step(_("Each month"), _("month by month"), _("vs the month before"), 13),
    "year": Step(_("Year on year"), _("year on year"), _("vs the year before"), 5),
}
WHOLE: Final = _("All in view")


@dataclass(frozen=True)
class Point:
    """One week of one line; `code` None: all in view. No figure: the code was not listed then."""

    snapshot: Snapshot
    code: str | None
    name: Named | Sentence
    figure: Figure | None


def dimension(view: View) -> Dimension:
    """What the view follows."""
    choice = view.choice("by", DIMENSIONS)
    return next(each for each in DIMENSIONS if each == choice)


def step(view: View) -> Comparison:
    """How far apart the view's points stand."""
    choice = view.choice("measure", STEPS)
    return next(each for each in STEPS if each == choice)


def how_many(view: View) -> int:
    """How many of the published days the view asks for, at most."""
    return MOST if view.presentation.item == ALL_WEEKS else STEPS[step(view)].most


def day_ids(opened: Opened) -> list[str]:
    """Ids of the published days that the view's trend may run over, oldest first: every week, or some of them."""
    apart = step(opened.view)
    return week_ids(opened.now) if apart == "previous" else stepped_ids(opened.now, apart)


def days(opened: Opened, opening: Callable[[int, int], None] | None = None) -> tuple[Snapshot, ...]:
    """The days that the view's trend runs over; `opening` is told how many of how many are open."""
    return snapshots(opened.now, day_ids(opened)[-how_many(opened.view) :], opening)


def offered(opened: Opened) -> dict[str, Named]:
    """What can be followed: the units of the view, by their names now; by codes of then also those of then."""
    question, names_now = opened.question, names(opened.now)
    by = dimension(opened.view)
    if by == "category":
        return dict(names_now.categories)
    if by == "belt":
        return {code: names_now.belt_labelled(code) for code in names_now.belts}
    regions = {code: names_now.region(code) for code in names_now.children(question.region, question.level)}
    if question.codes == "then":
        for day in reversed(days(opened)):
            names_then = names(day)
            gone = [code for code in names_then.children(question.region, question.level) if code not in regions]
            regions |= {code: _of_then(names_then.region(code), code) for code in gone}
    return regions


def line_name(point: Point, opened: Opened) -> Named | Sentence:
    """What a line is called on the chart, as short as the map calls it."""
    known, code = names(opened.now), point.code
    if code is None:
        return WHOLE if has_filters(opened.question) else known.short(opened.question.region)
    if code in known.places and dimension(opened.view) == "region":
        return known.short(code)
    return known.belt(code) if code in known.belts else point.name


def _of_then(name: Named, code: str) -> Named:
    return Named(f"{name.zh}（{code}）", f"{name.en} ({code})")


def followed_codes(opened: Opened) -> tuple[str, ...]:
    """The codes that are followed: those that the link names, at most five; else those with the most stores."""
    known = offered(opened)
    named = tuple(code for code in opened.presentation.series if code in known)
    if named:
        return named[:MOST_SERIES]
    figures = SERIES_QUESTIONS[dimension(opened.view)](opened.now, opened.question)
    largest = sorted((-figure.stores, code) for code, figure in figures.items() if code in known)
    return tuple(str(code) for _stores, code in largest[:USUAL])


def _figure(day: Snapshot, question: Question, by: Dimension, code: str) -> Figure | None:
    if not is_listed(day, question, by, code):
        return None
    return SERIES_QUESTIONS[by](day, question).get(code, NO_STORES)


def points(opened: Opened) -> Sequence[Point]:
    """Every point of the trend: by line, the whole first, then by day."""
    question, by, known = opened.question, dimension(opened.view), offered(opened)
    over, metric = days(opened), opened.question.metric
    whole = [Point(day, None, WHOLE, questions.headlines(day, question, (metric,))[metric]) for day in over]
    lines = [
        Point(day, code, known[code], _figure(day, question, by, code))
        for code in followed_codes(opened)
        for day in over
    ]
    return [*whole, *lines]
