"""A drafted deposit schedule: what somebody would set in the place of the schedule in force.

A draft is a value. It is tried against the stores of a snapshot, written as the files that the importer
takes (models/drafts/files.py), and checked by the importer's own rules (models/drafts/faults.py); the
record is never touched.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any, Final

import orjson

from models.base import Row

FileRow = dict[str, Any]
"""A row of a file that a draft becomes, by the column it is kept in."""
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
    def rows(self) -> list[FileRow]:
        """Its rows, each with what holds for all of them."""
        wider = {"requires_certified": self.is_certified_only, "requires_designated_belt": self.is_designated_only}
        rows = [asdict(tier) for tier in self.tiers]
        for row in rows:
            row |= {name: row[name] or holds for name, holds in wider.items()}
        return rows

    @property
    def rules(self) -> list[FileRow]:
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


def drafted(schedule: Iterable[Row]) -> Draft:
    """A schedule's rows as a draft that changes nothing."""
    return Draft(tuple(Tier(**{name: row[name] for name in Tier.__dataclass_fields__}) for row in schedule))


def in_force(schedules: Iterable[Row], day: date) -> list[Row]:
    """The rows of all schedules that hold on a day, in the order in which they are tried."""
    held = [row for row in schedules if row["effective_from"] <= day <= (row["effective_to"] or date.max)]
    return sorted(held, key=lambda row: (row["rank"], row["tier_code"], row["schedule_id"]))
