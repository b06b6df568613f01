"""The tables of the Belts screen."""

from typing import Final

from pages.belts.coverage_tables import COUNTIES, COVERAGE
from pages.belts.fall_tables import FALL_STORES, FALLS
from pages.belts.list_tables import BELTS, CATEGORIES
from pages.belts.one_belt_tables import PEER_BELTS, STANDING, TIERS, UPTAKE, WEEKS
from pages.belts.waiver_tables import DESIGNATED

TABLES: Final = (
    BELTS,
    CATEGORIES,
    FALLS,
    FALL_STORES,
    COVERAGE,
    COUNTIES,
    DESIGNATED,
    STANDING,
    UPTAKE,
    TIERS,
    WEEKS,
    PEER_BELTS,
)
