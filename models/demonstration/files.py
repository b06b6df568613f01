"""Write demonstration data as files of the contract: everything in them is made up, from a seed.

Stores stand over the real belts and regions, nothing else is real. The same stores, weeks, seed and last day
give the same bytes. Logs are written a batch of stores at a time, so memory does not grow with the logs.
"""

import csv
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from pathlib import Path

import numpy as np
import pyarrow as pa

from data import reference
from models.demonstration import activity, benefits, certification, deposits, people, rules, targets
from models.demonstration import stores as storefronts
from models.demonstration.columns import CsvWriter
from models.demonstration.days import History, Rng
from models.demonstration.factors import Factors, drawn
from models.demonstration.grants import grants
from models.demonstration.locations import locations
from models.demonstration.stores import SamplePoints
from models.record.tables import TABLES

DEMONSTRATION_DAY = date(2026, 11, 15)
"""The last day of the demonstration, a Sunday."""
BATCH = 50_000
IN_BELTS = 0.85
COPIED: tuple[reference.Table, ...] = ("admin_codes", "categories", "belts")
LOGS = ("certifications", "benefits", "deposits", "activity")
Progress = Callable[[int, int], None]
"""Stores done, of all stores."""


@dataclass(frozen=True)
class DemonstrationFile:
    """A file that was written, and how many rows it has below the header."""

    kind: str
    path: Path
    rows: int


def silent(_done: int, _of: int) -> None:
    """Show no progress."""


def copied(folder: Path, table: reference.Table) -> int:
    """A reference table as shipped; returns its rows."""
    (folder / f"{table}.csv").write_bytes((files("data") / f"{table}.csv").read_bytes())
    return len(reference.rows(table))


def listed(folder: Path, kind: str, rows: Sequence[dict[str, object]]) -> int:
    """A short table, row by row; returns its rows."""
    with (folder / f"{kind}.csv").open("w", encoding="utf-8", newline="") as text:
        writer = csv.DictWriter(text, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return len(rows)


@dataclass(frozen=True)
class Country:
    """All that a batch of logs is made from."""

    stores: storefronts.Stores
    factors: Factors
    designated: rules.Designations
    history: History
    seed: int
    spent: targets.Spent

    def logs(self, first: int) -> Iterator[tuple[str, dict[str, pa.Array]]]:
        """Columns of each log for the batch of stores that begins here."""
        some = self.stores.part(slice(first, first + BATCH))
        names, where, history, factors = some.identifiers(), locations(), self.history, self.factors

        def rng(topic: int) -> Rng:
            return np.random.default_rng([self.seed, topic, first])

        log = certification.certifications(some, where, factors, history, rng(1))
        yield "certifications", certification.sheet(log, names)
        certified = certification.periods(log)
        granted = grants(some, certified, history, rng(2))
        events = benefits.benefits(some, granted, where, factors, history, rng(3))
        self.spent.benefits(events, granted)
        yield "benefits", benefits.sheet(events, granted, names)
        owed = deposits.deposits(some, certified, self.designated, history, rng(4))
        yield "deposits", deposits.sheet(owed, names)
        weeks = activity.weeks_written(len(self.stores), history)
        trade = activity.activity(some, factors, certified, granted, history, weeks, rng(5))
        self.spent.fees(trade, some, self.designated)
        yield "activity", activity.sheet(trade, names)


def write(
    folder: Path,
    *,
    stores: int = 20_000,
    weeks: int = 53,
    seed: int = 20260101,
    sample_points: SamplePoints | None = None,
    until: date = DEMONSTRATION_DAY,
    progress: Progress = silent,
) -> list[DemonstrationFile]:
    """Write every kind of file for so many stores and weeks before `until` into a folder, in import order.

    `sample_points` gives WGS-84 points inside counties; without it, stores have no coordinates (the file's
    are GCJ-02). Beyond 100,000 stores, activity.csv holds only the last 13 weeks.
    """
    folder.mkdir(parents=True, exist_ok=True)
    history, rng = History(until, weeks), np.random.default_rng([seed, 0])
    factors = drawn(locations(), round(stores * IN_BELTS), rng)
    made = storefronts.made(locations(), factors, stores, history, rng)
    designated = rules.designations(factors.belt_stores, history, rng)
    rows: dict[str, int] = {table: copied(folder, table) for table in COPIED}
    rows["deposit_tiers"] = listed(folder, "deposit_tiers", rules.tier_rows(history))
    rows["base_deposits"] = listed(folder, "base_deposits", rules.base_rows())
    rows["designations"] = listed(folder, "designations", rules.designation_rows(designated))
    rows["people"] = listed(folder, "people", people.people_rows())
    with ExitStack() as opened:
        sheets = {kind: opened.enter_context(closing(CsvWriter(folder / f"{kind}.csv"))) for kind in ("stores", *LOGS)}
        sheets["stores"].add(storefronts.sheet(made, locations(), sample_points, rng))
        spent = targets.Spent(history)
        country = Country(made, factors, designated, history, seed, spent)
        for first in range(0, stores, BATCH):
            progress(first, stores)
            for kind, columns in country.logs(first):
                sheets[kind].add(columns)
        progress(stores, stores)
    exempt = targets.exempt_stores(made.belt, designated, history)
    rows["targets"] = listed(folder, "targets", targets.target_rows(history, spent, exempt))
    rows |= {kind: sheet.rows for kind, sheet in sheets.items()}
    return [DemonstrationFile(kind, folder / f"{kind}.csv", rows[kind]) for kind in TABLES]
