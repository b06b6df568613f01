"""Calendar months."""

from datetime import date


def month_of(day: date, away: int = 0) -> date:
    """The first day of the month so many months away."""
    months = day.year * 12 + day.month - 1 + away
    return date(months // 12, months % 12 + 1, 1)
