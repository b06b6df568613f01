"""The dimensions of the day's stores, which every long table carries."""

from typing import Any

from sqlalchemy import ColumnElement

from models.base import columns
from models.snapshots.tables import DIMENSIONS, StoreDay


def dimensions() -> tuple[ColumnElement[Any], ...]:
    """The store's own dimensions, as of the day."""
    return tuple(columns(StoreDay)[name] for name in DIMENSIONS)


def by_place() -> tuple[ColumnElement[Any], ...]:
    """The order of rows that are counted by dimension: missing first."""
    return tuple(dimension.asc().nulls_first() for dimension in dimensions())
