"""Questions of cost: what the programme used in each currency, against its budget.

Cash, ad credit, traffic and waived fees are different currencies: every figure here is of one of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from math import floor
from typing import Final, Literal

from sqlalchemy import select

from dashboard.questions.asking import narrowed
from dashboard.questions.grants import WEEK, last_week, total
from dashboard.questions.keeping import kept
from dashboard.questions.targets import targets
from dashboard.views.question import Question
from models.base import columns
from models.snapshots.snapshot import Snapshot
from models.snapshots.tables import ActivityRow, Event, LedgerRow, StoreDay

WAIVED: Final = "waived-fee"
UNITS: Final = {"cash": "fen", "ad-credit": "ad-fen", "traffic": "traffic", WAIVED: "fen"}
"""The programme's currencies, and the unit each is counted in."""
RATE_WEEKS: Final = 4
State = Literal["runs out", "lasts", "used up", "no budget"]


@dataclass(frozen=True)
class Cost:
    """One currency: cost of the stores in view, and the whole programme's budget; amounts in its unit."""

    currency: str
    monday: date
    week: int
    before: int
    four_weeks: int
    budget: float | None
    begins: date | None
    ends: date | None
    spent: int | None
    left: float | None
    state: State
    runs_out: date | None


@kept
def waived_in_weeks(snapshot: Snapshot, question: Question) -> Mapping[date, int]:
    """Per whole week of which trade was delivered, the fee waived in fen."""
    of = columns(ActivityRow)
    asked = (
        select(of.week_start, total(of.fee_waived_fen))
        .where(*narrowed(snapshot, ActivityRow, question))
        .group_by(of.week_start)
        .order_by(of.week_start)
    )
    return {row["week_start"]: row["fee_waived_fen"] for row in snapshot.ask(asked).to_pylist()}


@kept
def used_in_weeks(snapshot: Snapshot, question: Question, first: date) -> Mapping[str, Mapping[date, int]]:
    """Per unit and week from a Monday on, what grants of all measures used. The ledger is sorted by week."""
    of = columns(LedgerRow)
    asked = (
        select(of.unit, of.week_start, total(of.used))
        .where(of.week_start >= first, of.unit.in_(tuple(UNITS.values())), *narrowed(snapshot, LedgerRow, question))
        .group_by(of.unit, of.week_start)
    )
    found: dict[str, dict[date, int]] = {unit: {} for unit in UNITS.values()}
    for row in snapshot.ask(asked).to_pylist():
        found[row["unit"]][row["week_start"]] = row["used"]
    return found


@kept
def _used_between(snapshot: Snapshot, programme: Question, first: date, until: date) -> Mapping[str, int]:
    """Per unit, what was used from a day to the day before another: the days of a week that a budget begins in.

    A budget is the whole programme's, so no filter of a question changes the answer; it takes a look at every event.
    """
    of, within = columns(Event), narrowed(snapshot, StoreDay, programme)
    asked = (
        select(of.unit, total(of.quantity))
        .where(
            of.at >= datetime.combine(first, time()),
            of.at < datetime.combine(until, time()),
            of.subject == "benefit",
            of.event == "used",
        )
        .group_by(of.unit)
    )
    if within:
        asked = asked.where(of.store_id.in_(select(columns(StoreDay).store_id).where(*within)))
    return {row["unit"]: row["quantity"] for row in snapshot.ask(asked).to_pylist()}


def _weeks(snapshot: Snapshot, question: Question, currency: str, first: date) -> Mapping[date, int]:
    """What was used in a currency, by week; from a Monday on, where that spares work."""
    if currency == WAIVED:
        return waived_in_weeks(snapshot, question)
    return used_in_weeks(snapshot, question, first)[UNITS[currency]]


def _spent(snapshot: Snapshot, question: Question, currency: str, begins: date) -> int:
    """Used since a day, to the snapshot's; a fee is known by whole weeks only, those that begin in the budget."""
    monday = begins + timedelta(days=-begins.weekday() % 7)
    by_week = sum(amount for week, amount in _weeks(snapshot, question, currency, monday).items() if week >= monday)
    if currency == WAIVED or monday == begins:
        return by_week
    return by_week + _used_between(snapshot, question.reset(), begins, monday).get(UNITS[currency], 0)


def _monday(snapshot: Snapshot, question: Question, currency: str) -> date:
    """Monday of the last whole week that is known: trade may be delivered later than benefits."""
    week = last_week(snapshot)
    delivered = waived_in_weeks(snapshot, question.reset()) if currency == WAIVED else {}
    return min(week, max(delivered, default=week))


def _last(weeks: Mapping[date, int], monday: date, count: int) -> int:
    return sum(weeks.get(monday - WEEK * back, 0) for back in range(count))


def _end(left: float, four_weeks: int, day: date, ends: date | None) -> tuple[State, date | None]:
    """When what is left runs out at the rate of the last whole weeks."""
    if left <= 0:
        return "used up", None
    if not four_weeks:
        return "lasts", None
    days = floor(left * RATE_WEEKS * 7 / four_weeks)
    if days > (date.max - day).days:
        return "lasts", None
    out = day + timedelta(days=days)
    return ("lasts", None) if ends and out > ends else ("runs out", out)


def cost(snapshot: Snapshot, question: Question, currency: str) -> Cost:
    """The cost of the stores in view in a currency, and the programme's budget of it."""
    monday = _monday(snapshot, question, currency)
    first = monday - WEEK * (RATE_WEEKS - 1)
    mine = _weeks(snapshot, question, currency, first)
    week, before, four = mine.get(monday, 0), mine.get(monday - WEEK, 0), _last(mine, monday, RATE_WEEKS)
    delivered = targets(snapshot).get(f"budget-{currency}")
    if delivered is None or delivered.value is None or delivered.effective_from is None:
        return Cost(currency, monday, week, before, four, None, None, None, None, None, "no budget", None)
    programme = question.reset()
    begins, ends = delivered.effective_from, delivered.effective_to
    budget = delivered.value * (1 if UNITS[currency] == "traffic" else 100)
    spent = _spent(snapshot, programme, currency, begins)
    rate = _last(_weeks(snapshot, programme, currency, first), monday, RATE_WEEKS)
    state, out = _end(budget - spent, rate, snapshot.day, ends)
    return Cost(currency, monday, week, before, four, budget, begins, ends, spent, budget - spent, state, out)


def costs(snapshot: Snapshot, question: Question) -> tuple[Cost, ...]:
    """Every currency."""
    return tuple(cost(snapshot, question, currency) for currency in UNITS)
