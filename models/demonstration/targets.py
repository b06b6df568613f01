"""Made-up targets and budgets of the programme's year; thresholds are left to their defaults."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction

import numpy as np

from models.demonstration.claims import EVENT
from models.demonstration.days import DAY, NEVER, History, Ints, day, number
from models.demonstration.events import Columns, chosen
from models.demonstration.grants import UNITS
from models.demonstration.rules import Designations
from models.demonstration.stores import Stores

RISING = {
    "certification-rate": (50, 60),
    "pack-uptake-head": (75, 85),
    "pack-uptake-value": (60, 70),
    "envelope-issue-rate": (30, 40),
    "envelope-redemption": (90, 95),
    "mean-reduction": (25, 30),
}
"""Targets in per cent, in the first and in the second half of the year."""
BUDGETS = {
    "cash": (105, 100),
    "ad-credit": (160, 100),
    "traffic": (112, 1),
    "waived-fee": (145, 100),
}
"""Budgets in per cent of what the year has used, and how many of the unit are one of the budget's: two of them
run out before the year does."""
MORE_EXEMPT = Fraction(6, 5)
UNIT_OF = {"fen": "cash", "ad-fen": "ad-credit", "traffic": "traffic"}


def year_begins(history: History) -> int:
    """The first day of the last day's year."""
    return number(date(history.until.year, 1, 1))


@dataclass
class Spent:
    """What the year has used to the last day, by currency, in its smallest unit; batch by batch."""

    history: History
    amounts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(BUDGETS, 0))

    def benefits(self, events: Columns, grants: Columns) -> None:
        """Add what the stores of a batch used."""
        used = chosen(events, (events["event"] == EVENT["used"]) & (events["at"] >= year_begins(self.history) * DAY))
        unit = grants["unit"][used["grant"]]
        for name, currency in UNIT_OF.items():
            self.amounts[currency] += int(used["amount"][unit == UNITS.index(name)].sum())

    def fees(self, trade: Columns, stores: Stores, designated: Designations) -> None:
        """Add the fees that whole weeks on the waiver's list spared the stores of a batch."""
        trade = chosen(trade, trade["monday"] >= year_begins(self.history))
        belt, sunday = stores.belt[trade["store"]], trade["monday"] + 6
        for of, begins, ends, half_pct in designated.rows():
            held = (belt == of) & (trade["monday"] >= begins) & ((ends == NEVER) | (sunday <= ends))
            self.amounts["waived-fee"] += int(np.round(trade["gmv"][held] * (half_pct / 200)).sum())


def exempt_stores(belts: Ints, designated: Designations, history: History) -> int:
    """Stores whose belt is on the waiver's list on the last day."""
    return int(designated.holds(belts, np.full(len(belts), history.last)).sum())


def rounded(number: int, digits: int = 3) -> int:
    """A number with so many leading digits."""
    step: int = 10 ** max(len(str(number)) - digits, 0)
    return (number + step // 2) // step * step


def target_rows(history: History, spent: Spent, exempt: int) -> list[dict[str, object]]:
    """Rows of targets.csv: targets for each half of the year, and its budgets."""
    first, second = day(year_begins(history)), date(history.until.year, 7, 1)
    last = date(history.until.year, 12, 31)

    def row(code: str, value: int, begins: date, ends: date) -> dict[str, object]:
        return {"target_code": code, "value": value, "effective_from": begins, "effective_to": ends}

    halves = ((first, second - timedelta(days=1)), (second, last))
    targets = [
        row(code, value, *half) for code, both in RISING.items() for value, half in zip(both, halves, strict=True)
    ]
    targets.append(row("exempt-stores", rounded(int(exempt * MORE_EXEMPT), 2), first, last))
    budgets = [
        row(f"budget-{currency}", rounded(spent.amounts[currency] * percent // (100 * smallest)), first, last)
        for currency, (percent, smallest) in BUDGETS.items()
    ]
    return [*targets, *budgets]
