"""What is missing of stores: of how many each thing, and the stores that the thing chosen is missing of."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from dashboard.figures.figure import share
from dashboard.questions import stores as count_stores
from dashboard.reading.naming import names
from dashboard.reading.opening import Opened
from dashboard.tables.cell_links import STORE
from dashboard.tables.columns import column, row
from dashboard.tables.table import Table
from dashboard.views.names import Names
from dashboard.views.view import View
from data.language import Named, Sentence, _
from models.programme.terms import STORE_TYPES
from pages.data import questions
from pages.data.questions import MISSING_FIELDS, IncompleteStore, MissingField

MISSING_NAMES: Final[Mapping[MissingField, Sentence]] = {
    "region": _("In no region that is drawn at this level"),
    "coordinates": _("Without coordinates"),
    "belt": _("Of no belt"),
    "score": _("Without a store score"),
    "owner": _("Without an account manager"),
    "deposit": _("Without a deposit"),
    "activity": _("Trading weeks not known"),
}


def _list_stores(row: "MissingRow", view: View) -> tuple[str, View]:
    return "", view.but(by=row.lack, page=1)


@row
class MissingRow:
    """One thing that may be missing of stores."""

    lack: MissingField = column("code", _("What is missing, by code"), shown=False)
    what: Sentence = column("named", _("What is missing"), opens=_list_stores)
    stores: int = column("stores", _("stores"))
    share_pct: float | None = column(
        "percent", _("of all in view"), _("Stores that lack it ÷ stores in view"), bar=True
    )


def _missing(opened: Opened) -> list[MissingRow]:
    counts = questions.missing_counts(opened.now, opened.question)
    total = count_stores(opened.now, opened.question)
    return [
        MissingRow(lack=field, what=MISSING_NAMES[field], stores=counts[field], share_pct=share(counts[field], total))
        for field in MISSING_FIELDS
    ]


MISSING: Final = Table(
    code="lacking",
    title=_("What stores lack"),
    about=_("Stores that are matched to nothing, or of which something is not known. Choose one to list its stores."),
    row=MissingRow,
    make=_missing,
)


def chosen_field(view: View) -> MissingField:
    """What the view asks for."""
    chosen = view.choice("by", MISSING_FIELDS)
    return next(field for field in MISSING_FIELDS if field == chosen)


@row
class IncompleteStoreRow:
    """A store that the thing chosen is missing of."""

    store_id: str = column("text", _("Store id"), opens=STORE)
    store_name: str = column("text", _("Store"))
    store_type: str = column("code", _("Store type, by code"), shown=False)
    type_name: Sentence = column("named", _("Store type"))
    category_code: str = column("code", _("Category, by code"), shown=False)
    category: Named = column("named", _("Category"))
    belt_id: str | None = column("code", _("Belt, by id"), shown=False)
    belt: Named | None = column("named", _("Belt"))
    county_adcode: str = column("code", _("County, by code as delivered"), shown=False)
    region: Named = column("named", _("Region"))
    owner: str | None = column("text", _("Account manager"))
    delivery_id: str = column("text", _("Delivery"))


def _row(store: IncompleteStore, known: Names) -> IncompleteStoreRow:
    place = store.county_adcode or store.city_adcode or store.province_adcode or ""
    category = store.category_code
    return IncompleteStoreRow(
        store_id=store.store_id,
        store_name=store.store_name,
        store_type=store.store_type,
        type_name=STORE_TYPES[store.store_type],
        category_code=category,
        category=known.categories.get(category, Named(category, category)),
        belt_id=store.belt_id,
        belt=known.belt_labelled(store.belt_id) if store.belt_id in known.belts else None,
        county_adcode=store.county_adcode,
        region=known.known_region(place) or Named(place, place),
        owner=store.owner,
        delivery_id=store.delivery_id,
    )


def _incomplete_stores(opened: Opened) -> Iterator[IncompleteStoreRow]:
    field, known = chosen_field(opened.view), names(opened.now)
    for store in questions.all_incomplete_stores(opened.now, opened.question, field):
        yield _row(store, known)


def _page_of_incomplete_stores(opened: Opened, offset: int, limit: int) -> Sequence[IncompleteStoreRow]:
    field, known = chosen_field(opened.view), names(opened.now)
    found = questions.incomplete_stores(opened.now, opened.question, field, offset, limit)
    return [_row(store, known) for store in found]


def _count_incomplete_stores(opened: Opened) -> int:
    return questions.missing_counts(opened.now, opened.question)[chosen_field(opened.view)]


INCOMPLETE_STORES: Final = Table(
    code="stores-lacking",
    title=_("Stores that lack what is chosen"),
    about=_("The stores of the line chosen above, by id, with the delivery that last wrote each."),
    row=IncompleteStoreRow,
    make=_incomplete_stores,
    count=_count_incomplete_stores,
    part=_page_of_incomplete_stores,
)
