"""Questions asked of a snapshot. Each takes a question, narrows by its scope first, and returns typed rows."""

from dashboard.questions.asking import allowed, drawn, narrowed
from dashboard.questions.keeping import kept
from dashboard.questions.uptake import (
    belts,
    by_category,
    headlines,
    regions,
    store_points,
    store_rows,
    stores,
    tiers,
    totals,
)

__all__ = [
    "allowed",
    "belts",
    "by_category",
    "drawn",
    "headlines",
    "kept",
    "narrowed",
    "regions",
    "store_points",
    "store_rows",
    "stores",
    "tiers",
    "totals",
]
