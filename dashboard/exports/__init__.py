"""CSV exports: exactly what is on screen, streamed, the same bytes each time, with a manifest beside.

UTF-8 with BOM, CRLF, fixed column and row order. Money leaves in CNY with the fen exact. Text that a
spreadsheet would run as a formula gets a leading apostrophe; an id of digits is written ="…". The
importer takes both off again.
"""

from collections.abc import Callable, Mapping
from typing import Final

from dashboard import questions, ranking
from dashboard.desk import Opened
from dashboard.exports.files import Export, Table, dumped, save, zipped
from dashboard.exports.tables import belts, regions, stores
from data.errors import Refused
from data.language import _
from models.settings import settings

_MADE: Final[Mapping[str, Callable[[Opened], Export]]] = {"regions": regions, "belts": belts, "stores": stores}


def make(table: str, opened: Opened) -> Export:
    """An export of the view.

    Raises:
        Refused: there is no such table, or it has more rows than an export may.
    """
    if table not in _MADE:
        raise Refused(
            _("There is no table {table} to export; there are: {tables}.", table=table, tables=", ".join(_MADE))
        )
    limit = settings().export_rows
    if table == "stores" and (rows := row_count(opened, "stores")) > limit:
        raise Refused(
            _(
                "This would be {rows} rows, more than the {limit} that one export may hold (LAOTIE_EXPORT_ROWS). "
                "Narrow it: choose a province or a city, a category or a certification status.",
                rows=f"{rows:,}",
                limit=f"{limit:,}",
            )
        )
    return _MADE[table](opened)


def row_count(opened: Opened, table: Table) -> int:
    """How many rows an export will have, without making it."""
    if table == "stores":
        return questions.stores(opened.now, opened.view)
    return len(getattr(ranking, table)(opened.now, opened.before, opened.view))


__all__ = ["Export", "Table", "dumped", "make", "row_count", "save", "zipped"]
