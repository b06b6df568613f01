"""CSV exports: exactly what is on screen, streamed, the same bytes each time, with a manifest beside.

UTF-8 with BOM, CRLF, fixed column and row order. Money leaves in CNY with the fen exact. Text that a
spreadsheet would run as a formula gets a leading apostrophe; an id of digits is written ="…". The
importer takes both off again.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from dashboard import questions
from dashboard.exports import of_tables
from dashboard.exports import sheets as of_sheets
from dashboard.exports.files import Export, Table, dumped, save, zipped
from dashboard.exports.tables import belts, regions, stores
from dashboard.questions import ranking
from dashboard.reading.opening import Opened
from dashboard.tables.sheet import Sheet
from dashboard.tables.table import Table as AnyTable
from data.errors import Refused
from data.language import _
from models.settings import settings

Sheets = Mapping[str, Sheet | AnyTable[Any]]
"""The tables of the screens, by code, as a composition root hands them down."""
_MADE: Final[Mapping[str, Callable[[Opened], Export]]] = {"regions": regions, "belts": belts, "stores": stores}


def make(sheets: Sheets, table: str, opened: Opened) -> Export:
    """An export of the view: one of the map's three tables, or one of the sheets by its code.

    Raises:
        Refused: there is no such table, or it has more rows than an export may.
    """
    if table not in _MADE and table not in sheets:
        known = ", ".join((*_MADE, *sheets))
        raise Refused(_("There is no table {table} to export; there are: {tables}.", table=table, tables=known))
    limit = settings().export_rows
    if (table == "stores" or table in sheets) and (rows := _count(sheets, table, opened)) > limit:
        raise Refused(
            _(
                "This would be {rows} rows, more than the {limit} that one export may hold (LAOTIE_EXPORT_ROWS). "
                "Narrow it: choose a province or a city, a category or a certification status.",
                rows=f"{rows:,}",
                limit=f"{limit:,}",
            )
        )
    if table in _MADE:
        return _MADE[table](opened)
    found = sheets[table]
    return of_tables.export(found, opened) if isinstance(found, AnyTable) else of_sheets.export(found, opened)


def _count(sheets: Sheets, table: str, opened: Opened) -> int:
    if table not in sheets:
        return row_count(opened, table)
    found = sheets[table]
    return found.size(opened) if isinstance(found, AnyTable) else of_sheets.count(found, opened)


def row_count(opened: Opened, table: str) -> int:
    """How many rows an export of one of the map's tables will have, without making it."""
    if table == "stores":
        return questions.stores(opened.now, opened.question)
    return len(getattr(ranking, table)(opened.now, opened.before, opened.view))


__all__ = ["Export", "Table", "dumped", "make", "row_count", "save", "zipped"]
