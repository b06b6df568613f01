"""The shipped reference tables, row by row as they stand in data/*.csv (provenance: data/SOURCES.md)."""

import csv
from functools import cache
from importlib.resources import files
from typing import Literal

Table = Literal[
    "admin_codes",
    "belts",
    "belt_sources",
    "categories",
    "code_crosswalk",
    "measures",
    "measure_caps",
    "measure_conditions",
    "peer_offers",
    "press_days",
    "press_facts",
]


@cache
def rows(table: Table) -> tuple[dict[str, str], ...]:
    """Rows of a reference table; every value is text as in the file, missing is empty."""
    text = (files("data") / f"{table}.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))


@cache
def renewed_codes() -> dict[str, str]:
    """Codes that the crosswalk renews: old or boundary code -> current code."""
    return {
        row["boundary_adcode"]: row["current_adcode"]
        for row in rows("code_crosswalk")
        if row["boundary_adcode"] and row["current_adcode"]
    }
