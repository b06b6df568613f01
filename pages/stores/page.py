"""The stores: searched, sorted and paged; or one store, where the link names it."""

from dashboard.ui import current
from dashboard.ui.filters import filters
from pages.stores.parts import store_list
from pages.stores.store_page import store_page

opened = current.opened()
if opened.presentation.item:
    store_page(opened)
else:
    filters(opened, has_metric=False)
    store_list(opened)
