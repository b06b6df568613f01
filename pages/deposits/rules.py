"""The deposit rules as a snapshot knows them: schedules past, in force and to come, and base deposits in force."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import pyarrow as pa
from sqlalchemy import select
from sqlmodel import SQLModel

from data.language import Named
from models.base import columns
from models.drafts.files import RulesInForce
from models.drafts.schedule import Draft, in_force
from models.snapshots.snapshot import Snapshot
from models.snapshots.tables import BaseDay, CategoryDay, ScheduleTier


@dataclass(frozen=True)
class TierRule:
    """A row of a schedule: what a store has to be for a tier, and by how much the tier reduces its base."""

    tier_code: str
    rank: int
    name_zh: str
    name_en: str
    store_types: str
    """Separated by |, or * for all."""
    min_score: float | None
    max_score: float | None
    requires_no_violation: bool
    requires_certified: bool
    requires_designated_belt: bool
    reduction_pct: float

    @property
    def name(self) -> Named:
        """What the tier is called."""
        return Named(self.name_zh, self.name_en)


@dataclass(frozen=True)
class ScheduledTier(TierRule):
    """A row of a published schedule."""

    schedule_id: str
    effective_from: date
    effective_to: date | None
    """The last day, which is in it; None: no end."""
    delivery_id: str


@dataclass(frozen=True)
class BaseDeposit:
    """A base deposit in force: what is due before any reduction."""

    category_code: str
    store_type: str
    base_fen: int
    effective_from: date


@lru_cache(maxsize=32)
def rules_in_force(snapshot: Snapshot) -> RulesInForce:
    """What a draft would follow, as the draft's check and its files take it."""

    def ordered(table: type[SQLModel], *order: str) -> pa.Table:
        of = columns(table)
        return snapshot.ask(select(*of).order_by(*(of[name] for name in order)))

    return RulesInForce(
        day=snapshot.day,
        schedules=ordered(ScheduleTier, "effective_from", "schedule_id", "rank", "tier_code").to_pylist(),
        bases=ordered(BaseDay, "category_code", "store_type", "effective_from").to_pylist(),
        categories=ordered(CategoryDay, "code").to_pylist(),
    )


def schedules(snapshot: Snapshot) -> list[list[ScheduledTier]]:
    """All schedules, the oldest first, each as its rows in the order in which they are tried."""
    found: dict[tuple[date, str], list[ScheduledTier]] = {}
    for row in rules_in_force(snapshot).schedules:
        tier = ScheduledTier(**row)
        found.setdefault((tier.effective_from, tier.schedule_id), []).append(tier)
    return list(found.values())


def schedule_in_force(snapshot: Snapshot) -> list[ScheduledTier]:
    """The rows in force on the snapshot's day, as they are tried."""
    rules = rules_in_force(snapshot)
    return [ScheduledTier(**row) for row in in_force(rules.schedules, rules.day)]


def base_deposits(snapshot: Snapshot) -> list[BaseDeposit]:
    """The base deposits in force, by category and store type."""
    return [BaseDeposit(**row) for row in rules_in_force(snapshot).bases]


def rules_of_draft(draft: Draft) -> list[TierRule]:
    """The rows of a draft, as they are tried."""
    return [TierRule(**row) for row in draft.rules]
