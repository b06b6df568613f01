"""A delivered file as one plain file: .csv.gz and .zip are opened under a guard on their size."""

import gzip
import hashlib
import zipfile
import zlib
from pathlib import Path
from typing import IO, Final

from data.errors import Refused
from data.language import _

CHUNK: Final = 1 << 22
TEXTS: Final = (".csv", ".tsv", ".txt")


def fingerprint(path: Path) -> str:
    """The SHA-256 of a file's bytes.

    Raises:
        Refused: there is no such file, or it cannot be read.
    """
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise Refused(
            _("{file} cannot be read: {cause}.", file=path.name, cause=error.strerror or str(error))
        ) from error


def unpacked(path: Path, scratch: Path, limit: int) -> Path:
    """The plain file: itself, or what is in the archive, written to `scratch`.

    Raises:
        Refused: it is larger than `limit` bytes, damaged, locked, or holds not one text file.
    """
    with path.open("rb") as file:
        magic = file.read(4)
    try:
        if magic[:2] == b"\x1f\x8b":
            with gzip.open(path) as packed:
                return _poured(packed, scratch / "unpacked", path, limit)
        if magic == b"PK\x03\x04" and not path.name.lower().endswith((".xlsx", ".xlsm")):
            with zipfile.ZipFile(path) as archive, archive.open(_only_text(archive, path)) as packed:
                return _poured(packed, scratch / "unpacked", path, limit)
    except (OSError, EOFError, zlib.error, zipfile.BadZipFile, RuntimeError, NotImplementedError) as error:
        raise Refused(
            _(
                "{file} cannot be unpacked ({cause}): pack it again without a password.",
                file=path.name,
                cause=str(error),
            )
        ) from error
    if path.stat().st_size > limit:
        raise _too_large(path, limit)
    return path


def _only_text(archive: zipfile.ZipFile, path: Path) -> zipfile.ZipInfo:
    inside = [
        member for member in archive.infolist() if not member.is_dir() and not member.filename.startswith("__MACOSX/")
    ]
    texts = [member for member in inside if member.filename.lower().endswith(TEXTS)]
    if len(texts) != 1:
        raise Refused(
            _(
                "{file} must hold one CSV file and holds {n}: pack each file by itself, "
                "and save workbooks as CSV first.",
                file=path.name,
                n=len(texts),
            )
        )
    return texts[0]


def _poured(packed: IO[bytes] | gzip.GzipFile, target: Path, path: Path, limit: int) -> Path:
    poured = 0
    with target.open("wb") as plain:
        while chunk := packed.read(CHUNK):
            poured += len(chunk)
            if poured > limit:
                raise _too_large(path, limit)
            plain.write(chunk)
    return target


def _too_large(path: Path, limit: int) -> Refused:
    return Refused(
        _(
            "{file} is larger than the {limit} bytes allowed: split it, or raise LAOTIE_FILE_BYTES.",
            file=path.name,
            limit=limit,
        )
    )
