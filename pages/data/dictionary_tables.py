"""What everything is called and means: the columns of files and exports, and the metrics."""

from collections.abc import Iterator, Mapping
from typing import Final

from dashboard.reading.opening import Opened
from dashboard.tables import columns
from dashboard.tables.kind_names import kind_name
from dashboard.tables.table import Table
from data.language import Named, Sentence, _
from models.intake.contract.declaring import Column, ColumnType
from models.intake.kinds import KINDS
from models.programme.metrics import METRICS, TOPICS, Unit
from models.snapshots.dictionary import COLUMNS

TYPES: Final[Mapping[ColumnType, Sentence]] = {
    "identifier": _("identifier"),
    "text": _("text"),
    "email": _("e-mail"),
    "choice": _("one of the values"),
    "choices": _("some of the values, or *"),
    "reference": _("code or Chinese name"),
    "regions": _("region codes"),
    "flag": _("yes or no"),
    "date": _("date"),
    "instant": _("instant"),
    "integer": _("whole number"),
    "number": _("number"),
    "money": _("CNY, kept as fen"),
    "decimal": _("decimal"),
    "percent": _("percent"),
}


@columns.row
class DictionaryRow:
    """A column of a file that is read, or of an export."""

    column: str = columns.column("text", _("Column"))
    where: Named | Sentence = columns.column("named", _("File"))
    alias: str | None = columns.column(
        "text", _("Chinese name"), _("The column's name in a file with Chinese headings")
    )
    is_key: bool | None = columns.column(
        "flag", _("key"), _("Whether it belongs to the key by which a row replaces another")
    )
    is_required: bool | None = columns.column("flag", _("required"), _("Whether a cell may be empty"))
    type: Sentence | None = columns.column("named", _("Type"))
    values: str | None = columns.column(
        "text", _("Values"), _("What may stand in the cell: the code, or its Chinese name")
    )
    meaning: Sentence = columns.column("named", _("Meaning"))


def _of_file(kind: str, declared: Column) -> DictionaryRow:
    return DictionaryRow(
        column=declared.name,
        where=kind_name(kind),
        alias=declared.alias,
        is_key=declared.name in KINDS[kind].key,
        is_required=declared.required,
        type=TYPES[declared.type],
        values=" | ".join(f"{code} {zh}" for code, zh in declared.choices.items()) or None,
        meaning=declared.doc,
    )


def _of_export(name: str, meaning: Sentence) -> DictionaryRow:
    return DictionaryRow(
        column=name,
        where=_("Exports"),
        alias=None,
        is_key=None,
        is_required=None,
        type=None,
        values=None,
        meaning=meaning,
    )


def _dictionary(_opened: Opened) -> Iterator[DictionaryRow]:
    """The columns of the files that are read, then those of exports."""
    for kind in KINDS.values():
        for declared in kind.columns:
            yield _of_file(kind.code, declared)
    for name, meaning in COLUMNS.items():
        yield _of_export(name, meaning)


DICTIONARY: Final = Table(
    code="dictionary",
    title=_("Data dictionary"),
    about=_(
        "Every column of the files that are read, and of the exports of the map page. Every other export carries the "
        "meaning of its columns in its manifest."
    ),
    row=DictionaryRow,
    make=_dictionary,
)

_METRIC_UNITS: Final[Mapping[Unit, Sentence]] = {
    "stores": _("stores"),
    "percent": _("percent"),
    "traffic": _("traffic"),
    "fen": _("CNY"),
}
_BETTER: Final = {"up": _("more is better"), "down": _("less is better"), "none": _("neither")}


@columns.row
class DefinitionRow:
    """A metric."""

    name: Sentence = columns.column("named", _("Metric"))
    metric: str = columns.column("code", _("Metric, by code"), shown=False)
    topic: Sentence = columns.column("named", _("Topic"))
    definition: Sentence = columns.column("named", _("Definition"))
    numerator: Sentence = columns.column("named", _("Numerator"))
    denominator: Sentence | None = columns.column("named", _("Denominator"))
    unit: Sentence = columns.column("named", _("Unit"))
    direction: Sentence = columns.column("named", _("Direction"))


def _definitions(_opened: Opened) -> list[DefinitionRow]:
    return [
        DefinitionRow(
            name=metric.name,
            metric=metric.code,
            topic=TOPICS[metric.topic],
            definition=metric.definition,
            numerator=metric.numerator_name,
            denominator=metric.denominator_name,
            unit=_METRIC_UNITS[metric.unit],
            direction=_BETTER[metric.direction],
        )
        for metric in METRICS.values()
    ]


DEFINITIONS: Final = Table(
    code="definitions",
    title=_("What each metric means"),
    about=_("A rate is a ratio of sums at every level: never a mean of rates. The same stands in docs/metrics.md."),
    row=DefinitionRow,
    make=_definitions,
)
