"""The tables of certification that two screens show: where stores stand, and how far applications come."""

from collections.abc import Mapping
from typing import Final, cast

from dashboard.figures.figure import share
from dashboard.questions import certification as asked
from dashboard.questions.certification import RECENT_WEEKS, Cohort, Funnel
from dashboard.reading.opening import Opened
from dashboard.tables.opening import narrowing
from dashboard.tables.sheet import Column, Row, Sheet
from data.language import Sentence, _
from models.programme.terms import CERTIFICATION
from models.settings import settings

COHORTS: Final[Mapping[str, Sentence]] = {
    "first": _("First applications"),
    "recent": _("First applications of the last {n} weeks", n=RECENT_WEEKS),
    "again": _("Applications after a rejection or an end"),
    "renewal": _("Renewals"),
}
GROUPS: Final[Mapping[str, Sentence]] = {"region": _("By region"), "category": _("By category")}


def cohort_of(opened: Opened) -> Cohort:
    """The applications that the view asks for."""
    return cast("Cohort", opened.view.choice("measure", COHORTS))


# States


def _state_rows(opened: Opened) -> list[Row]:
    now, few = asked.states(opened.now, opened.question), settings().few
    before = asked.states(opened.before, opened.question) if opened.before else None
    rows = []
    for code, name in CERTIFICATION.items():
        stores = now.get(code, 0)
        earlier = None if before is None or 0 < before.get(code, 0) < few else before.get(code, 0)
        rows.append(
            {
                "status_code": code,
                "status_name": name,
                "stores": stores,
                "share": share(stores, sum(now.values())),
                "stores_before": earlier,
                "change": None if earlier is None else stores - earlier,
            }
        )
    return rows


STATE: Final = Sheet(
    "certification-state",
    _("Certification: where the stores in view stand"),
    _("Stores by their certification status at the end of the day, and the change against the day compared with."),
    columns=lambda _opened: (
        Column("status_code", "code", _("Status"), is_shown=False),
        Column("status_name", "named", _("Status"), opens=narrowing("status", "status_code")),
        Column("stores", "stores", _("Stores"), _("Stores with this status on the day."), has_bar=True),
        Column("share", "percent", _("Share"), _("Stores with this status ÷ all stores in view.")),
        Column("stores_before", "stores", _("Before"), _("Stores with this status on the day compared with.")),
        Column("change", "count", _("Change"), _("Stores now less stores on the day compared with."), is_signed=True),
    ),
    rows=_state_rows,
    few="stores",
)


# How far applications come

DAYS_OF: Final[Mapping[str, Sentence]] = {
    "reviewed": _("from application to first review"),
    "asked": _("from first review to decision, where documents were asked for"),
    "decided": _("from first review to decision"),
    "certified": _("from application to certification"),
}
STEPS: Final[Mapping[str, Sentence]] = {
    "applied": _("Applied"),
    "reviewed": _("Review begun"),
    "asked": _("Documents asked for"),
    "decided": _("Decided"),
    "certified": _("Certified"),
    "rejected": _("Rejected"),
    "open": _("Still open"),
}


def _median(days: float | None, over: int) -> float | None:
    """A median, withheld where it is over too few."""
    return days if over >= settings().few else None


def medians(funnel: Funnel) -> dict[str, float | None]:
    """The median days of each step."""
    return {
        "wait_days": _median(funnel.wait_days, funnel.waited),
        "review_days": _median(funnel.review_days, funnel.decided),
        "asked_review_days": _median(funnel.asked_review_days, funnel.asked_decided),
        "total_days": _median(funnel.total_days, funnel.certified),
    }


def group_of(opened: Opened) -> asked.By:
    """What the funnel is told by: region or category."""
    return cast("asked.By", opened.view.choice("by", GROUPS))


def _step_rows(opened: Opened) -> list[Row]:
    found = asked.funnel(opened.now, opened.question, cohort_of(opened), group_of(opened))
    if not found.applied:
        return []
    days_of = medians(found)
    days = {"reviewed": "wait_days", "asked": "asked_review_days", "decided": "review_days", "certified": "total_days"}
    return [
        {
            "step_code": code,
            "step_name": name,
            "applications": getattr(found, code),
            "share": share(getattr(found, code), found.applied),
            "median_days": days_of[days[code]] if code in days else None,
            "days_of": DAYS_OF.get(code),
        }
        for code, name in STEPS.items()
    ]


FUNNEL_STEPS: Final = Sheet(
    "certification-steps",
    _("How far applications come"),
    _("Applications by the steps that they have taken to the day, and the median days of each step. Open applications "
      "count as open; a median is over those that took the step."),
    columns=lambda _opened: (
        Column("step_code", "code", _("Step"), is_shown=False),
        Column("step_name", "named", _("Step")),
        Column("applications", "stores", _("Applications"), _("Applications that took this step."), has_bar=True),
        Column("share", "percent", _("Of applied"), _("Applications that took this step ÷ applications.")),
        Column("median_days", "days", _("Median days"), _("Median of the days that the next column names.")),
        Column("days_of", "named", _("Days counted")),
    ),
    rows=_step_rows,
    few="applications",
)  # fmt: skip
