"""The tables of who may have a measure and is without a grant: by region, and store by store."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from dashboard.figures.figure import share
from dashboard.reading.opening import Opened
from dashboard.tables.columns import column, row, several
from dashboard.tables.grant_columns import in_order
from dashboard.tables.store_columns import FIELDS, NAME, Field, StoreCells, StoreLinks, store_columns
from dashboard.tables.table import Table
from dashboard.tables.values import Amount, Count
from data.language import Named, Sentence, _
from models.programme.metrics import TOPICS
from pages.measures.eligible_questions import eligible_by_region, part_without_grant, stores_without_grant
from pages.measures.measure_columns import OfRegion, OfSoleMeasure, chosen_measure, region_name
from pages.measures.public_facts import Conditions, Measure


def _newcomers(conditions: Conditions) -> Mapping[str, Sentence]:
    entered = conditions.entered_from.isoformat()
    days, hours = conditions.days, conditions.live_hours
    return {
        "zero-deposit": _(
            "Counted: stores, but for personal ones, that entered on or after {day} and have made a sale.", day=entered
        ),
        "return-freight": _(
            "Counted: stores that entered on or after {day}. That a store enrolled, or qualifies as "
            "promising, is not in the delivered data.",
            day=entered,
        ),
        "doujin": _(
            "Counted: stores that entered on or after {day} and have made a sale. The targets of the later "
            "stages are not public.",
            day=entered,
        ),
        "growth-traffic": _(
            "Counted: stores that entered on or after {day}, were first live in a week that touches "
            "their first {days} days, and were live for {hours} hours or more in those weeks. Trade is "
            "delivered by the week, so that a few of them may have needed a day or two more.",
            day=entered,
            days=days,
            hours=hours,
        ),
        "scene-cold-start": _("Counted: stores in their first {days} days since entry.", days=days),
        "brand-newcomer": _(
            "Counted: flagship and mall flagship stores that entered on or after {day}. The tiers of "
            "targets are not public.",
            day=entered,
        ),
    }


OPEN_TO_ALL: Final = {
    "ai-tools": _(
        "The AI tools are free and open to every store, so that nobody is left without: see above who uses them."
    ),
    "risk-assist": _(
        "Help against risks is given case by case, when a store files one: the data do not tell who "
        "would have had a case."
    ),
    "fair-environment": _(
        "It is granted case by case; who is a promising newcomer, or met an abnormal consumer, is "
        "not in the delivered data."
    ),
}


def who_counts(measure: Measure) -> Sentence:
    """In words, who is counted as one that may have a measure; or why that cannot be told."""
    if measure.conditions:
        return _newcomers(measure.conditions)[measure.code]
    if measure.tells_who:
        return _(
            "Counted: stores certified on the day. Without a grant is who was never granted a traffic pack, or "
            "never a red envelope."
        )
    return OPEN_TO_ALL[measure.code]


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
QUERIED_COLUMNS: Final = (*(field.source for field in LISTED_FIELDS), "pack_granted", "envelope_budget_fen")


@row
class EligibleStoreRow(StoreLinks):
    """A store that may have the measure and is without a grant."""

    cells: StoreCells = several(lambda opened: store_columns(LISTED_FIELDS, opened))
    measure_code: str = column("code", _("Measure, by code"), shown=False)
    lacks: Named | Sentence = column("named", _("Not granted"), _("What the store was never granted"))


def _lacks(measure: Measure, cells: StoreCells) -> Named | Sentence:
    if measure.conditions:
        return measure.name
    lacks_pack, lacks_envelope = cells["pack_granted"] is None, cells["envelope_budget_fen"] is None
    if lacks_pack and lacks_envelope:
        return _("{one} and {other}", one=TOPICS["traffic-pack"], other=TOPICS["red-envelope"])
    return TOPICS["traffic-pack" if lacks_pack else "red-envelope"]


def _store_row(measure: Measure, cells: StoreCells) -> EligibleStoreRow:
    return EligibleStoreRow(cells=cells, measure_code=measure.code, lacks=_lacks(measure, cells))


def _store_rows(opened: Opened) -> Iterator[EligibleStoreRow]:
    measure = chosen_measure(opened)
    if measure.tells_who:
        for cells in stores_without_grant(opened.now, opened.question, measure, QUERIED_COLUMNS):
            yield _store_row(measure, cells)


def _store_part(opened: Opened, offset: int, limit: int) -> Sequence[EligibleStoreRow]:
    measure = chosen_measure(opened)
    if not measure.tells_who:
        return []
    found = part_without_grant(opened.now, opened.question, measure, QUERIED_COLUMNS, offset, limit)
    return [_store_row(measure, cells) for cells in found]


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
