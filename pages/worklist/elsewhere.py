"""What a manager looks for beside the list of stores to call: cold start, coverage, applicants, stores not live yet."""

from collections.abc import Iterator

from markupsafe import Markup

from dashboard.markup.links import to_screen
from dashboard.questions.certification import OPEN_STATES, states
from dashboard.questions.cold_start import cold_start
from dashboard.questions.coverage import uncovered_counties
from dashboard.questions.worklist import counts
from dashboard.reading.opening import Opened
from data.language import Sentence, _


def _not_passed(opened: Opened) -> Sentence:
    """Newly certified stores that have not sold within 30 days of entry; no number where it is of too few stores."""
    found = list(cold_start(opened.now, opened.question).values())
    due, passed = sum(one.due_30 for one in found), sum(one.passed_30 for one in found)
    if 0 < due < opened.question.few:
        return _("Cold start")
    return _("Cold start not passed: {n}", n=f"{due - passed:,}")


def elsewhere(opened: Opened) -> Iterator[Markup]:
    """Links with how many there are, each to the table that answers."""
    now, question, language = opened.now, opened.question, opened.language
    view = opened.view.elsewhere()
    not_live = counts.counts(now, question, opened.presentation.by)["not-live-yet"]
    here = opened.view.but(listing="not-live-yet", page=1, rows="", due="", reasons=(), only="")
    yield to_screen("", here, _("Certified, not live yet: {n}", n=f"{not_live:,}").say(language))
    yield to_screen("categories", view.but(listing="trade"), _not_passed(opened).say(language))
    counties = f"{len(uncovered_counties(now, question)):,}"
    yield to_screen(
        "belts", view.but(listing="coverage"), _("Counties without coverage: {n}", n=counties).say(language)
    )
    by_status = states(now, question)
    applicants = f"{sum(by_status.get(status, 0) for status in OPEN_STATES):,}"
    yield to_screen("certification", view.but(listing="open"), _("Applying: {n}", n=applicants).say(language))
