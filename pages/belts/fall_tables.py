"""The tables of belts whose GMV fell, and of the stores that explain a fall."""

from typing import Final

from dashboard.figures.figure import share
from dashboard.reading.naming import names
from dashboard.reading.opening import Opened
from dashboard.tables.cell_links import STORE
from dashboard.tables.columns import column, row
from dashboard.tables.table import Table
from dashboard.tables.values import Amount, Count
from dashboard.views.dimensions import without_region_and_filters
from data.language import _
from pages.belts.belt_columns import GMV_WEEK, STORES_IN_VIEW, BeltColumns, ListedBelt, listed_belt
from pages.belts.belt_sums import Sums, by_belt
from pages.belts.fall_questions import Fall, FallStore, fall_stores, falling_belts

FALL: Final = _("GMV of the week before − GMV of the week.")


@row
class FallRow(ListedBelt):
    """One belt that fell."""

    stores: Count = column("stores", _("Stores"), STORES_IN_VIEW)
    gmv_before_fen: Count = column("fen", _("GMV of the week before"))
    gmv_week_fen: Count = column("fen", _("GMV of the week"), GMV_WEEK)
    fall_fen: Count = column("fen", _("Fall"), FALL, bar=True)
    gmv_change: Amount = column("percent", _("Week on week"), signed=True)


def _fall_rows(opened: Opened) -> list[FallRow]:
    known = names(opened.now)

    def fall_row(fall: Fall) -> FallRow:
        return FallRow(
            **vars(listed_belt(known, fall.belt_id)),
            stores=fall.stores,
            gmv_before_fen=fall.gmv_before_fen,
            gmv_week_fen=fall.gmv_week_fen,
            fall_fen=fall.gmv_before_fen - fall.gmv_week_fen,
            gmv_change=fall.change,
        )

    return [fall_row(fall) for fall in falling_belts(opened.now, opened.question)]


FALLS: Final = Table(
    "belt-falls",
    _("Belts whose GMV fell, week on week"),
    _(
        "Belts whose GMV of the last whole week is below that of the week before by more than the threshold "
        "(gmv-fall), the deepest fall first. Belts with too few stores are left out."
    ),
    row=FallRow,
    make=_fall_rows,
    few="stores",
)


@row
class FallStoreRow(BeltColumns):
    """One store that lost GMV, of a belt that fell."""

    rank: int = column("count", _("No."), _("By the fall, within the belt."))
    store_id: str = column("text", _("Store id"), opens=STORE)
    store_name: str = column("text", _("Store"), opens=STORE)
    owner: str | None = column("text", _("Owner"), _("The account manager, as delivered."))
    gmv_before_fen: int = column("fen", _("GMV of the week before"))
    gmv_week_fen: int = column("fen", _("GMV of the week"), GMV_WEEK)
    fall_fen: int = column("fen", _("Fall"), FALL, bar=True)
    share: float | None = column(
        "percent",
        _("Of the belt's fall"),
        _("The store's fall ÷ the belt's; a dash: the belt as a whole did not fall."),
    )
    live_sessions_week: int | None = column("count", _("Live sessions"), _("In the week."))


def _fall_store_rows(opened: Opened) -> list[FallStoreRow]:
    """Of the belt whose page it is, whatever the filters; otherwise of each belt in view that fell."""
    known, question, item = names(opened.now), opened.question, opened.presentation.item
    if item:
        belts: tuple[str, ...] = (item,) if item in known.belts else ()
        question = without_region_and_filters(question)
    else:
        belts = tuple(fall.belt_id for fall in falling_belts(opened.now, question))
    sums, order = by_belt(opened.now, question), {belt_id: at for at, belt_id in enumerate(belts)}

    def fall_store_row(store: FallStore) -> FallStoreRow:
        return FallStoreRow(
            belt_id=store.belt_id,
            belt_name=known.belt_labelled(store.belt_id),
            rank=store.rank,
            store_id=store.store_id,
            store_name=store.store_name,
            owner=store.owner,
            gmv_before_fen=store.gmv_before_fen,
            gmv_week_fen=store.gmv_week_fen,
            fall_fen=store.fall_fen,
            share=_share_of_fall(store.fall_fen, sums[store.belt_id]),
            live_sessions_week=store.live_sessions_week,
        )

    found = fall_stores(opened.now, question, tuple(sorted(belts)))
    return [fall_store_row(store) for store in sorted(found, key=lambda store: (order[store.belt_id], store.rank))]


def _share_of_fall(fall: int, belt: Sums) -> float | None:
    whole = belt["gmv_before_fen"] - belt["gmv_week_fen"]
    return share(fall, whole) if whole > 0 else None


FALL_STORES: Final = Table(
    "belt-fall-stores",
    _("The stores that explain a fall"),
    _(
        "Of each belt that fell, the five stores that lost most GMV week on week. Shares of the belt's fall may add to "
        "more than all of it, where other stores rose."
    ),
    row=FallStoreRow,
    make=_fall_store_rows,
)
