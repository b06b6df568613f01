"""The tables of certification that two screens show: where stores stand, and how far applications come."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from dashboard.figures.figure import share
from dashboard.figures.withholding import unless_few
from dashboard.questions.certification import RECENT_WEEKS, By, Cohort, Funnel, funnel, states
from dashboard.reading.opening import Opened
from dashboard.tables.cell_links import filter_link
from dashboard.tables.columns import column, row
from dashboard.tables.table import Table
from dashboard.tables.values import Amount, Count
from data.language import Sentence, _
from models.programme.terms import CERTIFICATION

COHORTS: Final[Mapping[Cohort, Sentence]] = {
    "first": _("First applications"),
    "recent": _("First applications of the last {n} weeks", n=RECENT_WEEKS),
    "again": _("Applications after a rejection or an end"),
    "renewal": _("Renewals"),
}
GROUPS: Final[Mapping[By, Sentence]] = {"region": _("By region"), "category": _("By category")}


def cohort_of(opened: Opened) -> Cohort:
    """The applications that the view asks for."""
    return opened.view.choice("measure", COHORTS)


def group_of(opened: Opened) -> By:
    """What the funnel is told by: region or category."""
    return opened.view.choice("by", GROUPS)


# States


@row
class StateRow:
    """The stores with one certification status, and on the day compared with."""

    status_code: str = column("code", _("Status"), shown=False)
    status_name: Sentence = column("named", _("Status"), opens=filter_link("status", "status_code"))
    stores: Count = column("stores", _("Stores"), _("Stores with this status on the day."), bar=True)
    share: Amount = column("percent", _("Share"), _("Stores with this status ÷ all stores in view."))
    stores_before: Count = column("stores", _("Before"), _("Stores with this status on the day compared with."))
    change: Count = column("count", _("Change"), _("Stores now less stores on the day compared with."), signed=True)


def _state_rows(opened: Opened) -> list[StateRow]:
    now = states(opened.now, opened.question)
    before = states(opened.before, opened.question) if opened.before else None

    def state_row(code: str, name: Sentence) -> StateRow:
        stores = now.get(code, 0)
        earlier = None if before is None else unless_few(before.get(code, 0), opened.question.few)
        return StateRow(
            status_code=code,
            status_name=name,
            stores=stores,
            share=share(stores, sum(now.values())),
            stores_before=earlier,
            change=None if earlier is None else stores - earlier,
        )

    return [state_row(code, name) for code, name in CERTIFICATION.items()]


STATE: Final = Table(
    "certification-state",
    _("Certification: where the stores in view stand"),
    _("Stores by their certification status at the end of the day, and the change against the day compared with."),
    row=StateRow,
    make=_state_rows,
    few="stores",
)


# How far applications come


@dataclass(frozen=True)
class Medians:
    """The median days of each step; None where they are over too few applications, or none."""

    wait_days: float | None
    review_days: float | None
    asked_review_days: float | None
    total_days: float | None


def medians(found: Funnel, few: int) -> Medians:
    """The median days of a funnel's steps that may be shown."""

    def median(days: float | None, over: int) -> float | None:
        return days if over >= few else None

    return Medians(
        wait_days=median(found.wait_days, found.waited),
        review_days=median(found.review_days, found.decided),
        asked_review_days=median(found.asked_review_days, found.asked_decided),
        total_days=median(found.total_days, found.certified),
    )


@row
class StepRow:
    """The applications that took one step."""

    step_code: str = column("code", _("Step"), shown=False)
    step_name: Sentence = column("named", _("Step"))
    applications: Count = column("stores", _("Applications"), _("Applications that took this step."), bar=True)
    share: Amount = column("percent", _("Of applied"), _("Applications that took this step ÷ applications."))
    median_days: Amount = column("days", _("Median days"), _("Median of the days that the next column names."))
    days_of: Sentence | None = column("named", _("Days counted"))


def _step_rows(opened: Opened) -> list[StepRow]:
    found = funnel(opened.now, opened.question, cohort_of(opened), group_of(opened))
    if not found.applied:
        return []
    days = medians(found, opened.question.few)

    def step(
        code: str, name: Sentence, applications: int, days: float | None = None, days_of: Sentence | None = None
    ) -> StepRow:
        return StepRow(
            step_code=code,
            step_name=name,
            applications=applications,
            share=share(applications, found.applied),
            median_days=days,
            days_of=days_of,
        )

    return [
        step("applied", _("Applied"), found.applied),
        step("reviewed", _("Review begun"), found.reviewed, days.wait_days, _("from application to first review")),
        step(
            "asked",
            _("Documents asked for"),
            found.asked,
            days.asked_review_days,
            _("from first review to decision, where documents were asked for"),
        ),
        step("decided", _("Decided"), found.decided, days.review_days, _("from first review to decision")),
        step(
            "certified",
            _("Certified"),
            found.certified,
            days.total_days,
            _("from application to certification"),
        ),
        step("rejected", _("Rejected"), found.rejected),
        step("open", _("Still open"), found.open),
    ]


FUNNEL_STEPS: Final = Table(
    "certification-steps",
    _("How far applications come"),
    _(
        "Applications by the steps that they have taken to the day, and the median days of each step. Open "
        "applications count as open; a median is over those that took the step."
    ),
    row=StepRow,
    make=_step_rows,
    few="applications",
)
