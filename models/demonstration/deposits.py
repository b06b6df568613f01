"""Made-up deposits: what each store owes from a day on, by the schedule of that day, and what it has paid."""

import numpy as np
import pyarrow as pa

from models.demonstration import columns, rules, vocabulary
from models.demonstration.days import DAY, FOREVER, Flags, Floats, History, Ints, Rng, number
from models.demonstration.events import Columns, Steps, chosen, ordered, ordinals
from models.demonstration.rules import TIERS, Designations
from models.demonstration.stores import Stores

BASE = -1
"""No tier: the base is due."""


def fitting(
    stores: Stores, who: Ints, day: Ints, certified: Flags, listed: Flags, history: History
) -> tuple[Ints, Ints]:
    """Tier (or BASE) and reduction in per cent that each store may have on its day."""
    score = np.where(day < stores.rescored[who], stores.score_before[who], stores.score[who])
    (_, older, _), (_, newer, _) = rules.schedules(history)
    which = (day >= number(newer)).astype(np.int64)
    tier, cut = np.full(len(who), BASE), np.zeros(len(who), np.int64)
    for rank in reversed(range(len(TIERS))):
        row = TIERS[rank]
        fits = certified & np.isin(stores.type[who], [vocabulary.STORE_TYPES.index(name) for name in row.types])
        fits &= (np.nan_to_num(score) >= row.min_score) & (day >= number(older))
        fits &= ~(stores.violation[who] & row.no_violation) & (listed | (not row.designated))
        tier[fits], cut[fits] = rank, np.array(row.reductions)[which[fits]]
    return tier, cut


def occasions(stores: Stores, periods: Columns, history: History, rng: Rng) -> Columns:
    """Days on which deposits are looked at: store, day, certified; one row a store and day, sorted."""
    steps = Steps({"store": 0, "day": 0, "certified": 0})
    count = len(stores)
    chance = np.where(stores.entered > history.last - 180, 0.15, 0.03) * (stores.type > 0)
    holds = rng.random(count) >= chance  # the rest are in the zero-deposit trial
    steps.add(store=np.arange(count), day=stores.entered + rng.integers(0, 2, count), certified=0)
    steps.add(store=periods["store"], day=periods["at"] // DAY + 1, certified=1)
    over = periods["lost"] < FOREVER
    steps.add(store=periods["store"][over], day=periods["lost"][over] // DAY + 1, certified=0)
    (_, _, _), (_, newer, _) = rules.schedules(history)
    for day, share in ((np.full(count, number(newer)), 0.9), (stores.rescored + 1, 0.8)):
        noon = day[periods["store"]] * DAY
        held = (periods["at"] + 2 * DAY < noon) & (noon < periods["until"]) & (rng.random(len(noon)) < share)
        steps.add(store=periods["store"][held], day=day[periods["store"][held]], certified=1)
    rows = steps.gathered()
    known = (rows["day"] <= history.last) & (rows["day"] >= stores.entered[rows["store"]])
    rows = chosen(rows, known & holds[rows["store"]])
    rows = ordered(rows, "store", "day", "certified")
    same = np.r_[(np.diff(rows["store"]) == 0) & (np.diff(rows["day"]) == 0), False][: len(rows["day"])]
    return chosen(rows, ~same)


def payments(required: Ints, turn: Ints, rng: Rng) -> Ints:
    """Paid after each row: what falls is often left with the platform, what rises is not always paid."""
    pays: Floats = rng.random(len(required))
    partly = (required * rng.uniform(0.3, 0.95, len(required))).astype(np.int64) // 100 * 100
    paid = np.where((turn == 0) & (pays < 0.07), partly, required)
    for step in range(1, int(turn.max(initial=0)) + 1):
        rows = np.flatnonzero(turn == step)
        held, due = paid[rows - 1], required[rows]
        down = np.where(pays[rows] < 0.4, held, np.minimum(held, due))
        some = np.where(pays[rows] < 0.8, np.maximum(held, partly[rows]), held)
        up = np.where(pays[rows] < 0.55, due, some)
        paid[rows] = np.where(due <= held, down, up)
    return paid


def deposits(stores: Stores, periods: Columns, listed: Designations, history: History, rng: Rng) -> Columns:
    """Rows sorted by store and day: store, day, base, tier (-1: none), required, paid; amounts in fen."""
    rows = occasions(stores, periods, history, rng)
    who, day = rows["store"], rows["day"]
    on_list = listed.holds(stores.belt[who], day)
    tier, cut = fitting(stores, who, day, rows["certified"] == 1, on_list, history)
    base = rules.base_fen()[stores.category[who], stores.type[who]]
    required = base * (100 - cut) // 100
    again = np.r_[False, (np.diff(who) == 0) & (np.diff(tier) == 0) & (np.diff(required) == 0)][: len(who)]
    rows = {"store": who, "day": day, "base": base, "tier": tier, "required": required}
    rows = chosen(rows, ~again)
    return {**rows, "paid": payments(rows["required"], ordinals(rows["store"]), rng)}


def sheet(rows: Columns, identifiers: pa.Array) -> dict[str, pa.Array]:
    """The columns of deposits.csv."""
    return {
        "store_id": columns.named(rows["store"], identifiers),
        "effective_on": columns.days(rows["day"]),
        "base_cny": columns.money(rows["base"]),
        "tier_code": columns.named(rows["tier"], [tier.code for tier in TIERS]),
        "required_cny": columns.money(rows["required"]),
        "paid_cny": columns.money(rows["paid"]),
    }
