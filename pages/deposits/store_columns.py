"""The columns that say which store a row is, and where it stands."""

from typing import TypedDict

from dashboard.tables.cell_links import BELT, STORE
from dashboard.tables.columns import column, row
from dashboard.views.names import Names
from data.language import Named, Sentence, _
from models.programme.terms import STORE_TYPES
from pages.deposits.grouping import code_name
from pages.deposits.questions import ListedStore


@row
class StoreName:
    """Which store it is."""

    store_name: str = column("text", _("Store"), opens=STORE)
    store_id: str = column("text", _("Store ID"))


@row
class StorePlace:
    """Who looks after it, and where it stands."""

    owner: str | None = column("text", _("Owner"), _("The account manager, as delivered."))
    county_adcode: str = column("code", _("County code"), shown=False)
    county: Named | None = column("named", _("County"))
    belt_id: str | None = column("code", _("Belt ID"), shown=False)
    belt: Named | Sentence | None = column("named", _("Belt"), opens=BELT)
    category_code: str = column("code", _("Category code"), shown=False)
    category: Named | Sentence = column("named", _("Category"))
    store_type: str = column("code", _("Store type code"), shown=False)
    type: Named | Sentence = column("named", _("Store type"))


class StoreCells(TypedDict):
    """The cells of both."""

    store_name: str
    store_id: str
    owner: str | None
    county_adcode: str
    county: Named | None
    belt_id: str | None
    belt: Named | Sentence | None
    category_code: str
    category: Named | Sentence
    store_type: str
    type: Named | Sentence


def store_cells(store: ListedStore, known: Names) -> StoreCells:
    """A store with the names of its codes."""
    return {
        "store_name": store.store_name,
        "store_id": store.store_id,
        "owner": store.owner,
        "county_adcode": store.county_adcode,
        "county": known.known_region(store.county_adcode),
        "belt_id": store.belt_id,
        "belt": code_name(known, "belt", store.belt_id) if store.belt_id else None,
        "category_code": store.category_code,
        "category": code_name(known, "category", store.category_code),
        "store_type": store.store_type,
        "type": STORE_TYPES[store.store_type],
    }
