"""The map's tables: the regions and the belts, ranked by the metric, and the stores in view."""

from collections.abc import Iterable, Iterator
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from dashboard import questions
from dashboard.figures import number_formats as numbers
from dashboard.figures.figure import STATUSES, Figure, Ranked, RankedBelt, Status
from dashboard.questions import ranking
from dashboard.questions.targets import target_of
from dashboard.reading.naming import names
from dashboard.reading.opening import Opened
from dashboard.tables.arrow_table import ArrowTable
from dashboard.tables.columns import Kind, column, nested, row
from dashboard.tables.figure_cells import KINDS
from dashboard.tables.table import Table
from dashboard.tables.values import Amount, Count, Missing
from dashboard.views.comparisons import COMPARISONS, comparison_of
from data.language import Named, Sentence, _
from models.geography.places import Level
from models.record.arrow import schema_of
from models.snapshots.dictionary import COLUMNS
from models.snapshots.tables import StoreDay

BATCH_STORES: Final = 65_536


def _value_kind(opened: Opened) -> Kind:
    return KINDS[opened.question.measured.unit]


def _change_kind(opened: Opened) -> Kind:
    return "points" if opened.question.measured.unit == "percent" else _value_kind(opened)


def _sum_kind(opened: Opened) -> Kind:
    return KINDS[opened.question.measured.numerator_unit]


def _metric_name(opened: Opened) -> Sentence:
    return opened.question.measured.name


def _is_ratio(opened: Opened) -> bool:
    return opened.question.measured.denominator is not None


def _parts_name(opened: Opened) -> Sentence:
    metric = opened.question.measured
    return _("{numerator} / {denominator}", numerator=metric.numerator_name, denominator=metric.denominator_name)


def _has_target(opened: Opened) -> bool:
    return target_of(opened.now, opened.question.measured) is not None


def _has_room_for_stores(opened: Opened) -> bool:
    return not (_is_ratio(opened) and _has_target(opened))


def _against(opened: Opened) -> Sentence:
    """What the change is against: the week before, as the header says, or a day."""
    apart = comparison_of(opened.presentation.compare)
    if apart or opened.before is None:
        return COMPARISONS[apart].name if apart else _("Change")
    return _("vs {day}", day=opened.before.as_of)


def _own_order(opened: Opened) -> str:
    """The order that rows are made in: by value, what is worst first."""
    return "value" if opened.view.is_rising else "-value"


@row
class RankedFigure:
    """What both ranked tables say of a row: its figure, now and before, and where it stands among the others."""

    stores: Count = column("stores", _("stores"), COLUMNS["stores"], shown=_has_room_for_stores)
    metric: str = column("code", COLUMNS["metric"], shown=False)
    numerator: Count = column(_sum_kind, _parts_name, COLUMNS["numerator"], shown=_is_ratio)
    denominator: Count = column(_sum_kind, COLUMNS["denominator"], shown=False)
    value: Amount = column(_value_kind, _metric_name, COLUMNS["value"], bar=True)
    unit: str = column("code", COLUMNS["unit"], shown=False)
    status: Status = column("code", COLUMNS["status"], shown=False)
    compared_with: str | None = column("code", COLUMNS["compared_with"], shown=False)
    value_before: Amount = column(_value_kind, COLUMNS["value_before"], shown=False)
    change: Amount = column(_change_kind, _against, COLUMNS["change"], signed=True)
    rank: int | None = column("count", _("No."), filed=False, always=True)
    gap: Amount = column("points", _("To target"), shown=_has_target, filed=False, signed=True)


@row
class RegionRow:
    """A unit of the view's level, or without a code the stores matched to none; `ranked` is what the map draws."""

    region_code: str | None = column("code", COLUMNS["region_code"], shown=False)
    region_name_zh: str = column("text", COLUMNS["region_name_zh"], shown=False)
    region_name_en: str = column("text", COLUMNS["region_name_en"], shown=False)
    level: Level = column("code", COLUMNS["level"], shown=False)
    figure: RankedFigure = nested(RankedFigure)
    region_name: Named = column("named", _("Region"), filed=False)
    ranked: Ranked

    @classmethod
    def of(cls, ranked: Ranked, figure: RankedFigure, opened: Opened) -> "RegionRow":
        """The row of a region; the page calls it by its short name."""
        return cls(
            region_code=ranked.code,
            region_name_zh=ranked.name.zh,
            region_name_en=ranked.name.en,
            level=opened.question.level,
            figure=figure,
            region_name=names(opened.now).short(ranked.code) if ranked.code else ranked.name,
            ranked=ranked,
        )


@row
class BeltRow:
    """A belt with stores in view, and where its listing comes from; `ranked` is what the map draws."""

    belt_id: str = column("code", COLUMNS["belt_id"], shown=False)
    belt_name_zh: str = column("text", COLUMNS["belt_name_zh"], shown=False)
    belt_name_en: str = column("text", COLUMNS["belt_name_en"], shown=False)
    category_code: str = column("code", COLUMNS["category_code"], shown=False)
    product_zh: str = column("text", COLUMNS["product_zh"], shown=False)
    source: str = column("text", COLUMNS["source"], shown=False)
    county_adcode: str = column("code", COLUMNS["county_adcode"], shown=False)
    is_designated: bool = column("flag", COLUMNS["is_designated"], shown=False)
    figure: RankedFigure = nested(RankedFigure)
    belt_name: Named = column("named", _("Belt"), filed=False)
    ranked: RankedBelt


def _stores(figure: Figure, few: int) -> Count:
    is_hidden = figure.hides_stores or 0 < figure.stores < few
    return Missing(numbers.stores(figure)) if is_hidden else figure.stores


_WITHOUT_VALUE: Final = {status: Missing(words) for status, words in STATUSES.items()}


def ranked_figure(opened: Opened, ranked: Ranked, rank: int | None = None) -> RankedFigure:
    """What a ranked table says of a figure."""
    metric, now, target = opened.question.measured, ranked.now, target_of(opened.now, opened.question.measured)
    return RankedFigure(
        stores=_stores(now, opened.question.few),
        metric=metric.code,
        numerator=now.numerator,
        denominator=now.denominator,
        value=_WITHOUT_VALUE[now.status] if now.value is None else now.value,
        unit="CNY" if metric.unit == "fen" else metric.unit,
        status=now.status,
        compared_with=opened.before.snapshot_id if opened.before else None,
        value_before=ranked.before.value if ranked.before else None,
        change=ranked.change,
        rank=rank,
        gap=None if now.value is None or target is None else now.value - target,
    )


def _figures(opened: Opened, rows: Iterable[Ranked]) -> Iterator[RankedFigure]:
    for place, ranked in enumerate(rows, start=1):
        yield ranked_figure(opened, ranked, place if ranked.code and ranked.now.value is not None else None)


def _regions(opened: Opened) -> Iterator[RegionRow]:
    rows = ranking.regions(opened.now, opened.before, opened.view)
    return (RegionRow.of(ranked, figure, opened) for ranked, figure in zip(rows, _figures(opened, rows), strict=True))


def _belts(opened: Opened) -> Iterator[BeltRow]:
    rows = ranking.belts(opened.now, opened.before, opened.view)
    for belt, figure in zip(rows, _figures(opened, (belt.ranked for belt in rows)), strict=True):
        yield BeltRow(
            belt_id=belt.ranked.code or "",
            belt_name_zh=belt.ranked.name.zh,
            belt_name_en=belt.ranked.name.en,
            category_code=belt.category_code,
            product_zh=belt.product_zh,
            source=belt.source,
            county_adcode=belt.county_adcode,
            is_designated=belt.is_designated,
            figure=figure,
            belt_name=belt.ranked.name,
            ranked=belt,
        )


REGIONS: Final = Table(
    "regions",
    _("Regions table"),
    _("Regions in view"),
    row=RegionRow,
    make=_regions,
    page_columns=("rank", "region_name", "value", "gap", "numerator", "stores", "change"),
    has_fixed_columns=True,
    made_by=_own_order,
)
BELTS: Final = Table(
    "belts",
    _("Belts table"),
    _("Belts in view"),
    row=BeltRow,
    make=_belts,
    page_columns=("rank", "belt_name", "value", "gap", "numerator", "stores", "change"),
    has_fixed_columns=True,
    made_by=_own_order,
)


def _store_batches(opened: Opened) -> Iterator[pa.RecordBatch]:
    """The wide rows of the stores in view, by id, and whether each is matched to a region that is drawn."""
    question = opened.question
    drawn = pa.array(names(opened.now).children(question.region, question.level), pa.string())
    for batch in opened.now.stream(questions.store_rows(opened.now, question), BATCH_STORES):
        is_matched = pc.is_in(batch.column(f"{question.level}_adcode"), value_set=drawn)
        yield batch.append_column("status", pc.if_else(is_matched, "matched", "unmatched"))


STORES: Final = ArrowTable(
    "stores",
    _("Stores table"),
    _("Stores in view"),
    schema=schema_of(StoreDay).append(pa.field("status", pa.string())),
    meanings=COLUMNS,
    make=_store_batches,
    count=lambda opened: questions.stores(opened.now, opened.question),
)
TABLES: Final = (REGIONS, BELTS, STORES)
