"""The tables of the Data screen, in the order in which they are documented."""

from typing import Final

from pages.data.correction_tables import CORRECTIONS
from pages.data.dictionary_tables import DEFINITIONS, DICTIONARY
from pages.data.freshness_tables import COMPLETENESS, FRESHNESS
from pages.data.method_tables import ASSUMPTIONS, METHOD, SOURCES
from pages.data.missing_tables import INCOMPLETE_STORES, MISSING
from pages.data.record_tables import AUDIT, DELIVERIES
from pages.data.restated_tables import RESTATED_METRICS, RESTATED_WEEK

TABLES: Final = (
    FRESHNESS,
    COMPLETENESS,
    MISSING,
    INCOMPLETE_STORES,
    RESTATED_METRICS,
    RESTATED_WEEK,
    CORRECTIONS,
    DELIVERIES,
    AUDIT,
    DICTIONARY,
    DEFINITIONS,
    ASSUMPTIONS,
    METHOD,
    SOURCES,
)
