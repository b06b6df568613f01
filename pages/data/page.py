"""The Data screen: how fresh and complete the data are, bringing files in, deliveries, and what everything means."""

from dashboard.ui import current
from dashboard.ui.filters import filters
from dashboard.ui.tabs import tabs
from data.language import _
from pages.data.correction_tables import CORRECTIONS
from pages.data.dictionary_tables import DEFINITIONS, DICTIONARY
from pages.data.importing import import_card, publish_card, work_card
from pages.data.method_tables import ASSUMPTIONS, METHOD, SOURCES
from pages.data.parts import card, fresh, incomplete
from pages.data.record_tables import AUDIT, DELIVERIES
from pages.data.settling import settling

opened = current.opened()
SECTIONS = {
    "fresh": _("Late, missing, restated"),
    "missing": _("What stores lack"),
    "import": _("Bring files in"),
    "corrections": _("Said to be wrong"),
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
    case "corrections":
        settling(opened)
        card(opened, CORRECTIONS)
    case "deliveries":
        card(opened, DELIVERIES)
    case "audit":
        card(opened, AUDIT)
    case "dictionary":
        card(opened, DEFINITIONS)
        card(opened, DICTIONARY)
    case _:
        card(opened, METHOD)
        card(opened, ASSUMPTIONS)
        card(opened, SOURCES)
