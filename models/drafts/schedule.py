"""A drafted deposit schedule: what somebody would set in the place of the schedule in force.

A draft is a value. It is tried against the stores of a snapshot, written as the files that the importer
takes, and checked by the importer's own rules; the record is never touched.
"""

import csv
import hashlib
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final, cast

import orjson
import pyarrow as pa

from data.errors import Refused
from data.language import Sentence, _
from models.intake.importer import bring_in
from models.intake.kinds import KINDS
from models.intake.reading.outcomes import Problem
from models.record.arrow import schema_of
from models.record.store import Record
from models.record.tables import BaseDeposit, Category, DepositTier

Row = dict[str, Any]
ALL_TYPES: Final = "*"
ID_LENGTH: Final = 12
LONGEST_NAME: Final = 60


@dataclass(frozen=True)
class Tier:
    """A row of a drafted schedule; None where a cell was emptied, which the check refuses."""

    tier_code: str
    rank: int | None
    name_zh: str
    name_en: str
    store_types: str
    min_score: float | None
    max_score: float | None
    requires_no_violation: bool
    requires_certified: bool
    requires_designated_belt: bool
    reduction_pct: float | None


@dataclass(frozen=True)
class Base:
    """A base deposit that a draft sets."""

    category_code: str
    store_type: str
    base_fen: int


@dataclass(frozen=True)
class Draft:
    """A drafted schedule. `bases` holds only what it changes; `begins_on` is ISO 8601, empty: not said."""

    tiers: tuple[Tier, ...]
    bases: tuple[Base, ...] = ()
    is_certified_only: bool = False
    is_designated_only: bool = False
    begins_on: str = ""
    name: str = ""
    author: str = ""
    made_on: str = ""

    @property
    def content(self) -> bytes:
        """The draft as it is kept: the same draft, the same bytes."""
        return orjson.dumps(asdict(self), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)

    @property
    def draft_id(self) -> str:
        """The hash of its content."""
        return hashlib.sha256(self.content).hexdigest()[:ID_LENGTH]

    @property
    def schedule_id(self) -> str:
        """What the schedule is called once it is imported."""
        return f"draft-{self.draft_id}"

    @property
    def rows(self) -> list[Row]:
        """Its rows, each with what holds for all of them."""
        wider = {"requires_certified": self.is_certified_only, "requires_designated_belt": self.is_designated_only}
        rows = [asdict(tier) for tier in self.tiers]
        for row in rows:
            row |= {name: row[name] or holds for name, holds in wider.items()}
        return rows

    @property
    def rules(self) -> list[Row]:
        """Its rows in the order in which they are tried."""
        return sorted(self.rows, key=lambda row: (row["rank"], row["tier_code"]))

    @property
    def ordered(self) -> "Draft":
        """The same draft with everything in a fixed order; drafts that say the same are equal then."""
        spelt = (replace(tier, store_types="|".join(sorted(tier.store_types.split("|")))) for tier in self.tiers)
        tiers = sorted(spelt, key=lambda tier: (tier.rank or 0, tier.tier_code))
        bases = sorted(self.bases, key=lambda base: (base.category_code, base.store_type))
        return replace(self, tiers=tuple(tiers), bases=tuple(bases))


def read_draft(content: bytes) -> Draft:
    """A draft as it was kept.

    Raises:
        TypeError, KeyError, ValueError: the content is no draft.
    """
    held = orjson.loads(content)
    parts = {"tiers": tuple(Tier(**row) for row in held["tiers"]), "bases": tuple(Base(**row) for row in held["bases"])}
    return Draft(**held | parts)


def drafted(schedule: Iterable[Mapping[str, Any]]) -> Draft:
    """A schedule's rows as a draft that changes nothing."""
    return Draft(tuple(Tier(**{name: row[name] for name in Tier.__dataclass_fields__}) for row in schedule))


def in_force(schedules: Iterable[Mapping[str, Any]], day: date) -> list[Mapping[str, Any]]:
    """The rows of all schedules that hold on a day, in the order in which they are tried."""
    held = [row for row in schedules if row["effective_from"] <= day <= (row["effective_to"] or date.max)]
    return sorted(held, key=lambda row: (row["rank"], row["tier_code"], row["schedule_id"]))


@dataclass(frozen=True)
class Standing:
    """What a draft would follow: all schedules, the base deposits in force and the categories, on a day."""

    day: date
    schedules: Sequence[Mapping[str, Any]]
    bases: Sequence[Mapping[str, Any]]
    categories: Sequence[Mapping[str, Any]]

    def begins(self, draft: Draft) -> date:
        """The first day of a draft; the day after, where it names none.

        Raises:
            Refused: it names no day, or one that is not later.
        """
        if not draft.begins_on:
            return self.day + timedelta(days=1)
        try:
            begins = date.fromisoformat(draft.begins_on)
        except ValueError:
            raise Refused(_("{text} is not a day; write it like 2026-01-31.", text=draft.begins_on)) from None
        if begins <= self.day:
            raise Refused(
                _(
                    "The first day, {day}, has to be after the day of the snapshot, {as_of}.",
                    day=begins.isoformat(),
                    as_of=self.day.isoformat(),
                )
            )
        return begins


def _ended(rows: Iterable[Mapping[str, Any]], begins: date) -> list[Row]:
    """The rows that would still hold on a day, ended the day before."""
    held = [row for row in rows if row["effective_from"] < begins <= (row.get("effective_to") or date.max)]
    return [dict(row) | {"effective_to": begins - timedelta(days=1)} for row in held]


def _last_day(standing: Standing, begins: date) -> date | None:
    """The day before the next schedule that is known to come."""
    coming = [row["effective_from"] for row in standing.schedules if row["effective_from"] >= begins]
    if not coming:
        return None
    if min(coming) == begins:
        raise Refused(_("Another schedule begins on {day} already: choose an earlier day.", day=begins.isoformat()))
    return cast("date", min(coming)) - timedelta(days=1)


def tier_rows(draft: Draft, standing: Standing) -> tuple[list[Row], list[Row]]:
    """The rows of deposit_tiers.csv: what ends for the draft's sake, and the draft.

    Raises:
        Refused: the draft's first day is none, or taken.
    """
    begins = standing.begins(draft)
    ended = _ended(standing.schedules, begins)
    period = {
        "schedule_id": draft.schedule_id,
        "effective_from": begins,
        "effective_to": _last_day(standing, begins),
    }
    return ended, [period | row for row in draft.rows]


def base_rows(draft: Draft, standing: Standing) -> tuple[list[Row], list[Row]]:
    """The rows of base_deposits.csv: what ends for the draft's sake, and what the draft sets.

    Raises:
        Refused: the draft's first day is none.
    """
    begins, changed = standing.begins(draft), {(base.category_code, base.store_type) for base in draft.bases}
    held = [row for row in standing.bases if (row["category_code"], row["store_type"]) in changed]
    period = {"effective_from": begins, "effective_to": None}
    return _ended(held, begins), [asdict(base) | period for base in draft.bases]


def _number(value: float) -> str:
    return f"{Decimal(repr(value)).normalize():f}"


def cell(name: str, value: Any) -> str:
    """A value as a cell of a file that the importer takes."""
    if value is None:
        return ""
    if name == "base_fen":
        return f"{Decimal(value).scaleb(-2):.2f}"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return _number(value)
    return value.isoformat() if isinstance(value, date) else " ".join(str(value).split())


def file_text(kind: str, rows: Iterable[Mapping[str, Any]]) -> str:
    """The rows as a CSV file of a kind."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    columns = KINDS[kind].columns
    writer.writerow([column.name for column in columns])
    writer.writerows([cell(column.kept, row[column.kept]) for column in columns] for row in rows)
    return text.getvalue()


class _Held:
    """What a snapshot tells of the rules, in the record's place: the importer checks against it."""

    def __init__(self, standing: Standing) -> None:
        bases = [row | {"effective_to": None} for row in map(dict, standing.bases)]
        rows: dict[type[Any], Sequence[Mapping[str, Any]]] = {
            DepositTier: standing.schedules,
            BaseDeposit: bases,
            Category: standing.categories,
        }
        self._tables = {
            model: pa.Table.from_pylist([dict(row) for row in held], schema=schema_of(model))
            for model, held in rows.items()
        }

    def delivery(self, _delivery_id: str) -> None:
        """No file was ever accepted here."""

    def count(self, model: type[Any]) -> int:
        """How many rows a table has."""
        return self._tables[model].num_rows if model in self._tables else 0

    def read(self, model: type[Any], *, columns: Sequence[str] = (), **_more: Any) -> pa.Table:
        """A table."""
        table = self._tables[model]
        return table.select(list(columns)) if columns else table


@dataclass(frozen=True)
class Fault:
    """What is impossible about a draft: `row` of its tiers or bases from 1 (0: no row), what the row is, and why.

    `kind` is the kind of file that would be refused.
    """

    kind: str
    row: int
    subject: str
    column: str
    value: str
    why: Sentence
    do: Sentence


def _told(kind: str, problem: Problem, ended: int, subjects: Sequence[str]) -> Fault:
    """A problem of the file as one of the draft; of a row that only ends for its sake: of no row."""
    row = max(problem.line - 1 - ended, 0)
    why = problem.why
    if "line" in why.values:
        first = int(why.values["line"]) - 1 - ended
        why = _("It stands in row {row} already", row=first)
    return Fault(kind, row, subjects[row - 1] if row else "", problem.column, problem.value, why, problem.do)


def _problems(kind: str, ended: Sequence[Row], rows: Sequence[Row], standing: Standing) -> list[Problem]:
    with TemporaryDirectory(prefix="laotie-draft-") as folder:
        path = Path(folder) / f"{kind}.csv"
        path.write_text(file_text(kind, [*ended, *rows]), encoding="utf-8")
        held = cast("Record", _Held(standing))
        at = datetime.combine(standing.day, time())
        return list(bring_in(kind, path, record=held, by="draft", at=at, dry_run=True).problems)


def faults(draft: Draft, standing: Standing) -> tuple[Fault, ...]:
    """Everything that makes a draft impossible, by the importer's own rules; empty: it can be imported as it is."""
    found: list[Fault] = []
    written: tuple[tuple[str, Callable[[Draft, Standing], tuple[list[Row], list[Row]]], tuple[str, ...]], ...] = (
        ("deposit_tiers", tier_rows, ("tier_code",)),
        ("base_deposits", base_rows, ("category_code", "store_type")),
    )
    try:
        for kind, rows_of, names in written:
            ended, rows = rows_of(draft, standing)
            if not ended and not rows:
                continue
            subjects = [" × ".join(str(row[name]) for name in names) for row in rows]
            found += [_told(kind, problem, len(ended), subjects) for problem in _problems(kind, ended, rows, standing)]
    except Refused as refused:
        why, do = refused.sentence, _("Choose another day.")
        found.append(Fault(kind, 0, "", "effective_from", draft.begins_on, why, do))
    return tuple(found)
