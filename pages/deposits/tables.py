"""Every table of the Deposits screen, in the order of its tabs."""

from typing import Final

from pages.deposits.draft_file_tables import BASE_FILE, TIER_FILE
from pages.deposits.draft_tables import COMPARISON, RULES, SAVED
from pages.deposits.schedule_tables import BASES, HISTORY, SCHEDULE
from pages.deposits.state_tables import GROUPS, NEW_SHORTFALLS, TIERS
from pages.deposits.whatif_tables import CHANGED_GROUPS, MATRIX, STORES

TABLES: Final = (
    TIERS,
    GROUPS,
    NEW_SHORTFALLS,
    SCHEDULE,
    HISTORY,
    BASES,
    CHANGED_GROUPS,
    MATRIX,
    STORES,
    TIER_FILE,
    BASE_FILE,
    COMPARISON,
    RULES,
    SAVED,
)
