"""The tables that can be exported, as Arrow: their columns, their rows, their order."""

from collections.abc import Iterator
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from dashboard import questions
from dashboard.exports.cells import MONEY, cny, data_kind, ranked_cells, ranked_fields, texts
from dashboard.exports.files import BATCH, Export, Table
from dashboard.questions import ranking
from dashboard.reading.naming import names
from dashboard.reading.opening import Opened
from models.programme.metrics import Metric
from models.record.arrow import schema_of
from models.snapshots.tables import StoreDay

_REGION: Final = texts("region_code", "region_name_zh", "region_name_en", "level")
_OF_BELT: Final = ("category_code", "product_zh", "source", "county_adcode")
_BELT: Final = [*texts("belt_id", "belt_name_zh", "belt_name_en", *_OF_BELT), pa.field("is_designated", pa.bool_())]


def _store_fields() -> list[pa.Field]:
    return [
        pa.field(_out_name(field.name), MONEY if field.name.endswith("_fen") else field.type)
        for field in schema_of(StoreDay)
    ]


def schema(table: Table, metric: Metric) -> pa.Schema:
    """The columns of a table, in the order in which they are written."""
    if table == "stores":
        return pa.schema([*_store_fields(), *texts("status", "data_kind")])
    return pa.schema([*(_REGION if table == "regions" else _BELT), *ranked_fields(metric)])


def _listed(table: Table, opened: Opened, rows: list[dict[str, Any]]) -> Export:
    columns = schema(table, opened.question.measured)
    content = pa.Table.from_pylist(rows, schema=columns)
    return Export(table, opened, len(rows), columns, lambda: iter(content.to_batches()))


def regions(opened: Opened) -> Export:
    """The regions table: every unit in view, ranked, and the unmatched."""
    rows = [
        {
            "region_code": row.code,
            "region_name_zh": row.name.zh,
            "region_name_en": row.name.en,
            "level": opened.question.level,
            **ranked_cells(opened, row),
        }
        for row in ranking.regions(opened.now, opened.before, opened.view)
    ]
    return _listed("regions", opened, rows)


def belts(opened: Opened) -> Export:
    """The belts table: every belt with stores in view, ranked, with the source of its listing."""
    rows = [
        {
            "belt_id": belt.ranked.code,
            "belt_name_zh": belt.ranked.name.zh,
            "belt_name_en": belt.ranked.name.en,
            **{name: getattr(belt, name) for name in (*_OF_BELT, "is_designated")},
            **ranked_cells(opened, belt.ranked),
        }
        for belt in ranking.belts(opened.now, opened.before, opened.view)
    ]
    return _listed("belts", opened, rows)


def _store_batch(
    batch: pa.RecordBatch, columns: pa.Schema, unit: str, drawn: pa.Array, data_kind: str
) -> pa.RecordBatch:
    made = {}
    for name in batch.schema.names:
        column = batch.column(name)
        made[_out_name(name)] = cny(column) if name.endswith("_fen") else column
    matched = pc.is_in(batch.column(unit), value_set=drawn)
    made["status"] = pc.if_else(matched, "matched", "unmatched")
    made["data_kind"] = pa.array([data_kind] * batch.num_rows, pa.string())
    return pa.RecordBatch.from_arrays([made[name] for name in columns.names], schema=columns)


def _out_name(name: str) -> str:
    return name.removesuffix("_fen") + "_cny" if name.endswith("_fen") else name


def stores(opened: Opened) -> Export:
    """The stores in view: the wide row of each, by id; streamed, never held whole."""
    columns = schema("stores", opened.question.measured)
    view = opened.view
    unit, drawn = (
        f"{view.question.level}_adcode",
        pa.array(names(opened.now).children(view.question.region, view.question.level), pa.string()),
    )

    def batches() -> Iterator[pa.RecordBatch]:
        rows = opened.now.stream(questions.store_rows(opened.now, opened.question), BATCH)
        return (_store_batch(batch, columns, unit, drawn, data_kind(opened)) for batch in rows)

    return Export("stores", opened, questions.stores(opened.now, opened.question), columns, batches)
