"""Made-up benefit logs: every grant, what became of it, and what was clawed back, up to the last day."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from models.demonstration import columns, envelopes
from models.demonstration.claims import EVENT, EVENTS, claims
from models.demonstration.days import DAY, FOREVER, NEVER, Floats, History, Ints, Rng
from models.demonstration.events import Columns, chosen, ordered
from models.demonstration.factors import Factors
from models.demonstration.grants import ENVELOPE, MEASURES, UNITS
from models.demonstration.locations import Locations
from models.demonstration.stores import Stores


def claim_chances(stores: Stores, who: Ints, locations: Locations, factors: Factors) -> Floats:
    """How likely each store claims, by its province, belt and appetite."""
    place = factors.claims[locations.province[stores.place[who]]] * factors.belt_claims[stores.belt[who]]
    return np.clip(0.82 * place * (0.75 + 0.5 * stores.appetite[who]), 0.02, 0.97)


def joined(parts: list[tuple[Ints, Columns]]) -> Columns:
    """Events of some grants each, their `grant` renumbered to rows of all grants."""
    moved = [{**events, "grant": rows[events["grant"]]} for rows, events in parts]
    return {name: np.concatenate([part[name] for part in moved]) for name in moved[0]}


def taken_back(grants: Columns, events: Columns) -> Columns:
    """Claw-backs an hour after a revocation: what was neither used nor out nor lapsed by then."""
    is_envelope = (grants["measure"] == ENVELOPE)[events["grant"]]
    out = np.where(is_envelope, EVENT["issued"], EVENT["used"])
    leaves = (events["event"] == out) | (events["event"] == EVENT["lapsed"])
    sign = leaves.astype(np.int64) - (events["event"] == EVENT["returned"])
    spent = np.zeros(len(grants["at"]), np.int64)
    np.add.at(spent, events["grant"], sign * events["amount"])
    left = grants["amount"] - spent
    last = np.where(grants["use_by"] == NEVER, FOREVER, (grants["use_by"] + 1) * DAY)
    rows = np.flatnonzero((grants["revoked"] < FOREVER) & (grants["revoked"] + 3_600 < last) & (left > 0))
    return {
        "grant": rows,
        "at": grants["revoked"][rows] + 3_600,
        "event": np.full(len(rows), EVENT["clawed_back"]),
        "amount": left[rows],
    }


def benefits(
    stores: Stores, grants: Columns, locations: Locations, factors: Factors, history: History, rng: Rng
) -> Columns:
    """Events sorted by store, grant and instant: grant (row of `grants`), at, event, amount."""
    is_envelope = grants["measure"] == ENVELOPE
    rows, others = np.flatnonzero(is_envelope), np.flatnonzero(~is_envelope)
    issues = factors.issues[locations.province[stores.place[grants["store"][rows]]]]
    chances = claim_chances(stores, grants["store"][others], locations, factors)
    follow = joined(
        [
            (others, claims(chosen(grants, others), chances, rng)),
            (rows, envelopes.envelopes(chosen(grants, rows), issues, rng)),
        ]
    )
    stops = np.minimum(grants["revoked"] + 3_600, history.end)
    follow = chosen(follow, follow["at"] < stops[follow["grant"]])
    every = np.arange(len(grants["at"]))
    given = {"grant": every, "at": grants["at"], "event": np.zeros_like(every), "amount": grants["amount"]}
    parts = (given, follow, taken_back(grants, follow))
    events = {name: np.concatenate([part[name] for part in parts]) for name in given}
    return ordered(chosen(events, events["at"] < history.end), "grant", "at", "event")


def sheet(events: Columns, grants: Columns, identifiers: pa.Array) -> dict[str, pa.Array]:
    """The columns of benefits.csv."""
    grant = events["grant"]
    store = columns.named(grants["store"], identifiers)
    ordinal = pa.array(grants["ordinal"] + 1).cast(pa.string())
    granted = events["event"] == EVENT["granted"]
    return {
        "grant_id": columns.named(grant, pc.binary_join_element_wise("G", store, "-", ordinal, "")),
        "store_id": columns.named(grant, store),
        "measure_code": columns.named(grants["measure"][grant], MEASURES),
        "event": columns.named(events["event"], EVENTS),
        "amount": pa.array(events["amount"]),
        "unit": columns.named(grants["unit"][grant], UNITS),
        "occurred_at": columns.instants(events["at"]),
        "claim_by": columns.days(np.where(granted, grants["claim_by"][grant], NEVER)),
        "use_by": columns.days(np.where(granted, grants["use_by"][grant], NEVER)),
    }
