"""A file that comes late: the grants of one week in one province, so that a figure of last week is restated."""

from datetime import date, timedelta
from pathlib import Path
from typing import Final

import duckdb

PROVINCE: Final = "33"
"""First digits of the county codes of the province whose file comes late: Zhejiang, where most stores are."""


def split(folder: Path, day: date) -> Path | None:
    """Take the grants of the week that ends a week before `day` out of benefits.csv, into a file of their own.

    All events of such a grant go along, so each of the two files keeps every grant whole. The same files give
    the same bytes. Returns the late file; None where nothing was granted in that week.
    """
    whole, late = folder / "benefits.csv", folder / "benefits-late.csv"
    begins, ends = day - timedelta(days=13), day - timedelta(days=6)
    aside = folder / ".benefits.csv"
    with duckdb.connect(":memory:") as engine:
        engine.execute("SET preserve_insertion_order = true")
        engine.read_csv(str(whole), all_varchar=True).create_view("benefits")
        engine.read_csv(str(folder / "stores.csv"), all_varchar=True).create_view("stores")
        engine.execute(
            "CREATE TABLE late AS SELECT grant_id FROM benefits JOIN stores USING (store_id) "
            "WHERE event = 'granted' AND occurred_at >= $1 AND occurred_at < $2 AND starts_with(county_adcode, $3)",
            [begins.isoformat(), ends.isoformat(), PROVINCE],
        )
        if not engine.sql("SELECT * FROM late").to_arrow_table().num_rows:
            return None
        for path, which in ((late, "IN"), (aside, "NOT IN")):
            rows = engine.sql(f"SELECT * FROM benefits WHERE grant_id {which} (SELECT grant_id FROM late)")  # noqa: S608
            rows.write_csv(str(path), header=True)
    aside.replace(whole)
    return late
