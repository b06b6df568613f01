"""What becomes of made-up grants that are claimed: claims, uses, lapses."""

import numpy as np

from models.demonstration.days import DAY, NEVER, Floats, Ints, Rng, in_waking_hours
from models.demonstration.events import Columns, Steps
from models.demonstration.grants import share_out

EVENTS = ("granted", "claimed", "issued", "used", "returned", "lapsed", "clawed_back")
EVENT = {event: index for index, event in enumerate(EVENTS)}
USES = 4
NO_LIMIT_DAYS = 300
LAPSE_WRITTEN = 0.94
"""Share of lapses that the back office writes down."""


def window(at: Ints, last_day: Ints, most_days: int) -> Ints:
    """Seconds from an instant to the end of a last day (NEVER: no limit), at most so many days."""
    limit = np.where(last_day == NEVER, at // DAY + NO_LIMIT_DAYS, last_day)
    return np.minimum((limit + 1) * DAY - 3_600 - at, most_days * DAY)


def claimed(steps: Steps, grants: Columns, chance: Floats, rng: Rng) -> tuple[Ints, Ints, Ints]:
    """Claims within the claim-by; returns the rows claimed, when, and how much."""
    day = grants["at"] // DAY + 1 + rng.lognormal(1.5, 0.9, len(chance)).astype(np.int64)
    limit = np.where(grants["claim_by"] == NEVER, day, grants["claim_by"])
    rows = np.flatnonzero((rng.random(len(chance)) < chance) & (day <= limit))
    at = in_waking_hours(day[rows], rng)
    part = np.where(rng.random(len(rows)) < 0.08, rng.uniform(0.5, 0.9, len(rows)), 1.0)
    amount = np.maximum((grants["amount"][rows] * part).astype(np.int64), 1)
    steps.add(grant=rows, at=at, event=EVENT["claimed"], amount=amount)
    return rows, at, amount


def used(steps: Steps, grants: Columns, rows: Ints, at: Ints, amount: Ints, rng: Rng) -> Ints:
    """One to four uses of each claim before its use-by; returns how much is used in all."""
    count = len(rows)
    share = np.where(rng.random(count) < 0.3, 1.0, rng.beta(1.4, 1.2, count))
    share[rng.random(count) < 0.13] = 0.0
    weights = rng.uniform(0.2, 1.0, (count, USES))
    weights[np.arange(USES) >= rng.integers(1, USES + 1, count)[:, None]] = 0.0
    amounts = share_out((amount * share).astype(np.int64), weights)
    seconds = window(at, grants["use_by"][rows], 45)
    for step in range(USES):
        when = at + 60 + (seconds * (step + rng.uniform(0.05, 0.95, count)) / USES).astype(np.int64)
        some = amounts[:, step] > 0
        steps.add(grant=rows[some], at=when[some], event=EVENT["used"], amount=amounts[some, step])
    total: Ints = amounts.sum(axis=1)
    return total


def lapsed(steps: Steps, day: Ints, left: Ints, rng: Rng) -> None:
    """What is left the day after a last day lapses; most of that is written down."""
    rows = np.flatnonzero((left > 0) & (day != NEVER) & (rng.random(len(left)) < LAPSE_WRITTEN))
    steps.add(grant=rows, at=(day[rows] + 1) * DAY + 600, event=EVENT["lapsed"], amount=left[rows])


def claims(grants: Columns, chance: Floats, rng: Rng) -> Columns:
    """Events after the grant: grant (row of `grants`), at, event, amount; in no order, not cut off."""
    steps = Steps({"grant": 0, "at": 0, "event": 0, "amount": 0})
    rows, at, amount = claimed(steps, grants, chance, rng)
    spent = used(steps, grants, rows, at, amount, rng)
    unclaimed, unused = grants["amount"].copy(), np.zeros(len(chance), np.int64)
    unclaimed[rows] -= amount
    unused[rows] = amount - spent
    lapsed(steps, grants["claim_by"], unclaimed, rng)
    lapsed(steps, grants["use_by"], unused, rng)
    return steps.gathered()
