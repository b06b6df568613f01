"""A table's cells as text for the screen: short on cards and beside charts, in full in tables; never another value."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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
        return numbers.exact(value, 1 if isinstance(value, float) else 0)
    if column.kind == "score":
        return f"{value:.2f}"
    if column.kind in ("stores", "count"):
        return numbers.exact(value, 0)
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
    """A cell's text, short; where there is none, why."""
    cell = column.of(row)
    value = number(cell) if column.is_number else None
    return _words(cell, column, language) if value is None else _number(value, column, row, language)


def _words(cell: object, column: Column, language: Language) -> str:
    """A cell without a number that is shown, in words."""
    if cell is None or column.is_number or isinstance(cell, _ABSENT):
        return _absent(cell, column, language)
    if isinstance(cell, _NAMES):
        return cell.say(language)
    if isinstance(cell, bool):
        return (_("yes") if cell else _("no")).say(language)
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m-%d %H:%M}"
    return cell.isoformat() if isinstance(cell, date) else str(cell)


# In full


@dataclass(frozen=True)
class InFull:
    """How a column's cells are written in a table: every digit, and one precision for all of its rows."""

    column: Column
    places: int
    language: Language

    def text(self, row: object) -> str:
        """A row's cell; where there is no number, why."""
        cell = self.column.of(row)
        value = number(cell) if self.column.is_number else None
        return _words(cell, self.column, self.language) if value is None else self.number(value, row)

    def number(self, value: float, row: object) -> str:
        """A number as the column writes it; of a quantity, in the unit of the row."""
        kind, places, is_signed = self.column.kind, self.places, self.column.signed or self.column.kind == "points"
        is_money = kind == "fen" or (kind == "quantity" and unit_drawn(self.column.unit(row)) == "fen")
        if is_money:
            value /= 100
        before, after = "¥" if is_money else "", "%" if kind == "percent" else ""
        told = numbers.exact(value, places, before=before, after=after, signed=is_signed)
        is_level = is_signed and kind != "percent" and not told.startswith(("+", numbers.MINUS))
        return _("unchanged").say(self.language) if is_level else told


def in_full(column: Column, rows: Sequence[object], language: Language) -> InFull:
    """How a column is written in a table of these rows."""
    return InFull(column, _places(column, rows) if column.is_number else 0, language)


def _places(column: Column, rows: Sequence[object]) -> int:
    if column.kind in ("percent", "points"):
        return 1
    if column.kind == "score":
        return 2
    if column.kind in ("days", "hours"):
        return int(any(value % 1 for value in _numbers(column, rows)))
    if column.kind == "fen":
        return numbers.fen_places(_numbers(column, rows))
    return 0


def _numbers(column: Column, rows: Sequence[object]) -> list[float]:
    return [value for row in rows if (value := number(column.of(row))) is not None]
