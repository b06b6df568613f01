"""The shelf: the snapshots in a folder, and the pointer named `latest` to the one that is shown."""

import os
from collections.abc import Iterator
from datetime import timedelta
from functools import lru_cache
from pathlib import Path

import orjson

from data.errors import Refused
from data.language import _
from models.snapshots.manifest import MANIFEST, SCHEMA_VERSION
from models.snapshots.snapshot import Snapshot, damaged, engine_of

POINTER = "latest"


@lru_cache(maxsize=4096)
def _restated(folder: Path) -> int:
    """How many earlier publications of its day a snapshot restates; -1 where its manifest cannot be read."""
    try:
        return len(orjson.loads((folder / MANIFEST).read_bytes())["restates"])
    except (orjson.JSONDecodeError, KeyError, TypeError):
        return -1


def readable(snapshot: Snapshot) -> Snapshot:
    """The snapshot, if its manifest can be read and this version of the product made it.

    Raises:
        Refused: naming the snapshot, what is wrong with it and the command that repairs it.
    """
    name = snapshot.snapshot_id
    try:
        version = snapshot.manifest["schema_version"]
    except (orjson.JSONDecodeError, KeyError, TypeError) as error:
        raise damaged(name, _("{file} cannot be read", file=MANIFEST)) from error
    if version != SCHEMA_VERSION:
        raise Refused(
            _(
                "Snapshot {snapshot} was published by another version of the product (schema {found}, "
                "this one reads {wanted}). Publish that day again with: laotie publish --as-of {day}",
                snapshot=name,
                found=version,
                wanted=SCHEMA_VERSION,
                day=name[:10],
            )
        )
    return snapshot


class Shelf:
    """The snapshots in a folder, and the pointer to the one that is shown."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def ids(self) -> list[str]:
        """Ids of all whole snapshots, the newest day first."""
        return sorted((path.parent.name for path in self.folder.glob(f"[0-9]*/{MANIFEST}")), reverse=True)

    def __iter__(self) -> Iterator[Snapshot]:
        return (self.open(snapshot_id) for snapshot_id in self.ids())

    def standing(self) -> list[str]:
        """One id a day, that of the last publication of the day; the newest day first."""
        by_day: dict[str, str] = {}
        for name in self.ids():
            held = by_day.setdefault(name[:10], name)
            if _restated(self.folder / name) > _restated(self.folder / held):
                by_day[name[:10]] = name
        return list(by_day.values())

    def latest_id(self) -> str | None:
        """The id that the pointer names."""
        pointer = self.folder / POINTER
        return pointer.read_text(encoding="utf-8").strip() if pointer.is_file() else None

    def open(self, snapshot_id: str = POINTER) -> Snapshot:
        """A snapshot by id, or the one that the pointer names.

        Raises:
            Refused: nothing is published, the snapshot is missing, or another version made it.
        """
        name = self.latest_id() if snapshot_id == POINTER else snapshot_id
        if name is None:
            raise Refused(
                _(
                    "Nothing is published yet. Import files with: laotie import KIND FILE, then publish a day "
                    "with: laotie publish --as-of DATE. For demonstration data run: laotie demo"
                )
            )
        if name not in self.ids():
            raise Refused(
                _(
                    "There is no snapshot {snapshot} here. See what there is with: laotie snapshots list, and "
                    "publish a day with: laotie publish --as-of {day}",
                    snapshot=name,
                    day=name[:10],
                )
            )
        return readable(Snapshot(name, self.folder / name))

    def sound(self, snapshot_id: str) -> Snapshot | None:
        """A snapshot whose files are whole; None where it cannot be read."""
        try:
            snapshot = self.open(snapshot_id)
            engine_of(snapshot)
        except Refused:
            return None
        return snapshot

    def point(self, snapshot_id: str) -> None:
        """Move the pointer; readers see the old snapshot or the new one, never neither."""
        self.open(snapshot_id).verify()
        aside = self.folder / f".{POINTER}-{os.getpid()}"
        aside.write_text(f"{snapshot_id}\n", encoding="utf-8")
        aside.replace(self.folder / POINTER)

    def before(self, snapshot: Snapshot, days: int = 7) -> Snapshot | None:
        """The newest standing, sound snapshot at least so many days older; None where there is none."""
        bound = (snapshot.day - timedelta(days=days)).isoformat()
        older = (self.sound(name) for name in self.standing() if name[:10] <= bound)
        return next(filter(None, older), None)
