"""Cells of an export: exact money, fixed decimals, and text that no spreadsheet runs or mangles."""

from decimal import Decimal
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from dashboard.figures.figure import Figure, Ranked
from dashboard.reading.opening import Opened
from models.programme.metrics import Metric
from models.settings import settings

FORMULA: Final = "^([=+\\-@\\t\\r\\n＝＋－＠])"  # the full-width forms run as formulas too
DIGITS: Final = ("store_id",)

MONEY: Final = pa.decimal128(38, 2)
RATE: Final = pa.decimal128(38, 4)


def texts(*columns: str) -> list[pa.Field]:
    """Text columns of these names."""
    return [pa.field(name, pa.string()) for name in columns]


def protected(batch: pa.RecordBatch) -> pa.RecordBatch:
    """The batch with formulas in text cells disarmed, and ids of digits kept as text. Numbers stay numbers."""
    columns = []
    for field, column in zip(batch.schema, batch.columns, strict=True):
        if field.name in DIGITS:
            is_digits = pc.match_substring_regex(column, "^[0-9]+$")
            quoted = pc.binary_join_element_wise('="', column, '"', "")
            column = pc.if_else(is_digits, quoted, pc.replace_substring_regex(column, FORMULA, "'\\1"))  # noqa: PLW2901
        elif pa.types.is_string(field.type):
            column = pc.replace_substring_regex(column, FORMULA, "'\\1")  # noqa: PLW2901
        columns.append(column)
    return pa.RecordBatch.from_arrays(columns, names=batch.schema.names)


def cny(column: Any) -> Any:
    """Fen as CNY with two decimals, exactly."""
    return pc.multiply(column.cast(pa.decimal128(19, 0)), pa.scalar(Decimal("0.01"))).cast(MONEY)


def _typed(unit: str) -> pa.DataType:
    return MONEY if unit == "fen" else RATE if unit == "percent" else pa.int64()


def _cell(value: float | None, kind: pa.DataType) -> Any:
    if value is None or kind == pa.int64():
        return None if value is None else round(value)
    exact = Decimal(str(value)) / (100 if kind == MONEY else 1)
    return exact.quantize(Decimal("0.01") if kind == MONEY else Decimal("0.0001"))


def ranked_fields(metric: Metric) -> list[pa.Field]:
    """The columns that every ranked table ends with."""
    parts, value = _typed(metric.numerator_unit), _typed(metric.unit)
    kinds = {"stores": pa.int64(), "numerator": parts, "denominator": parts}
    kinds |= dict.fromkeys(("value", "value_before", "change"), value)
    order = ["stores", "metric", "numerator", "denominator", "value", "unit", "status"]
    order += ["compared_with", "value_before", "change", "data_kind"]
    return [pa.field(name, kinds.get(name, pa.string())) for name in order]


def ranked_cells(opened: Opened, row: Ranked) -> dict[str, Any]:
    """A row's cells of those columns."""
    metric = opened.question.measured
    parts, value = _typed(metric.numerator_unit), _typed(metric.unit)
    return {
        "stores": _shown_stores(row.now),
        "metric": metric.code,
        "numerator": _cell(row.now.numerator, parts),
        "denominator": _cell(row.now.denominator, parts),
        "value": _cell(row.now.value, value),
        "unit": "CNY" if metric.unit == "fen" else metric.unit,
        "status": row.now.status,
        "compared_with": opened.before.snapshot_id if opened.before else None,
        "value_before": _cell(row.before.value, value) if row.before else None,
        "change": _cell(row.change, value),
        "data_kind": data_kind(opened),
    }


def _shown_stores(now: Figure) -> int | None:
    return None if now.hides_stores or 0 < now.stores < settings().few else now.stores


def data_kind(opened: Opened) -> str:
    """What the data_kind column says."""
    return "demonstration" if opened.now.is_demonstration else "recorded"
