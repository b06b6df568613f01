"""A trend: the metric of what is followed, week by week."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dashboard import questions
from dashboard.figures.figure import Figure
from dashboard.questions.ranking import NO_STORES
from dashboard.reading.naming import names
from dashboard.reading.opening import Opened
from dashboard.reading.weeks import MOST, RECENT, weeks
from dashboard.views.question import Question
from dashboard.views.view import View
from data.language import Named, Sentence, _
from models.snapshots.snapshot import Snapshot
from pages.trends.questions import SERIES_QUESTIONS, Dimension, is_listed

MOST_SERIES: Final = 8
"""Lines that can be told apart on one chart."""
USUAL: Final = 5
"""Lines that are drawn where none is chosen."""
DIMENSIONS: Final[dict[Dimension, Sentence]] = {
    "region": _("Regions"),
    "belt": _("Belts"),
    "category": _("Categories"),
}
ALL_WEEKS: Final = "all-weeks"
"""What the view's `item` says where all published weeks are asked for."""
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


def how_many(view: View) -> int:
    """How many of the published weeks the view asks for, at most."""
    return MOST if view.presentation.item == ALL_WEEKS else RECENT


def days(opened: Opened) -> tuple[Snapshot, ...]:
    """The weeks that the view's trend runs over."""
    return weeks(opened.now, how_many(opened.view))


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


def _of_then(name: Named, code: str) -> Named:
    return Named(f"{name.zh}（{code}）", f"{name.en} ({code})")


def followed_codes(opened: Opened) -> tuple[str, ...]:
    """The codes that are followed: those that the link names, at most eight; else those with the most stores."""
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
