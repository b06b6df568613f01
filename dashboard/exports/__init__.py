"""CSV exports: exactly what is on screen, streamed, the same bytes each time, with a manifest beside.

UTF-8 with BOM, CRLF, fixed column and row order. Money leaves in CNY with the fen exact. Text that a
spreadsheet would run as a formula gets a leading apostrophe; an id of digits is written ="…". The
importer takes both off again.
"""

from collections.abc import Mapping
from typing import Any

from dashboard.exports import of_arrow_tables, of_tables
from dashboard.exports.files import Export, dumped, save, zipped
from dashboard.reading.opening import Opened
from dashboard.tables.arrow_table import ArrowTable
from dashboard.tables.table import Table
from data.errors import Refused
from data.language import _
from models.settings import settings

AnyTable = Table[Any] | ArrowTable
Tables = Mapping[str, AnyTable]
"""The tables of the screens, by code, as a composition root hands them down."""


def make(tables: Tables, code: str, opened: Opened) -> Export:
    """An export of the view: of one of the tables, by its code.

    Raises:
        Refused: there is no such table, or it has more rows than an export may.
    """
    if code not in tables:
        raise Refused(
            _("There is no table {table} to export; there are: {tables}.", table=code, tables=", ".join(tables))
        )
    rows, limit = row_count(tables, code, opened), settings().export_rows
    if rows > limit:
        raise Refused(
            _(
                "This would be {rows} rows, more than the {limit} that one export may hold (LAOTIE_EXPORT_ROWS). "
                "Narrow it: choose a province or a city, a category or a certification status.",
                rows=f"{rows:,}",
                limit=f"{limit:,}",
            )
        )
    return _export(tables[code], opened)


def _export(table: AnyTable, opened: Opened) -> Export:
    match table:
        case Table():
            return of_tables.export(table, opened)
        case ArrowTable():
            return of_arrow_tables.export(table, opened)


def row_count(tables: Tables, code: str, opened: Opened) -> int:
    """How many rows an export will have, without making it."""
    return tables[code].size(opened)


__all__ = ["AnyTable", "Export", "Tables", "dumped", "make", "row_count", "save", "zipped"]
