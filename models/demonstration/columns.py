"""Columns of a contract file from arrays of numbers, and the file they are written to."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.csv as pacsv

from models.demonstration.days import NEVER, Floats, Ints


def money(fen: Ints) -> pa.Array:
    """Integer fen as CNY with two decimals."""
    wide = np.zeros((len(fen), 2), np.int64)  # decimal128: the low word, then the sign
    wide[:, 0] = fen
    return pa.Array.from_buffers(pa.decimal128(18, 2), len(fen), [None, pa.py_buffer(wide)])


def days(numbers: Ints) -> pa.Array:
    """Day numbers as dates; NEVER is missing."""
    return pa.array(numbers.astype("datetime64[D]"), mask=numbers == NEVER)


def instants(seconds: Ints) -> pa.Array:
    """Seconds as instants without a zone."""
    return pa.array(seconds.astype("datetime64[s]"))


def named(index: Ints, of: Sequence[str] | pa.Array) -> pa.Array:
    """Words by their index; a negative index is missing."""
    choice = of if isinstance(of, pa.Array) else pa.array(of, pa.string())
    return choice.take(pa.array(index, mask=index < 0))


def decimals(numbers: Floats, places: int) -> pa.Array:
    """Decimal numbers; NaN is missing."""
    return pa.array(np.round(numbers, places), mask=np.isnan(numbers))


class CsvWriter:
    """A CSV file of the contract, written a batch at a time: UTF-8 without BOM, LF.

    Text that would need quotes is an error here: no made-up value has any.
    """

    options = pacsv.WriteOptions(quoting_style="none", quoting_header="none", batch_size=16_384)

    def __init__(self, path: Path) -> None:
        self.path = path
        self.rows = 0
        self.writer: pacsv.CSVWriter | None = None

    def add(self, columns: Mapping[str, pa.Array]) -> None:
        """Append rows; the first batch names the columns."""
        table = pa.table(dict(columns))
        if self.writer is None:
            self.writer = pacsv.CSVWriter(self.path, table.schema, write_options=self.options)
        self.writer.write(table)
        self.rows += table.num_rows

    def close(self) -> None:
        """End the file."""
        if self.writer is not None:
            self.writer.close()
