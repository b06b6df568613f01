"""Made-up trading weeks: heavy-tailed sales with seasons, trends and falls, and what was live."""

import numpy as np
import pyarrow as pa

from models.demonstration import columns
from models.demonstration.days import DAY, FOREVER, Flags, Floats, History, Ints, Rng
from models.demonstration.events import Columns, chosen
from models.demonstration.factors import Factors
from models.demonstration.grants import ENVELOPE
from models.demonstration.stores import Stores

BASKETS = [89, 110, 120, 320, 99, 480, 140, 69, 180, 79, 39, 76, 66, 98, 58, 55, 45, 120, 35]
"""Value of an order in CNY, by category in the order of categories.csv."""
HIGH_SEASON = np.array([44, 44, 46, 2, 45, 42, 44, 46, 45, 40, 46, 45, 22, 25, 34, 50, 40, 3, 14])
"""Week of the year of the best sales, by category."""
LAST_WEEKS, MANY_STORES = 13, 100_000
"""Beyond so many stores only the last weeks of trade are written, to keep the file in bounds."""


def weeks_written(stores: int, history: History) -> int:
    """How many weeks of trade there are for so many stores."""
    return min(history.weeks, LAST_WEEKS) if stores > MANY_STORES else history.weeks


def since(stores: Stores, store: Ints, at: Ints) -> Ints:
    """The first instant of something for each store; FOREVER where there is none."""
    first = np.full(len(stores), FOREVER)
    np.minimum.at(first, store, at)
    return first


def sold(stores: Stores, factors: Factors, mondays: Ints, certified: Flags, rng: Rng) -> Floats:
    """CNY that each store (row) would sell in each week (column) if it sells at all."""
    company = np.array([0.35, 0.6, 1.0, 2.6, 4.0, 1.6, 1.4])[stores.type]
    level = company * 1_600 * rng.lognormal(0.0, 0.95, len(stores)) * np.exp(3.4 * (stores.appetite - 0.5))
    week = (mondays - (mondays[-1] // 365.25 * 365.25)) / 7.0
    season = 1 + 0.35 * np.cos(2 * np.pi * (week[None, :] - HIGH_SEASON[:, None]) / 52.18)
    growth = np.exp(factors.trend[stores.belt][:, None] * (np.arange(len(mondays)) - len(mondays)))
    sales: Floats = level[:, None] * season[stores.category] * growth * np.where(certified, 1.18, 1.0)
    sales *= rng.lognormal(0.0, 0.22, sales.shape)
    sales[:, -1] *= factors.shock[stores.belt]
    return sales


def activity(
    stores: Stores, factors: Factors, periods: Columns, grants: Columns, history: History, weeks: int, rng: Rng
) -> Columns:
    """Rows sorted by store and week: store, monday, gmv (fen), orders, minutes, sessions, enveloped."""
    mondays = history.mondays(weeks)
    shape = (len(stores), weeks)
    certified = since(stores, periods["store"], periods["at"])[:, None] < mondays * DAY
    budgets = chosen(grants, grants["measure"] == ENVELOPE)
    envelope = since(stores, budgets["store"], budgets["at"])[:, None] < mondays * DAY
    left = np.where(rng.random(len(stores)) < 0.08, history.last - rng.integers(0, 300, len(stores)), FOREVER)
    there = (stores.entered[:, None] <= mondays) & (mondays < left[:, None])
    keen = np.clip(0.02 + 0.86 * stores.appetite[:, None] + np.where(certified, 0.12, 0.0), 0.0, 0.97)
    sells = there & (rng.random(shape) < keen)
    only_live = there & ~sells & (rng.random(shape) < 0.015)
    rows, columns_ = np.nonzero(sells | only_live)
    gmv = np.where(sells, sold(stores, factors, mondays, certified, rng), 0.0)[rows, columns_]
    orders = np.ceil(gmv / (np.array(BASKETS)[stores.category[rows]] * rng.lognormal(0.0, 0.25, len(rows))))
    goes_live = (0.35 + 0.5 * stores.appetite[rows]) > rng.random(len(rows))
    sessions = np.where(goes_live, 1 + rng.poisson(3.0 * stores.appetite[rows]), 0)
    sessions = np.maximum(sessions, only_live[rows, columns_])
    chance = np.where(envelope[rows, columns_], 0.4, 0.0)
    return {
        "store": rows,
        "monday": mondays[columns_],
        "gmv": np.maximum(np.round(gmv * 100), gmv > 0).astype(np.int64),
        "orders": orders.astype(np.int64),
        "minutes": sessions * rng.integers(40, 200, len(rows)),
        "sessions": sessions,
        "enveloped": rng.binomial(sessions, chance),
    }


def sheet(rows: Columns, identifiers: pa.Array) -> dict[str, pa.Array]:
    """The columns of activity.csv."""
    return {
        "store_id": columns.named(rows["store"], identifiers),
        "week_start": columns.days(rows["monday"]),
        "gmv_cny": columns.money(rows["gmv"]),
        "orders": pa.array(rows["orders"]),
        "live_minutes": pa.array(rows["minutes"]),
        "live_sessions": pa.array(rows["sessions"]),
        "sessions_with_envelope": pa.array(rows["enveloped"]),
    }
