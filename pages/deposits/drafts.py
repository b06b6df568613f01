"""Drafts of deposit schedules: kept as small files in the home, each under the hash of its content.

A draft that is there never changes, so a link to it means the same for good. Drafts with a name were saved;
those without were only looked at, and the oldest of them go when there are very many.
"""

import os
import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from sqlalchemy import select
from sqlmodel import SQLModel

from dashboard.reading.opening import Opened
from data.errors import Refused
from data.language import _
from models.base import columns
from models.drafts.faults import Fault, faults
from models.drafts.files import Standing
from models.drafts.schedule import LONGEST_NAME, Draft, drafted, in_force, read_draft
from models.programme.clock import now
from models.settings import settings
from models.snapshots.snapshot import Snapshot
from models.snapshots.tables import BaseDay, CategoryDay, ScheduleTier

MOST_LOOKED_AT: Final = 2_000
MOST_COMPARED: Final = 4
_ID: Final = re.compile("[0-9a-f]{12}")


def folder() -> Path:
    """Where drafts are kept."""
    return settings().home / "drafts"


@lru_cache(maxsize=32)
def standing(snapshot: Snapshot) -> Standing:
    """The rules as a snapshot knows them."""

    def rows(table: type[SQLModel], *order: str) -> Sequence[dict[str, Any]]:
        of = columns(table)
        return list(snapshot.ask(select(*of).order_by(*(of[name] for name in order))).to_pylist())

    return Standing(
        day=date.fromisoformat(snapshot.as_of),
        schedules=rows(ScheduleTier, "effective_from", "schedule_id", "rank", "tier_code"),
        bases=rows(BaseDay, "category_code", "store_type", "effective_from"),
        categories=rows(CategoryDay, "code"),
    )


@lru_cache(maxsize=32)
def unchanged(snapshot: Snapshot) -> Draft:
    """The schedule in force, as a draft that changes nothing."""
    held = standing(snapshot)
    return drafted(in_force(held.schedules, held.day)).ordered


@lru_cache(maxsize=512)
def _read(path: Path) -> Draft:
    return read_draft(path.read_bytes())


def find(draft_id: str) -> Draft | None:
    """A draft that is kept here; None where there is none, or it cannot be read."""
    if not _ID.fullmatch(draft_id):
        return None
    try:
        found = _read(folder() / f"{draft_id}.json")
    except (OSError, ValueError, TypeError, KeyError):
        return None
    return found if found.draft_id == draft_id else None


def chosen(opened: Opened) -> Draft:
    """The draft that a view names; the schedule in force where it names none.

    Raises:
        Refused: there is no such draft here.
    """
    draft_id = opened.presentation.item
    if not draft_id:
        return unchanged(opened.now)
    found = find(draft_id)
    if found is None:
        raise Refused(_("There is no draft {draft} here. Start from the schedule in force.", draft=draft_id))
    return found


def keep(draft: Draft) -> str:
    """Keep a draft; its id.

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
            _forget_the_oldest()
        except OSError as error:
            why = error.strerror
            raise Refused(_("The draft cannot be kept in {folder} ({why}).", folder=folder(), why=why)) from error
    return draft.draft_id


def _forget_the_oldest() -> None:
    """Drafts that were only looked at go, oldest first, beyond a number that nobody reaches by hand."""
    paths = sorted(folder().glob("[0-9a-f]*.json"), key=lambda path: (path.stat().st_mtime_ns, path.name))
    for path in paths[: max(len(paths) - MOST_LOOKED_AT, 0)]:
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
    asked = dict.fromkeys(opened.presentation.series)
    return [draft for code in asked if (draft := find(code))][:MOST_COMPARED]


def named(draft: Draft, name: str, author: str) -> Draft:
    """The draft as it is saved: under a name, by somebody, today.

    Raises:
        Refused: it has no name, or a very long one.
    """
    name, author = (" ".join(text.split()) for text in (name, author))
    if not name or len(name) > LONGEST_NAME or len(author) > LONGEST_NAME:
        raise Refused(_("Give the draft a name of at most {n} characters.", n=LONGEST_NAME))
    return Draft(**vars(draft) | {"name": name, "author": author, "made_on": now().date().isoformat()})


def impossible(draft: Draft, snapshot: Snapshot) -> tuple[Fault, ...]:
    """Why a draft cannot hold after a snapshot's day; empty: it can."""
    return faults(draft, standing(snapshot))
