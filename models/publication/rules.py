"""What holds on a day for all stores, read before the day is made: targets, schedule, weeks of trade."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

import pyarrow as pa
from sqlalchemy import func, select

from models.base import Query, Row, columns
from models.publication import reference_tables
from models.record.tables import ActivityWeek


class Asked(Protocol):
    """Whatever answers selects over the record's tables."""

    def rows(self, asked: Query) -> pa.Table:
        """The rows of a select."""


@dataclass(frozen=True)
class Rules:
    """The rules of a day."""

    day: date
    targets: Mapping[str, float]
    """Thresholds and delivered targets, by code."""
    schedule: tuple[Row, ...]
    """Rows of the deposit schedule in force, in the order in which they are tried."""
    last_week: date | None
    """Monday of the last whole week of which the record has any trade."""
    first_week: date | None
    """Monday of the first week of which it has any."""

    def days(self, code: str) -> int:
        """A threshold in days."""
        return int(self.targets[code])

    def until(self, code: str) -> date:
        """The last day that is no more than a threshold's days away."""
        return self.day + timedelta(days=self.days(code))

    def reaches(self, weeks: int) -> bool:
        """Whether the record's trade reaches back so many weeks before the last."""
        if self.last_week is None or self.first_week is None:
            return False
        return self.first_week <= self.last_week - timedelta(weeks=weeks)


def rules_of(day: date, record: Asked) -> Rules:
    """Read the rules of a day."""
    rows = record.rows(reference_tables.targets(day)).to_pylist()
    week = columns(ActivityWeek).week_start
    span = select(func.min(week).label("first"), func.max(week).label("last")).where(week <= day - timedelta(days=6))
    weeks = record.rows(span).to_pylist()[0]
    return Rules(
        day=day,
        targets={row["target_code"]: row["value"] for row in rows if row["value"] is not None},
        schedule=tuple(record.rows(reference_tables.schedule(day)).to_pylist()),
        last_week=weeks["last"],
        first_week=weeks["first"],
    )
