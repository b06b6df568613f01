"""The tables of weeks: each benefit in the last whole week and the one before, and one benefit week by week."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from dashboard.questions.costs import waived_in_weeks
from dashboard.questions.grants import QUIET_WEEK, WEEK, WeekFlows, last_week, weeks_of_measure
from dashboard.reading.opening import Opened
from dashboard.tables.columns import column, row, several
from dashboard.tables.grant_columns import FLOWS, OfUnit
from dashboard.tables.table import Table
from dashboard.tables.values import Count, Hidden
from data.language import Sentence, _
from models.programme.terms import ENVELOPE, PACK
from pages.benefits import week_questions as questions
from pages.benefits.benefit_columns import STORES_GRANTED, OfBenefit
from pages.benefits.four_benefits import BENEFITS, DEPOSIT, EXEMPTION, UNIT_OF, chosen_benefit, unit_name, unit_of
from pages.benefits.uptake_questions import BenefitSums, benefit_sums

WEEKS_COMPARED: Final = 2
NOTES: Final[Mapping[str, Sentence]] = {
    PACK: _("Claimed by the store; used is traffic consumed; lapsed on the day it fell due."),
    ENVELOPE: _("Claimed is what was issued in live rooms less what came back; used is what was redeemed."),
    DEPOSIT: _(
        "Granted is deposit released by rows that took effect in the week, against the row before; lapsed is "
        "what such rows took back. A reduction takes effect by itself: there is nothing to claim or use up."
    ),
    EXEMPTION: _("Used is the fee waived on the week's sales. A waiver is a rate: no amount is granted or lapses."),
}
STORES_WITH: Final[Mapping[str, Callable[[BenefitSums], int]]] = {
    PACK: lambda sums: sums.pack_granted_stores,
    ENVELOPE: lambda sums: sums.envelope_budget_stores,
    DEPOSIT: lambda sums: sums.deposit_stores,
    EXEMPTION: lambda sums: sums.exempt_stores,
}


@dataclass(frozen=True)
class KnownFlows:
    """What happened in a week, of a benefit that is not granted, claimed and used: only so much has a meaning."""

    grants: int | None = None
    claims: int | None = None
    granted: int | None = None
    claimed: int | None = None
    used: int | None = None
    lapsed: int | None = None
    clawed_back: int | None = None


@row
class OfWeek:
    """The week that a row is of, and how many stores it speaks of."""

    week_start: date = column("day", _("Week from"), _("Monday of the week"))
    stores: Count = column("stores", _("Stores"), _("Stores in view with this benefit, to the day"), shown=False)


@row
class BenefitWeekRow(OfBenefit, OfWeek, OfUnit):
    """A benefit in one week."""

    flows: WeekFlows | KnownFlows | Hidden = several(lambda _opened: FLOWS)
    note: Sentence | None = column("named", _("How it is counted"))


@row
class OfLedgerWeek:
    """The week that a row is of, and how many stores it speaks of."""

    week_start: date = column("day", _("Week from"), _("Monday of the week"))
    stores: Count = column("stores", STORES_GRANTED, shown=False)


@row
class LedgerWeekRow(OfLedgerWeek, OfUnit):
    """The chosen benefit in one week."""

    flows: WeekFlows | Hidden = several(lambda _opened: FLOWS)


def _flows(opened: Opened, benefit: str, week: date) -> WeekFlows | KnownFlows:
    """What a benefit's row says of one week."""
    first = last_week(opened.now) - WEEK
    if benefit == DEPOSIT:
        deposits = questions.deposits_in_weeks(opened.now, opened.question, first, WEEKS_COMPARED)
        found = deposits.get(week, questions.DepositFlows())
        return KnownFlows(granted=found.released, lapsed=found.taken_back)
    if benefit == EXEMPTION:
        return KnownFlows(used=_waived(opened, week))
    return questions.weekly_flows(opened.now, opened.question, first).get((benefit, UNIT_OF[benefit], week), QUIET_WEEK)


def _waived(opened: Opened, week: date) -> int | None:
    """The fee waived in a week; None where the programme's trade of that week is not delivered."""
    if week not in waived_in_weeks(opened.now, opened.question.reset()):
        return None
    return waived_in_weeks(opened.now, opened.question).get(week, 0)


def week_rows(opened: Opened) -> Sequence[BenefitWeekRow]:
    """Each benefit in the last whole week and in the week before it."""
    sums, last = benefit_sums(opened.now, opened.question), last_week(opened.now)
    return [
        BenefitWeekRow(
            benefit_code=benefit,
            benefit=name,
            week_start=week,
            stores=STORES_WITH[benefit](sums),
            unit=unit_of(benefit),
            unit_name=unit_name(unit_of(benefit)),
            flows=_flows(opened, benefit, week),
            note=NOTES[benefit] if week == last else None,
        )
        for benefit, name in BENEFITS.items()
        for week in (last, last - WEEK)
    ]


BENEFIT_WEEK: Final = Table(
    "benefit-week",
    _("What the week granted, claimed, used and let lapse"),
    _(
        "The week is the last whole one to the day, Monday to Sunday; where the day is a Sunday it ends on the day. "
        "Below each benefit stands the week before. Each benefit is in its own unit."
    ),
    row=BenefitWeekRow,
    make=week_rows,
    few="stores",
    within=("benefit_code", "week_start"),
)


def _ledger_rows(opened: Opened) -> Iterator[LedgerWeekRow]:
    """The chosen benefit week by week, newest first."""
    benefit = chosen_benefit(opened)
    unit = UNIT_OF[benefit]
    weeks = weeks_of_measure(opened.now, opened.question, benefit, unit)
    stores = STORES_WITH[benefit](benefit_sums(opened.now, opened.question))
    for week, flows in reversed([*weeks.items()]):
        yield LedgerWeekRow(week_start=week, stores=stores, unit=unit, unit_name=unit_name(unit), flows=flows)


BENEFIT_LEDGER: Final = Table(
    "benefit-ledger",
    _("Week by week"),
    _("What was granted, claimed, used and lapsed in each week, Monday to Sunday; the newest week may not be whole."),
    row=LedgerWeekRow,
    make=_ledger_rows,
    few="stores",
    within=("week_start",),
)
