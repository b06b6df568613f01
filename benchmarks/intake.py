"""Rows a second of a stores file: read and validate, then store. `python benchmarks/intake.py [ROWS] [URL]`."""
# ruff: noqa: DTZ001 - the record's instants are naive Shanghai time

import sys
import time
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pyarrow as pa
import pyarrow.csv

from data import reference
from data.language import Sentence
from models.intake.importer import bring_in
from models.record.store import open_record

AT = datetime(2026, 11, 20, 9, 0)


def write_stores(path: Path, rows: int) -> None:
    """A stores file of so many rows over the real belts and counties."""
    rng = np.random.default_rng(1)
    belts = reference.rows("belts")
    at = rng.integers(0, len(belts), rows)
    counties, categories, ids = (
        np.array([belt[name] for belt in belts])[at] for name in ("county_adcode", "category", "belt_id")
    )
    numbers = np.char.zfill(np.arange(rows).astype(str), 12)
    days = np.datetime64("2022-01-01") + rng.integers(0, 1500, rows)
    types = np.array(["personal", "individual", "enterprise", "flagship", "exclusive"])
    table = pa.table(
        {
            "store_id": numbers,
            "store_name": np.char.add("源头好货店", numbers),
            "store_type": types[rng.integers(0, len(types), rows)],
            "belt_id": ids,
            "category_code": categories,
            "county_adcode": counties,
            "entered_on": days.astype(str),
            "lon": np.round(rng.uniform(100, 122, rows), 6),
            "lat": np.round(rng.uniform(22, 41, rows), 6),
            "store_score": np.round(rng.uniform(3, 5, rows), 2),
            "has_violation": np.where(rng.random(rows) < 0.05, "yes", "no"),
            "owner": np.char.add("经理", (at % 50).astype(str)),
        }
    )
    pyarrow.csv.write_csv(table, path)


def main(rows: int, url: str = "") -> None:
    """Print rows a second."""
    marks: list[tuple[str, float]] = []

    def mark(what: Sentence, _done: int, _of: int) -> None:
        marks.append((what.msgid.split()[0], time.perf_counter()))

    with TemporaryDirectory() as folder:
        record = open_record(url or f"sqlite:///{folder}/record.sqlite")
        for kind in ("admin_codes", "categories", "belts"):
            bring_in(kind, Path(reference.__file__).parent / f"{kind}.csv", record=record, by="bench", at=AT)
        path = Path(folder) / "stores.csv"
        write_stores(path, rows)
        print(f"{rows:,} rows, {path.stat().st_size / 2**20:.0f} MiB")
        for name in ("all new", "all known"):
            marks.clear()
            path.write_bytes(path.read_bytes() + b"\n")
            begun = time.perf_counter()
            bring_in("stores", path, record=record, by="bench", at=AT, datum="wgs84", progress=mark)
            read, storing, done = (at for what, at in marks if what != "Reading")
            print(f"{name}: read and validate {rows / (storing - begun):,.0f} rows/s, of it load {read - begun:.2f} s; "
                  f"store {rows / (done - storing):,.0f} rows/s")  # fmt: skip
        begun = time.perf_counter()
        bring_in("stores", path.rename(path.with_suffix(".txt")), record=record, by="b", at=AT, dry_run=True)
        print(f"gcj02: read, validate and convert {rows / (time.perf_counter() - begun):,.0f} rows/s")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000, *sys.argv[2:3])
