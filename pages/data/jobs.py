"""Long work that a page starts and may leave: one at a time in a process, told while it runs and afterwards."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock, Thread
from typing import Final

from data.errors import Refused
from data.language import Sentence, _
from models.programme.clock import now
from models.progress import Progress

Work = Callable[[Progress], object]
"""What is done; it tells how far it is, and gives its result."""


@dataclass
class Job:
    """One piece of work. While it runs `doing` and `share_done` tell how far it is; then its result or refusal."""

    name: Sentence
    person: str
    started_at: datetime = field(default_factory=now)
    ended_at: datetime | None = None
    doing: Sentence | None = None
    share_done: float = 0.0
    result: object = None
    refusal: Refused | None = None

    @property
    def is_running(self) -> bool:
        """Whether it has not ended."""
        return self.ended_at is None

    def report(self, doing: Sentence, done: int, of: int) -> None:
        """Say how far it is."""
        self.doing, self.share_done = doing, min(max(done / of, 0.0), 1.0) if of else 0.0

    def run(self, work: Work) -> None:
        """Do the work; whatever goes wrong is kept as a sentence."""
        try:
            self.result = work(self.report)
        except Refused as refused:
            self.refusal = refused
        except Exception as error:  # a thread has nobody above it to catch this
            what = f"{type(error).__name__}: {error}".splitlines()[0]
            self.refusal = Refused(_("Something failed that should not have: {what}.", what=what))
        finally:
            self.ended_at = now()


class JobRunner:
    """Runs one job at a time, and keeps the last for whoever asks."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._last: Job | None = None

    @property
    def last(self) -> Job | None:
        """The job that runs, or the last that ran."""
        return self._last

    def start(self, name: Sentence, person: str, work: Work) -> Job:
        """Start work in a thread of its own; it goes on when the page is left.

        Raises:
            Refused: another job is running.
        """
        with self._lock:
            if self._last and self._last.is_running:
                raise Refused(
                    _(
                        "{job} is still running, started at {at}. Wait until it is done.",
                        job=self._last.name,
                        at=f"{self._last.started_at:%H:%M}",
                    )
                )
            job = self._last = Job(name, person)
        Thread(target=job.run, args=(work,), name="laotie-job").start()
        return job


JOBS: Final = JobRunner()
"""The one of this process."""
