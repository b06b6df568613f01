"""A table's cells as text for the screen: short where a table has little room, never another value."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

from dashboard.figures import number_formats as numbers
from dashboard.tables.columns import Column
from dashboard.tables.values import Hidden, Missing, number
from data.language import Language, Named, Sentence, _
from data.reference import rows
from models.programme.metrics import Unit
from models.settings import settings

_OUR_UNITS: Final[Mapping[str, Sentence]] = {
    "traffic": _("traffic"),
    "fen": _("cash, CNY"),
    "ad-fen": _("ad credit, CNY"),
    "order": _("orders"),
    "case": _("cases"),
    "use": _("uses"),
}
UNITS: Final[Mapping[str, Sentence | Named]] = {
    **{row["unit"]: Named(row["unit_zh"], row["unit_en"]) for row in rows("measure_caps")},
    **_OUR_UNITS,
}
"""The units of benefits, those of data/measure_caps.csv among them; amounts of different units are never added."""
STEPS: Final = {
    "granted": _("granted"),
    "claimed": _("claimed"),
    "used": _("used"),
    "lapsed": _("lapsed"),
}
"""What becomes of a benefit."""
_ABSENT: Final = (Hidden, Missing)
_NAMES: Final = (Named, Sentence)  # tuples: a union would be made anew for every cell
_UNIT_OF: Final[dict[str, Unit]] = {"stores": "stores", "percent": "percent", "traffic": "traffic", "fen": "fen"}


def unit_drawn(unit: str) -> Unit:
    """How amounts of a benefit's unit are written."""
    return "fen" if unit in ("fen", "ad-fen") else "traffic"


def quantity(value: float | None, unit: str, language: Language) -> str:
    """An amount in a benefit's unit."""
    return numbers.short_number(value, unit_drawn(unit), language)


def _signed(value: float, column: Column, row: object, language: Language) -> str:
    if column.kind == "percent":  # growth; a change of a share is of kind points
        return ("+" if value > 0 else "") + numbers.short_number(value, "percent", language)
    if column.kind == "quantity":
        unit = unit_drawn(column.unit(row))
    else:
        unit = "percent" if column.kind == "points" else _UNIT_OF.get(column.kind, "stores")
    return numbers.change(value, unit, language)


def _number(value: float, column: Column, row: object, language: Language) -> str:
    if column.signed or column.kind == "points":
        return _signed(value, column, row, language)
    if column.kind == "quantity":
        return quantity(value, column.unit(row), language)
    if column.kind in ("days", "hours"):
        return f"{value:,.1f}" if isinstance(value, float) else f"{value:,}"
    if column.kind == "score":
        return f"{value:.2f}"
    if column.kind in ("stores", "count"):
        return f"{value:,}"
    return numbers.short_number(value, _UNIT_OF[column.kind], language)


def _absent(cell: object, column: Column, language: Language) -> str:
    """Why a cell has no value."""
    if isinstance(cell, Missing):
        return cell.why if isinstance(cell.why, str) else cell.why.say(language)
    if cell is Hidden.FEW:
        return f"< {settings().few}" if column.kind == "stores" else _("too few stores").say(language)
    if cell is Hidden.WITHHELD:
        return _("withheld").say(language)
    return numbers.NOTHING


def cell_text(column: Column, row: object, language: Language) -> str:
    """A cell's text; where there is none, why."""
    cell = column.of(row)
    if column.is_number:
        value = number(cell)
        return _absent(cell, column, language) if value is None else _number(value, column, row, language)
    if cell is None or isinstance(cell, _ABSENT):
        return _absent(cell, column, language)
    if isinstance(cell, _NAMES):
        return cell.say(language)
    if isinstance(cell, bool):
        return (_("yes") if cell else _("no")).say(language)
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m-%d %H:%M}"
    return cell.isoformat() if isinstance(cell, date) else str(cell)
