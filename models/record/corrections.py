"""What readers say is wrong about stores: said, listed, settled, each act with its entry in the audit.

Nothing of the record is changed by a correction: whoever delivers the data mends them there, and settles it here.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from sqlmodel import col, select

from data.errors import Refused
from data.language import _
from models.record.store import Record
from models.record.tables import AuditEntry, Correction

KINDS: Final = ("owner", "place", "status", "amount", "other")
LONGEST: Final = 500
"""Characters of what is said."""


def say(record: Record, correction: Correction) -> Correction:
    """Keep a correction; it comes back with its number.

    Raises:
        Refused: nothing is said, or too much, or it is of no kind that there is.
    """
    correction.words = " ".join(correction.words.split())
    if not correction.words:
        raise Refused(_("Say what is wrong in a sentence, then send it."))
    if (long := len(correction.words)) > LONGEST:
        raise Refused(_("{n} characters are too many, {most} are kept: say it shorter.", n=long, most=LONGEST))
    if correction.kind not in KINDS:
        raise Refused(_("There is no kind of correction {kind}: choose what is wrong.", kind=correction.kind))
    with record.session() as session:
        session.add(correction)
        session.add(_entry("correct", correction.said_by, correction.said_at, correction))
        session.commit()
        session.refresh(correction)
        session.expunge(correction)
    return correction


def settle(record: Record, numbers: Sequence[int], person: str, at: datetime, *, again: bool = False) -> int:
    """Mark corrections as settled, or open them `again`; how many were not so already."""
    with record.session() as session:
        found = session.exec(select(Correction).where(col(Correction.correction_id).in_(numbers))).all()
        todo = [one for one in found if (one.settled_at is None) != again]
        for one in todo:
            one.settled_at, one.settled_by = (None, None) if again else (at, person)
            session.add(one)
            session.add(_entry("reopen" if again else "settle", person, at, one))
        session.commit()
    return len(todo)


def _entry(action: str, person: str, at: datetime, of: Correction) -> AuditEntry:
    return AuditEntry(at=at, person=person, action=action, subject=of.store_id, detail=f"{of.kind}: {of.words}")


def corrections(record: Record) -> list[Correction]:
    """All corrections: those that are open first, of each the newest first."""
    newest = (col(Correction.settled_at).is_not(None), col(Correction.correction_id).desc())
    with record.session() as session:
        return list(session.exec(select(Correction).order_by(*newest)))


def open_of_store(record: Record, store_id: str) -> list[Correction]:
    """The corrections of a store that are not settled, the newest first."""
    own = (col(Correction.store_id) == store_id, col(Correction.settled_at).is_(None))
    with record.session() as session:
        return list(session.exec(select(Correction).where(*own).order_by(col(Correction.correction_id).desc())))
