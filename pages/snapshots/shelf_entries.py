"""What is on the shelf of snapshots: of each what its manifest tells, whether it can be read, and its pin."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import orjson

from dashboard.reading.opening import shelf
from data.errors import Refused
from data.language import Sentence, _
from models.snapshots.manifest import MANIFEST
from models.snapshots.pins import Pin, pins
from models.snapshots.shelf import Shelf, readable
from models.snapshots.snapshot import Snapshot


@dataclass(frozen=True)
class EntryFile:
    """A file of a snapshot, as the manifest tells of it."""

    name: str
    rows: int | None
    bytes: int | None
    sha256: str | None


@dataclass(frozen=True)
class EntryDelivery:
    """A delivery that went into a snapshot, as the manifest tells of it; only stores have a coordinate system."""

    kind: str
    file_name: str | None
    row_count: int | None
    datum: str | None
    delivery_id: str | None
    sha256: str | None


@dataclass(frozen=True)
class EntryManifest:
    """What a snapshot's manifest tells; what it does not is empty."""

    files: tuple[EntryFile, ...] = ()
    deliveries: tuple[EntryDelivery, ...] = ()
    rules: tuple[str, ...] = ()
    restates: tuple[str, ...] = ()
    schema_version: int | None = None
    code_version: str | None = None
    boundary_version: str | None = None
    is_demonstration: bool | None = None

    @property
    def stores(self) -> int | None:
        """How many stores there are."""
        return next((file.rows for file in self.files if file.name == "stores.parquet"), None)

    @property
    def rows(self) -> int | None:
        """Rows of all files."""
        return sum(file.rows or 0 for file in self.files) if self.files else None

    @property
    def bytes(self) -> int | None:
        """Bytes of all files."""
        return sum(file.bytes or 0 for file in self.files) if self.files else None


UNREADABLE: Final = EntryManifest()
"""What stands for a manifest that cannot be read."""


@dataclass(frozen=True)
class ShelfEntry:
    """A snapshot as it stands on the shelf. `fault`: why it cannot be read."""

    snapshot_id: str
    manifest: EntryManifest
    is_shown: bool
    pin: Pin | None
    fault: Sentence | None

    @property
    def day(self) -> str:
        """The day, ISO 8601."""
        return self.snapshot_id[:10]


def _file(name: str, told: Mapping[str, Any]) -> EntryFile:
    return EntryFile(name, told.get("rows"), told.get("bytes"), told.get("sha256"))


def _delivery(told: Mapping[str, Any]) -> EntryDelivery:
    return EntryDelivery(
        kind=told["kind"],
        file_name=told.get("file_name"),
        row_count=told.get("row_count"),
        datum=told.get("datum"),
        delivery_id=told.get("delivery_id"),
        sha256=told.get("sha256"),
    )


def _manifest(snapshot: Snapshot) -> EntryManifest:
    """What the manifest tells."""
    try:
        told = snapshot.manifest
        return EntryManifest(
            files=tuple(_file(name, facts) for name, facts in sorted((told.get("files") or {}).items())),
            deliveries=tuple(_delivery(each) for each in told.get("deliveries") or ()),
            rules=tuple(told.get("rules") or ()),
            restates=tuple(told.get("restates") or ()),
            schema_version=told.get("schema_version"),
            code_version=told.get("code_version"),
            boundary_version=told.get("boundary_version"),
            is_demonstration=told.get("is_demonstration"),
        )
    except (orjson.JSONDecodeError, OSError, AttributeError, KeyError, TypeError):
        return UNREADABLE


def _fault(snapshot: Snapshot) -> Sentence | None:
    """What is wrong, as far as can be told without hashing the files."""
    try:
        readable(snapshot).verify(())
    except Refused as refusal:
        return refusal.sentence
    except (AttributeError, KeyError, TypeError):
        return _("Snapshot {snapshot} is damaged: {file} cannot be read.", snapshot=snapshot.snapshot_id, file=MANIFEST)
    return None


def _entries(published: Shelf, names: Iterable[str]) -> Iterator[ShelfEntry]:
    shown, pinned = published.latest_id(), pins(published.folder)
    for name in names:
        snapshot = Snapshot(name, published.folder / name)
        yield ShelfEntry(name, _manifest(snapshot), name == shown, pinned.get(name), _fault(snapshot))


def shelf_entries() -> list[ShelfEntry]:
    """Every snapshot on the shelf, the newest day first, also those that cannot be read."""
    published = shelf()
    return list(_entries(published, published.ids()))


def shelf_entry(snapshot_id: str) -> ShelfEntry:
    """One of them.

    Raises:
        Refused: there is no such snapshot on the shelf.
    """
    published = shelf()
    if snapshot_id not in published.ids():
        raise Refused(_("There is no snapshot {snapshot} on the shelf: choose one of the list.", snapshot=snapshot_id))
    return next(_entries(published, [snapshot_id]))
