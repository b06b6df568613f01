"""The tables of what is different between two snapshots: by region, by benefit, by delivery."""

from collections.abc import Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Final

from dashboard.reading.naming import measure_name, names
from dashboard.reading.opening import Opened
from dashboard.tables.cell_links import filter_link
from dashboard.tables.columns import Column, column, row, several
from dashboard.tables.kind_names import kind_name
from dashboard.tables.table import Table
from dashboard.tables.values import Count, Hidden
from dashboard.tables.words import STEPS, UNITS
from data.language import Named, Sentence, _
from models.snapshots.comparison import SUBJECTS
from pages.snapshots.diff_deliveries_questions import deliveries
from pages.snapshots.diff_questions import Difference, all_stores, pair_in_view, regions
from pages.snapshots.diff_stores_tables import STORES
from pages.snapshots.diff_sums_questions import DiffSum, sums
from pages.snapshots.diff_words import KIND_DEFINITIONS, KIND_NAMES, SUBJECT_NAMES


def _subject_columns(_opened: Opened) -> Sequence[Column]:
    """How many stores are different in each subject."""
    return [
        Column(
            subject,
            "stores",
            SUBJECT_NAMES[subject],
            _("Stores in both that are different in: {subject}", subject=SUBJECT_NAMES[subject]),
            bar=subject in ("certification", "pack"),
            of=itemgetter(subject),
        )
        for subject in SUBJECTS
    ]


@row
class RegionRow:
    """Stores of one region, and how many of them are different in what; no code: in no region that is drawn."""

    region_code: str | None = column("code", _("Region, by code; empty: in no region drawn"), shown=False)
    region: Named | Sentence = column("named", _("Region"), opens=filter_link("region", "region_code"))
    stores: Count = column("stores", _("stores"), _("Stores in either snapshot"))
    then: Count = column("stores", _("then"), _("Stores in the earlier snapshot"), shown=False)
    now: Count = column("stores", _("now"), _("Stores in the later snapshot"), shown=False)
    added: Count = column("stores", KIND_NAMES["added"], KIND_DEFINITIONS["added"])
    removed: Count = column("stores", KIND_NAMES["removed"], KIND_DEFINITIONS["removed"])
    changed: Count = column("stores", KIND_NAMES["changed"], KIND_DEFINITIONS["changed"])
    restated: Count = column("stores", KIND_NAMES["restated"], KIND_DEFINITIONS["restated"])
    subjects: Mapping[Difference, int] | Hidden = several(_subject_columns)


def region_rows(opened: Opened) -> Iterator[RegionRow]:
    """The regions that have stores of either snapshot, by code; last those that are in none that is drawn."""
    pair = pair_in_view(opened)
    names_later, by_region = names(pair.later), regions(pair.later, opened.question, pair.earlier)
    for code in sorted(by_region, key=lambda code: (code is None, code or "")):
        counts = by_region[code]
        yield RegionRow(
            region_code=code,
            region=names_later.region(code) if code else _("In no region that is drawn at this level"),
            stores=counts.stores,
            then=counts.then,
            now=counts.now,
            added=counts.different["added"],
            removed=counts.different["removed"],
            changed=counts.different["changed"],
            restated=counts.different["restated"],
            subjects=counts.different,
        )


REGIONS: Final = Table(
    code="diff-regions",
    title=_("What is different, by region"),
    about=_(
        "Stores in either snapshot, and how many were added, removed or changed; and of these, changed in what. A "
        "store stands where the later snapshot has it, a removed one where it stood."
    ),
    row=RegionRow,
    make=region_rows,
    few="stores",
)

SUM_NAMES: Final[Mapping[str, Sentence]] = {
    "stores": _("Stores"),
    "certified_stores": _("Certified stores"),
    "deposit_stores": _("Stores with a deposit"),
    "required_fen": _("Deposit required"),
    "released_fen": _("Deposit released"),
    "shortfall_fen": _("Deposit shortfall"),
    "gmv_week_fen": _("GMV of the last week"),
    "gmv_28d_fen": _("GMV of the last four weeks"),
    "active_stores": _("Stores with an order in the last week"),
    "live_stores": _("Stores live in the last week"),
    "exempt_stores": _("Stores whose commission is waived"),
    "fee_waived_fen": _("Fee waived"),
}


@row
class SumRow:
    """A sum over the stores in view, in each snapshot."""

    subject: str = column("code", _("Subject, by code"), shown=False)
    what_name: Named | Sentence = column("named", _("What"))
    subject_name: Sentence = column("named", _("Subject"))
    measure_code: str | None = column("code", _("Measure, by code"), shown=False)
    what: str = column("code", _("What, by code"), shown=False)
    unit: str = column("code", _("Unit, by code; fen and ad-fen are written as CNY"), shown=False)
    unit_name: Sentence | Named = column("named", _("Unit"))
    then: int = column("quantity", _("earlier"), _("Sum over the stores in view, in the earlier snapshot"))
    now: int = column("quantity", _("later"), _("Sum over the stores in view, in the later snapshot"))
    difference: int = column("quantity", _("difference"), _("Later less earlier"), signed=True)
    restated: int | None = column(
        "quantity",
        _("of it restated"),
        _(
            "Told by events up to the earlier day that were delivered since; of GMV: the earlier one's last week as "
            "told later less as told then; empty: not told"
        ),
    )
    changed: int | None = column(
        "stores",
        _("stores changed"),
        _("Stores in both that are different in the subject; empty: not told store by store"),
    )


def _sum_name(of: DiffSum) -> Named | Sentence:
    if of.what in SUM_NAMES:
        return SUM_NAMES[of.what]
    return _("{measure}: {step}", measure=measure_name(of.measure), step=STEPS[of.what])


def sum_rows(opened: Opened) -> Iterator[SumRow]:
    """What the stores in view have in each snapshot, each in its own unit."""
    pair = pair_in_view(opened)
    counts = all_stores(pair.later, opened.question, pair.earlier)
    for each in sums(pair.later, opened.question, pair.earlier):
        yield SumRow(
            subject=each.subject,
            what_name=_sum_name(each),
            subject_name=SUBJECT_NAMES[each.subject],
            measure_code=each.measure or None,
            what=each.what,
            unit=each.unit,
            unit_name=UNITS.get(each.unit, _("stores")),
            then=each.then,
            now=each.now,
            difference=each.now - each.then,
            restated=each.restated,
            changed=counts.in_subject(each.subject),
        )


BENEFITS: Final = Table(
    code="diff-benefits",
    title=_("What is different, by benefit"),
    about=_(
        "The sums of each snapshot over the stores in view, each in its own unit; different units are never added. "
        "Of the difference, what was restated: what events up to the earlier day that were delivered since add to it."
    ),
    row=SumRow,
    make=sum_rows,
)


@row
class DeliveryRow:
    """One delivery that explains differences."""

    file_name: str = column("text", _("File"))
    kind: str = column("code", _("Kind"), shown=False)
    kind_name: Named = column("named", _("Kind of file"))
    is_new: bool = column("flag", _("came between"), _("Whether it went into the later snapshot alone"))
    row_count: int = column("count", _("rows"), _("Rows in the file"))
    since: int = column("count", _("events since"), _("Its events of stores in view after the earlier day"))
    restating: int = column(
        "count",
        _("restating events"),
        _("Its events of stores in view up to the earlier day that were not told then, or otherwise"),
    )
    stores: int | None = column(
        "count",
        _("stores"),
        _(
            "Stores in view that these events, or its own rows of stores, tell of; empty: its rows are not of single "
            "stores"
        ),
    )
    delivery_id: str = column("text", _("Delivery id"))


def delivery_rows(opened: Opened) -> Iterator[DeliveryRow]:
    """The deliveries that came between the two, or whose events fall between their days."""
    pair = pair_in_view(opened)
    for effect in deliveries(pair.later, opened.question, pair.earlier):
        yield DeliveryRow(
            file_name=effect.file_name,
            kind=effect.kind,
            kind_name=kind_name(effect.kind),
            is_new=effect.is_new,
            row_count=effect.row_count,
            since=effect.since,
            restating=effect.restating,
            stores=effect.stores,
            delivery_id=effect.delivery_id,
        )


DELIVERIES: Final = Table(
    code="diff-deliveries",
    title=_("Which deliveries explain it"),
    about=_(
        "Files that went into the later snapshot alone, and those whose events fall between the two days. Events up to "
        "the earlier day that came since are what was restated."
    ),
    row=DeliveryRow,
    make=delivery_rows,
)

TABLES: Final = (REGIONS, BENEFITS, STORES, DELIVERIES)
