"""What becomes of made-up launch red envelopes: issued in live rooms, used by viewers, the rest returned."""

import numpy as np

from models.demonstration.claims import EVENT, lapsed
from models.demonstration.days import DAY, Floats, Rng
from models.demonstration.events import Columns, Steps
from models.demonstration.grants import share_out

SESSIONS = 6
WHOLE = 1_000
"""Budgets are issued in whole tens of CNY."""


def envelopes(grants: Columns, chance: Floats, rng: Rng) -> Columns:
    """Events after the grant: grant (row of `grants`), at, event, amount; in no order, not cut off."""
    steps = Steps({"grant": 0, "at": 0, "event": 0, "amount": 0})
    count = len(chance)
    share = np.where(rng.random(count) < chance, rng.beta(2.4, 1.1, count), 0.0)
    weights = rng.uniform(0.3, 1.0, (count, SESSIONS))
    weights[np.arange(SESSIONS) >= rng.integers(1, SESSIONS + 1, count)[:, None]] = 0.0
    budgets = share_out((grants["amount"] * share).astype(np.int64), weights) // WHOLE * WHOLE
    day, spent = grants["at"] // DAY, np.zeros(count, np.int64)
    for step in range(SESSIONS):
        day = day + 1 + rng.geometric(0.14, count)
        at = day * DAY + rng.integers(18 * 3600, 21 * 3600, count)
        live = np.flatnonzero((budgets[:, step] > 0) & (day < grants["use_by"]))
        at, budget = at[live], budgets[live, step]
        steps.add(grant=live, at=at, event=EVENT["issued"], amount=budget)
        drawn = (budget * rng.beta(3.0, 1.4, len(live))).astype(np.int64)
        some = drawn > 0
        used_at = at + rng.integers(600, 3_000, len(live))
        steps.add(grant=live[some], at=used_at[some], event=EVENT["used"], amount=drawn[some])
        back = (budget > drawn) & (rng.random(len(live)) < 0.93)
        returned_at = at + rng.integers(3_600, 7_200, len(live))
        left = (budget - drawn)[back]
        steps.add(grant=live[back], at=returned_at[back], event=EVENT["returned"], amount=left)
        spent[live] += np.where(back, drawn, budget)
    lapsed(steps, grants["use_by"], grants["amount"] - spent, rng)
    return steps.gathered()
