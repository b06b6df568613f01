"""What is withheld a second time: rows with few stores, and one more where a total would give a single one away."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from plain import metrics as plain

Row = dict[str, Any]


def hidden(counts: Mapping[Any, int], few: int) -> set[Any]:
    """Codes of the rows of a group to withhold."""
    small = [code for code in counts if 0 < counts[code] < few]
    if len(small) != 1:
        return set(small)
    rest = sorted((counts[code], str(code)) for code in counts if counts[code] >= few)
    return {*small, *(code for code in counts if rest and (counts[code], str(code)) == rest[0])}


def figures(metric: str, groups: Mapping[Any, Sequence[Row]], few: int) -> dict[Any, plain.Told]:
    """The figure of each group of stores, where the total of all of them is shown."""
    told = {code: plain.figure(metric, stores, few) for code, stores in groups.items()}
    counts = {
        code: sum(plain.METRICS[metric].population(store) for store in groups[code])
        for code in groups
        if told[code].status not in ("none", "ineligible")
    }
    away = hidden(counts, few)
    return {
        code: replace(one, status="withheld", numerator=None, denominator=None, value=None)
        if code in away and one.status != "few"
        else one
        for code, one in told.items()
    }


def hidden_stores(groups: Mapping[Any, Sequence[Row]], few: int) -> set[Any]:
    """The groups whose number of stores is not shown."""
    return hidden({code: len(stores) for code, stores in groups.items()}, few)
