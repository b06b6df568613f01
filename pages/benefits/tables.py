"""The sheets of the four benefits: uptake against target, the week's value, and the ledger week by week."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from dashboard.figures.figure import share
from dashboard.questions import benefits as asked
from dashboard.questions.benefits import UNIT_OF, WEEK, last_week
from dashboard.questions.targets import target
from dashboard.reading.opening import Opened
from dashboard.tables.benefit_columns import (
    BENEFIT,
    BENEFITS,
    DEPOSIT,
    EXEMPTION,
    FLOW_COLUMNS,
    STORES_GRANTED,
    UNIT,
    chosen_benefit,
    named_unit,
    quantity,
)
from dashboard.tables.sheet import Column, Row, Sheet
from data.language import Sentence, _
from models.programme.terms import ENVELOPE, PACK
from pages.benefits.claims_tables import SHEETS as CLAIMS
from pages.benefits.costs_tables import SHEETS as COSTS

CUBE: Final = ("pack_granted_stores", "pack_claimed_stores", "pack_granted", "pack_claimed", "envelope_budget_stores",
               "envelope_budget_fen", "envelope_issued_fen", "envelope_used_fen", "deposit_stores", "base_fen",
               "released_fen", "stores", "exempt_stores")  # fmt: skip


@dataclass(frozen=True)
class Measured:
    """One way to measure the uptake of a benefit: part of whole, over so many stores, against a target."""

    benefit: str
    code: str
    name: Sentence
    part: str
    whole: str
    stores: str
    unit: str
    target: str = ""


UPTAKE: Final = (
    Measured(PACK, "head", _("By head: stores that claimed ÷ stores granted"),
             "pack_claimed_stores", "pack_granted_stores", "pack_granted_stores", "stores", "pack-uptake-head"),
    Measured(PACK, "value", _("By value: traffic claimed ÷ granted"),
             "pack_claimed", "pack_granted", "pack_granted_stores", "traffic", "pack-uptake-value"),
    Measured(ENVELOPE, "head", _("By head: stores that issued any ÷ stores given a budget"),
             "issuing_stores", "envelope_budget_stores", "envelope_budget_stores", "stores"),
    Measured(ENVELOPE, "value", _("By value: issued less returned ÷ budget"),
             "envelope_issued_fen", "envelope_budget_fen", "envelope_budget_stores", "fen", "envelope-issue-rate"),
    Measured(ENVELOPE, "redeemed", _("Redeemed ÷ issued less returned"),
             "envelope_used_fen", "envelope_issued_fen", "envelope_budget_stores", "fen", "envelope-redemption"),
    Measured(DEPOSIT, "head", _("By head: stores that hold a reduction ÷ stores that the schedule gives one"),
             "reduced_stores", "entitled_stores", "entitled_stores", "stores"),
    Measured(DEPOSIT, "value", _("By value: deposit released ÷ the release that the schedule gives"),
             "held_fen", "entitled_fen", "entitled_stores", "fen"),
    Measured(DEPOSIT, "reduction", _("Mean reduction: deposit released ÷ required at base"),
             "released_fen", "base_fen", "deposit_stores", "fen", "mean-reduction"),
    Measured(EXEMPTION, "head", _("By head: exempt stores with a fee waived ÷ exempt stores"),
             "spared_stores", "exempt_stores", "exempt_stores", "stores"),
    Measured(EXEMPTION, "value", _("Fee waived; a waiver is a rate on sales, so that there is no granted amount"),
             "fee_waived_fen", "", "exempt_stores", "fen"),
    Measured(EXEMPTION, "stores", _("Stores exempt ÷ stores aimed at"),
             "exempt_stores", "aimed", "stores", "stores", "exempt-stores"),
)  # fmt: skip


def _sums(opened: Opened) -> dict[str, Any]:
    """Everything that uptake is measured by, under one name each."""
    now, view = opened.now, opened.view
    reduced = asked.reductions(now, view.question)
    envelope = asked.held(now, view.question).get((ENVELOPE, UNIT_OF[ENVELOPE]), {})
    return (
        asked.cube_sums(now, view.question, CUBE)
        | {name: reduced[name] for name in ("entitled_stores", "entitled_fen", "reduced_stores")}
        | {name: reduced[name] for name in ("spared_stores", "fee_waived_fen")}
        | {"held_fen": reduced["released_fen"], "issuing_stores": envelope.get("claimed_stores", 0)}
    )


def _verdict(value: float | None, aim: float | None) -> Sentence:
    if aim is None:
        return _("no target delivered")
    if value is None:
        return _("nothing to compare")
    return _("reached") if value >= aim else _("missed")


def _uptake(measured: Measured, sums: dict[str, Any], aim: float | None) -> Row:
    if measured.whole == "aimed":
        sums = sums | {"aimed": aim}
        aim = None if aim is None else 100.0
    part, whole = sums[measured.part], sums[measured.whole] if measured.whole else None
    value = share(part, whole)
    return {
        "benefit_code": measured.benefit,
        "benefit": BENEFITS[measured.benefit],
        "measured_code": measured.code,
        "measured": measured.name,
        "stores": sums[measured.stores],
        "part": part,
        "whole": whole,
        "unit": measured.unit,
        "unit_name": named_unit(measured.unit),
        "uptake": value,
        "target": aim,
        "gap": None if aim is None or value is None else value - aim,
        "verdict": _verdict(value, aim),
    }


def uptake_rows(opened: Opened) -> list[Row]:
    """Each benefit's uptake over the stores in view, each way it is measured."""
    sums = _sums(opened)
    return [
        _uptake(measured, sums, target(opened.now, measured.target) if measured.target else None) for measured in UPTAKE
    ]


BENEFIT_UPTAKE: Final = Sheet(
    "benefit-uptake",
    _("Uptake of the four benefits against target"),
    _("To the day, over the stores in view. Targets are those delivered for the whole programme; where none was "
      "delivered the row says so. Amounts of different units are never added."),
    columns=lambda _opened: (
        *BENEFIT,
        Column("measured_code", "code", _("Way of measuring, by code: head, value, redeemed, reduction or stores"),
               is_shown=False),
        Column("measured", "named", _("Measured"), _("What is divided by what")),
        Column("stores", "stores", _("Stores"), _("Stores in view that the row speaks of: granted the benefit")),
        quantity("part", _("Part"), _("The numerator, in the row's unit")),
        quantity("whole", _("Of"), _("The denominator, in the row's unit; empty: there is none")),
        *UNIT,
        Column("uptake", "percent", _("Uptake"), _("Part ÷ of"), has_bar=True),
        Column("target", "percent", _("Target"), _("The target in force on the day; empty: none was delivered"),
               always=True),
        Column("gap", "points", _("Gap"), _("Uptake less target, in percentage points")),
        Column("verdict", "named", _("Against target")),
    ),
    rows=uptake_rows,
    few="stores",
    within=("benefit_code", "measured_code"),
)  # fmt: skip

NOTES: Final = {
    PACK: _("Claimed by the store; used is traffic consumed; lapsed on the day it fell due."),
    ENVELOPE: _("Claimed is what was issued in live rooms less what came back; used is what was redeemed."),
    DEPOSIT: _("Granted is deposit released by rows that took effect in the week, against the row before; lapsed is "
               "what such rows took back. A reduction takes effect by itself: there is nothing to claim or use up."),
    EXEMPTION: _("Used is the fee waived on the week's sales. A waiver is a rate: no amount is granted or lapses."),
}  # fmt: skip
WEEKS_SHOWN: Final = 2
_NO_FLOW: Final = dict.fromkeys(("grants", "claims", "granted", "claimed", "used", "lapsed", "clawed_back"))


def _flows(opened: Opened, benefit: str, week: date) -> Row:
    """What a benefit's row says of one week."""
    now, view = opened.now, opened.view
    if benefit == DEPOSIT:
        found = asked.deposits_in_weeks(now, view.question, last_week(now) - WEEK, WEEKS_SHOWN).get(week, {})
        return _NO_FLOW | {name: found.get(name, 0) for name in ("granted", "lapsed")}
    if benefit == EXEMPTION:
        return _NO_FLOW | {"used": _waived(opened, week)}
    happened = asked.in_weeks(now, view.question, last_week(now) - WEEK).get((benefit, UNIT_OF[benefit], week), {})
    return {name: happened.get(name, 0) for name in asked.FLOWS}


def _waived(opened: Opened, week: date) -> int | None:
    """The fee waived in a week; None where the programme's trade of that week is not delivered."""
    if week not in asked.waived_in_weeks(opened.now, opened.view.reset().question):
        return None
    return asked.waived_in_weeks(opened.now, opened.question).get(week, 0)


STORES_OF: Final = {PACK: "pack_granted_stores", ENVELOPE: "envelope_budget_stores",
                    DEPOSIT: "deposit_stores", EXEMPTION: "exempt_stores"}  # fmt: skip


def week_rows(opened: Opened) -> list[Row]:
    """Each benefit in the last whole week and in the week before it."""
    sums, last = asked.cube_sums(opened.now, opened.question, CUBE), last_week(opened.now)
    return [
        {
            "benefit_code": benefit,
            "benefit": name,
            "week_start": week,
            "stores": sums[STORES_OF[benefit]],
            "unit": UNIT_OF.get(benefit, "fen"),
            "unit_name": named_unit(UNIT_OF.get(benefit, "fen")),
            **_flows(opened, benefit, week),
            "note": NOTES[benefit] if week == last else None,
        }
        for benefit, name in BENEFITS.items()
        for week in (last, last - WEEK)
    ]


BENEFIT_WEEK: Final = Sheet(
    "benefit-week",
    _("What the week granted, claimed, used and let lapse"),
    _("The week is the last whole one to the day, Monday to Sunday; where the day is a Sunday it ends on the day. "
      "Below each benefit stands the week before. Each benefit is in its own unit."),
    columns=lambda _opened: (
        *BENEFIT,
        Column("week_start", "day", _("Week from"), _("Monday of the week")),
        Column("stores", "stores", _("Stores"), _("Stores in view with this benefit, to the day"), is_shown=False),
        *UNIT,
        *FLOW_COLUMNS,
        Column("note", "named", _("How it is counted")),
    ),
    rows=week_rows,
    few="stores",
    within=("benefit_code", "week_start"),
)  # fmt: skip


def ledger_rows(opened: Opened) -> Iterator[Row]:
    """The chosen benefit week by week, newest first."""
    benefit = chosen_benefit(opened)
    unit = UNIT_OF[benefit]
    stores = asked.cube_sums(opened.now, opened.question, CUBE)[STORES_OF[benefit]]
    for row in reversed(asked.weekly(opened.now, opened.question, benefit, unit)):
        yield row | {"stores": stores, "unit": unit, "unit_name": named_unit(unit)}


BENEFIT_LEDGER: Final = Sheet(
    "benefit-ledger",
    _("Week by week"),
    _("What was granted, claimed, used and lapsed in each week, Monday to Sunday; the newest week may not be whole."),
    columns=lambda _opened: (
        Column("week_start", "day", _("Week from"), _("Monday of the week")),
        Column("stores", "stores", STORES_GRANTED, is_shown=False),
        *UNIT,
        *FLOW_COLUMNS,
    ),
    rows=ledger_rows,
    few="stores",
    within=("week_start",),
)
SHEETS: Final = (BENEFIT_UPTAKE, BENEFIT_WEEK, *COSTS, BENEFIT_LEDGER, *CLAIMS)
