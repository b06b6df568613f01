"""How made-up provinces and belts differ: what makes one map region unlike the next."""

from dataclasses import dataclass

import numpy as np

from models.demonstration.days import Floats, Ints, Rng
from models.demonstration.locations import PROVINCE_WEIGHT, Locations

SLOW_PROVINCES = 5
"""Provinces that claim about a third of what others do."""


@dataclass(frozen=True)
class Factors:
    """Factors by province and by belt; the last belt factor (index -1) is for stores of no belt."""

    belt_stores: Ints  # stores of each belt
    applies: Floats  # chance that a store applies, by province
    review_days: Floats  # median, by province
    claims: Floats  # by province
    belt_claims: Floats
    issues: Floats  # chance that an envelope is used at all, by province
    trend: Floats  # weekly growth, by belt
    shock: Floats  # the last week's sales, by belt


def belt_sizes(locations: Locations, stores: int, rng: Rng) -> Ints:
    """How many stores each belt has: heavy-tailed, a few belts with none, a few with one to four."""
    factor = [PROVINCE_WEIGHT.get(locations.codes[place][:2], 0.5) for place in locations.belt_place]
    weight = np.array(factor) ** 0.6 * rng.lognormal(0.0, 1.0, len(locations.belt_place))
    order = np.argsort(weight, kind="stable")
    weight[order[:42]] = 0.0
    few = np.zeros(len(weight), np.int64)
    few[order[12:42]] = rng.integers(1, 5, 30) if stores >= 2_000 else 0
    return few + rng.multinomial(stores - int(few.sum()), weight / weight.sum())


def drawn(locations: Locations, stores: int, rng: Rng) -> Factors:
    """Draw the factors for so many stores in belts."""
    provinces, belts = len(locations.provinces), len(locations.belt_place)
    claims = rng.uniform(0.85, 1.15, provinces)
    claims[rng.permutation(provinces)[:SLOW_PROVINCES]] *= 0.36
    belt_claims = np.where(rng.random(belts + 1) < 0.08, 0.4, rng.uniform(0.85, 1.1, belts + 1))
    belt_claims[-1] = 1.0
    shock = np.where(rng.random(belts + 1) < 0.09, rng.uniform(0.4, 0.75, belts + 1), 1.0)
    shock[-1] = 1.0
    return Factors(
        belt_stores=belt_sizes(locations, stores, rng),
        applies=rng.uniform(0.74, 0.93, provinces),
        review_days=rng.uniform(2.5, 9.0, provinces),
        claims=claims,
        belt_claims=belt_claims,
        issues=np.clip(claims, 0.35, 1.0) * 0.85,
        trend=rng.normal(0.004, 0.006, belts + 1),
        shock=shock,
    )
