"""The dimensions of the day's stores, which every long table carries."""

from models.base import Expression, columns
from models.snapshots.tables import DIMENSIONS, StoreDay


def dimensions() -> tuple[Expression, ...]:
    """The store's own dimensions, as of the day."""
    return tuple(columns(StoreDay)[name] for name in DIMENSIONS)


def by_place() -> tuple[Expression, ...]:
    """The order of rows that are counted by dimension: missing first."""
    return tuple(dimension.asc().nulls_first() for dimension in dimensions())
