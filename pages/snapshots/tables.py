"""The sheets of the shelf: all snapshots, and what one is made of."""

from datetime import date
from typing import Final

from dashboard.reading.opening import Opened
from dashboard.tables.kind_names import kind_name
from dashboard.tables.sheet import Column, Row, Sheet
from dashboard.views.view import View
from data.language import Named, _
from pages.snapshots.shelf_entries import Shelved, one, shelved

_SIZES: Final = ((10**9, "GB"), (10**6, "MB"), (10**3, "kB"))


def size(count: int) -> Named:
    """Bytes, short."""
    step, unit = next(((step, unit) for step, unit in _SIZES if count >= step), (1, "B"))
    text = f"{count / step:.1f} {unit}" if step > 1 else f"{count} B"
    return Named(text, text)


def _shelf_row(held: Shelved) -> Row:
    manifest = held.manifest
    restates = manifest.get("restates") or []
    return {
        "snapshot_id": held.snapshot_id,
        "day": date.fromisoformat(held.day),
        "is_shown": held.is_shown,
        "pin": held.pin.name if held.pin else None,
        "stores": held.files.get("stores.parquet", {}).get("rows"),
        "rows": held.total("rows") if held.files else None,
        "bytes": held.total("bytes") if held.files else None,
        "size": size(held.total("bytes")) if held.files else None,
        "deliveries": len(held.deliveries) if held.manifest else None,
        "rules": ", ".join(manifest.get("rules") or []) or None,
        "boundary_version": manifest.get("boundary_version"),
        "code_version": manifest.get("code_version"),
        "schema_version": manifest.get("schema_version"),
        "restates": ", ".join(restates) or None,
        "is_demonstration": manifest.get("is_demonstration"),
        "state": held.fault or _("whole, by the sizes of its files"),
    }


def _opens_snapshot(row: Row, view: View) -> tuple[str, View]:
    return "", view.elsewhere().but(item=row["snapshot_id"])


SHELF: Final = Sheet(
    code="snapshots",
    title=_("All snapshots"),
    about=_(
        "Every day that was published, the newest first. A snapshot never changes; a day published again is a second "
        "snapshot that restates the first. Open one for its files, to verify it, to keep it or to show it."
    ),
    columns=lambda _opened: (
        Column("snapshot_id", "text", _("Snapshot"), _("Its id: the day, and a hash of everything in it"),
               _opens_snapshot),
        Column("day", "day", _("Day"), _("The day whose end it tells of"), is_shown=False),
        Column("is_shown", "flag", _("shown"), _("Whether this is what “latest” means")),
        Column("pin", "text", _("Pinned as"), _("The name under which somebody keeps it")),
        Column("stores", "count", _("stores"), _("Stores that had entered by the day")),
        Column("rows", "count", _("rows"), _("Rows of all its files")),
        Column("bytes", "count", _("bytes"), _("Bytes of all its files"), is_shown=False),
        Column("size", "named", _("size"), _("Bytes of all its files, short")),
        Column("deliveries", "count", _("deliveries"), _("Delivered files that the record held when it was published")),
        Column("rules", "text", _("Deposit schedule"), _("The deposit schedule in force on the day, by id")),
        Column("schema_version", "count", _("schema"), _("Version of the tables in it")),
        Column("code_version", "text", _("Made by"), _("Version of this product that published it")),
        Column("boundary_version", "text", _("Boundaries"), _("Version of the boundary layers it was published with")),
        Column("restates", "text", _("Restates"), _("Earlier publications of the same day")),
        Column("is_demonstration", "flag", _("made up"), _("Whether any delivery in it is made up")),
        Column("state", "named", _("State"), _("Whether it can be read; “Verify” on its page hashes every file")),
    ),
    rows=lambda _opened: [_shelf_row(held) for held in shelved()],
)  # fmt: skip


def chosen(opened: Opened) -> Shelved:
    """The snapshot whose page it is; without one, what is on screen.

    Raises:
        Refused: the link names one that is not on the shelf.
    """
    return one(opened.presentation.item or opened.now.snapshot_id)


FILES: Final = Sheet(
    code="snapshot-files",
    title=_("Files"),
    about=_("What the snapshot is made of. Any of these bytes changed would be found by “Verify”."),
    columns=lambda _opened: (
        Column("file", "text", _("File")),
        Column("rows", "count", _("rows"), _("Rows in the file")),
        Column("bytes", "count", _("bytes"), _("Bytes of the file")),
        Column("sha256", "text", _("SHA-256"), _("SHA-256 of the file's bytes")),
    ),
    rows=lambda opened: [
        {"file": name, **{what: facts.get(what) for what in ("rows", "bytes", "sha256")}}
        for name, facts in sorted(chosen(opened).files.items())
    ],
)
WENT_IN: Final = Sheet(
    code="snapshot-deliveries",
    title=_("Deliveries that went in"),
    about=_("Every file that the record had accepted when the snapshot was published."),
    columns=lambda _opened: (
        Column("kind", "code", _("Kind"), is_shown=False),
        Column("kind_name", "named", _("Kind of file")),
        Column("file_name", "text", _("File")),
        Column("row_count", "count", _("rows"), _("Rows in the file")),
        Column("datum", "text", _("Coordinate system"), is_shown=False),
        Column("delivery_id", "text", _("Delivery id")),
        Column("sha256", "text", _("SHA-256 of the file"), is_shown=False),
    ),
    rows=lambda opened: [
        {"kind_name": kind_name(row["kind"]), "datum": None}
        | {name: row.get(name) for name in ("kind", "file_name", "row_count", "delivery_id", "sha256", "datum")}
        for row in chosen(opened).deliveries
    ],
)

SHEETS: Final = (SHELF, FILES, WENT_IN)
