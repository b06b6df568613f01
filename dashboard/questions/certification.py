"""Questions of certification that two screens ask: states, and the way through an application."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final, Literal

from sqlalchemy import BigInteger, ColumnElement, and_, cast, distinct, func, literal_column, select, tuple_

from dashboard.questions.asking import drawn_only, narrowed
from dashboard.questions.keeping import kept
from dashboard.views.question import Question
from models.base import columns
from models.snapshots.snapshot import Snapshot
from models.snapshots.tables import Application, CubeRow

OPEN_STATES: Final = ("applied", "in_review", "info_requested")
"""States of a store with an open application."""
Cohort = Literal["first", "recent", "again", "renewal"]
RECENT_WEEKS: Final = 12


@kept
def states(snapshot: Snapshot, question: Question) -> dict[str, int]:
    """Stores in view by certification status."""
    of = columns(CubeRow)
    stores = cast(func.sum(of.stores), BigInteger).label("stores")
    asked = (
        select(of.certification_status, stores)
        .where(*narrowed(snapshot, CubeRow, question))
        .group_by(of.certification_status)
    )
    return {row["certification_status"]: row["stores"] for row in snapshot.ask(asked).to_pylist()}


# The way through an application


@dataclass(frozen=True)
class Funnel:
    """How far applications came; medians of days over those that took the step (None: none did).

    `waited`, `decided` and `asked_decided` count the applications that the medians of days to review, of review,
    and of review with documents are over.
    """

    stores: int
    applied: int
    reviewed: int
    asked: int
    certified: int
    rejected: int
    open: int
    wait_days: float | None
    review_days: float | None
    asked_review_days: float | None
    total_days: float | None
    waited: int
    decided: int
    asked_decided: int


def _of_cohort(snapshot: Snapshot, cohort: Cohort) -> list[ColumnElement[bool]]:
    of = columns(Application)
    if cohort == "renewal":
        return [of.is_renewal]
    if cohort == "again":
        return [~of.is_renewal, of.number > 1]
    first = [~of.is_renewal, of.number == 1]
    begun = snapshot.day - timedelta(weeks=RECENT_WEEKS)
    return [*first, of.applied_at >= begun] if cohort == "recent" else first


def is_open() -> ColumnElement[bool]:
    """Whether an application awaits a decision: it is the store's last, and the store is still at its last step."""
    of = columns(Application)
    return and_(of.is_last, of.status.in_(OPEN_STATES), of.status == of.certification_status)


def _funnel(cohort: Cohort) -> list[ColumnElement[Any]]:
    of = columns(Application)
    # A store has one first application; to count distinct ids is the dear part of the question.
    stores = func.count() if cohort in ("first", "recent") else func.count(distinct(of.store_id))
    total = (func.epoch(of.decided_at) - func.epoch(of.applied_at)) / 86_400.0

    def having(condition: ColumnElement[bool]) -> ColumnElement[Any]:
        return func.count().filter(condition)

    made = {
        "stores": stores,
        "applied": func.count(),
        "reviewed": having(of.review_at.is_not(None)),
        "asked": having(of.asked_at.is_not(None)),
        "certified": having(of.status == "certified"),
        "rejected": having(of.status == "rejected"),
        "open": having(is_open()),
        "wait_days": func.median(of.wait_days),
        "review_days": func.median(of.review_days),
        "asked_review_days": func.median(of.review_days).filter(of.asked_at.is_not(None)),
        "total_days": func.median(total).filter(of.status == "certified"),
        "waited": func.count(of.wait_days),
        "decided": func.count(of.review_days),
        "asked_decided": func.count(of.review_days).filter(of.asked_at.is_not(None)),
    }
    return [value.label(name) for name, value in made.items()]


By = Literal["region", "category"]


@kept
def _funnels(snapshot: Snapshot, question: Question, cohort: Cohort, by: By) -> tuple[Funnel, dict[str | None, Funnel]]:
    """The way of all of a cohort's applications and of each group's: a screen shows both, so one scan tells both."""
    of = columns(Application)
    region = drawn_only(snapshot, question, of[f"{question.level}_adcode"])
    code = region if by == "region" else of.category_code
    asked = (
        select(code.label("code"), func.grouping(literal_column("code")).label("is_all"), *_funnel(cohort))
        .where(*narrowed(snapshot, Application, question), *_of_cohort(snapshot, cohort))
        .group_by(func.grouping_sets(tuple_(literal_column("code")), tuple_()))
    )
    rows = snapshot.ask(asked).to_pylist()
    found = [(row.pop("is_all"), row.pop("code"), Funnel(**row)) for row in rows]
    whole = next(funnel for is_all, _code, funnel in found if is_all)
    return whole, {code: funnel for is_all, code, funnel in found if not is_all}


def funnel(snapshot: Snapshot, question: Question, cohort: Cohort, by: By = "region") -> Funnel:
    """The way of all applications of a cohort in view; `by` as `funnels` is asked beside it, to ask but once."""
    return _funnels(snapshot, question, cohort, by)[0]


def funnels(snapshot: Snapshot, question: Question, cohort: Cohort, by: By) -> dict[str | None, Funnel]:
    """The way of a cohort's applications by `region` (units of the view's level; None: in none) or `category`."""
    return _funnels(snapshot, question, cohort, by)[1]
