"""What this process serves: the shelf of snapshots, the boundaries, and a view's two snapshots."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from dashboard.reading.naming import known
from dashboard.views.address import read, with_whole_ids
from dashboard.views.comparisons import Comparison, comparison_of, day_before, why_missing
from dashboard.views.presentation import NOTHING, Presentation
from dashboard.views.question import Question
from dashboard.views.view import DAYS, View
from data.errors import Refused
from data.language import Language, Sentence, _
from models.geography.boundaries import Boundaries, load
from models.geography.scope import Scope
from models.settings import settings
from models.snapshots.shelf import POINTER, Shelf
from models.snapshots.snapshot import Snapshot


@dataclass(frozen=True)
class Opened:
    """A view with the snapshots it is asked of, and notes for the reader."""

    view: View
    now: Snapshot
    before: Snapshot | None
    notes: tuple[Sentence, ...] = ()

    @property
    def question(self) -> Question:
        """What is asked."""
        return self.view.question

    @property
    def presentation(self) -> Presentation:
        """How it is shown."""
        return self.view.presentation

    @property
    def language(self) -> Language:
        """The reader's language."""
        return self.view.language

    @property
    def before_id(self) -> str:
        """The snapshot compared with, as a view names it."""
        return self.before.snapshot_id if self.before else NOTHING


def shelf() -> Shelf:
    """The published snapshots."""
    return Shelf(settings().snapshots)


@lru_cache(maxsize=2)
def _boundaries(home: Path, pointer: str) -> Boundaries:  # noqa: ARG001 - the pointer is the cache's key
    return load(home)


def boundaries() -> Boundaries | None:
    """The boundary layers in use; None where they are not built, or damaged."""
    home = settings().boundary_layers
    pointer = home / "current"
    try:
        return _boundaries(home, pointer.read_text(encoding="utf-8")) if pointer.is_file() else None
    except Refused:
        return None


def open_view(parameters: dict[str, str], scope: Scope) -> Opened:
    """Read a link against the snapshot it names.

    Raises:
        Refused: nothing is published, or the snapshot shown cannot be read.
    """
    published = shelf()
    ids = tuple(published.ids())
    if any(day in parameters for day in DAYS):  # of a day published twice, its number alone names what stands
        parameters = with_whole_ids(parameters, (*published.standing(), *ids))
    asked = parameters.get("snapshot", POINTER)
    now = published.open(asked if asked in ids else POINTER)
    view, notes = read(parameters, known(now, ids), scope)
    before = _before(published, now, view.presentation.compare)
    if before is None and view.presentation.compare in ids:
        notes.append(
            _("Snapshot {snapshot} cannot be read, so nothing is compared.", snapshot=view.presentation.compare)
        )
    return Opened(view, now, before, tuple(notes))


def compared_with(now: Snapshot, comparison: Comparison) -> Snapshot | None:
    """The newest sound snapshot on or before the day that a snapshot is held against; None where there is none."""
    return shelf().before(now, (now.day - day_before(now.day, comparison)).days)


def _before(published: Shelf, now: Snapshot, compare: str) -> Snapshot | None:
    if compare == NOTHING:
        return None
    comparison = comparison_of(compare)
    return compared_with(now, comparison) if comparison else published.sound(compare)


def why_not_compared(opened: Opened) -> Sentence | None:
    """Why a view that asks for an earlier day is held against none; None where it is, or names a snapshot itself."""
    comparison = comparison_of(opened.presentation.compare)
    return why_missing(opened.now.day, comparison) if comparison and opened.before is None else None
