"""The problems of a file that was tried, as a CSV that a spreadsheet opens without running anything."""

from collections.abc import Iterable
from io import BytesIO
from typing import Final

import pyarrow as pa
import pyarrow.csv as pacsv

from dashboard.exports.cells import protected, texts
from dashboard.exports.files import BOM
from data.language import Language
from models.intake.reading.outcomes import Outcome, Problem

COLUMNS: Final = pa.schema(
    [
        pa.field("what", pa.string()),
        *texts("file"),
        pa.field("line", pa.int64()),
        *texts("column", "value", "why", "what_to_do"),
    ]
)


def _rows(problems: Iterable[Problem], what: str, language: Language) -> list[dict[str, object]]:
    return [
        {
            "what": what,
            "file": problem.file,
            "line": problem.line,
            "column": problem.column,
            "value": problem.value,
            "why": problem.why.say(language),
            "what_to_do": problem.do.say(language),
        }
        for problem in problems
    ]


def problems_csv(outcome: Outcome, language: Language) -> bytes:
    """The problems and warnings that are listed, in a reader's language."""
    rows = _rows(outcome.problems, "problem", language) + _rows(outcome.warnings, "warning", language)
    batch = protected(pa.RecordBatch.from_pylist(rows, schema=COLUMNS))
    out = BytesIO()
    out.write(BOM + ",".join(COLUMNS.names).encode() + b"\r\n")
    pacsv.write_csv(batch, out, pacsv.WriteOptions(include_header=False, eol="\r\n"))
    return out.getvalue()
