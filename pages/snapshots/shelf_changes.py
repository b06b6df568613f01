"""What can be done on the shelf: verify a snapshot, show it, pin it; with a note in the audit of what changed."""

from collections.abc import Callable, Mapping
from pathlib import Path

from dashboard.acting import permission
from dashboard.acting import record as acting_record
from dashboard.reading.opening import shelf
from data.language import Sentence, _
from models.programme.clock import now
from models.record.tables import AuditEntry
from models.settings import settings
from models.snapshots.pins import Pin, set_pin
from models.snapshots.tables import SNAPSHOT_TABLES
from pages.snapshots.shelf_entries import shelf_entry


def verify(snapshot_id: str, progress: Callable[[str, float], None]) -> None:
    """Hash every file of a snapshot, one after another.

    Args:
        snapshot_id: which.
        progress: told the file that is read, and how much of the work is done (0 to 1).

    Raises:
        Refused: naming what is damaged and the command that repairs it.
    """
    snapshot = shelf().open(snapshot_id)
    snapshot.verify(())
    sizes = {Path(name).stem: facts["bytes"] for name, facts in snapshot.manifest["files"].items()}
    done, total = 0, sum(sizes.values()) or 1
    for name in (name for name in SNAPSHOT_TABLES if name in sizes):
        progress(f"{name}.parquet", done / total)
        snapshot.verify((name,))
        done += sizes[name]


def why_read_only(address: str | None, headers: Mapping[str, str]) -> Sentence | None:
    """Why nothing may be changed here; None where it may. The same setting as for bringing files in."""
    if permission.may_write(address, headers):
        return None
    if settings().uploads == "off":
        return _(
            "Pins and the snapshot that is shown are not changed on this page (LAOTIE_UPLOADS=off). Use laotie "
            "snapshots use on the server."
        )
    return _(
        "There is no sign-in, so pins and the snapshot that is shown are changed only when the dashboard is opened on "
        "the machine that serves it. Use laotie snapshots use on the server, or set LAOTIE_UPLOADS=on."
    )


def _note(action: str, snapshot_id: str, detail: str = "") -> None:
    record = acting_record.record(make=True)
    assert record is not None  # noqa: S101 - it was to be made
    entry = AuditEntry(at=now(), person=acting_record.person(), action=action, subject=snapshot_id, detail=detail)
    record.note(entry)


def point_latest_to(snapshot_id: str) -> None:
    """Show this snapshot from now on: roll back, or forward. Its files are verified first.

    Raises:
        Refused: it is not there, damaged, or of another version.
    """
    before = shelf().latest_id() or ""
    shelf().point(snapshot_id)
    _note("use", snapshot_id, f"instead of {before}")


def pin(snapshot_id: str, name: str) -> None:
    """Pin a snapshot under a name.

    Raises:
        Refused: it is not there, or the name is none.
    """
    shelf_entry(snapshot_id)
    set_pin(shelf().folder, snapshot_id, Pin(name.strip(), acting_record.person(), now()))
    _note("pin", snapshot_id, name.strip())


def unpin(snapshot_id: str) -> None:
    """Take a snapshot's pin off.

    Raises:
        Refused: it is not there.
    """
    shelf_entry(snapshot_id)
    set_pin(shelf().folder, snapshot_id, None)
    _note("unpin", snapshot_id)
