"""The Data screen: how fresh and complete the data are, bringing files in, deliveries, and what everything means."""

from dashboard.ui import current
from dashboard.ui.filters import filters
from dashboard.ui.tabs import tabs
from data.language import _
from pages.data.dictionary_tables import ASSUMPTIONS, DEFINITIONS, DICTIONARY, METHOD, SOURCES
from pages.data.importing import import_card, publish_card, work_card
from pages.data.parts import fresh, incomplete, sheets
from pages.data.record_tables import AUDIT, DELIVERIES

opened = current.opened()
SECTIONS = {
    "fresh": _("Late, missing, restated"),
    "missing": _("What stores lack"),
    "import": _("Bring files in"),
    "deliveries": _("Deliveries"),
    "audit": _("Audit"),
    "dictionary": _("Data dictionary"),
    "method": _("Method and sources"),
}
if opened.view.choice("listing", SECTIONS) in ("fresh", "missing"):
    filters(opened, has_metric=False)
match tabs(opened, "listing", SECTIONS):
    case "fresh":
        fresh(opened)
    case "missing":
        incomplete(opened)
    case "import":
        import_card(opened)
        work_card(opened)
        publish_card(opened)
    case "deliveries":
        sheets(opened, DELIVERIES)
    case "audit":
        sheets(opened, AUDIT)
    case "dictionary":
        sheets(opened, DEFINITIONS, DICTIONARY)
    case _:
        sheets(opened, METHOD, ASSUMPTIONS, SOURCES)
