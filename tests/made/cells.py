"""A table's rows as plain cells by the names of their columns, before anything is withheld."""

from typing import Any

from dashboard.reading.opening import Opened
from dashboard.tables.table import Table

Row = dict[str, Any]


def cells(table: Table[Any], opened: Opened) -> list[Row]:
    """All rows as they are made, in their usual order."""
    columns = table.columns(opened)
    return [{column.name: column.of(row) for column in columns} for row in table.make(opened)]


def cells_of_part(table: Table[Any], opened: Opened, offset: int, limit: int) -> list[Row]:
    """So many of them from a place on."""
    columns = table.columns(opened)
    return [{column.name: column.of(row) for column in columns} for row in table.page(opened, offset, limit)]
