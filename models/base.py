"""One registry of our own for each kind of table, so that two programs in a process never mix."""

from collections.abc import Mapping
from datetime import date
from types import EllipsisType
from typing import Any, ClassVar

from pydantic import NaiveDatetime
from sqlalchemy import BigInteger, ColumnElement, MetaData, Select, Table
from sqlalchemy.orm import registry
from sqlalchemy.sql.base import ReadOnlyColumnCollection
from sqlalchemy.sql.elements import KeyedColumnElement
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


Columns = ReadOnlyColumnCollection[str, KeyedColumnElement[Any]]
"""The columns of a table or a subquery, as attributes and by name."""
Expression = ColumnElement[Any]
"""SQL of a type that is known only where it runs: of a column by its name."""
Query = Select[*tuple[Any, ...]]
"""A select; its columns are taken from a table class by name, so their types are not spelled."""


Row = Mapping[str, Any]
"""A row by column: what pyarrow gives back has no static type, and that of each column is declared by its table."""


def table_of(model: type[SQLModel]) -> Table:
    """The SQLAlchemy table of a model."""
    return model.metadata.tables[str(model.__tablename__)]


def columns(model: type[SQLModel]) -> Columns:
    """A model's columns, as attributes and by name, for selects."""
    return table_of(model).columns


# As Field itself, these two return Any: what they declare has its type before it.


def key(*, max_length: int | None = None, description: str | None = None) -> Any:
    """A column of the natural key."""
    return Field(primary_key=True, max_length=max_length, description=description)


def amount(*, default: int | EllipsisType = ..., description: str | None = None) -> Any:
    """A 64-bit count, or money in fen."""
    return Field(default, sa_type=BigInteger, description=description)


Day = date
Instant = NaiveDatetime  # naive, Asia/Shanghai: the programme's days are Shanghai days, and it has no summer time
