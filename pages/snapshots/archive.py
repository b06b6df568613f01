"""A whole snapshot to carry away, as a tar file that is made while it is sent."""

import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from dashboard.reading.opening import shelf
from models.snapshots.manifest import MANIFEST

CHUNK_BYTES: Final = 1 << 20
_BLOCK_BYTES: Final = 512


@dataclass(frozen=True)
class Archive:
    """A snapshot's directory as a tar file; the same bytes each time."""

    snapshot_id: str
    files: tuple[tuple[Path, int], ...]

    @property
    def size(self) -> int:
        """Bytes of the whole."""
        return sum(_BLOCK_BYTES + size + -size % _BLOCK_BYTES for _path, size in self.files) + 2 * _BLOCK_BYTES

    def pieces(self) -> Iterator[bytes]:
        """The bytes, piece by piece."""
        for path, size in self.files:
            entry = tarfile.TarInfo(f"{self.snapshot_id}/{path.name}")
            entry.size, entry.mode = size, 0o644  # no owner and no time: the same bytes each time
            yield entry.tobuf(tarfile.USTAR_FORMAT)
            with path.open("rb") as source:
                while piece := source.read(CHUNK_BYTES):
                    yield piece
            yield bytes(-size % _BLOCK_BYTES)
        yield bytes(2 * _BLOCK_BYTES)


def archive_of(snapshot_id: str) -> Archive:
    """A snapshot's manifest and the files that this names, as long as they are whole.

    Raises:
        Refused: it is not on the shelf, or its files are not those of its manifest.
    """
    snapshot = shelf().open(snapshot_id)
    snapshot.verify(())
    names = [MANIFEST, *sorted(snapshot.manifest["files"])]
    paths = [snapshot.folder / Path(name).name for name in names]
    return Archive(snapshot.snapshot_id, tuple((path, path.stat().st_size) for path in paths))
