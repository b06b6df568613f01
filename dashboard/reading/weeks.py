"""The published weeks up to a day, oldest first: what trends run over."""

from collections.abc import Callable
from typing import Final

from dashboard.reading.opening import shelf
from models.snapshots.snapshot import Snapshot

RECENT: Final = 26
"""Weeks that a trend runs over unless all are asked for."""
MOST: Final = 60
"""Weeks that it runs over at most: each has to be opened, and its files checked, before it is asked."""
RECENT_DAYS: Final = 13
"""Days that the line beside a headline figure runs over."""


def week_ids(now: Snapshot) -> list[str]:
    """Ids of the days published up to a snapshot's, oldest first, and last itself."""
    older = [name for name in shelf().standing() if name[:10] < now.as_of]
    return [*reversed(older), now.snapshot_id]


def weeks(now: Snapshot, count: int, opening: Callable[[int, int], None] | None = None) -> tuple[Snapshot, ...]:
    """The last so many of them that can be read; `opening` is told how many of how many are open."""
    ids = week_ids(now)[-count:]
    found = []
    for at, name in enumerate(ids, start=1):
        day = now if name == now.snapshot_id else shelf().sound(name)
        if day:
            found.append(day)
        if opening:
            opening(at, len(ids))
    return tuple(found)


def history(now: Snapshot) -> list[Snapshot]:
    """The last days published, to this one, oldest first."""
    older = [name for name in shelf().standing() if name[:10] < now.as_of][: RECENT_DAYS - 1]
    earlier = [day for name in older if (day := shelf().sound(name))]
    return [*reversed(earlier), now]
