"""The table of uptake: each benefit, each way it is measured, against its target."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from dashboard.figures.figure import share
from dashboard.questions.grants import NOTHING_GRANTED, measure_sums
from dashboard.questions.targets import target
from dashboard.reading.opening import Opened
from dashboard.tables.columns import column, row
from dashboard.tables.grant_columns import OfUnit
from dashboard.tables.table import Table
from dashboard.tables.values import Amount, Count
from data.language import Sentence, _
from models.programme.terms import ENVELOPE, PACK
from pages.benefits.benefit_columns import OfBenefit
from pages.benefits.four_benefits import BENEFITS, DEPOSIT, EXEMPTION, UNIT_OF, unit_name
from pages.benefits.uptake_questions import BenefitSums, RuleSums, benefit_sums, rule_sums


@dataclass(frozen=True)
class UptakeSums:
    """Everything that uptake is measured by."""

    cube: BenefitSums
    rules: RuleSums
    issuing_stores: int
    """Stores that issued any red envelope."""


Sum = Callable[[UptakeSums], int]


@dataclass(frozen=True)
class UptakeDefinition:
    """One way to measure the uptake of a benefit: part ÷ whole, over so many stores, against a target by its code."""

    benefit: str
    code: str
    name: Sentence
    unit: str
    stores: Sum
    part: Sum
    whole: Sum | None = None
    target: str = ""
    is_of_target: bool = False
    """The whole is the target itself: reached at 100 %."""


UPTAKE: Final = (
    UptakeDefinition(
        PACK,
        "head",
        _("By head: stores that claimed ÷ stores granted"),
        "stores",
        stores=lambda sums: sums.cube.pack_granted_stores,
        part=lambda sums: sums.cube.pack_claimed_stores,
        whole=lambda sums: sums.cube.pack_granted_stores,
        target="pack-uptake-head",
    ),
    UptakeDefinition(
        PACK,
        "value",
        _("By value: traffic claimed ÷ granted"),
        "traffic",
        stores=lambda sums: sums.cube.pack_granted_stores,
        part=lambda sums: sums.cube.pack_claimed,
        whole=lambda sums: sums.cube.pack_granted,
        target="pack-uptake-value",
    ),
    UptakeDefinition(
        ENVELOPE,
        "head",
        _("By head: stores that issued any ÷ stores given a budget"),
        "stores",
        stores=lambda sums: sums.cube.envelope_budget_stores,
        part=lambda sums: sums.issuing_stores,
        whole=lambda sums: sums.cube.envelope_budget_stores,
    ),
    UptakeDefinition(
        ENVELOPE,
        "value",
        _("By value: issued less returned ÷ budget"),
        "fen",
        stores=lambda sums: sums.cube.envelope_budget_stores,
        part=lambda sums: sums.cube.envelope_issued_fen,
        whole=lambda sums: sums.cube.envelope_budget_fen,
        target="envelope-issue-rate",
    ),
    UptakeDefinition(
        ENVELOPE,
        "redeemed",
        _("Redeemed ÷ issued less returned"),
        "fen",
        stores=lambda sums: sums.cube.envelope_budget_stores,
        part=lambda sums: sums.cube.envelope_used_fen,
        whole=lambda sums: sums.cube.envelope_issued_fen,
        target="envelope-redemption",
    ),
    UptakeDefinition(
        DEPOSIT,
        "head",
        _("By head: stores that hold a reduction ÷ stores that the schedule gives one"),
        "stores",
        stores=lambda sums: sums.rules.entitled_stores,
        part=lambda sums: sums.rules.reduced_stores,
        whole=lambda sums: sums.rules.entitled_stores,
    ),
    UptakeDefinition(
        DEPOSIT,
        "value",
        _("By value: deposit released ÷ the release that the schedule gives"),
        "fen",
        stores=lambda sums: sums.rules.entitled_stores,
        part=lambda sums: sums.rules.released_fen,
        whole=lambda sums: sums.rules.entitled_fen,
    ),
    UptakeDefinition(
        DEPOSIT,
        "reduction",
        _("Mean reduction: deposit released ÷ required at base"),
        "fen",
        stores=lambda sums: sums.cube.deposit_stores,
        part=lambda sums: sums.cube.released_fen,
        whole=lambda sums: sums.cube.base_fen,
        target="mean-reduction",
    ),
    UptakeDefinition(
        EXEMPTION,
        "head",
        _("By head: exempt stores with a fee waived ÷ exempt stores"),
        "stores",
        stores=lambda sums: sums.cube.exempt_stores,
        part=lambda sums: sums.rules.spared_stores,
        whole=lambda sums: sums.cube.exempt_stores,
    ),
    UptakeDefinition(
        EXEMPTION,
        "value",
        _("Fee waived; a waiver is a rate on sales, so that there is no granted amount"),
        "fen",
        stores=lambda sums: sums.cube.exempt_stores,
        part=lambda sums: sums.rules.fee_waived_fen,
    ),
    UptakeDefinition(
        EXEMPTION,
        "stores",
        _("Stores exempt ÷ stores aimed at"),
        "stores",
        stores=lambda sums: sums.cube.stores,
        part=lambda sums: sums.cube.exempt_stores,
        target="exempt-stores",
        is_of_target=True,
    ),
)


@row
class Measured:
    """Which way a row measures uptake, and what is divided by what."""

    measured_code: str = column(
        "code", _("Way of measuring, by code: head, value, redeemed, reduction or stores"), shown=False
    )
    measured: Sentence = column("named", _("Measured"), _("What is divided by what"))
    stores: Count = column("stores", _("Stores"), _("Stores in view that the row speaks of: granted the benefit"))
    part: Count = column("quantity", _("Part"), _("The numerator, in the row's unit"))
    whole: Amount = column("quantity", _("Of"), _("The denominator, in the row's unit; empty: there is none"))


@row
class UptakeRow(OfBenefit, Measured, OfUnit):
    """A benefit's uptake over the stores in view, measured one way."""

    uptake: Amount = column("percent", _("Uptake"), _("Part ÷ of"), bar=True)
    target: float | None = column(
        "percent", _("Target"), _("The target in force on the day; empty: none was delivered"), always=True
    )
    gap: Amount = column("points", _("Gap"), _("Uptake less target, in percentage points"))
    verdict: Sentence = column("named", _("Against target"))


def _sums(opened: Opened) -> UptakeSums:
    now, question = opened.now, opened.question
    envelope = measure_sums(now, question).get((ENVELOPE, UNIT_OF[ENVELOPE]), NOTHING_GRANTED)
    return UptakeSums(benefit_sums(now, question), rule_sums(now, question), envelope.claimed_stores)


def _against_target(value: float | None, aim: float | None) -> Sentence:
    if aim is None:
        return _("no target delivered")
    if value is None:
        return _("nothing to compare")
    return _("reached") if value >= aim else _("missed")


def _row(defined: UptakeDefinition, sums: UptakeSums, aim: float | None) -> UptakeRow:
    part = defined.part(sums)
    whole: float | None = defined.whole(sums) if defined.whole else None
    if defined.is_of_target:
        whole, aim = aim, None if aim is None else 100.0
    value = share(part, whole)
    return UptakeRow(
        benefit_code=defined.benefit,
        benefit=BENEFITS[defined.benefit],
        measured_code=defined.code,
        measured=defined.name,
        stores=defined.stores(sums),
        part=part,
        whole=whole,
        unit=defined.unit,
        unit_name=unit_name(defined.unit),
        uptake=value,
        target=aim,
        gap=None if aim is None or value is None else value - aim,
        verdict=_against_target(value, aim),
    )


def _rows(opened: Opened) -> Sequence[UptakeRow]:
    sums = _sums(opened)
    return [_row(one, sums, target(opened.now, one.target) if one.target else None) for one in UPTAKE]


BENEFIT_UPTAKE: Final = Table(
    "benefit-uptake",
    _("Uptake of the four benefits against target"),
    _(
        "To the day, over the stores in view. Targets are those delivered for the whole programme; where none was "
        "delivered the row says so. Amounts of different units are never added."
    ),
    row=UptakeRow,
    make=_rows,
    few="stores",
    within=("benefit_code", "measured_code"),
)
