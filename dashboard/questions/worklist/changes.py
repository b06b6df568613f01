"""What became new or worse on the work list since an earlier day, store by store."""

from collections.abc import Mapping
from enum import Enum

import pyarrow as pa
import pyarrow.compute as pc
from sqlalchemy import func, select

from dashboard.questions.asking import narrowed
from dashboard.questions.keeping import kept
from dashboard.views.question import Question
from models.base import columns
from models.snapshots.snapshot import Snapshot
from models.snapshots.tables import CallReason

CALL = columns(CallReason)


class Change(Enum):
    """What became of a store on the work list since an earlier day."""

    NEW = "new"
    """It had no reason to be called then."""
    WORSE = "worse"
    """It has a reason that it had not, one that has fallen overdue since, or one of which more is at stake."""


def _reasons(snapshot: Snapshot, question: Question) -> pa.Table:
    """Store, a key of store, reason, measure and unit, and of each the first day and what is at stake."""
    key = func.concat_ws("|", CALL.store_id, CALL.reason, CALL.measure_code, CALL.unit).label("key")
    asked = (
        select(CALL.store_id, key, func.min(CALL.due).label("due"), func.sum(CALL.value).label("value"))
        .where(*narrowed(snapshot, CallReason, question))
        .group_by(CALL.store_id, key)
    )
    return snapshot.ask(asked)


@kept
def changes(now: Snapshot, then: Snapshot, question: Question) -> Mapping[str, Change]:
    """The stores on the list that are new or worse since `then`, by id."""
    here, there = _reasons(now, question), _reasons(then, question)
    at = pc.index_in(here.column("key"), value_set=there.column("key").combine_chunks())
    was = there.take(at.combine_chunks())
    # A reason that is gone was no reason: all of its cells are missing, and so is every comparison with them.
    fell = pc.and_(pc.less(here.column("due"), now.day), pc.greater_equal(was.column("due"), then.day))
    grew = pc.greater(here.column("value"), was.column("value"))
    is_worse = pc.or_(pc.is_null(at), pc.or_(pc.fill_null(fell, False), pc.fill_null(grew, False)))
    known = pc.is_in(here.column("store_id"), value_set=there.column("store_id").combine_chunks())
    new = here.column("store_id").filter(pc.invert(known)).to_pylist()
    worse = here.column("store_id").filter(pc.and_(known, is_worse)).to_pylist()
    return dict.fromkeys(new, Change.NEW) | dict.fromkeys(worse, Change.WORSE)
