"""The tables of the Certification screen."""

from typing import Final

from dashboard.tables.certification import FUNNEL_STEPS, STATE
from pages.certification.end_tables import EXPIRIES, LAPSED, REGION_EXPIRIES
from pages.certification.funnel_tables import FUNNEL
from pages.certification.open_tables import LATE, OPEN_BY_WAIT
from pages.certification.rejection_tables import NOT_REAPPLIED, REASONS
from pages.certification.weekly_tables import WEEKS

TABLES: Final = (
    STATE,
    WEEKS,
    FUNNEL_STEPS,
    FUNNEL,
    OPEN_BY_WAIT,
    LATE,
    REASONS,
    NOT_REAPPLIED,
    EXPIRIES,
    REGION_EXPIRIES,
    LAPSED,
)
