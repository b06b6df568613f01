"""Made-up dated rules: base deposits, two schedules of reductions, and the belts on the waiver's list."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from data import reference
from models.demonstration import vocabulary
from models.demonstration.days import NEVER, Flags, History, Ints, Rng, day

BASE_CNY = {"jewellery": 20_000, "appliances": 10_000, "furniture": 8_000, "beauty": 8_000, "apparel": 5_000}
OTHER_BASE_CNY = 4_000
TYPE_FACTOR = (0.1, 0.3, 1.0, 1.5, 2.5, 1.2, 1.2)
"""Of the base for an enterprise store, by store type."""
RULES_FROM = date(2023, 1, 1)
DESIGNATED = 80
WAIVED_FEE = "技术服务费"


@dataclass(frozen=True)
class Tier:
    """A row of a schedule; the first that fits by rank wins."""

    code: str
    name_zh: str
    name_en: str
    types: tuple[str, ...]
    min_score: float
    no_violation: bool
    designated: bool
    reductions: tuple[int, int]  # per cent in the older and in the newer schedule


COMPANIES = vocabulary.STORE_TYPES[2:]
TIERS = (
    Tier("T1", "定向产业带优质店", "Designated belt, top score", COMPANIES, 4.7, True, True, (50, 80)),
    Tier("T2", "优质店", "Top score", COMPANIES, 4.7, True, False, (40, 60)),
    Tier("T3", "良好店", "Good score", vocabulary.STORE_TYPES, 4.4, False, False, (25, 40)),
    Tier("T4", "认证店", "Certified", vocabulary.STORE_TYPES, 0.0, False, False, (10, 20)),
)


def schedules(history: History) -> tuple[tuple[str, date, date | None], ...]:
    """The two schedules: identifier, first day, last day."""
    year = history.until.year
    older, newer = date(year - 1, 11, 1), date(year, 4, 1)
    return (f"demo-{year - 1}-11", older, date(year, 3, 31)), (f"demo-{year}-04", newer, None)


def base_fen() -> Ints:
    """Base deposit in fen by category and store type."""
    enterprise = [BASE_CNY.get(row["code"], OTHER_BASE_CNY) for row in reference.rows("categories")]
    return np.array([[round(base * factor / 50) * 5_000 for factor in TYPE_FACTOR] for base in enterprise])


@dataclass(frozen=True)
class Designations:
    """Belts on the waiver's list: row by row, one or two periods a belt."""

    belt: Ints
    begins: Ints
    ends: Ints  # NEVER: open
    half_pct: Ints  # the waived rate, in half per cents

    def rows(self) -> list[tuple[int, ...]]:
        """Belt, first day, last day and half per cents of each row."""
        table = np.column_stack([self.belt, self.begins, self.ends, self.half_pct])
        return [tuple(row) for row in table.tolist()]

    def holds(self, belts: Ints, days: Ints) -> Flags:
        """Whether each belt (-1: none) is on the list on each day."""
        listed = np.zeros(len(belts), np.bool_)
        for belt, begins, ends in zip(self.belt, self.begins, self.ends, strict=True):
            listed |= (belts == belt) & (days >= begins) & ((ends == NEVER) | (days <= ends))
        return listed


def designations(sizes: Ints, history: History, rng: Rng) -> Designations:
    """Eighty belts, the larger the likelier; one in seven ended, of these some listed again."""
    weight = np.sqrt(sizes) + 0.01
    belt = np.sort(rng.choice(len(sizes), DESIGNATED, replace=False, p=weight / weight.sum()))
    span = history.last - history.start
    begins = history.start + rng.integers(0, max(span * 3 // 4, 1), DESIGNATED)
    ended = rng.random(DESIGNATED) < 0.15
    ends = np.where(ended, begins + np.maximum((history.last - begins) // 2, 1), NEVER)
    coming = history.last + rng.integers(5, 200, DESIGNATED)
    ends = np.where(~ended & (rng.random(DESIGNATED) < 0.3), coming, ends)
    again = np.flatnonzero(ended)[:4]
    again_from = np.minimum(ends[again] + 1 + span // 10, history.last)
    again = again[again_from > ends[again]]
    return Designations(
        belt=np.r_[belt, belt[again]],
        begins=np.r_[begins, again_from[: len(again)]],
        ends=np.r_[ends, np.full(len(again), NEVER)],
        half_pct=rng.integers(2, 11, DESIGNATED + len(again)),
    )


def tier_rows(history: History) -> list[dict[str, object]]:
    """Rows of deposit_tiers.csv."""
    return [
        {
            "schedule_id": schedule,
            "effective_from": begins,
            "effective_to": ends or "",
            "tier_code": tier.code,
            "rank": rank,
            "name_zh": tier.name_zh,
            "name_en": tier.name_en,
            "store_types": "*" if tier.types == vocabulary.STORE_TYPES else "|".join(tier.types),
            "min_score": f"{tier.min_score:.2f}" if tier.min_score else "",
            "max_score": "",
            "requires_no_violation": "yes" if tier.no_violation else "no",
            "requires_certified": "yes",
            "requires_designated_belt": "yes" if tier.designated else "no",
            "reduction_pct": tier.reductions[which],
        }
        for which, (schedule, begins, ends) in enumerate(schedules(history))
        for rank, tier in enumerate(TIERS, start=1)
    ]


def base_rows() -> list[dict[str, object]]:
    """Rows of base_deposits.csv."""
    base = base_fen()
    return [
        {
            "category_code": row["code"],
            "store_type": kind,
            "base_cny": f"{base[category, column] / 100:.2f}",
            "effective_from": RULES_FROM,
            "effective_to": "",
        }
        for category, row in enumerate(reference.rows("categories"))
        for column, kind in enumerate(vocabulary.STORE_TYPES)
    ]


def designation_rows(listed: Designations) -> list[dict[str, object]]:
    """Rows of designations.csv."""
    belts = reference.rows("belts")
    return [
        {
            "belt_id": belts[belt]["belt_id"],
            "waiver_from": day(begins),
            "waiver_to": "" if ends == NEVER else day(ends),
            "waived_fee": WAIVED_FEE,
            "rate_pct": f"{half / 2:.1f}",
        }
        for belt, begins, ends, half in listed.rows()
    ]
