"""The tables of the shelf: all snapshots, and what one is made of."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from dashboard.reading.opening import Opened
from dashboard.tables.columns import column, row
from dashboard.tables.kind_names import kind_name
from dashboard.tables.table import Table
from dashboard.views.view import View
from data.language import Named, Sentence, _
from pages.snapshots.shelf_entries import UNREADABLE, ShelfEntry, shelf_entries, shelf_entry

_SIZES: Final = ((10**9, "GB"), (10**6, "MB"), (10**3, "kB"))


def size(count: int) -> Named:
    """Bytes, short."""
    step, unit = next(((step, unit) for step, unit in _SIZES if count >= step), (1, "B"))
    text = f"{count / step:.1f} {unit}" if step > 1 else f"{count} B"
    return Named(text, text)


def _open_snapshot(snapshot: "SnapshotRow", view: View) -> tuple[str, View]:
    """The page of the snapshot, on this screen."""
    return "", view.elsewhere().but(item=snapshot.snapshot_id)


@row
class SnapshotRow:
    """One snapshot on the shelf; what its manifest does not tell is empty."""

    snapshot_id: str = column(
        "text", _("Snapshot"), _("Its id: the day, and a hash of everything in it"), opens=_open_snapshot
    )
    day: date = column("day", _("Day"), _("The day whose end it tells of"), shown=False)
    is_shown: bool = column("flag", _("shown"), _("Whether this is what “latest” means"))
    pin: str | None = column("text", _("Pinned as"), _("The name under which somebody keeps it"))
    stores: int | None = column("count", _("stores"), _("Stores that had entered by the day"))
    rows: int | None = column("count", _("rows"), _("Rows of all its files"))
    bytes: int | None = column("count", _("bytes"), _("Bytes of all its files"), shown=False)
    size: Named | None = column("named", _("size"), _("Bytes of all its files, short"))
    deliveries: int | None = column(
        "count", _("deliveries"), _("Delivered files that the record held when it was published")
    )
    rules: str | None = column("text", _("Deposit schedule"), _("The deposit schedule in force on the day, by id"))
    schema_version: int | None = column("count", _("schema"), _("Version of the tables in it"))
    code_version: str | None = column("text", _("Made by"), _("Version of this product that published it"))
    boundary_version: str | None = column(
        "text", _("Boundaries"), _("Version of the boundary layers it was published with")
    )
    restates: str | None = column("text", _("Restates"), _("Earlier publications of the same day"))
    is_demonstration: bool | None = column("flag", _("made up"), _("Whether any delivery in it is made up"))
    state: Sentence = column("named", _("State"), _("Whether it can be read; “Verify” on its page hashes every file"))


def _joined(codes: Sequence[str]) -> str | None:
    return ", ".join(codes) or None


def _snapshot_row(entry: ShelfEntry) -> SnapshotRow:
    manifest = entry.manifest
    return SnapshotRow(
        snapshot_id=entry.snapshot_id,
        day=date.fromisoformat(entry.day),
        is_shown=entry.is_shown,
        pin=entry.pin.name if entry.pin else None,
        stores=manifest.stores,
        rows=manifest.rows,
        bytes=manifest.bytes,
        size=size(manifest.bytes) if manifest.bytes is not None else None,
        deliveries=None if manifest is UNREADABLE else len(manifest.deliveries),
        rules=_joined(manifest.rules),
        schema_version=manifest.schema_version,
        code_version=manifest.code_version,
        boundary_version=manifest.boundary_version,
        restates=_joined(manifest.restates),
        is_demonstration=manifest.is_demonstration,
        state=entry.fault or _("whole, by the sizes of its files"),
    )


def snapshot_rows(_opened: Opened) -> Iterator[SnapshotRow]:
    """Every snapshot on the shelf, the newest day first."""
    return map(_snapshot_row, shelf_entries())


SNAPSHOTS: Final = Table(
    code="snapshots",
    title=_("All snapshots"),
    about=_(
        "Every day that was published, the newest first. A snapshot never changes; a day published again is a second "
        "snapshot that restates the first. Open one for its files, to verify it, to keep it or to show it."
    ),
    row=SnapshotRow,
    make=snapshot_rows,
)


def entry_in_view(opened: Opened) -> ShelfEntry:
    """The snapshot whose page it is; without one, what is on screen.

    Raises:
        Refused: the link names one that is not on the shelf.
    """
    return shelf_entry(opened.presentation.item or opened.now.snapshot_id)


@row
class FileRow:
    """One file of a snapshot."""

    file: str = column("text", _("File"))
    rows: int | None = column("count", _("rows"), _("Rows in the file"))
    bytes: int | None = column("count", _("bytes"), _("Bytes of the file"))
    sha256: str | None = column("text", _("SHA-256"), _("SHA-256 of the file's bytes"))


def file_rows(opened: Opened) -> Iterator[FileRow]:
    """The files of the snapshot in view, by name."""
    for file in entry_in_view(opened).manifest.files:
        yield FileRow(file=file.name, rows=file.rows, bytes=file.bytes, sha256=file.sha256)


SNAPSHOT_FILES: Final = Table(
    code="snapshot-files",
    title=_("Files"),
    about=_("What the snapshot is made of. Any of these bytes changed would be found by “Verify”."),
    row=FileRow,
    make=file_rows,
)


@row
class SnapshotDeliveryRow:
    """One delivery that went into a snapshot."""

    kind: str = column("code", _("Kind"), shown=False)
    kind_name: Named = column("named", _("Kind of file"))
    file_name: str | None = column("text", _("File"))
    row_count: int | None = column("count", _("rows"), _("Rows in the file"))
    datum: str | None = column("text", _("Coordinate system"), shown=False)
    delivery_id: str | None = column("text", _("Delivery id"))
    sha256: str | None = column("text", _("SHA-256 of the file"), shown=False)


def snapshot_delivery_rows(opened: Opened) -> Iterator[SnapshotDeliveryRow]:
    """The deliveries that went into the snapshot in view."""
    for delivery in entry_in_view(opened).manifest.deliveries:
        yield SnapshotDeliveryRow(
            kind=delivery.kind,
            kind_name=kind_name(delivery.kind),
            file_name=delivery.file_name,
            row_count=delivery.row_count,
            datum=delivery.datum,
            delivery_id=delivery.delivery_id,
            sha256=delivery.sha256,
        )


SNAPSHOT_DELIVERIES: Final = Table(
    code="snapshot-deliveries",
    title=_("Deliveries that went in"),
    about=_("Every file that the record had accepted when the snapshot was published."),
    row=SnapshotDeliveryRow,
    make=snapshot_delivery_rows,
)

TABLES: Final = (SNAPSHOTS, SNAPSHOT_FILES, SNAPSHOT_DELIVERIES)
