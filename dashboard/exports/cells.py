"""Cells of an export: exact money, fixed decimals, and text that no spreadsheet runs or mangles."""

from decimal import Decimal
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from dashboard.reading.opening import Opened

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


def data_kind(opened: Opened) -> str:
    """What the data_kind column says."""
    return "demonstration" if opened.now.is_demonstration else "recorded"
