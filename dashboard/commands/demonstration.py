"""`laotie demo`: demonstration files, through the real importer and the real publication."""

import shutil
from datetime import date, datetime, time, timedelta
from pathlib import Path

from dashboard.commands.importing import refuse_problems
from dashboard.commands.speaking import bars, say
from dashboard.reading.opening import shelf
from data.errors import Refused
from data.language import _
from models.demonstration import DEMONSTRATION_DAY, write
from models.demonstration.late_file import split
from models.geography.boundaries import Boundaries
from models.geography.locate import sample_points
from models.intake.importer import bring_in
from models.progress import Progress
from models.publication.publish import publish
from models.record.store import Record, open_record
from models.settings import settings

WEEKS_PUBLISHED = 13
"""The newest day and so many weeks before it, for trends and comparison."""
BY = "laotie demo"


def prepare(boundaries: Boundaries, *, stores: int, weeks: int, seed: int, late: bool = False) -> None:
    """Write, import and publish demonstration data in LAOTIE_HOME.

    Args:
        boundaries: where stores may stand.
        stores: how many.
        weeks: of history.
        seed: the same seed makes the same files.
        late: whether a part of the benefits comes late, between the last two days that are published, so that
            there is a restatement to be seen.

    Raises:
        Refused: the record already holds delivered data, or other demonstration data.
    """
    folder = settings().home / "demonstration"
    record = open_record(settings().record)
    told = f"{stores}-{weeks}-{seed}{'-late' if late else ''}"
    _refuse_to_mix(record, folder, told)
    with bars() as progress:
        files = write(
            folder,
            stores=stores,
            weeks=weeks,
            seed=seed,
            sample_points=lambda codes, rng: sample_points(boundaries, codes, rng),
            progress=lambda done, of: progress(_("Writing demonstration stores"), done, of),
        )
        (folder / "made").write_text(told, encoding="utf-8")
        missing = split(folder, DEMONSTRATION_DAY) if late else None
        for done, file in enumerate(files):
            progress(_("Importing files: {kind}", kind=file.kind), done, len(files))
            _bring_in(record, file.kind, file.path, boundaries)
        progress(_("Importing files: {kind}", kind=_("done")), len(files), len(files))
        *before, last = _days(weeks)
        if missing and before:
            _publish(record, boundaries, [day for day in before if not _is_published(day)], progress)
            _bring_in(record, "benefits", missing, boundaries)
        _publish(record, boundaries, [last] if missing and before else [*before, last], progress)
    say(_("Demonstration data of {day} are published: everything in them is made up.", day=DEMONSTRATION_DAY))


def _bring_in(record: Record, kind: str, path: Path, boundaries: Boundaries) -> None:
    at = datetime.combine(DEMONSTRATION_DAY, time(23, 59))
    outcome = bring_in(kind, path, record=record, by=BY, at=at, is_demonstration=True, boundaries=boundaries)
    refuse_problems(outcome)


def _days(weeks: int) -> list[date]:
    """The days to publish, oldest first."""
    return [DEMONSTRATION_DAY - timedelta(weeks=back) for back in reversed(range(min(weeks, WEEKS_PUBLISHED) + 1))]


def _is_published(day: date) -> bool:
    """Whether there is a snapshot of a day: made again after the late file came in, it would not be the same."""
    return any(name.startswith(f"{day.isoformat()}-") for name in shelf().ids())


def _publish(record: Record, boundaries: Boundaries, days: list[date], progress: Progress) -> None:
    if days:
        publish(record, shelf(), days, boundary_version=boundaries.version, progress=progress)


def _refuse_to_mix(record: Record, folder: Path, told: str) -> None:
    deliveries = record.deliveries()
    if any(not delivery.is_demonstration for delivery in deliveries):
        raise Refused(
            _(
                "The record in {home} holds delivered data; demonstration data are never mixed with them. Use "
                "another folder: LAOTIE_HOME=./demo laotie demo",
                home=settings().home,
            )
        )
    made = folder / "made"
    if deliveries and (not made.is_file() or made.read_text(encoding="utf-8") != told):
        raise Refused(
            _(
                "{home} already holds other demonstration data. Use another folder (LAOTIE_HOME=./demo laotie demo), "
                "or delete this one first.",
                home=settings().home,
            )
        )
    if not deliveries:
        shutil.rmtree(folder, ignore_errors=True)
