"""What stores are called, by their ids: those that the reader may see."""

from collections.abc import Mapping

from sqlalchemy import select

from dashboard.questions.asking import allowed
from dashboard.questions.keeping import kept
from dashboard.views.question import Question
from models.base import columns
from models.snapshots.snapshot import Snapshot
from models.snapshots.tables import StoreDay


@kept
def store_names(snapshot: Snapshot, question: Question, ids: tuple[str, ...]) -> Mapping[str, str]:
    """The names of these stores, as far as the question's scope reaches."""
    of = columns(StoreDay)
    own = (*allowed(snapshot, StoreDay, question.scope, question.renewals), of.store_id.in_(ids))
    rows = snapshot.ask(select(of.store_id, of.store_name).where(*own)).to_pylist()
    return {row["store_id"]: row["store_name"] for row in rows}
