"""Every sheet of the product by its code: what a page shows, an export may name and docs/exporting.md lists.

A screen declares its sheets in a module of its own and lists them in `SHEETS`.
"""

from collections.abc import Mapping
from typing import Final

from dashboard.sheets.belts import SHEETS as BELTS
from dashboard.sheets.benefits import SHEETS as BENEFITS
from dashboard.sheets.categories import SHEETS as CATEGORIES
from dashboard.sheets.certification import SHEETS as CERTIFICATION
from dashboard.sheets.data import SHEETS as DATA
from dashboard.sheets.deposits import SHEETS as DEPOSITS
from dashboard.sheets.diff import SHEETS as DIFF
from dashboard.sheets.measures import SHEETS as MEASURES
from dashboard.sheets.snapshots import SHEETS as SNAPSHOTS
from dashboard.sheets.stores import SHEETS as STORES
from dashboard.sheets.trends import SHEETS as TRENDS
from dashboard.sheets.whatif import SHEETS as WHATIF
from dashboard.sheets.worklist import SHEETS as WORKLIST
from dashboard.tables.sheet import Sheet

_SCREENS: Final[tuple[tuple[Sheet, ...], ...]] = (
    BELTS,
    BENEFITS,
    CATEGORIES,
    CERTIFICATION,
    DATA,
    MEASURES,
    STORES,
    WORKLIST,
    DEPOSITS,
    WHATIF,
    SNAPSHOTS,
    DIFF,
    TRENDS,
)

ALL: Final[Mapping[str, Sheet]] = {sheet.code: sheet for sheets in _SCREENS for sheet in sheets}
