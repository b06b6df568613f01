"""What a page does with a file that was sent: a try, the import; and publishing a day."""

import hashlib
import secrets
from collections import OrderedDict
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import Final

from dashboard.acting.record import person, record
from dashboard.reading.opening import boundaries, shelf
from data.errors import Refused
from data.language import _
from models.intake.importer import bring_in
from models.intake.reading.outcomes import Outcome
from models.programme.clock import now
from models.progress import Progress
from models.publication.publish import publish
from models.record.tables import AuditEntry
from pages.data.jobs import JOBS, Job

OUTCOMES_KEPT: Final = 64


@dataclass(frozen=True)
class Upload:
    """A file as it came, and what it is said to be."""

    kind: str
    file_name: str
    content: bytes
    datum: str = ""

    @cached_property
    def identity(self) -> tuple[str, str, str]:
        """The same for the same bytes, said to be the same."""
        return self.kind, self.datum, hashlib.sha256(self.content).hexdigest()


def plain_name(name: str) -> str:
    """A browser's name of a file as one that is safe in a folder of ours."""
    plain = "".join(c if c.isalnum() or c in "._- ()（）" else "_" for c in name)[-60:].lstrip(".")
    return plain or "upload"


def _import(upload: Upload, progress: Progress, *, dry_run: bool) -> Outcome:
    with TemporaryDirectory(prefix="laotie-upload-") as folder:
        path = Path(folder) / plain_name(upload.file_name)  # the name stands in refusals
        path.write_bytes(upload.content)
        into = record(make=True)
        assert into is not None  # noqa: S101 - it was to be made
        return bring_in(
            upload.kind,
            path,
            record=into,
            by=person(),
            at=now(),
            datum=upload.datum or "gcj02",
            dry_run=dry_run,
            boundaries=boundaries(),
            file_name=upload.file_name,
            progress=progress,
        )


def dry_run(upload: Upload, progress: Progress) -> Outcome:
    """Check everything about a file and store nothing.

    Raises:
        Refused: it is no such file at all.
    """
    return _import(upload, progress, dry_run=True)


def may_import(outcome: Outcome) -> bool:
    """Whether a file that was tried can be imported: it has no problems, and something in it is new."""
    return not outcome.is_refused and not outcome.is_repeat


def start_import(upload: Upload) -> Job:
    """Import a file, in work that goes on when the page is left; its result is the outcome.

    Raises:
        Refused: other work is running.
    """
    name = _("Importing {file}", file=upload.file_name)
    return JOBS.start(name, person(), lambda progress: _import(upload, progress, dry_run=False))


def start_publication(day: date) -> Job:
    """Publish a day, in work that goes on when the page is left; its result is the snapshot's id.

    Raises:
        Refused: other work is running.
    """
    by = person()

    def work(progress: Progress) -> str:
        found, layers = record(), boundaries()
        if found is None:
            raise Refused(_("There is no record yet: import files first."))
        version = layers.version if layers else None
        (made,) = publish(found, shelf(), [day], boundary_version=version, progress=progress)
        found.note(AuditEntry(at=now(), person=by, action="publish", subject=made.snapshot_id))
        return made.snapshot_id

    return JOBS.start(_("Publishing {day}", day=day.isoformat()), by, work)


@dataclass(frozen=True)
class TriedUpload:
    """A file that was tried and what was found; its problems can be fetched by the ticket."""

    identity: tuple[str, str, str]
    outcome: Outcome
    ticket: str


class TriedUploads:
    """What was found in the last files that were tried in this process, by a ticket that nobody can guess."""

    def __init__(self, most: int = OUTCOMES_KEPT) -> None:
        self._most = most
        self._kept: OrderedDict[str, Outcome] = OrderedDict()
        self._lock = Lock()

    def keep(self, outcome: Outcome) -> str:
        """Keep an outcome; its ticket."""
        ticket = secrets.token_urlsafe(24)
        with self._lock:
            self._kept[ticket] = outcome
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return ticket

    def get(self, ticket: str) -> Outcome | None:
        """What was kept under a ticket."""
        return self._kept.get(ticket)


TRIED: Final = TriedUploads()
