"""docs/exporting.md, generated from the tables and from the columns that they declare."""

from collections.abc import Iterator, Mapping

from dashboard.exports import Tables
from data.language import LANGUAGES, Sentence
from models.snapshots.dictionary import COLUMNS


def _cells(sentence: Sentence) -> str:
    return " | ".join(sentence.say(language) for language in LANGUAGES)


def _columns(code: str, meanings: Mapping[str, Sentence]) -> Iterator[str]:
    yield f"## {code}.csv"
    yield ""
    yield "| column | 中文 | English |"
    yield "|---|---|---|"
    for name, meaning in meanings.items():
        yield f"| `{name}` | {_cells(meaning)} |"
    yield ""


def _titles(titles: Mapping[str, Sentence]) -> Iterator[str]:
    yield "## Every other table"
    yield ""
    yield "Its columns depend on what is chosen on the screen; each is defined in the file's manifest."
    yield ""
    yield "| table | 中文 | English |"
    yield "|---|---|---|"
    for code, title in sorted(titles.items()):
        yield f"| `{code}` | {_cells(title)} |"
    yield ""


def markdown(tables: Tables) -> str:
    """The generated part of docs/exporting.md: columns that are always the same one by one, other tables by title."""
    fixed = {
        code: {**table.dictionary(), "data_kind": COLUMNS["data_kind"]}
        for code, table in tables.items()
        if table.has_fixed_columns
    }
    titles = {code: table.title for code, table in tables.items() if code not in fixed}
    return "\n".join(
        [*(line for code, meanings in fixed.items() for line in _columns(code, meanings)), *_titles(titles)]
    )
