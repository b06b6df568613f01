"""The published weeks up to a day, oldest first: what trends run over."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Final

from dashboard.reading.opening import shelf
from dashboard.views.comparisons import Comparison, day_before
from models.snapshots.snapshot import Snapshot

RECENT: Final = 26
"""Weeks that a trend runs over unless all are asked for."""
MOST: Final = 60
"""Weeks that it runs over at most: each has to be opened, and its files checked, before it is asked."""
USUAL_WEEKS: Final = 4
"""Weeks whose median says what is usual, where a week's own value leaps: grants come in batches."""
RECENT_DAYS: Final = 13
"""Days that the line beside a headline figure runs over."""


def week_ids(now: Snapshot) -> list[str]:
    """Ids of the days published up to a snapshot's, oldest first, and last itself."""
    older = [name for name in shelf().standing() if name[:10] < now.as_of]
    return [*reversed(older), now.snapshot_id]


def stepped_ids(now: Snapshot, apart: Comparison) -> list[str]:
    """Ids of the days published so far apart, oldest first: on each of those days, or last before it."""
    older, found, wanted = [*reversed(week_ids(now)[:-1])], [now.snapshot_id], now.day
    while True:
        wanted = day_before(wanted, apart)
        name = next((name for name in older if name[:10] <= wanted.isoformat()), None)
        if name is None:
            return found[::-1]
        if name not in found:
            found.append(name)


def snapshots(
    now: Snapshot, ids: Sequence[str], opening: Callable[[int, int], None] | None = None
) -> tuple[Snapshot, ...]:
    """Those of the ids that can be read; `opening` is told how many of how many are open."""
    found = []
    for at, name in enumerate(ids, start=1):
        day = now if name == now.snapshot_id else shelf().sound(name)
        if day:
            found.append(day)
        if opening:
            opening(at, len(ids))
    return tuple(found)


def weeks(now: Snapshot, count: int) -> tuple[Snapshot, ...]:
    """The last so many of the published weeks that can be read."""
    return snapshots(now, week_ids(now)[-count:])


def weeks_before(now: Snapshot, count: int = USUAL_WEEKS) -> list[Snapshot]:
    """Of each of so many weeks before a day the newest day published in it, where one can be read; newest first."""
    published, found = shelf(), []
    names = published.standing()
    for week in range(1, count + 1):
        newest, oldest = (now.day - timedelta(days=7 * week + more) for more in (0, 6))
        within = (name for name in names if oldest.isoformat() <= name[:10] <= newest.isoformat())
        found.append(next(filter(None, map(published.sound, within)), None))
    return [day for day in found if day]


def history(now: Snapshot) -> list[Snapshot]:
    """The last days published, to this one, oldest first."""
    older = [name for name in shelf().standing() if name[:10] < now.as_of][: RECENT_DAYS - 1]
    earlier = [day for name in older if (day := shelf().sound(name))]
    return [*reversed(earlier), now]
