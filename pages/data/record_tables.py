"""What was delivered, and who did what: from the record, as the Data screen shows it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final, TypeVar

from sqlalchemy import func
from sqlmodel import col, select

from dashboard.acting.record import record
from dashboard.reading.opening import Opened
from dashboard.tables.columns import column, row
from dashboard.tables.kind_names import kind_name
from dashboard.tables.table import Table
from data.errors import Refused
from data.language import Named, Sentence, _
from models.base import Expression, Recorded
from models.record.tables import AuditEntry, Delivery
from models.snapshots.manifest import DeliveryFacts

ACTIONS: Final[Mapping[str, Sentence]] = {
    "import": _("Import"),
    "publish": _("Publication"),
    "use": _("Another snapshot shown"),
    "pin": _("Snapshot pinned"),
    "unpin": _("Pin taken off"),
    "correct": _("Said to be wrong"),
    "settle": _("Marked as settled"),
    "reopen": _("Opened again"),
}
NEWEST_DELIVERIES: Final[tuple[Expression, ...]] = (col(Delivery.received_at).desc(), col(Delivery.delivery_id).asc())
NEWEST_ENTRIES: Final[tuple[Expression, ...]] = (col(AuditEntry.entry_id).desc(),)
Kept = TypeVar("Kept", bound=Recorded)


def _read(table: type[Kept], order: Sequence[Expression], offset: int = 0, limit: int | None = None) -> list[Kept]:
    """Rows of the record, all or a part; none where there is no record."""
    found = record()
    if found is None:
        return []
    with found.session() as session:
        return list(session.exec(select(table).order_by(*order).offset(offset).limit(limit)))


def _count(table: type[Recorded]) -> int:
    found = record()
    return found.count(table) if found else 0


def deliveries_in_snapshot(opened: Opened) -> dict[str, DeliveryFacts]:
    """The deliveries that the snapshot on screen was made from, by id."""
    deliveries: list[DeliveryFacts] = opened.now.manifest["deliveries"]
    return {delivery["delivery_id"]: delivery for delivery in deliveries}


def last_received(opened: Opened) -> dict[str, datetime]:
    """When the last delivery of each kind that the snapshot was made from came in; nothing without a record."""
    try:
        found = record()
    except Refused:  # the snapshot can be read all the same
        return {}
    if found is None:
        return {}
    last = func.max(col(Delivery.received_at))
    went_in = col(Delivery.delivery_id).in_(list(deliveries_in_snapshot(opened)))
    with found.session() as session:
        return dict(session.exec(select(Delivery.kind, last).where(went_in).group_by(col(Delivery.kind))).all())


@row
class DeliveryRow:
    """A file that was accepted."""

    received_at: datetime = column("instant", _("When"))
    kind: str = column("code", _("Kind"), shown=False)
    kind_name: Named = column("named", _("Kind of file"))
    file_name: str = column("text", _("File"))
    received_by: str = column("text", _("By whom"))
    row_count: int = column("count", _("rows"), _("Rows in the file"))
    added: int = column("count", _("new"), _("Rows whose key was new"))
    changed: int = column("count", _("changed"), _("Rows that replaced one with the same key and other values"))
    recoded: int = column("count", _("recoded"), _("Rows whose region code was renewed by the crosswalk"))
    warned: int = column("count", _("warned"), _("Rows accepted with a warning: a point outside its county"))
    is_shown: bool = column("flag", _("in this snapshot"), _("Whether the snapshot on screen was made from it"))
    is_demonstration: bool = column("flag", _("made up"), _("Whether everything in the file is made up"))
    delivery_id: str = column("text", _("Delivery id"), shown=False)
    datum: str = column("text", _("Coordinate system"), shown=False)
    encoding: str = column("text", _("Encoding"), shown=False)
    byte_count: int = column("count", _("Bytes"), shown=False)
    sha256: str = column("text", _("SHA-256 of the file"), shown=False)


def _delivery_row(delivery: Delivery, *, is_shown: bool) -> DeliveryRow:
    return DeliveryRow(
        received_at=delivery.received_at,
        kind=delivery.kind,
        kind_name=kind_name(delivery.kind),
        file_name=delivery.file_name,
        received_by=delivery.received_by,
        row_count=delivery.row_count,
        added=delivery.added,
        changed=delivery.changed,
        recoded=delivery.recoded,
        warned=delivery.warned,
        is_shown=is_shown,
        is_demonstration=delivery.is_demonstration,
        delivery_id=delivery.delivery_id,
        datum=delivery.datum,
        encoding=delivery.encoding,
        byte_count=delivery.byte_count,
        sha256=delivery.sha256,
    )


def _deliveries(opened: Opened, offset: int = 0, limit: int | None = None) -> list[DeliveryRow]:
    went_in = deliveries_in_snapshot(opened)
    found = _read(Delivery, NEWEST_DELIVERIES, offset, limit)
    return [_delivery_row(delivery, is_shown=delivery.delivery_id in went_in) for delivery in found]


DELIVERIES: Final = Table(
    code="deliveries",
    title=_("Deliveries"),
    about=_("Every file that was accepted, newest first, and who brought it. A file with problems leaves no trace."),
    row=DeliveryRow,
    make=_deliveries,
    count=lambda _opened: _count(Delivery),
    part=_deliveries,
)


@row
class AuditRow:
    """Something that somebody did."""

    at: datetime = column("instant", _("When"))
    person: str = column("text", _("Who"))
    action: str = column("code", _("Action"), shown=False)
    action_name: Named | Sentence = column("named", _("What was done"))
    subject: str = column("text", _("To what"))
    detail: str = column("text", _("Details"))


def _audit(_opened: Opened, offset: int = 0, limit: int | None = None) -> list[AuditRow]:
    return [
        AuditRow(
            at=entry.at,
            person=entry.person,
            action=entry.action,
            action_name=ACTIONS.get(entry.action, Named(entry.action, entry.action)),
            subject=entry.subject,
            detail=entry.detail,
        )
        for entry in _read(AuditEntry, NEWEST_ENTRIES, offset, limit)
    ]


AUDIT: Final = Table(
    code="audit",
    title=_("Audit"),
    about=_("Who did what and when: imports, publications, and moves of what is shown. Newest first."),
    row=AuditRow,
    make=_audit,
    count=lambda _opened: _count(AuditEntry),
    part=_audit,
)
