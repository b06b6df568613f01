"""Two days side by side: the sheet against plain loops over the rows of both."""

from pathlib import Path
from typing import Any

import pytest
from made.held import measured_rows
from plain import exports as plain_exports
from plain import metrics as plain
from plain import withholding

from dashboard import exports
from dashboard.reading.naming import names
from dashboard.reading.opening import open_view, shelf
from dashboard.screens import TABLES
from models.geography.scope import EVERYTHING
from models.programme.metrics import METRICS


@pytest.mark.parametrize("metric", METRICS)
def test_both_values_and_the_change_are_those_of_plain_loops(at_home: Path, metric: str) -> None:
    opened = open_view(
        {"metric": metric, "compare": shelf().standing()[3], "region": "440000", "category": "apparel"}, EVERYTHING
    )
    assert opened.before is not None
    drawn = names(opened.now).children("440000", "city")

    def told(snapshot_id: str) -> dict[Any, plain.Told]:
        seen = plain.seen(measured_rows(at_home, snapshot_id), opened.view)
        units = [row | {"u": row["city_adcode"] if row["city_adcode"] in drawn else None} for row in seen]
        groups = plain.by(units, "u")
        return withholding.figures(metric, groups, 5)

    now, before = told(opened.now.snapshot_id), told(opened.before.snapshot_id)
    unit = plain.METRICS[metric].unit
    end = "_cny" if unit == "fen" else ""
    rows = plain_exports.rows_of(b"".join(exports.make(TABLES, "compare", opened).csv()))
    assert {row["region_code"] for row in rows} == {*drawn} | ({""} if None in {*now, *before} else set())
    none = plain.Told("none", 0)
    for row in rows:
        code = row["region_code"] or None
        one, other = now.get(code, none), before.get(code, none)
        assert row[f"value{end}"] == plain.printed(one.value, unit)
        assert row[f"value_before{end}"] == plain.printed(other.value, unit)
        assert (row["status"], row["status_before"]) == (one.status, other.status)
        has_change = one.value is not None and other.value is not None
        assert bool(row[f"change{end}"]) == has_change
        if has_change and unit != "percent":
            assert row[f"change{end}"] == plain.printed(one.value - other.value, unit)  # type: ignore[operator]


@pytest.mark.usefixtures("at_home")
def test_a_snapshot_is_not_compared_with_itself_or_with_nothing() -> None:
    assert (
        exports.make(
            TABLES, "compare", open_view({"compare": open_view({}, EVERYTHING).now.snapshot_id}, EVERYTHING)
        ).rows
        == 0
    )
    assert exports.make(TABLES, "compare", open_view({"compare": "none"}, EVERYTHING)).rows == 0
