"""The tables of all measures side by side: what is public, what became of the grants, the highest against the cap."""

from collections.abc import Iterator
from typing import Final

from dashboard.figures.figure import share
from dashboard.questions.grants import NOTHING_GRANTED, measure_sums
from dashboard.reading.opening import Opened
from dashboard.tables.columns import column, row
from dashboard.tables.grant_columns import OfUnit
from dashboard.tables.table import Table
from dashboard.tables.values import Amount, Count
from data.language import Named, Sentence, _
from pages.measures.measure_columns import OfMeasure, parts_in_view
from pages.measures.questions import HighestGrant, highest_grants


@row
class InDimension:
    """The dimension of the plan that a measure belongs to."""

    dimension: Named = column("named", _("Dimension"))


@row
class WhatItGives:
    """What a measure gives to one merchant."""

    gets: Named = column("named", _("What a merchant gets"))
    cap: int | None = column("quantity", _("Public cap"), _("The most that one merchant may get; empty: not public"))


@row
class FactsRow(InDimension, OfMeasure, WhatItGives, OfUnit):
    """What is public of one currency of a measure."""

    clock: Named = column("named", _("Clock and condition"))
    reliability: str = column("text", _("Reliability"), _("A: platform text, or press that quotes it"))
    source: str = column("text", _("Source"), shown=False)


def _facts_rows(opened: Opened) -> Iterator[FactsRow]:
    for measure, part in parts_in_view(opened):
        yield FactsRow(
            dimension=measure.dimension,
            measure_code=measure.code,
            measure=measure.name,
            part_code=part.code,
            gets=measure.gets,
            cap=part.cap,
            unit=part.unit,
            unit_name=part.name,
            clock=measure.clock,
            reliability=measure.reliability,
            source=measure.source,
        )


MEASURE_FACTS: Final = Table(
    "measures",
    _("What is public of the ten measures"),
    _(
        "Public facts, not demonstration data: the Star Glow plan as the trade press quoted it in January 2026. "
        "Reliability A is platform text or press that quotes it. A cap is for one merchant; where it is empty none is "
        "public. What a unit of traffic is, the text does not say."
    ),
    row=FactsRow,
    make=_facts_rows,
)


@row
class UptakeRow(OfMeasure, OfUnit):
    """What became of the grants of one currency of a measure."""

    stores: Count = column("stores", _("Stores granted"))
    claimed_stores: Count = column("stores", _("Stores that claimed"), _("Of a red envelope: stores that issued any"))
    head: Amount = column("percent", _("By head"), _("Stores that claimed ÷ stores granted"), bar=True)
    granted: Count = column("quantity", _("Granted"))
    claimed: Count = column("quantity", _("Claimed"), _("Of a red envelope: issued less returned"))
    value: Amount = column("percent", _("By value"), _("Value claimed ÷ value granted"), bar=True)
    used: Count = column("quantity", _("Used"))
    lapsed: Count = column("quantity", _("Lapsed"), _("Fell due unused, by an event or past its deadline"))
    clawed_back: Count = column("quantity", _("Clawed back"), _("Taken back after a revocation"))
    open: Count = column("quantity", _("Still open"), _("May still be claimed, or is claimed and may still be used"))
    activated_stores: Count = column(
        "stores",
        _("Activated"),
        _("Stores that claimed and whose first sale follows within the days allowed (target activation-days)"),
    )
    per_activated: Amount = column("quantity", _("Used per activated"), _("Used ÷ activated stores"))


def _uptake_rows(opened: Opened) -> Iterator[UptakeRow]:
    found = measure_sums(opened.now, opened.question)
    for measure, part in parts_in_view(opened):
        sums = found.get((part.code, part.unit), NOTHING_GRANTED)
        yield UptakeRow(
            measure_code=measure.code,
            measure=measure.name,
            part_code=part.code,
            unit=part.unit,
            unit_name=part.name,
            stores=sums.granted_stores,
            claimed_stores=sums.claimed_stores,
            head=sums.head,
            granted=sums.granted,
            claimed=sums.claimed,
            value=sums.value,
            used=sums.used,
            lapsed=sums.lapsed,
            clawed_back=sums.clawed_back,
            open=sums.unclaimed + sums.unused,
            activated_stores=sums.activated_stores,
            per_activated=sums.used / sums.activated_stores if sums.activated_stores else None,
        )


MEASURE_UPTAKE: Final = Table(
    "measure-uptake",
    _("What became of the grants"),
    _("From the delivered data, to the day, over the stores in view; each currency in a row of its own, never added."),
    row=UptakeRow,
    make=_uptake_rows,
    few="stores",
    within=("measure_code", "unit"),
)


@row
class CapRow(OfMeasure, OfUnit):
    """The highest grant of one currency of a measure against the public cap."""

    stores: Count = column("stores", _("Stores granted"), shown=False)
    cap: int | None = column("quantity", _("Public cap"), _("Empty: not public"), always=True)
    highest: Count = column("quantity", _("Highest grant"), _("The largest single grant to a store in view"))
    cap_share: Amount = column("percent", _("Of the cap"), _("Highest grant ÷ cap"), bar=True)
    grants: Count = column("count", _("Grants"))
    above: Count = column("count", _("Above the cap"), _("Grants above the public cap; empty: there is none"))
    verdict: Sentence = column("named", _("Finding"))


def _against_cap(cap: int | None, found: HighestGrant | None) -> Sentence:
    if cap is None:
        return _("no public cap")
    if found and found.above:
        return _("grants above the public cap: check the delivered file")
    return _("within the cap")


def _cap_rows(opened: Opened) -> Iterator[CapRow]:
    highest, sums = highest_grants(opened.now, opened.question), measure_sums(opened.now, opened.question)
    for measure, part in parts_in_view(opened):
        found = highest.get((part.code, part.unit))
        yield CapRow(
            measure_code=measure.code,
            measure=measure.name,
            part_code=part.code,
            unit=part.unit,
            unit_name=part.name,
            stores=sums.get((part.code, part.unit), NOTHING_GRANTED).granted_stores,
            cap=part.cap,
            highest=found.highest if found else None,
            cap_share=share(found.highest, part.cap) if found else None,
            grants=found.grants if found else 0,
            above=found.above if found and part.cap is not None else None,
            verdict=_against_cap(part.cap, found),
        )


MEASURE_CAPS: Final = Table(
    "measure-caps",
    _("The highest grant against the public cap"),
    _(
        "The cap is a public fact, the grants are delivered data. A grant above the cap is a mistake in a file, or a "
        "rule that is not public."
    ),
    row=CapRow,
    make=_cap_rows,
    few="stores",
    within=("measure_code", "unit"),
)
