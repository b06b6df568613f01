"""The desk for snapshots: what is on the shelf, whether each can be read, pins, and what is shown."""

import tarfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import orjson

from dashboard.acting import permission
from dashboard.acting import record as written
from dashboard.reading.opening import shelf
from data.errors import Refused
from data.language import Sentence, _
from models.programme.clock import now
from models.record.tables import AuditEntry
from models.settings import settings
from models.snapshots.manifest import MANIFEST
from models.snapshots.pins import Pin, pins, set_pin
from models.snapshots.shelf import readable
from models.snapshots.snapshot import Snapshot
from models.snapshots.tables import SNAPSHOT_TABLES

CHUNK: Final = 1 << 20
_BLOCK: Final = 512


@dataclass(frozen=True)
class Shelved:
    """A snapshot as it stands on the shelf; what its manifest does not tell is empty. `fault`: why it is not read."""

    snapshot_id: str
    manifest: Mapping[str, Any]
    is_shown: bool
    pin: Pin | None
    fault: Sentence | None

    @property
    def day(self) -> str:
        """The day, ISO 8601."""
        return self.snapshot_id[:10]

    @property
    def files(self) -> Mapping[str, Mapping[str, Any]]:
        """The files by name, as the manifest lists them."""
        files: Mapping[str, Mapping[str, Any]] = self.manifest.get("files") or {}
        return files

    @property
    def deliveries(self) -> list[dict[str, Any]]:
        """The deliveries that went in."""
        return list(self.manifest.get("deliveries") or [])

    def total(self, what: str) -> int:
        """Rows or bytes of all files."""
        return sum(int(facts.get(what, 0)) for facts in self.files.values())


def _manifest(snapshot: Snapshot) -> dict[str, Any]:
    try:
        found = snapshot.manifest
    except (orjson.JSONDecodeError, OSError):
        return {}
    return found if isinstance(found, dict) else {}


def _fault(snapshot: Snapshot) -> Sentence | None:
    """What is wrong, as far as can be told without hashing the files."""
    try:
        readable(snapshot).verify(())
    except Refused as refusal:
        return refusal.sentence
    except (AttributeError, KeyError, TypeError):
        return _("Snapshot {snapshot} is damaged: {file} cannot be read.", snapshot=snapshot.snapshot_id, file=MANIFEST)
    return None


def shelved() -> list[Shelved]:
    """Every snapshot on the shelf, the newest day first, also those that cannot be read."""
    published = shelf()
    shown, pinned = published.latest_id(), pins(published.folder)
    found = []
    for name in published.ids():
        snapshot = Snapshot(name, published.folder / name)
        found.append(Shelved(name, _manifest(snapshot), name == shown, pinned.get(name), _fault(snapshot)))
    return found


def one(snapshot_id: str) -> Shelved:
    """One of them.

    Raises:
        Refused: there is no such snapshot on the shelf.
    """
    found = next((held for held in shelved() if held.snapshot_id == snapshot_id), None)
    if found is None:
        raise Refused(_("There is no snapshot {snapshot} on the shelf: choose one of the list.", snapshot=snapshot_id))
    return found


def verify(snapshot_id: str, told: Callable[[str, float], None]) -> None:
    """Hash every file of a snapshot, one after another.

    Args:
        snapshot_id: which.
        told: told the file that is read, and how much of the work is done (0 to 1).

    Raises:
        Refused: naming what is damaged and the command that repairs it.
    """
    snapshot = shelf().open(snapshot_id)
    snapshot.verify(())
    sizes = {Path(name).stem: facts["bytes"] for name, facts in snapshot.manifest["files"].items()}
    done, total = 0, sum(sizes.values()) or 1
    for name in (name for name in SNAPSHOT_TABLES if name in sizes):
        told(f"{name}.parquet", done / total)
        snapshot.verify((name,))
        done += sizes[name]


def shut(address: str | None, headers: Mapping[str, str]) -> Sentence | None:
    """Why nothing may be changed here; None where it may. The same setting as for bringing files in."""
    uploads = settings().uploads
    if uploads == "on" or (uploads == "local" and permission.is_local(address, headers)):
        return None
    if uploads == "off":
        return _(
            "Pins and the snapshot that is shown are not changed on this page (LAOTIE_UPLOADS=off). Use laotie "
            "snapshots use on the server."
        )
    return _(
        "There is no sign-in, so pins and the snapshot that is shown are changed only when the dashboard is opened on "
        "the machine that serves it. Use laotie snapshots use on the server, or set LAOTIE_UPLOADS=on."
    )


def _note(action: str, snapshot_id: str, detail: str = "") -> None:
    record = written.record(make=True)
    assert record is not None  # noqa: S101 - it was to be made
    entry = AuditEntry(at=now(), person=written.person(), action=action, subject=snapshot_id, detail=detail)
    record.note(entry)


def show(snapshot_id: str) -> None:
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
    one(snapshot_id)
    set_pin(shelf().folder, snapshot_id, Pin(name.strip(), written.person(), now()))
    _note("pin", snapshot_id, name.strip())


def unpin(snapshot_id: str) -> None:
    """Take a snapshot's pin off.

    Raises:
        Refused: it is not there.
    """
    one(snapshot_id)
    set_pin(shelf().folder, snapshot_id, None)
    _note("unpin", snapshot_id)


@dataclass(frozen=True)
class Archive:
    """A snapshot's directory as a tar file, made while it is sent; the same bytes each time."""

    snapshot_id: str
    files: tuple[tuple[Path, int], ...]

    @property
    def size(self) -> int:
        """Bytes of the whole."""
        return sum(_BLOCK + size + -size % _BLOCK for _path, size in self.files) + 2 * _BLOCK

    def pieces(self) -> Iterator[bytes]:
        """The bytes, piece by piece."""
        for path, size in self.files:
            entry = tarfile.TarInfo(f"{self.snapshot_id}/{path.name}")
            entry.size, entry.mode = size, 0o644  # no owner and no time: the same bytes each time
            yield entry.tobuf(tarfile.USTAR_FORMAT)
            with path.open("rb") as source:
                while piece := source.read(CHUNK):
                    yield piece
            yield bytes(-size % _BLOCK)
        yield bytes(2 * _BLOCK)


def archive(snapshot_id: str) -> Archive:
    """A snapshot to carry away: its manifest and the files that this names, as long as they are whole.

    Raises:
        Refused: it is not on the shelf, or its files are not those of its manifest.
    """
    snapshot = shelf().open(snapshot_id)
    snapshot.verify(())
    names = [MANIFEST, *sorted(snapshot.manifest["files"])]
    paths = [snapshot.folder / Path(name).name for name in names]
    return Archive(snapshot.snapshot_id, tuple((path, path.stat().st_size) for path in paths))
