"""Drafts of deposit schedules: kept as small files in the home, each under the hash of its content.

A draft that is there never changes, so a link to it means the same for good. Drafts with a name were saved;
those without were only looked at, and the oldest of them go when there are very many.
"""

import os
import re
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Final

from dashboard.reading.opening import Opened
from data.errors import Refused
from data.language import _
from models.drafts.faults import Fault, faults
from models.drafts.schedule import LONGEST_NAME, Draft, drafted, in_force, read_draft
from models.programme.clock import now
from models.settings import settings
from models.snapshots.snapshot import Snapshot
from pages.deposits.rules import rules_in_force

MOST_DRAFTS: Final = 2_000
"""Files in the folder beyond which drafts without a name go."""
MOST_COMPARED: Final = 4
_ID: Final = re.compile("[0-9a-f]{12}")


def folder() -> Path:
    """Where drafts are kept."""
    return settings().home / "drafts"


@lru_cache(maxsize=32)
def schedule_in_force_as_draft(snapshot: Snapshot) -> Draft:
    """The schedule in force, as a draft that changes nothing."""
    rules = rules_in_force(snapshot)
    return drafted(in_force(rules.schedules, rules.day)).ordered


@lru_cache(maxsize=512)
def _read(path: Path) -> Draft:
    return read_draft(path.read_bytes())


def find(draft_id: str) -> Draft | None:
    """A draft that is kept here; None where there is none, or it cannot be read."""
    if not _ID.fullmatch(draft_id):
        return None
    try:
        draft = _read(folder() / f"{draft_id}.json")
    except (OSError, ValueError, TypeError, KeyError):
        return None
    return draft if draft.draft_id == draft_id else None


def chosen_draft(opened: Opened) -> Draft:
    """The draft that a view names; the schedule in force where it names none.

    Raises:
        Refused: there is no such draft here.
    """
    draft_id = opened.presentation.item
    if not draft_id:
        return schedule_in_force_as_draft(opened.now)
    draft = find(draft_id)
    if draft is None:
        raise Refused(_("There is no draft {draft} here. Start from the schedule in force.", draft=draft_id))
    return draft


def store_draft(draft: Draft) -> str:
    """Keep a draft as a file; its id.

    Raises:
        Refused: the folder cannot be written to.
    """
    path = folder() / f"{draft.draft_id}.json"
    if not path.is_file():
        aside = path.with_name(f".{path.name}-{os.getpid()}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            aside.write_bytes(draft.content)
            aside.replace(path)
            _evict_unnamed()
        except OSError as error:
            why = error.strerror
            raise Refused(_("The draft cannot be kept in {folder} ({why}).", folder=folder(), why=why)) from error
    return draft.draft_id


def _evict_unnamed() -> None:
    """Drafts that were only looked at go, oldest first, beyond a number that nobody reaches by hand."""
    paths = sorted(folder().glob("[0-9a-f]*.json"), key=lambda path: (path.stat().st_mtime_ns, path.name))
    for path in paths[: max(len(paths) - MOST_DRAFTS, 0)]:
        draft = find(path.stem)
        if draft is not None and not draft.name:
            path.unlink(missing_ok=True)


def saved() -> list[Draft]:
    """The drafts that have a name, the newest first."""
    found = [draft for path in folder().glob("[0-9a-f]*.json") if (draft := find(path.stem)) and draft.name]
    found.sort(key=lambda draft: (draft.name, draft.draft_id))
    found.sort(key=lambda draft: draft.made_on, reverse=True)
    return found


def compared(opened: Opened) -> list[Draft]:
    """The drafts that a view sets side by side: at most four, those that are not here left out."""
    draft_ids = dict.fromkeys(opened.presentation.series)
    return [draft for draft_id in draft_ids if (draft := find(draft_id))][:MOST_COMPARED]


def named(draft: Draft, name: str, author: str) -> Draft:
    """The draft as it is saved: under a name, by somebody, today.

    Raises:
        Refused: it has no name, or a very long one.
    """
    name, author = (" ".join(text.split()) for text in (name, author))
    if not name or len(name) > LONGEST_NAME or len(author) > LONGEST_NAME:
        raise Refused(_("Give the draft a name of at most {n} characters.", n=LONGEST_NAME))
    return replace(draft, name=name, author=author, made_on=now().date().isoformat())


def faults_of(draft: Draft, snapshot: Snapshot) -> tuple[Fault, ...]:
    """Why a draft cannot hold after a snapshot's day; empty: it can."""
    return faults(draft, rules_in_force(snapshot))
