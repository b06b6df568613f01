"""The data dictionary of the files that are read, from the declarations that validate them."""

from typing import Final

from data.language import Sentence
from models.intake.contract.declaring import Column, Kind
from models.intake.kinds import KINDS

TYPES: Final = {
    "identifier": "identifier",
    "text": "text",
    "email": "e-mail",
    "choice": "one of",
    "choices": "some of, or *",
    "reference": "code or Chinese name",
    "regions": "region codes",
    "flag": "yes or no",
    "date": "date",
    "instant": "instant",
    "integer": "whole number",
    "number": "number, at most four decimals",
    "money": "CNY, kept as fen",
    "decimal": "decimal",
    "percent": "percent",
}


def markdown() -> str:
    """The dictionary as Markdown: a section a kind, a table row a column."""
    return "\n".join(_section(kind) for kind in KINDS.values())


def _section(kind: Kind) -> str:
    rows = "\n".join(_row(column) for column in kind.columns)
    rules = "".join(f"- `{rule.column}`: {_words(rule.why).lower()}.\n" for rule in kind.rules)
    refused = f"\nRefused within a row:\n\n{rules}" if rules else ""
    return (
        f"### {kind.code}.csv [{kind.alias}]\n\n{_words(kind.doc)}\n"
        f"Key: {', '.join(f'`{name}`' for name in kind.key)}.\n\n"
        f"| column | alias | required | type | what it is |\n|---|---|---|---|---|\n{rows}\n{refused}"
    )


def _row(column: Column) -> str:
    required = "yes" if column.required else "no"
    return f"| `{column.name}` | {column.alias} | {required} | {_type(column)} | {_words(column.doc)} |"


def _type(column: Column) -> str:
    kind = TYPES[column.type]
    if column.refers:
        kind = f"{column.refers}: {kind}" if column.refers != "county" else "county: six digits"
    if column.choices:
        kind += ": " + ", ".join(f"`{code}` {zh}" for code, zh in column.choices.items())
    if column.longest:
        kind += f", at most {column.longest} characters"
    if column.least is not None and column.most is not None:
        return f"{kind}, {column.least:g} to {column.most:g}"
    return f"{kind}, {column.least:g} or more" if column.least is not None else kind


def _words(sentence: Sentence) -> str:
    """English is what messages are named by, so no catalogue is needed."""
    return sentence.msgid.format(**sentence.values).replace("|", "\\|")
