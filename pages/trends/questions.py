"""Questions of trends: the metric of a week by what is followed, and the days on which rules changed."""

from collections.abc import Callable, Mapping
from typing import Final, Literal

from dashboard.figures.figure import Figure
from dashboard.questions.asking import recasts
from dashboard.questions.uptake import belts, by_category, regions
from dashboard.reading.naming import names
from dashboard.views.question import Question
from models.snapshots.snapshot import Snapshot

Dimension = Literal["region", "belt", "category"]
SERIES_QUESTIONS: Final[Mapping[Dimension, Callable[[Snapshot, Question], dict[str | None, Figure]]]] = {
    "region": regions,
    "belt": belts,
    "category": by_category,
}
"""What a trend can follow, and the question that answers for all of its codes at once."""


def is_listed(snapshot: Snapshot, question: Question, by: Dimension, code: str) -> bool:
    """Whether a code was known on a snapshot's day; a region also by the code of then that is renewed to it."""
    names_then = names(snapshot)
    if by == "region":
        renewals = recasts(snapshot, question)
        return code in names_then.places or any(renewal.place.adcode == code for renewal in renewals)
    return code in (names_then.belts if by == "belt" else names_then.categories)
