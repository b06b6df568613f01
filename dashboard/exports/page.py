"""docs/exporting.md, generated from the columns that the exports write."""

from collections.abc import Iterator
from typing import get_args

from dashboard.exports import Sheets
from dashboard.exports.files import Table
from dashboard.exports.tables import schema
from data.language import LANGUAGES
from models.programme.metrics import METRICS
from models.snapshots.dictionary import COLUMNS


def _table(table: Table) -> Iterator[str]:
    yield f"## {table}.csv"
    yield ""
    yield "| column | 中文 | English |"
    yield "|---|---|---|"
    for name in schema(table, METRICS["stores"]).names:
        yield f"| `{name}` | {' | '.join(COLUMNS[name].say(language) for language in LANGUAGES)} |"
    yield ""


def _sheets(sheets: Sheets) -> Iterator[str]:
    yield "## Every other table"
    yield ""
    yield "Its columns depend on what is chosen on the screen; each is defined in the file's manifest."
    yield ""
    yield "| table | 中文 | English |"
    yield "|---|---|---|"
    for code, sheet in sorted(sheets.items()):
        yield f"| `{code}` | {' | '.join(sheet.title.say(language) for language in LANGUAGES)} |"
    yield ""


def markdown(sheets: Sheets) -> str:
    """The generated part of docs/exporting.md."""
    return "\n".join([*(line for table in get_args(Table) for line in _table(table)), *_sheets(sheets)])
