"""A record with the reference tables and twelve stores, and a short way to bring text in."""
# ruff: noqa: DTZ001 - the record's instants are naive Shanghai time

import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from data import reference
from models.intake.importer import bring_in
from models.intake.reading.outcomes import Outcome
from models.record.store import Record, open_record

AT = datetime(2026, 3, 10, 9, 30)
STORES = "store_id,store_name,store_type,category_code,county_adcode,entered_on\n" + "".join(
    f"S{number},{number}号店,enterprise,apparel,330782,2025-01-01\n" for number in range(1, 13)
)
Bring = Callable[..., Outcome]


def _fill(record: Record, folder: Path) -> None:
    """Bring in the reference tables and twelve stores."""
    for kind in ("admin_codes", "categories", "belts"):
        path = Path(str(reference.__file__)).parent / f"{kind}.csv"
        assert bring_in(kind, path, record=record, by="lead", at=AT).is_stored
    stores = folder / "stores.csv"
    stores.write_text(STORES, encoding="utf-8")
    assert bring_in("stores", stores, record=record, by="lead", at=AT).is_stored


@pytest.fixture(scope="session")
def fill() -> Callable[[Record, Path], None]:
    """Fills a record, keeping its files in a folder."""
    return _fill


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("filled")
    record = open_record(f"sqlite:///{folder / 'record.sqlite'}")
    _fill(record, folder)
    record.close()
    return folder / "record.sqlite"


@pytest.fixture
def record(filled: Path, tmp_path: Path) -> Record:
    shutil.copy(filled, tmp_path / "record.sqlite")
    return open_record(f"sqlite:///{tmp_path / 'record.sqlite'}")


@pytest.fixture
def bring(record: Record, tmp_path: Path) -> Bring:
    """Bring text (or bytes) in as a file of a kind."""

    def bring(kind: str, text: str | bytes, name: str = "", **options: Any) -> Outcome:
        path = tmp_path / (name or f"{kind}.csv")
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return bring_in(kind, path, **({"record": record, "by": "王五", "at": AT} | options))

    return bring
