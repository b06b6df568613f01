"""The record, where there is one, and who is said to write to it."""

from functools import lru_cache
from pathlib import Path

from sqlalchemy import make_url

from models.record.store import Record, open_record
from models.settings import settings


@lru_cache(maxsize=2)
def _opened(address: str) -> Record:
    return open_record(address)


def record(*, make: bool = False) -> Record | None:
    """The record; None where there is none yet, unless it is to be made.

    Raises:
        Refused: its database does not answer.
    """
    address = settings().record
    url = make_url(address)
    if url.get_backend_name() == "sqlite" and not make and not Path(url.database or "").is_file():
        return None
    return _opened(address)


def person() -> str:
    """Who delivers: there is no sign-in, so whoever the operator says."""
    return settings().person or "dashboard"
