"""A snapshot: one published day, an immutable directory with a manifest, and the engine that reads it."""

import atexit
import hashlib
import os
from collections.abc import Container, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from threading import Lock
from typing import Any, Final

import duckdb
import orjson
import pyarrow as pa
import pyarrow.parquet as pq
from sqlalchemy import Dialect
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg

from data.errors import Refused
from data.language import Sentence, _
from models.base import Query, table_of
from models.snapshots.manifest import MANIFEST, fingerprint
from models.snapshots.tables import READ_FROM_FILE, SNAPSHOT_TABLES

DIALECT: Dialect = PGDialect_psycopg(paramstyle="numeric_dollar")  # type: ignore[no-untyped-call]


@dataclass(frozen=True)
class Snapshot:
    """One published day. Equal by id: the same id is the same bytes, which makes it a cache key."""

    snapshot_id: str
    folder: Path

    def __hash__(self) -> int:
        return hash(self.snapshot_id)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Snapshot) and other.snapshot_id == self.snapshot_id

    @cached_property
    def manifest(self) -> dict[str, Any]:
        """The manifest as it is read (models/snapshots/manifest.py): damage may have changed anything in it."""
        manifest: dict[str, Any] = orjson.loads((self.folder / MANIFEST).read_bytes())
        return manifest

    @property
    def as_of(self) -> str:
        """The day, ISO 8601."""
        return str(self.manifest["as_of"])

    @property
    def day(self) -> date:
        """The day."""
        return date.fromisoformat(self.as_of)

    @property
    def is_demonstration(self) -> bool:
        """Whether any delivery that went in was made up."""
        return bool(self.manifest["is_demonstration"])

    def file(self, name: str) -> Path:
        """The Parquet file of a snapshot table."""
        return self.folder / f"{name}.parquet"

    def ask(self, select: Query) -> pa.Table:
        """The rows of a select over the snapshot's tables, as Arrow."""
        with self._read():
            engine = engine_of(self)
            text, bound = engine.asked(select)
            with engine.connection.cursor() as cursor:
                return cursor.sql(text, params=bound).to_arrow_table()

    def stream(self, select: Query, rows: int) -> Iterator[pa.RecordBatch]:
        """The rows of a select in batches of so many, read as they are asked for."""
        with self._read():
            engine = engine_of(self)
            text, bound = engine.asked(select)
            with engine.connection.cursor() as cursor:
                reader: pa.RecordBatchReader = cursor.sql(text, params=bound).to_arrow_reader(rows)
                yield from reader

    @contextmanager
    def _read(self) -> Iterator[None]:
        """What cannot be read is refused if it is damaged, and is a mistake of ours if it is not."""
        try:
            yield
        except (duckdb.Error, pa.ArrowException, OSError):
            self.verify()
            raise

    def verify(self, tables: Container[str] = SNAPSHOT_TABLES) -> None:
        """Refuse a snapshot whose files are not those of its manifest, or whose manifest is not that of its id.

        Args:
            tables: the files whose bytes are hashed; of the others the size alone is looked at.

        Raises:
            Refused: naming the snapshot, the file and the command that repairs it.
        """
        if self.snapshot_id != f"{self.manifest.get('as_of')}-{fingerprint(self.manifest)}":
            raise damaged(self.snapshot_id, _("{file} is not the file that was published", file=MANIFEST))
        for name, facts in self.manifest["files"].items():
            path = self.folder / name
            if not path.is_file():
                raise damaged(self.snapshot_id, _("{file} is missing", file=name))
            is_hashed = path.stem in tables
            if path.stat().st_size != facts["bytes"] or (is_hashed and sha256(path) != facts["sha256"]):
                raise damaged(self.snapshot_id, _("{file} is not the file that was published", file=name))
            if is_hashed and pq.read_metadata(path).num_rows != facts["rows"]:
                raise damaged(self.snapshot_id, _("{file} has another number of rows", file=name))


def compiled(select: Query) -> tuple[str, list[object]]:
    """A select as the engine's text and the values bound to it."""
    text = select.compile(dialect=DIALECT, compile_kwargs={"render_postcompile": True})  # lists for IN, bound too
    return str(text), [text.params[name] for name in text.positiontup or ()]


def sha256(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


def damaged(snapshot_id: str, why: Sentence | str) -> Refused:
    """The refusal of a snapshot that cannot be read, with the command that repairs it."""
    return Refused(
        _(
            "Snapshot {snapshot} is damaged: {why}. Publish that day again with: laotie publish --as-of {day}",
            snapshot=snapshot_id,
            why=why,
            day=snapshot_id[:10],
        )
    )


LATE: Final = (READ_FROM_FILE | {"measures"}) - {"stores"}
"""Tables looked at when a question first reads them: most visits to an earlier snapshot never do."""


class Engine:
    """The in-memory engine of a snapshot: small tables loaded, long ones read from their files.

    No row of a file is used before its bytes were found to be those that were published: the engine itself
    reads most single damaged bytes without a word.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self._late = {table_of(SNAPSHOT_TABLES[name]).name: name for name in LATE}
        self._showing = Lock()
        at_once = SNAPSHOT_TABLES.keys() - LATE
        snapshot.verify(at_once)
        self.connection = duckdb.connect(":memory:", config={"threads": str(min(4, os.cpu_count() or 1))})
        for name in SNAPSHOT_TABLES:
            if name in at_once:
                self._show(name)

    def asked(self, select: Query) -> tuple[str, list[object]]:
        """A select's text and bound values, once every table that it reads is there."""
        text, bound = compiled(select)
        with self._showing:
            for table, name in list(self._late.items()):
                if table in text:
                    self.snapshot.verify((name,))
                    self._show(name)
                    del self._late[table]
        return text, bound

    def _show(self, name: str) -> None:
        kind, table = ("VIEW" if name in READ_FROM_FILE else "TABLE"), table_of(SNAPSHOT_TABLES[name]).name
        source = str(self.snapshot.file(name)).replace("'", "''")
        try:
            self.connection.execute(f"CREATE {kind} {table} AS SELECT * FROM read_parquet('{source}')")  # noqa: S608
        except duckdb.Error as error:
            raise damaged(self.snapshot.snapshot_id, str(error).splitlines()[0]) from error


_OPENING = Lock()


def engine_of(snapshot: Snapshot) -> Engine:
    """The one engine of a snapshot."""
    with _OPENING:
        return _opened(snapshot)


_opened = lru_cache(maxsize=32)(Engine)
atexit.register(_opened.cache_clear)  # engines that outlive the interpreter are complained of
