"""The Snapshots screen: what is on the shelf, one snapshot, and what is different between two."""

from dashboard.ui import current
from dashboard.ui.filters import filters
from dashboard.ui.tabs import tabs
from data.language import _
from pages.snapshots.diff_parts import difference
from pages.snapshots.parts import shelf_card, snapshot_page

opened = current.opened()
if opened.presentation.item:
    snapshot_page(opened)
elif tabs(opened, "listing", {"shelf": _("All snapshots"), "diff": _("What is different")}) == "diff":
    filters(opened, has_metric=False)
    difference(opened)
else:
    shelf_card(opened)
