"""What readers say is wrong about stores, as whoever delivers the data finds it."""

from datetime import datetime
from typing import Final

from dashboard.acting import correcting
from dashboard.questions.store_names import store_names
from dashboard.reading.opening import Opened
from dashboard.tables.cell_links import STORE
from dashboard.tables.columns import column, row
from dashboard.tables.table import Table
from data.language import Sentence, _
from models.record.tables import Correction


@row
class CorrectionRow:
    """Something that is said to be wrong."""

    number: int = column("count", _("No."))
    said_at: datetime = column("instant", _("When"))
    said_by: str = column("text", _("Who"))
    store_id: str = column("text", _("Store id"), shown=False)
    store_name: str = column("text", _("Store"), _("As it is called in the snapshot on screen."), opens=STORE)
    kind: str = column("code", _("Kind"), shown=False)
    kind_name: Sentence = column("named", _("What is wrong"))
    words: str = column("text", _("In words"))
    snapshot_id: str = column("text", _("Snapshot"), _("The snapshot that was on screen."))
    state: Sentence = column("named", _("State"))
    settled_at: datetime | None = column("instant", _("Settled"))
    settled_by: str | None = column("text", _("Settled by"))


def known_corrections(opened: Opened) -> list[tuple[Correction, str]]:
    """The corrections of stores that the reader may see, with the stores' names; of a store unknown, its id."""
    found = correcting.all_corrections()
    names = store_names(opened.now, opened.question, tuple(sorted({one.store_id for one in found})))
    is_everything = opened.question.scope.is_everything
    return [(one, names.get(one.store_id, one.store_id)) for one in found if is_everything or one.store_id in names]


def _rows(opened: Opened) -> list[CorrectionRow]:
    return [
        CorrectionRow(
            number=one.correction_id or 0,
            said_at=one.said_at,
            said_by=one.said_by,
            store_id=one.store_id,
            store_name=name,
            kind=one.kind,
            kind_name=correcting.KINDS.get(one.kind, Sentence(one.kind)),
            words=one.words,
            snapshot_id=one.snapshot_id,
            state=_("settled") if one.settled_at else _("open"),
            settled_at=one.settled_at,
            settled_by=one.settled_by,
        )
        for one, name in known_corrections(opened)
    ]


CORRECTIONS: Final = Table(
    code="corrections",
    title=_("Said to be wrong"),
    about=_(
        "What readers say is wrong about stores, the open ones first, of each the newest first. Nothing is changed by "
        "it: mend it in the files that are delivered, then mark it as settled."
    ),
    row=CorrectionRow,
    make=_rows,
)
