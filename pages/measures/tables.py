"""The tables of the ten measures, in the order in which they are documented."""

from typing import Final

from pages.measures.eligible_tables import MEASURE_ELIGIBLE, MEASURE_ELIGIBLE_REGIONS
from pages.measures.one_measure_tables import MEASURE_REGIONS, MEASURE_WEEKS
from pages.measures.overview_tables import MEASURE_CAPS, MEASURE_FACTS, MEASURE_UPTAKE

TABLES: Final = (
    MEASURE_FACTS,
    MEASURE_UPTAKE,
    MEASURE_CAPS,
    MEASURE_WEEKS,
    MEASURE_REGIONS,
    MEASURE_ELIGIBLE_REGIONS,
    MEASURE_ELIGIBLE,
)
