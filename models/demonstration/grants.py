"""What made-up stores are granted, and when; what becomes of it is in claims and envelopes."""

from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from models.demonstration import vocabulary
from models.demonstration.days import (
    DAY,
    FOREVER,
    NEVER,
    Floats,
    History,
    Ints,
    Rng,
    in_office,
    later,
    number,
)
from models.demonstration.events import Columns, Steps, chosen, ordered, ordinals
from models.demonstration.stores import Stores
from models.programme.measures import WHOLE, Cap, Conditions, caps, conditions, unit_names
from models.programme.terms import ENVELOPE as ENVELOPE_CODE
from models.programme.terms import PACK

BUDGETS = {30_000: 0.2, 50_000: 0.3, 80_000: 0.2, 100_000: 0.15, 200_000: 0.1, 300_000: 0.05}
"""Red-envelope budgets in fen, and how often each is given."""
CAMPAIGNS = (236, 146, 57, 26)
"""Days before the last on which certified stores are offered one more pack."""


@dataclass(frozen=True)
class Offer:
    """How one of the programme's other measures is granted: to whom, how much, for how long."""

    measure: str
    unit: str
    share: float  # of the stores that may have it
    least: int
    claim_days: int  # NEVER: no limit
    use_days: int
    newcomers: bool = True  # only stores that entered during the programme
    entered_from: date | None = None
    most: int = 100  # where a cap is public, the cap is taken instead
    types: tuple[str, ...] = vocabulary.STORE_TYPES  # where they are public, those are taken instead


INVENTED = (
    Offer("return-freight", "order", 0.30, 200, 15, 90, entered_from=date(2026, 1, 1)),
    Offer("ai-tools", "use", 0.10, 20, NEVER, NEVER, newcomers=False, most=200),
    Offer("risk-assist", "case", 0.03, 1, NEVER, NEVER, newcomers=False, most=5),
    Offer("doujin", "ad-fen", 0.12, 50_000, 30, 60),
    Offer("growth-traffic", "traffic", 0.20, 3_000, 7, 30),
    Offer("scene-cold-start", "traffic", 0.15, 2_000, 7, 14),
    Offer("brand-newcomer", "ad-fen", 0.20, 5_000_000, 30, 90),
    Offer("brand-newcomer", "fen", 0.10, 1_000_000, 30, 90),
    Offer("zero-deposit", "fen", 0.10, 2_000, 30, 60),
    Offer("zero-deposit", "traffic", 0.10, 500, 30, 60),
    Offer("fair-environment", "case", 0.02, 1, NEVER, NEVER, newcomers=False, most=3),
)
"""What is not public of the measures known today."""


def unheard_of(cap: Cap, told: Conditions | None) -> Offer:
    """How a measure is granted of which nothing is known but its rows in data/."""
    return Offer(
        measure=cap.measure_code,
        unit=cap.unit,
        share=0.1,
        least=max((cap.most or 0) // 10, 1),
        claim_days=(told and told.days) or 30,
        use_days=60,
        newcomers=told is not None,
        entered_from=told.entered_from if told else None,
    )


def offers() -> tuple[Offer, ...]:
    """An offer of each measure and unit in data/, but for 老铁好店, whose parts are granted by certification."""
    listed = {(cap.measure_code, cap.unit): cap for cap in caps() if cap.measure_code != WHOLE}
    told = conditions()
    known = {(offer.measure, offer.unit): offer for offer in INVENTED}
    news = {of: unheard_of(cap, told.get(cap.measure_code)) for of, cap in listed.items()}
    made = {of: known.get(of, news[of]) for of in (*known, *news) if of in listed}
    types = {measure: of.store_types for measure, of in told.items() if of.store_types}
    return tuple(
        replace(offer, most=listed[of].most or offer.most, types=types.get(offer.measure, offer.types))
        for of, offer in made.items()
    )


OFFERS = offers()
MEASURES = tuple(dict.fromkeys((PACK, ENVELOPE_CODE, *(offer.measure for offer in OFFERS))))
UNITS = tuple(unit_names())
ENVELOPE = MEASURES.index(ENVELOPE_CODE)


def pack_sizes(stores: Stores, who: Ints, rng: Rng) -> Ints:
    """Traffic of a pack: 2,000 to 20,000, more for company stores and good scores."""
    ladder = np.array([2_000, 3_000, 5_000, 8_000, 12_000, 20_000])
    company = np.array([0, 0, 1, 3, 3, 2, 2])[stores.type[who]]
    good = (np.nan_to_num(stores.score[who]) >= 4.7).astype(np.int64)
    sizes: Ints = ladder[np.minimum(company + good + rng.integers(0, 2, len(who)), len(ladder) - 1)]
    return sizes


def certified_on(periods: Columns, day: int, share: float, rng: Rng) -> Columns:
    """Periods in force on a day, a share of them."""
    noon = day * DAY + DAY // 2
    held = (periods["at"] < noon - DAY) & (periods["until"] > noon + 6 * DAY)
    return chosen(periods, held & (rng.random(len(held)) < share))


def packs(steps: Steps, stores: Stores, periods: Columns, history: History, rng: Rng) -> None:
    """Traffic packs: on certification, again months later, and in campaigns."""

    def give(to: Columns, at: Ints) -> None:
        steps.add(
            store=to["store"],
            at=at,
            measure=MEASURES.index(PACK),
            unit=UNITS.index("traffic"),
            amount=pack_sizes(stores, to["store"], rng),
            claim_by=at // DAY + 30,
            use_by=at // DAY + 60,
            revoked=to["revoked"],
        )

    first = chosen(periods, rng.random(len(periods["at"])) < 0.97)
    give(first, later(first["at"], rng.uniform(0, 4, len(first["at"])), rng))
    again = later(periods["at"], rng.uniform(60, 150, len(periods["at"])), rng)
    due = (again < periods["until"]) & (rng.random(len(again)) < 0.45)
    give(chosen(periods, due), again[due])
    for before in CAMPAIGNS:
        offered = certified_on(periods, history.last - before, 0.2, rng)
        give(offered, in_office(history.last - before + rng.integers(0, 4, len(offered["at"])), rng))


def envelopes(steps: Steps, periods: Columns, rng: Rng) -> None:
    """Launch red envelopes: a budget of CNY 300 to 3,000 for each certified period, to spend in 90 days."""
    given = chosen(periods, rng.random(len(periods["at"])) < 0.9)
    at = later(given["at"], rng.uniform(0, 6, len(given["at"])), rng)
    steps.add(
        store=given["store"],
        at=at,
        measure=ENVELOPE,
        unit=UNITS.index("fen"),
        amount=rng.choice(list(BUDGETS), len(at), p=list(BUDGETS.values())),
        use_by=at // DAY + 90,
        revoked=given["revoked"],
    )


def offered(steps: Steps, offer: Offer, stores: Stores, history: History, rng: Rng) -> None:
    """One of the other measures: soon after entry for newcomers, at any time for the rest."""
    fits = np.isin(stores.type, [vocabulary.STORE_TYPES.index(name) for name in offer.types])
    if offer.newcomers:
        first = number(offer.entered_from) if offer.entered_from else history.start
        fits &= stores.entered >= max(first, history.start)
    who = np.flatnonzero(fits & (rng.random(len(stores)) < offer.share))
    opened = np.maximum(stores.entered[who], history.start)
    room = 20 if offer.newcomers else np.maximum(history.last - opened, 1)
    at = in_office(opened + 1 + (rng.random(len(who)) * room).astype(np.int64), rng)
    step = 10 ** max(len(str(offer.least)) - 1, 0)
    size = offer.least + (offer.most - offer.least) * rng.random(len(who)) ** 2.5
    until = {
        name: NEVER if days == NEVER else at // DAY + days
        for name, days in (("claim_by", offer.claim_days), ("use_by", offer.use_days))
    }
    steps.add(
        store=who,
        at=at,
        measure=MEASURES.index(offer.measure),
        unit=UNITS.index(offer.unit),
        amount=np.maximum(size.astype(np.int64) // step * step, 1),
        **until,
    )


def grants(stores: Stores, periods: Columns, history: History, rng: Rng) -> Columns:
    """All grants sorted by store and instant, with `ordinal`, the number of the store's grant from 0."""
    steps = Steps(
        {
            "store": 0,
            "at": 0,
            "measure": 0,
            "unit": 0,
            "amount": 0,
            "claim_by": NEVER,
            "use_by": NEVER,
            "revoked": FOREVER,
        }
    )
    packs(steps, stores, periods, history, rng)
    envelopes(steps, periods, rng)
    for offer in OFFERS:
        offered(steps, offer, stores, history, rng)
    rows = steps.gathered()
    rows = ordered(chosen(rows, rows["at"] < history.end), "store", "at", "measure", "unit")
    return {**rows, "ordinal": ordinals(rows["store"])}


def share_out(totals: Ints, weights: Floats) -> Ints:
    """Totals (n) over steps by weights (n × k), whole numbers that add up to no more than the total."""
    sums = np.cumsum(weights, axis=1)
    reached = (totals[:, None] * (sums / np.maximum(sums[:, -1:], 1e-9))).astype(np.int64)
    return np.diff(np.minimum(reached, totals[:, None]), axis=1, prepend=0)
