"""Collect the rows of an event log step by step, each step an array of rows."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike

from models.demonstration.days import Ints

Columns = dict[str, Ints]


class Steps:
    """Rows added a step at a time; columns that a step does not name hold their default."""

    def __init__(self, defaults: Mapping[str, int]) -> None:
        self.defaults = dict(defaults)
        self.parts: list[Columns] = []

    def add(self, **columns: ArrayLike) -> None:
        """Add rows: arrays of one length, or one value for all of them."""
        arrays = {name: np.asarray(values, dtype=np.int64) for name, values in columns.items()}
        count = max(array.size for array in arrays.values() if array.ndim) if arrays else 0
        for name, value in self.defaults.items():
            arrays.setdefault(name, np.full(count, value))
        self.parts.append({name: np.zeros(count, np.int64) + values for name, values in arrays.items()})

    def gathered(self) -> Columns:
        """All rows, in the order they were added."""
        return {
            name: np.concatenate([np.empty(0, np.int64), *(part[name] for part in self.parts)])
            for name in self.defaults
        }


def chosen(columns: Columns, rows: np.ndarray) -> Columns:
    """Some rows, by flag or by position."""
    return {name: values[rows] for name, values in columns.items()}


def ordered(columns: Columns, *by: str) -> Columns:
    """The rows in the order of these columns, the first the strongest."""
    return chosen(columns, np.lexsort([columns[name] for name in reversed(by)]))


def ordinals(groups: Ints) -> Ints:
    """Position of each row in its run of equal values, from 0; `groups` is sorted."""
    place = np.arange(len(groups), dtype=np.int64)
    first = np.r_[True, groups[1:] != groups[:-1]][: len(groups)]
    return place - np.maximum.accumulate(np.where(first, place, 0))
