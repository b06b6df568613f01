"""Columns and cells of a metric's figure, for the sheets that show one in a row."""

from typing import Final

from dashboard.figures import number_formats as numbers
from dashboard.figures.figure import STATUSES, Compared, Figure, Ranked
from dashboard.tables.sheet import Column, Kind, Row
from data.language import Sentence, _
from models.programme.metrics import Metric, Unit

KINDS: Final[dict[Unit, Kind]] = {"stores": "stores", "percent": "percent", "traffic": "traffic", "fen": "fen"}
STATUS: Final = Column(
    "status",
    "code",
    _("Status"),
    _(
        "value, zero, few (too few stores), withheld (so that a total does not give away a row with too few), none "
        "(no data), ineligible, or unlisted (not known on the day)"
    ),
    is_shown=False,
)
UNLISTED: Final = _("not listed then")


def named(name: str, unit: Unit) -> str:
    """The name of a column that holds a unit."""
    return f"{name}_fen" if unit == "fen" else name


def value_column(metric: Metric, name: str, heading: Sentence, says: Sentence | None = None) -> Column:
    """A column of the metric's value."""
    return Column(named(name, metric.unit), KINDS[metric.unit], heading, says or metric.definition)


def change_column(metric: Metric) -> Column:
    """The change of the metric's value."""
    kind: Kind = "points" if metric.unit == "percent" else KINDS[metric.unit]
    says = _("Value now less value before: percentage points for a rate, the unit otherwise")
    return Column(named("change", metric.unit), kind, _("Change"), says, is_signed=True)


def columns(metric: Metric) -> tuple[Column, ...]:
    """A figure: value, what is divided by what, stores, and why there is no value."""
    unit = metric.numerator_unit
    parts = []
    if metric.denominator and metric.denominator_name:
        parts = [
            Column(named("numerator", unit), KINDS[unit], metric.numerator_name),
            Column(named("denominator", unit), KINDS[unit], metric.denominator_name),
        ]
    return (
        value_column(metric, "value", metric.name),
        *parts,
        Column("stores", "stores", _("stores"), _("Stores counted")),
        STATUS,
    )


def value_cells(figure: Figure | None, metric: Metric, name: str) -> Row:
    """The cell of a value, and the words for why there is none; no figure: not listed then."""
    column = named(name, metric.unit)
    if figure is None:
        return {column: None, f"{column}_why": UNLISTED}
    why = STATUSES[figure.status] if figure.value is None else None
    return {column: figure.value, f"{column}_why": why}


def cells(figure: Figure | None, metric: Metric) -> Row:
    """A figure's cells; no figure: not listed then."""
    unit, empty = metric.numerator_unit, Figure("none", 0)
    found = figure or empty
    are_hidden = figure is None or numbers.stores(found) != f"{found.stores:,}"
    row = value_cells(figure, metric, "value") | {
        "stores": None if are_hidden else found.stores,
        "stores_why": numbers.stores(found) if figure else UNLISTED,
        "status": found.status if figure else "unlisted",
    }
    if metric.denominator:
        row |= {named("numerator", unit): found.numerator, named("denominator", unit): found.denominator}
    return row


def change_cells(row: Ranked | Compared, metric: Metric) -> Row:
    """The cell of a change."""
    return {named("change", metric.unit): row.change}
