import csv
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from models.demonstration import DEMONSTRATION_DAY, DemonstrationFile, write

Row = dict[str, str]


def anywhere(codes: np.ndarray, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Points far from any border, none for two counties that have no polygon."""
    drawn = ~np.isin(codes, ["653228", "653229"])
    lon, lat = rng.uniform(100, 115, len(codes)), rng.uniform(25, 35, len(codes))
    return np.where(drawn, lon, np.nan), np.where(drawn, lat, np.nan)


class Written:
    """Demonstration files read back row by row."""

    def __init__(self, files: list[DemonstrationFile]) -> None:
        self.files = files
        self.paths = {file.kind: file.path for file in files}
        self.until = DEMONSTRATION_DAY
        self.rows: dict[str, list[Row]] = {}
        for file in files:
            with file.path.open(encoding="utf-8", newline="") as text:
                self.rows[file.kind] = list(csv.DictReader(text))

    def grouped(self, kind: str, by: str) -> dict[str, list[Row]]:
        groups: dict[str, list[Row]] = {}
        for row in self.rows[kind]:
            groups.setdefault(row[by], []).append(row)
        return groups

    def last_status(self) -> dict[str, Row]:
        return {store: rows[-1] for store, rows in self.grouped("certifications", "store_id").items()}


@pytest.fixture(scope="session")
def generate(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Written]:
    def made(**more: object) -> Written:
        folder: Path = tmp_path_factory.mktemp("demonstration")
        return Written(write(folder, sample_points=anywhere, **more))  # type: ignore[arg-type]

    return made


@pytest.fixture(scope="session")
def small(generate: Callable[..., Written]) -> Written:
    return generate(stores=400)


@pytest.fixture(scope="session")
def medium(generate: Callable[..., Written]) -> Written:
    return generate(stores=4_000)
