"""The tables of who may have a measure and is without a grant: by region, and store by store."""

from collections.abc import Iterator, Sequence
from functools import reduce
from typing import Final

from dashboard.figures.figure import share
from dashboard.reading.naming import measure_name
from dashboard.reading.opening import Opened
from dashboard.tables.columns import column, row, several
from dashboard.tables.grant_columns import in_order
from dashboard.tables.store_columns import FIELDS, NAME, Field, StoreCells, StoreLinks, store_columns
from dashboard.tables.table import Table
from dashboard.tables.values import Amount, Count
from data.language import Named, Sentence, _
from models.programme.public_facts import Measure
from pages.measures.eligible_questions import (
    StoreWithoutGrant,
    eligible_by_region,
    part_without_grant,
    stores_without_grant,
)
from pages.measures.measure_columns import OfRegion, OfSoleMeasure, chosen_measure, region_name


@row
class EligibleRegionRow(OfRegion, OfSoleMeasure):
    """The stores of a region that may have the measure, and those of them without a grant."""

    stores: Count = column("stores", _("May have it"), _("Stores that meet the public conditions"))
    without: Count = column("stores", _("Without a grant"), _("Of these: never granted it"))
    granted_share: Amount = column(
        "percent", _("Granted"), _("Stores that may have it and were granted it ÷ stores that may have it"), bar=True
    )


def _region_rows(opened: Opened) -> Sequence[EligibleRegionRow]:
    """The regions with the most stores without a grant first."""
    measure = chosen_measure(opened)
    if not measure.tells_who:
        return []
    found = eligible_by_region(opened.now, opened.question, measure)
    return [
        EligibleRegionRow(
            region_code=code,
            region=region_name(opened, code),
            measure_code=measure.code,
            measure=measure.name,
            stores=eligible.stores,
            without=eligible.without,
            granted_share=share(eligible.stores - eligible.without, eligible.stores),
        )
        for code, eligible in in_order(found, opened.question.few, lambda eligible: -eligible.without)
    ]


MEASURE_ELIGIBLE_REGIONS: Final = Table(
    "measure-eligible-regions",
    _("May have it, and is without a grant, by region"),
    _("The conditions are public facts; who meets them is told by the delivered data, over the stores in view."),
    row=EligibleRegionRow,
    make=_region_rows,
    few="stores",
)
LISTED_FIELDS: Final = (
    NAME,
    FIELDS["store_id"],
    FIELDS["county_adcode"],
    FIELDS["belt_id"],
    FIELDS["store_type"],
    FIELDS["certification_status"],
    FIELDS["owner"],
    FIELDS["entered_on"],
    FIELDS["first_sale_week"],
    FIELDS["first_live_week"],
    Field("first_live_minutes", "count", _("Minutes live, first days")),
)
QUERIED_COLUMNS: Final = tuple(field.source for field in LISTED_FIELDS)


@row
class EligibleStoreRow(StoreLinks):
    """A store that may have the measure and is without a grant."""

    cells: StoreCells = several(lambda opened: store_columns(LISTED_FIELDS, opened))
    measure_code: str = column("code", _("Measure, by code"), shown=False)
    lacks: Named | Sentence = column("named", _("Not granted"), _("What the store was never granted"))


def _names(measure: Measure, lacks: Sequence[str]) -> Named | Sentence:
    """The measure; of one whose parts are granted by codes of their own, the parts that are lacking."""
    if not measure.is_of_parts:
        return measure.name
    return reduce(lambda one, other: _("{one} and {other}", one=one, other=other), map(measure_name, lacks))


def _store_row(measure: Measure, store: StoreWithoutGrant) -> EligibleStoreRow:
    return EligibleStoreRow(cells=store.cells, measure_code=measure.code, lacks=_names(measure, store.lacks))


def _store_rows(opened: Opened) -> Iterator[EligibleStoreRow]:
    measure = chosen_measure(opened)
    if measure.tells_who:
        for store in stores_without_grant(opened.now, opened.question, measure, QUERIED_COLUMNS):
            yield _store_row(measure, store)


def _store_part(opened: Opened, offset: int, limit: int) -> Sequence[EligibleStoreRow]:
    measure = chosen_measure(opened)
    if not measure.tells_who:
        return []
    found = part_without_grant(opened.now, opened.question, measure, QUERIED_COLUMNS, offset, limit)
    return [_store_row(measure, store) for store in found]


def _store_count(opened: Opened) -> int:
    measure = chosen_measure(opened)
    if not measure.tells_who:
        return 0
    return sum(eligible.without for eligible in eligible_by_region(opened.now, opened.question, measure).values())


MEASURE_ELIGIBLE: Final = Table(
    "measure-eligible",
    _("Stores that may have it and are without a grant"),
    _(
        "By place, then id. A store that asks for a measure should still be checked: what the public text leaves open, "
        "this list does not know."
    ),
    row=EligibleStoreRow,
    make=_store_rows,
    part=_store_part,
    count=_store_count,
)
