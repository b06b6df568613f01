"""The rows of an export a second time, from plain store states."""

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from plain import metrics as plain
from plain import withholding

Row = dict[str, Any]
Cells = dict[str, str]
MONEY = {
    "stores": "stores", "certified-stores": "stores", "pack-lapsed": "traffic", "envelope-lapsed": "fen",
    "reduced-stores": "stores", "deposit-released": "fen", "tier-stores": "stores", "exempt-stores": "stores",
    "fee-waived": "fen", "certification-rate": "stores", "pack-uptake-head": "stores", "pack-uptake-value": "traffic",
    "pack-consumption": "traffic", "envelope-issue-rate": "fen", "envelope-redemption": "fen", "mean-reduction": "fen",
}  # fmt: skip
"""Unit of each metric's numerator and denominator."""
LARGEST_FIRST = {
    "pack-lapsed", "envelope-lapsed", "deposit-shortfall", "tier-stores", "stores-to-call", "lapsing-traffic",
    "lapsing-cash", "lapsing-ad-credit", "overdue-shortfalls", "waiting-for-documents", "certifications-ending",
}  # fmt: skip
"""Of these metrics the largest value is the worst, or is simply the largest."""


def rows_of(content: bytes) -> list[Cells]:
    """The rows of a file, read as any program reads CSV."""
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.endswith(b"\r\n")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def ranked_cells(
    metric: str, told: plain.Told, earlier: plain.Told | None, before_id: str, kind: str, *, hides_stores: bool
) -> Cells:
    """The cells that every ranked table ends with."""
    unit, parts = plain.METRICS[metric].unit, MONEY[metric]
    change = None
    if told.value is not None and earlier is not None and earlier.value is not None:
        change = (
            Fraction(Decimal(str(float(told.value) - float(earlier.value))))
            if unit == "percent"
            else (told.value - earlier.value)
        )
    return {
        "stores": "" if hides_stores else str(told.stores),
        "metric": metric,
        "numerator": plain.printed(told.numerator, parts),
        "denominator": plain.printed(told.denominator, parts),
        "value": plain.printed(told.value, unit),
        "unit": "CNY" if unit == "fen" else unit,
        "status": told.status,
        "compared_with": before_id,
        "value_before": plain.printed(earlier.value, unit) if earlier else "",
        "change": plain.printed(change, unit),
        "data_kind": kind,
    }


def all_ranked_cells(
    metric: str, now: Mapping[Any, Sequence[Row]], before: Mapping[Any, Sequence[Row]] | None, before_id: str, kind: str
) -> dict[Any, Cells]:
    """Those cells of every group of stores, where the total of all groups is shown."""
    few = 5
    told, away = withholding.figures(metric, now, few), withholding.hidden_stores(now, few)
    earlier = withholding.figures(metric, before, few) if before is not None else {}
    return {
        code: ranked_cells(metric, told[code], earlier.get(code), before_id, kind, hides_stores=code in away)
        for code in now
    }


def ranked(rows: list[tuple[str | None, Cells]], name: str) -> list[Cells]:
    """Worst first, then without a value, then the unmatched."""

    def order(row: tuple[str | None, Cells]) -> tuple[bool, bool, Decimal, str]:
        code, cells = row
        value = Decimal(cells["value"] or 0)
        return code is None, cells["value"] == "", -value if cells["metric"] in LARGEST_FIRST else value, code or ""

    return [{name: code or ""} | cells for code, cells in sorted(rows, key=order)]


def _cell(name: str, value: Any) -> str:
    if value is None:
        return ""
    if name.endswith("_fen"):
        return plain.printed(value, "fen")
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if name == "store_id" and all(letter in "0123456789" for letter in value):
        return f'="{value}"'
    if isinstance(value, str) and value[:1] and value[0] in "=+-@\t\r\n＝＋－＠":
        return "'" + value
    return str(value)


def store_cells(store: Row, is_matched: bool, kind: str) -> Cells:
    """The cells of a store; numbers with a point are left to the caller to compare."""
    cells = {name.replace("_fen", "_cny"): _cell(name, value) for name, value in store.items()}
    return cells | {"status": "matched" if is_matched else "unmatched", "data_kind": kind}
