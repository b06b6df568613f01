"""What was delivered, and who did what: from the record, as the Data screen shows it."""

from typing import Any, Final

from sqlalchemy import func
from sqlmodel import col, select

from dashboard.acting.record import record
from dashboard.reading.opening import Opened
from dashboard.tables.kind_names import kind_name
from dashboard.tables.sheet import Column, Row, Sheet
from data.errors import Refused
from data.language import Named, Sentence, _
from models.record.tables import AuditEntry, Delivery

ACTIONS: Final[dict[str, Sentence]] = {
    "import": _("Import"),
    "publish": _("Publication"),
    "use": _("Another snapshot shown"),
    "pin": _("Snapshot pinned"),
    "unpin": _("Pin taken off"),
}


def _part(table: type[Any], order: tuple[Any, ...], offset: int, limit: int | None) -> list[Any]:
    held = record()
    if held is None:
        return []
    with held.session() as session:
        return list(session.exec(select(table).order_by(*order).offset(offset).limit(limit)))


def _count(table: type[Any]) -> int:
    held = record()
    return held.count(table) if held else 0


def in_snapshot(opened: Opened) -> dict[str, dict[str, Any]]:
    """The deliveries that the snapshot on screen was made from, by id."""
    return {delivery["delivery_id"]: delivery for delivery in opened.now.manifest["deliveries"]}


def _deliveries(opened: Opened, offset: int = 0, limit: int | None = None) -> list[Row]:
    shown = in_snapshot(opened)
    newest = (col(Delivery.received_at).desc(), col(Delivery.delivery_id))
    return [
        delivery.model_dump()
        | {"kind_name": kind_name(delivery.kind), "is_shown": delivery.delivery_id in shown}
        for delivery in _part(Delivery, newest, offset, limit)
    ]  # fmt: skip


def last_received(opened: Opened) -> dict[str, Any]:
    """When the last delivery of each kind that the snapshot was made from came in; nothing without a record."""
    try:
        held = record()
    except Refused:  # the snapshot can be read all the same
        return {}
    if held is None:
        return {}
    shown = list(in_snapshot(opened))
    last = func.max(col(Delivery.received_at))
    with held.session() as session:
        asked = select(Delivery.kind, last).where(col(Delivery.delivery_id).in_(shown)).group_by(col(Delivery.kind))
        return dict(session.exec(asked).all())


def _audit(_opened: Opened, offset: int = 0, limit: int | None = None) -> list[Row]:
    return [
        entry.model_dump() | {"action_name": ACTIONS.get(entry.action, Named(entry.action, entry.action))}
        for entry in _part(AuditEntry, (col(AuditEntry.entry_id).desc(),), offset, limit)
    ]


DELIVERIES: Final = Sheet(
    code="deliveries",
    title=_("Deliveries"),
    about=_("Every file that was accepted, newest first, and who brought it. A file with problems leaves no trace."),
    columns=lambda _opened: (
        Column("received_at", "instant", _("When")),
        Column("kind", "code", _("Kind"), is_shown=False),
        Column("kind_name", "named", _("Kind of file")),
        Column("file_name", "text", _("File")),
        Column("received_by", "text", _("By whom")),
        Column("row_count", "count", _("rows"), _("Rows in the file")),
        Column("added", "count", _("new"), _("Rows whose key was new")),
        Column("changed", "count", _("changed"), _("Rows that replaced one with the same key and other values")),
        Column("recoded", "count", _("recoded"), _("Rows whose region code was renewed by the crosswalk")),
        Column("warned", "count", _("warned"), _("Rows accepted with a warning: a point outside its county")),
        Column("is_shown", "flag", _("in this snapshot"), _("Whether the snapshot on screen was made from it")),
        Column("is_demonstration", "flag", _("made up"), _("Whether everything in the file is made up")),
        Column("delivery_id", "text", _("Delivery id"), is_shown=False),
        Column("datum", "text", _("Coordinate system"), is_shown=False),
        Column("encoding", "text", _("Encoding"), is_shown=False),
        Column("byte_count", "count", _("Bytes"), is_shown=False),
        Column("sha256", "text", _("SHA-256 of the file"), is_shown=False),
    ),
    rows=_deliveries,
    count=lambda _opened: _count(Delivery),
    part=_deliveries,
)

AUDIT: Final = Sheet(
    code="audit",
    title=_("Audit"),
    about=_("Who did what and when: imports, publications, and moves of what is shown. Newest first."),
    columns=lambda _opened: (
        Column("at", "instant", _("When")),
        Column("person", "text", _("Who")),
        Column("action", "code", _("Action"), is_shown=False),
        Column("action_name", "named", _("What was done")),
        Column("subject", "text", _("To what")),
        Column("detail", "text", _("Details")),
    ),
    rows=_audit,
    count=lambda _opened: _count(AuditEntry),
    part=_audit,
)
