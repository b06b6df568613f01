"""The record: one database behind one URL, read and written as Arrow tables.

Small things (deliveries, the audit) go through SQLModel sessions; rows by the million go through ADBC.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import adbc_driver_postgresql.dbapi
import adbc_driver_sqlite.dbapi
import pyarrow as pa
from adbc_driver_manager.dbapi import Connection
from sqlalchemy import URL, ColumnElement, Engine, create_engine, func, make_url
from sqlalchemy.exc import ArgumentError, OperationalError
from sqlmodel import Session, col, select

from data.errors import Refused
from data.language import _
from models.base import Recorded
from models.record.arrow import schema_of
from models.record.migrate import migrate
from models.record.reading import read
from models.record.tables import AuditEntry, Delivery
from models.record.writing import write

BUSY_MS: Final = 60_000
"""How long one writer waits for another, in milliseconds."""


def open_record(url: str) -> "Record":
    """Open a record (SQLAlchemy URL of SQLite or PostgreSQL) and bring its schema to the newest.

    Raises:
        Refused: the URL is no database we know, or the database does not answer.
    """
    try:
        address = make_url(url)
    except ArgumentError as error:
        raise _unknown(url) from error
    engine = _engine(address)
    try:
        migrate(engine)
    except OperationalError as error:
        raise Refused(
            _(
                "The record at {url} cannot be opened ({cause}): check LAOTIE_RECORD_URL and that it runs.",
                url=address.render_as_string(),
                cause=str(error.orig).splitlines()[0],
            )
        ) from error
    return Record(address, engine)


def _unknown(url: str) -> Refused:
    return Refused(
        _(
            "{url} is no address of a record: set LAOTIE_RECORD_URL to sqlite:///FILE or postgresql://…",
            url=url.split("@")[-1],
        )
    )


def _engine(address: URL) -> Engine:
    if address.get_backend_name() == "postgresql":
        return create_engine(address.set(drivername="postgresql+psycopg"))
    if address.get_backend_name() != "sqlite" or not address.database or address.database == ":memory:":
        raise _unknown(address.render_as_string())
    Path(address.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(address, connect_args={"timeout": BUSY_MS / 1000})
    with engine.connect() as connection:  # readers never touch the record, so the plain journal is enough
        connection.exec_driver_sql("PRAGMA journal_mode=DELETE")
    return engine


class Record:
    """What was delivered. Make one with `open_record`."""

    def __init__(self, address: URL, engine: Engine) -> None:
        self.address = address
        self.engine = engine

    @property
    def is_sqlite(self) -> bool:
        """Whether the engine is SQLite (days and instants kept as text)."""
        return self.address.get_backend_name() == "sqlite"

    @contextmanager
    def adbc(self) -> Iterator[Connection]:
        """An ADBC connection; what is not committed is rolled back."""
        if self.is_sqlite:
            connection = adbc_driver_sqlite.dbapi.connect(str(self.address.database))
        else:
            plain = self.address.set(drivername="postgresql")
            connection = adbc_driver_postgresql.dbapi.connect(plain.render_as_string(hide_password=False))
        with connection:
            if self.is_sqlite:
                with connection.cursor() as cursor:
                    cursor.execute(f"PRAGMA busy_timeout={BUSY_MS}")
            yield connection

    def session(self) -> Session:
        """A SQLModel session, for small things."""
        return Session(self.engine)

    def read(
        self,
        model: type[Recorded],
        *where: ColumnElement[bool],
        columns: Sequence[str] = (),
        matching: pa.Table | None = None,
    ) -> pa.Table:
        """Rows of a table in the model's declared types and column order (row order is not defined).

        Args:
            model: the table class.
            where: SQLAlchemy conditions, all of which must hold.
            columns: only these columns, in this order.
            matching: only rows that agree with one of its rows in the columns it has.
        """
        with self.adbc() as connection:
            return read(connection, self.engine.dialect, model, where, schema_of(model, tuple(columns)), matching)

    def count(self, model: type[Recorded]) -> int:
        """How many rows a table has."""
        with self.session() as session:
            return session.scalar(select(func.count()).select_from(model)) or 0

    def write(
        self,
        model: type[Recorded],
        rows: pa.Table,
        delivery: Delivery,
        entry: AuditEntry,
        *,
        after: int | None = None,
    ) -> None:
        """Store a delivery in one transaction: its rows by their key, its Delivery and its AuditEntry.

        Rows whose key is there replace what it names. All or nothing.

        Args:
            model: the table class.
            delivery: the accepted file.
            entry: what the audit keeps of it.
            rows: every column of the model but `delivery_id`, in any order.
            after: the number of deliveries the rows were checked against.

        Raises:
            Refused: `after` is given and another delivery came in since.
        """
        with self.adbc() as connection:
            write(connection, model, rows, delivery, entry, after=after, is_sqlite=self.is_sqlite)
            connection.commit()

    def note(self, entry: AuditEntry) -> None:
        """Add one entry to the audit."""
        with self.session() as session:
            session.add(entry)
            session.commit()

    def deliveries(self) -> list[Delivery]:
        """Accepted files, newest first."""
        with self.session() as session:
            newest = (col(Delivery.received_at).desc(), col(Delivery.delivery_id))
            return list(session.exec(select(Delivery).order_by(*newest)))

    def delivery(self, delivery_id: str) -> Delivery | None:
        """One accepted file."""
        with self.session() as session:
            return session.get(Delivery, delivery_id)

    def audit(self) -> list[AuditEntry]:
        """Who did what, newest first."""
        with self.session() as session:
            return list(session.exec(select(AuditEntry).order_by(col(AuditEntry.entry_id).desc())))

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()
