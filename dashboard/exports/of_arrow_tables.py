"""An Arrow table as an export: the batches as they come, fen made CNY."""

from collections.abc import Iterator

import pyarrow as pa

from dashboard.exports.cells import MONEY, cny, data_kind
from dashboard.exports.files import Export
from dashboard.reading.opening import Opened
from dashboard.tables.arrow_table import ArrowTable
from dashboard.tables.columns import name_in_files
from models.snapshots.dictionary import COLUMNS


def _is_money(name: str) -> bool:
    return name.endswith("_fen")


def schema(table: ArrowTable) -> pa.Schema:
    """The columns of a table's file, in their order."""
    fields = [
        pa.field(name_in_files(field.name), MONEY if _is_money(field.name) else field.type) for field in table.schema
    ]
    return pa.schema([*fields, pa.field("data_kind", pa.string())])


def export(table: ArrowTable, opened: Opened) -> Export:
    """The export of such a table of the view; streamed, never held whole."""
    fields, kind = schema(table), data_kind(opened)

    def batches() -> Iterator[pa.RecordBatch]:
        for batch in table.stream(opened):
            named = ((name, batch.column(name)) for name in table.schema.names)
            cells = [cny(column) if _is_money(name) else column for name, column in named]
            yield pa.RecordBatch.from_arrays([*cells, pa.repeat(kind, batch.num_rows)], schema=fields)

    meanings = {**table.dictionary(), "data_kind": COLUMNS["data_kind"]}
    return Export(table.code, opened, table.size(opened), fields, batches, meanings)
