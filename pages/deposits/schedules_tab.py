"""The schedule in force, how it came about, and the base deposits."""

from dashboard.reading.opening import Opened
from dashboard.ui.chart import chart_card
from dashboard.ui.tables import table_card
from pages.deposits.charts import BASE_HEAT
from pages.deposits.schedule_tables import BASES, HISTORY, SCHEDULE


def schedules(opened: Opened) -> None:
    """The schedule in force, how it came about, and the base deposits."""
    table_card(opened, SCHEDULE)
    table_card(opened, HISTORY, rows=40)
    chart_card(opened, BASE_HEAT, BASES)
