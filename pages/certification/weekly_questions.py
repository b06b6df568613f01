"""Applications and decisions by week."""

from datetime import date, timedelta
from typing import Final

from sqlalchemy import Date, String, cast, func, select

from dashboard.questions.asking import narrowed
from dashboard.questions.keeping import kept
from dashboard.views.question import Question
from models.base import columns
from models.snapshots.snapshot import Snapshot
from models.snapshots.tables import Application

WEEKS_BACK: Final = 26


def last_weeks(day: date) -> list[date]:
    """The Mondays of the last whole weeks to a day, oldest first."""
    last = day - timedelta(days=6 + (day.weekday() + 1) % 7)
    return [last - timedelta(weeks=away) for away in reversed(range(WEEKS_BACK))]


@kept
def weekly(snapshot: Snapshot, question: Question) -> dict[tuple[date, str], int]:
    """Applications begun (`applied`), certified and rejected in each of the last whole weeks: (Monday, step) -> n."""
    of, mondays = columns(Application), last_weeks(snapshot.day)
    found: dict[tuple[date, str], int] = {}
    for at, step in ((of.applied_at, cast("applied", String)), (of.decided_at, of.status)):
        within = [at >= mondays[0], at < mondays[-1] + timedelta(weeks=1)]
        asked = (
            select(cast(func.date_trunc("week", at), Date).label("week"), step.label("step"), func.count().label("n"))
            .where(*narrowed(snapshot, Application, question), *within)
            .group_by("week", "step")
        )
        found |= {(row["week"], row["step"]): row["n"] for row in snapshot.ask(asked).to_pylist()}
    return found
