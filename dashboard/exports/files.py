"""An export as files: a CSV streamed piece by piece, its manifest, and a zip of both."""

import hashlib
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, BinaryIO, Final

import orjson
import pyarrow as pa
import pyarrow.csv as pacsv

from dashboard.exports.cells import protected
from dashboard.reading.opening import Opened
from data.errors import Refused
from data.language import LANGUAGES, Sentence, _

BOM: Final = b"\xef\xbb\xbf"
BATCH: Final = 65_536


@dataclass(frozen=True)
class Export:
    """One table of a view, ready to be written. `batches` yields Arrow batches in the columns of the schema."""

    table: str
    opened: Opened
    rows: int
    schema: pa.Schema
    batches: Callable[[], Iterator[pa.RecordBatch]]
    meanings: Mapping[str, Sentence]

    @property
    def name(self) -> str:
        """File name without an ending: what, of what, which region, which day."""
        return name_of(self.table, self.opened)

    def csv(self) -> Iterator[bytes]:
        """The file's bytes, piece by piece."""
        yield BOM + ",".join(self.schema.names).encode() + b"\r\n"
        options = pacsv.WriteOptions(include_header=False, eol="\r\n", batch_size=BATCH)
        for batch in self.batches():
            out = BytesIO()
            pacsv.write_csv(protected(batch), out, options)
            yield out.getvalue()

    def manifest(self) -> dict[str, object]:
        """What the file is, its SHA-256, its data dictionary, and how to make it again."""
        digest, size = hashlib.sha256(), 0
        for piece in self.csv():
            digest.update(piece)
            size += len(piece)
        return self._manifest(digest.hexdigest(), size)

    def zip(self, out: BinaryIO) -> None:
        """Write a zip of the CSV and its manifest; the same bytes each time."""
        digest, size = hashlib.sha256(), 0
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            with archive.open(_entry(f"{self.name}.csv"), "w", force_zip64=True) as entry:
                for piece in self.csv():
                    digest.update(piece)
                    size += len(piece)
                    entry.write(piece)
            manifest = dumped(self._manifest(digest.hexdigest(), size))
            archive.writestr(_entry(f"{self.name}.manifest.json"), manifest)

    def _manifest(self, digest: str, size: int) -> dict[str, object]:
        now, view = self.opened.now, self.opened.view
        again = view.but(snapshot=now.snapshot_id, compare=self.opened.before_id)
        metric = view.question.measured
        notice = _("Demonstration data: every store, person and figure in this file is made up.")
        return {
            "table": self.table,
            "file": f"{self.name}.csv",
            "sha256": digest,
            "bytes": size,
            "rows": self.rows,
            "snapshot_id": now.snapshot_id,
            "as_of": now.as_of,
            "is_demonstration": now.is_demonstration,
            **({"notice": {lang: notice.say(lang) for lang in LANGUAGES}} if now.is_demonstration else {}),
            "scope": list(view.question.scope.regions),
            "view": again.query(),
            "metric": {
                "code": metric.code,
                **{f"name_{lang}": metric.name.say(lang) for lang in LANGUAGES},
                **{f"definition_{lang}": metric.definition.say(lang) for lang in LANGUAGES},
            },
            "format": "CSV, UTF-8 with BOM, CRLF; text that would run as a formula begins with an apostrophe; "
            'ids of digits are written ="…"',
            "columns": [
                {"name": column.name, "type": str(column.type)}
                | {lang: self.meanings[column.name].say(lang) for lang in LANGUAGES}
                for column in self.schema
            ],
            "make_again": f"laotie export {self.table} --snapshot {now.snapshot_id} --view '{again.text()}' "
            f"--out {self.name}.csv",
        }


def name_of(what: str, opened: Opened) -> str:
    """The name, without an ending, of a file of a view: what, of what, which region, which day."""
    kind = "demo-" if opened.now.is_demonstration else ""
    shown = opened.presentation
    chosen = [_plain(text) for text in (shown.listing, shown.measure, shown.by, shown.item) if text]
    parts = [what, *chosen, opened.question.region, opened.now.snapshot_id]
    return kind + "-".join(part for part in parts if part)


def _plain(text: str) -> str:
    """Text as a part of a file's name."""
    return "".join(c for c in text if c.isalnum() or c in "-_")[:40]


def dumped(manifest: Mapping[str, object]) -> bytes:
    """A manifest as it is written."""
    return orjson.dumps(manifest, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))  # a fixed time: the same bytes each time
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def save(export: Export, out: Path) -> None:
    """Write an export to a .csv with its manifest beside it, or to a .zip of both; never half a file.

    Raises:
        Refused: the file cannot be written.
    """
    with _aside(out) as target:
        if out.suffix == ".zip":
            export.zip(target)
        else:
            target.writelines(export.csv())
            out.with_suffix(".manifest.json").write_bytes(dumped(export.manifest()))


def write_whole(out: Path, content: bytes) -> None:
    """Write a file, never half of it.

    Raises:
        Refused: the file cannot be written.
    """
    with _aside(out) as target:
        target.write(content)


@contextmanager
def _aside(out: Path) -> Iterator[BinaryIO]:
    """A file beside the one wanted, which takes its place once all is written."""
    aside = out.with_name(f".{out.name}.part")
    try:
        with aside.open("wb") as target:
            yield target
        aside.replace(out)
    except OSError as error:
        raise Refused(
            _("{file} cannot be written ({why}): name another with --out.", file=out, why=error.strerror)
        ) from error
    finally:
        with suppress(OSError):
            aside.unlink(missing_ok=True)


def zipped(export: Export) -> IO[bytes]:
    """A zip of the export in a temporary file, rewound."""
    target = TemporaryFile()  # noqa: SIM115 - the caller streams and closes it
    export.zip(target)
    target.seek(0)
    return target
