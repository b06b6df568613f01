"""A metric's figure in a row: the field that holds it is spread over the columns of its parts.

    figure: Figure | None = several(lambda opened: figure_columns(opened.question.measured))
    figures: Ranked = several(lambda opened: changed_columns(opened.question.measured))

No figure: the row's code was not listed on the day.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, Final

from dashboard.figures import number_formats as numbers
from dashboard.figures.figure import STATUSES, Compared, Figure, Ranked
from dashboard.tables.columns import Better, Column, Kind
from dashboard.tables.values import Amount, Count, Missing
from data.language import Sentence, _
from models.programme.metrics import Metric, Unit

KINDS: Final[dict[Unit, Kind]] = {"stores": "stores", "percent": "percent", "traffic": "traffic", "fen": "fen"}
STATUS_MEANS: Final = _(
    "value, zero, few (too few stores), withheld (so that a total does not give away a row with too few), none "
    "(no data), ineligible, or unlisted (not known on the day)"
)
NOT_LISTED: Final = _("not listed then")
UNLISTED: Final = Missing(NOT_LISTED)
_EMPTY: Final = Figure("none", 0)
_BETTER: Final[dict[str, Better]] = {"up": "more", "down": "less"}


def named(name: str, unit: Unit) -> str:
    """The name of a column that holds a unit."""
    return f"{name}_fen" if unit == "fen" else name


def value_cell(figure: Figure | None) -> Amount:
    """A figure's value, or why there is none."""
    if figure is None:
        return UNLISTED
    return Missing(STATUSES[figure.status]) if figure.value is None else figure.value


def _stores_cell(figure: Figure | None) -> Count:
    if figure is None:
        return UNLISTED
    told = numbers.stores(figure)
    return figure.stores if told == f"{figure.stores:,}" else Missing(told)


def status_column(name: str = "status", heading: Sentence | None = None) -> Column:
    """Why there is no value, by code; in files alone."""
    return Column(
        name,
        "code",
        heading or _("Status"),
        STATUS_MEANS,
        shown=False,
        of=lambda figure: figure.status if figure else "unlisted",
    )


def value_column(metric: Metric, name: str, heading: Sentence, definition: Sentence | None = None) -> Column:
    """A column of a figure's value."""
    kind = KINDS[metric.unit]
    says = definition or metric.definition
    return Column(named(name, metric.unit), kind, heading, says, better=_better(metric), of=value_cell)


def _better(metric: Metric) -> Better | None:
    return _BETTER.get(metric.direction)


def change_column(metric: Metric) -> Column:
    """The change of the metric's value, of a field that holds the row of two figures (Ranked, Compared)."""
    kind: Kind = "points" if metric.unit == "percent" else KINDS[metric.unit]
    says = _("Value now less value before: percentage points for a rate, the unit otherwise")
    name = named("change", metric.unit)
    return Column(name, kind, _("Change"), says, signed=True, better=_better(metric), of=_change)


def _change(row: Ranked | Compared) -> float | None:
    return row.change


def figure_columns(metric: Metric) -> tuple[Column, ...]:
    """A figure: value, what is divided by what, stores, and why there is no value."""
    unit = metric.numerator_unit
    parts: tuple[Column, ...] = ()
    if metric.denominator and metric.denominator_name:
        parts = (
            Column(
                named("numerator", unit),
                KINDS[unit],
                metric.numerator_name,
                of=lambda figure: (figure or _EMPTY).numerator,
            ),
            Column(
                named("denominator", unit),
                KINDS[unit],
                metric.denominator_name,
                of=lambda figure: (figure or _EMPTY).denominator,
            ),
        )
    return (
        value_column(metric, "value", metric.name),
        *parts,
        Column("stores", "stores", _("stores"), _("Stores counted"), of=_stores_cell),
        status_column(),
    )


def changed_columns(metric: Metric) -> tuple[Column, ...]:
    """The figure of now and its change, of a field that holds a `Ranked`."""
    return (*_of(_now, figure_columns(metric)), change_column(metric))


def compared_columns(metric: Metric) -> tuple[Column, ...]:
    """The figures of both days and the change, of a field that holds a `Compared`."""
    before = value_column(metric, "value_before", _("before"), _("Value on the day compared with"))
    status = replace(status_column("status_before", _("Status on the day compared with")), definition=None)
    return (
        *_of(_before, [before]),
        *_of(_now, figure_columns(metric)),
        *_of(_before, [status]),
        change_column(metric),
    )


def _now(row: Ranked | Compared) -> Figure | None:
    return row.now


def _before(row: Ranked | Compared) -> Figure | None:
    return row.before


def _of(figure: Callable[[Any], Figure | None], columns: Iterable[Column]) -> tuple[Column, ...]:
    """Columns of a figure as columns of what holds the figure."""
    return tuple(_through(figure, column) for column in columns)


def _through(figure: Callable[[Any], Figure | None], column: Column) -> Column:
    def cell(row: object) -> object:
        return column.of(figure(row))

    return replace(column, of=cell)
