"""A day that was published more than once: what stands, and what was shown before it."""

from dataclasses import dataclass

from dashboard.reading.opening import Opened, shelf
from models.snapshots.shelf import Shelf
from models.snapshots.snapshot import Snapshot


@dataclass(frozen=True)
class Restated:
    """The publication of a day that stands, and the one before it."""

    standing: Snapshot
    earlier: Snapshot


def _times(published: Shelf, name: str) -> int:
    """How many publications of its day a snapshot came after; -1 where it cannot be read."""
    snapshot = published.sound(name)
    return len(snapshot.manifest["restates"]) if snapshot else -1


def restated(day: str) -> Restated | None:
    """What stands for a day and what was shown before; None where the day was published once."""
    published = shelf()
    standing = next((name for name in published.standing() if name[:10] == day), "")
    found = published.sound(standing) if standing else None
    if found is None:
        return None
    order = {name: _times(published, name) for name in found.manifest["restates"]}
    earlier = max(order, key=lambda name: order[name], default="")
    before = published.sound(earlier) if earlier else None
    return Restated(found, before) if before else None


def last_weeks_day(opened: Opened) -> str:
    """The day of last week that is looked back on: that of the snapshot compared with; empty where there is none."""
    return opened.before.as_of if opened.before else ""
