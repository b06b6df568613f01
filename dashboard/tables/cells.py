"""A sheet's cells as text for the screen: short where a table has little room, never another value."""

from datetime import date, datetime
from typing import Any

from dashboard.figures import number_formats as numbers
from dashboard.tables.sheet import FEW, NUMBERS, WITHHELD, Column, Row
from dashboard.tables.words import UNITS as UNITS
from data.language import Language, _
from models.programme.metrics import Unit
from models.settings import settings

_UNITS: dict[str, Unit] = {"stores": "stores", "percent": "percent", "traffic": "traffic", "fen": "fen"}
STEPS = {
    "granted": _("granted"),
    "claimed": _("claimed"),
    "used": _("used"),
    "lapsed": _("lapsed"),
}
"""What becomes of a benefit."""


def quantity(value: float | None, unit: str, language: Language) -> str:
    """An amount in a benefit's unit."""
    return numbers.short(value, "fen" if unit in ("fen", "ad-fen") else "traffic", language)


def _signed(value: float, column: Column, row: Row, language: Language) -> str:
    if column.kind == "percent":  # growth; a change of a share is of kind points
        return ("+" if value > 0 else "") + numbers.short(value, "percent", language)
    if column.kind == "quantity":
        unit: Unit = "fen" if row["unit"] in ("fen", "ad-fen") else "traffic"
    else:
        unit = "percent" if column.kind == "points" else _UNITS.get(column.kind, "stores")
    return numbers.change(value, unit, language)


def _number(value: float, column: Column, row: Row, language: Language) -> str:
    if column.is_signed or column.kind == "points":
        return _signed(value, column, row, language)
    if column.kind == "quantity":
        return quantity(value, str(row["unit"]), language)
    if column.kind in ("days", "hours"):
        return f"{value:,.1f}" if isinstance(value, float) else f"{value:,}"
    if column.kind == "score":
        return f"{value:.2f}"
    if column.kind in ("stores", "count"):
        return f"{value:,}"
    return numbers.short(value, _UNITS[column.kind], language)


def _lacking(column: Column, row: Row, language: Language) -> str:
    """Why a cell has no value: as the row says under the column's name and `_why`, or by the row's status."""
    why = row.get(f"{column.name}_why")
    if why is not None:
        return why if isinstance(why, str) else str(why.say(language))
    if column.kind in NUMBERS and row.get("status") == FEW:
        return f"< {settings().few}" if column.kind == "stores" else _("too few stores").say(language)
    if column.kind in NUMBERS and row.get("status") == WITHHELD:
        return _("withheld").say(language)
    return numbers.NOTHING


def told(column: Column, row: Row, language: Language) -> str:
    """A cell's text; where there is none, why."""
    value: Any = row[column.name]
    if value is None:
        return _lacking(column, row, language)
    if column.kind in NUMBERS:
        return _number(value, column, row, language)
    if column.kind == "named":
        return str(value.say(language))
    if column.kind == "flag":
        return (_("yes") if value else _("no")).say(language)
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    return value.isoformat() if isinstance(value, date) else str(value)
