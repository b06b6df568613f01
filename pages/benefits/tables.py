"""The tables of packs and envelopes, in the order in which they are documented."""

from typing import Final

from pages.benefits.claim_times_tables import CLAIM_HOURS, CLAIM_TIMES
from pages.benefits.cohort_tables import BENEFIT_COHORTS
from pages.benefits.costs_tables import BENEFIT_COST, BENEFIT_EFFECT
from pages.benefits.low_uptake_tables import BELT_DECILES, DECILE_BELTS, LOW_UPTAKE
from pages.benefits.uptake_table import BENEFIT_UPTAKE
from pages.benefits.week_tables import BENEFIT_LEDGER, BENEFIT_WEEK

TABLES: Final = (
    BENEFIT_UPTAKE,
    BENEFIT_WEEK,
    BENEFIT_COST,
    BENEFIT_EFFECT,
    BENEFIT_LEDGER,
    CLAIM_TIMES,
    CLAIM_HOURS,
    BENEFIT_COHORTS,
    BELT_DECILES,
    DECILE_BELTS,
    LOW_UPTAKE,
)
