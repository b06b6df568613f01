"""One registry of our own for each kind of table, so that two programs in a process never mix."""

from datetime import date
from typing import Any, ClassVar

from pydantic import NaiveDatetime
from sqlalchemy import BigInteger, MetaData, Table
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Recorded(SQLModel, registry=registry(metadata=MetaData(naming_convention=NAMES))):
    """Base of the record's tables: what was delivered, as it was delivered."""

    metadata: ClassVar[MetaData]


class Published(SQLModel, registry=registry(metadata=MetaData(naming_convention=NAMES))):
    """Base of a snapshot's tables: one day, never written to a database."""

    metadata: ClassVar[MetaData]


def table_of(model: type[Any]) -> Table:
    """The SQLAlchemy table of a model."""
    table: Table = model.__table__
    return table


def columns(model: type[Any]) -> Any:
    """A model's columns, as attributes and by name, for selects."""
    return table_of(model).columns


def key(**more: Any) -> Any:
    """A column of the natural key."""
    return Field(primary_key=True, **more)


def amount(default: Any = ..., **more: Any) -> Any:
    """A 64-bit count, or money in fen."""
    return Field(default, sa_type=BigInteger, **more)


Day = date
Instant = NaiveDatetime  # naive, Asia/Shanghai: the programme's days are Shanghai days, and it has no summer time
