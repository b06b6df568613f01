"""The tables of the plan, in the order in which they are documented."""

from typing import Final

from pages.plan.day_tables import PLAN_DAYS
from pages.plan.measure_tables import PLAN_MEASURES
from pages.plan.press_tables import PLAN_PEERS, PLAN_PRESS

TABLES: Final = (PLAN_MEASURES, PLAN_DAYS, PLAN_PRESS, PLAN_PEERS)
