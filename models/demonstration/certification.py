"""Made-up certification logs: applications, reviews, decisions, renewals and ends, in allowed steps only."""

import numpy as np
import pyarrow as pa

from models.demonstration import columns, vocabulary
from models.demonstration.days import DAY, FOREVER, NEVER, Flags, History, Ints, Rng, in_office, later
from models.demonstration.events import Columns, Steps, chosen, ordered
from models.demonstration.factors import Factors
from models.demonstration.locations import Locations
from models.demonstration.stores import Stores
from models.programme.terms import CERTIFICATION

STATUS = tuple(CERTIFICATION)
CODE = {status: index for index, status in enumerate(STATUS)}
YEAR, HALF_YEAR = 365, 183
ROUNDS = 3
"""Times a store applies at most."""


def first_applications(stores: Stores, chance: np.ndarray, history: History, rng: Rng) -> tuple[Ints, Ints]:
    """Which stores apply, and when: most early in the programme, newcomers within weeks of entry."""
    span = history.last - history.start
    rush = history.start + (span * rng.beta(0.9, 2.6, len(stores))).astype(np.int64)
    soon = stores.entered + 1 + rng.gamma(1.5, 9.0, len(stores)).astype(np.int64)
    applies = np.flatnonzero(rng.random(len(stores)) < chance)
    return applies, in_office(np.maximum(rush, soon)[applies], rng)


def reviewed(steps: Steps, who: Ints, at: Ints, median: np.ndarray, rng: Rng) -> tuple[Ints, Ints]:
    """Reviews that begin at these instants; returns those that come to a decision, and when."""
    steps.add(store=who, at=at, status=CODE["in_review"])
    asks = rng.random(len(who)) < 0.18
    asked = later(at[asks], 1 + 3 * rng.random(asks.sum()), rng)
    steps.add(
        store=who[asks],
        at=asked,
        status=CODE["info_requested"],
        reason=len(vocabulary.REJECTIONS) + rng.integers(0, len(vocabulary.REQUESTS), asks.sum()),
    )
    answers = rng.random(len(asked)) < 0.82
    back = later(asked[answers], 1 + rng.gamma(1.5, 4.0, answers.sum()), rng)
    steps.add(store=who[asks][answers], at=back, status=CODE["in_review"])
    who, at = np.r_[who[~asks], who[asks][answers]], np.r_[at[~asks], back]
    takes = median[who] * rng.lognormal(0.0, 0.5, len(who)) * np.where(rng.random(len(who)) < 0.04, 7.0, 1.0)
    return who, later(at, takes, rng)


def decided(steps: Steps, who: Ints, at: Ints, chance: float, rng: Rng) -> tuple[Flags, Ints]:
    """Decide; returns who was certified, and every one's last valid day were it so."""
    yes = rng.random(len(who)) < chance
    valid = at // DAY + np.where(rng.random(len(who)) < 0.3, HALF_YEAR, YEAR)
    why = rng.choice(len(vocabulary.REJECTIONS), len(who), p=vocabulary.REJECTION_SHARE)
    steps.add(store=who[yes], at=at[yes], status=CODE["certified"], valid=valid[yes])
    steps.add(store=who[~yes], at=at[~yes], status=CODE["rejected"], reason=why[~yes])
    return yes, valid


def ended(steps: Steps, who: Ints, at: Ints, valid: Ints, rng: Rng) -> tuple[Ints, Ints]:
    """Revocations and expiries (one in seven not written down); returns renewals: who, and when."""
    fate = rng.random(len(who))
    revoked, renews = fate < 0.03, fate > 0.32
    steps.add(
        store=who[revoked],
        at=later(at[revoked], rng.uniform(15, 150, revoked.sum()), rng),
        status=CODE["revoked"],
        reason=len(vocabulary.REASONS) - 1 - rng.integers(0, len(vocabulary.REVOCATIONS), revoked.sum()),
    )
    expires = ~revoked & ~renews & (rng.random(len(who)) < 6 / 7)
    steps.add(store=who[expires], at=in_office(valid[expires] + 1, rng), status=CODE["expired"])
    return who[renews], in_office(valid[renews] - rng.integers(8, 25, renews.sum()), rng)


def certifications(stores: Stores, locations: Locations, factors: Factors, history: History, rng: Rng) -> Columns:
    """Events sorted by store and instant: store, at, status, valid (NEVER: none), reason (-1: none)."""
    steps = Steps({"store": 0, "at": 0, "status": 0, "valid": NEVER, "reason": -1})
    province = locations.province[stores.place]
    median = factors.review_days[province]
    chance = factors.applies[province] * np.where(stores.belt >= 0, 1.0, 0.7)
    who, at = first_applications(stores, chance, history, rng)
    won: list[tuple[Ints, Ints, Ints]] = []
    for _ in range(ROUNDS):
        steps.add(store=who, at=at, status=CODE["applied"])
        who, at = reviewed(steps, who, later(at, rng.uniform(0, 3, len(who)), rng), median, rng)
        yes, valid = decided(steps, who, at, 0.81, rng)
        won.append((who[yes], at[yes], valid[yes]))
        again = ~yes & (rng.random(len(who)) < 0.62)
        who, at = who[again], later(at[again], 2 + rng.gamma(1.5, 7.0, again.sum()), rng)
    who, at, valid = (np.concatenate(column) for column in zip(*won, strict=True))
    who, at = reviewed(steps, *ended(steps, who, at, valid, rng), median * 0.4, rng)
    yes, valid = decided(steps, who, at, 0.94, rng)
    ended(steps, who[yes], at[yes], valid[yes], rng)
    log = steps.gathered()
    return ordered(chosen(log, log["at"] < history.end), "store", "at")


def periods(log: Columns) -> Columns:
    """Certified periods, sorted: store, and the instants `at`, `until`, `revoked` and `lost`.

    A period is `until` the next event or the last valid day; `lost` is when a certification ends that is not
    renewed; an instant that does not come is FOREVER.
    """
    rows = np.flatnonzero(log["status"] == CODE["certified"])
    store = log["store"][rows]
    following = np.minimum(rows + 1, len(log["store"]) - 1)
    same = (log["store"][following] == store) & (following > rows)
    then = np.where(same, log["at"][following], FOREVER)
    revoked = np.where(log["status"][following] == CODE["revoked"], then, FOREVER)
    over = (log["valid"][rows] + 1) * DAY
    renewed = np.r_[store[1:] == store[:-1], False][: len(rows)]
    return {
        "store": store,
        "at": log["at"][rows],
        "until": np.minimum(then, over),
        "revoked": revoked,
        "lost": np.where(renewed, FOREVER, np.minimum(revoked, over)),
    }


def sheet(log: Columns, identifiers: pa.Array) -> dict[str, pa.Array]:
    """The columns of certifications.csv."""
    return {
        "store_id": columns.named(log["store"], identifiers),
        "status": columns.named(log["status"], STATUS),
        "changed_at": columns.instants(log["at"]),
        "valid_until": columns.days(log["valid"]),
        "reason": columns.named(log["reason"], vocabulary.REASONS),
    }
