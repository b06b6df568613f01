"""What time it is where the programme runs, and days as people write them."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from data.errors import Refused
from data.language import _


def now() -> datetime:
    """This second, as naive Asia/Shanghai time."""
    return datetime.now(ZoneInfo("Asia/Shanghai")).replace(tzinfo=None, microsecond=0)


def day_of(text: str) -> date:
    """A day as somebody wrote it.

    Raises:
        Refused: it is none.
    """
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise Refused(_("{text} is not a day; write it like 2026-01-31.", text=text)) from None
