"""What questions of single applications share: their days, their store, and how many there are."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import BigInteger, ColumnElement, Date, Select, cast, func, select

from models.base import columns
from models.snapshots.snapshot import Snapshot
from models.snapshots.tables import Application, StoreDay

Code = TypeVar("Code", str, bool)


@dataclass(frozen=True)
class ListedStore:
    """What every list says of a store."""

    store_id: str
    store_name: str
    owner: str | None
    county_adcode: str
    belt_id: str | None


def days_to(day: date, since: ColumnElement[Any]) -> ColumnElement[Any]:
    """Whole days from an instant to a day."""
    return cast(cast(day, Date) - cast(since, Date), BigInteger)


def with_store(
    read: type[ListedStore], conditions: Iterable[ColumnElement[bool]], **derived: ColumnElement[Any]
) -> Select[Any]:
    """Applications as `read` names their columns, with their store's name and owner and what is derived."""
    of, store = columns(Application), columns(StoreDay)
    more = derived | {"store_name": store.store_name, "owner": store.owner}
    wanted = (more[one.name].label(one.name) if one.name in more else of[one.name] for one in fields(read))
    return select(*wanted).join_from(Application, StoreDay, store.store_id == of.store_id).where(*conditions)


def counted(snapshot: Snapshot, by: ColumnElement[Code], conditions: Iterable[ColumnElement[bool]]) -> dict[Code, int]:
    """How many rows meet conditions, by a column's values."""
    wanted: list[ColumnElement[Any]] = [by.label("code"), func.count().label("n")]
    asked = select(*wanted).where(*conditions).group_by("code")
    return {row["code"]: row["n"] for row in snapshot.ask(asked).to_pylist()}
