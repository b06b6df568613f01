"""Saying that something about a store is wrong, and settling it: in the record, with who and when."""

from collections.abc import Mapping, Sequence
from typing import Final

from dashboard.acting.record import person, record
from data.language import Sentence, _
from models.programme.clock import now
from models.record import corrections
from models.record.tables import Correction

KINDS: Final[Mapping[str, Sentence]] = {
    "owner": _("The owner is wrong"),
    "place": _("The place is wrong"),
    "status": _("The status is wrong"),
    "amount": _("An amount is wrong"),
    "other": _("Something else is wrong"),
}
"""What can be said to be wrong, by the codes of models/record/corrections.py."""


def say(store_id: str, kind: str, words: str, snapshot_id: str) -> Correction:
    """Note what is wrong about a store.

    Raises:
        Refused: it says nothing, or too much, or the record does not answer.
    """
    kept = record(make=True)
    assert kept is not None  # noqa: S101 - it was to be made
    said = Correction(
        store_id=store_id, kind=kind, words=words, snapshot_id=snapshot_id, said_at=now(), said_by=person()
    )
    return corrections.say(kept, said)


def settle(numbers: Sequence[int], *, again: bool = False) -> int:
    """Mark corrections as settled, or open them `again`; how many were not so already."""
    kept = record()
    return corrections.settle(kept, numbers, person(), now(), again=again) if kept else 0


def all_corrections() -> list[Correction]:
    """All corrections: those that are open first, of each the newest first; none where there is no record."""
    kept = record()
    return corrections.corrections(kept) if kept else []


def open_of_store(store_id: str) -> list[Correction]:
    """The corrections of a store that are not settled, the newest first."""
    kept = record()
    return corrections.open_of_store(kept, store_id) if kept else []
