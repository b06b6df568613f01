"""Thresholds, targets and budgets as they stood on a snapshot's day."""

from functools import lru_cache

from sqlalchemy import select

from models.base import columns
from models.programme.metrics import Metric
from models.programme.targets import TARGETS
from models.snapshots.snapshot import Snapshot
from models.snapshots.tables import TargetDay


@lru_cache(maxsize=32)
def targets(snapshot: Snapshot) -> dict[str, TargetDay]:
    """All of them, by code."""
    of = columns(TargetDay)
    return {
        row["target_code"]: TargetDay(**row) for row in snapshot.ask(select(*of).order_by(of.target_code)).to_pylist()
    }


def target(snapshot: Snapshot, code: str) -> float | None:
    """A value; None where none was delivered and there is no default. A snapshot older than a code has its default."""
    found = targets(snapshot).get(code)
    return found.value if found else TARGETS[code].default


def threshold(snapshot: Snapshot, code: str) -> float:
    """A threshold, which always has a value: the delivered one or our default.

    Raises:
        LookupError: the code has no default and none was delivered.
    """
    value = target(snapshot, code)
    if value is None:
        raise LookupError(code)
    return value


def target_of(snapshot: Snapshot, metric: Metric) -> float | None:
    """What regions are held against: the target of a rate that is in force; None where there is none.

    The target of an amount is the whole programme's: no region has to reach it alone.
    """
    if metric.unit != "percent":
        return None
    found = [target(snapshot, code) for code, of in TARGETS.items() if of.metric == metric.code]
    return found[0] if found else None
