"""The sheets of cost: each currency against its budget, and what a benefit costs for what it brings."""

from typing import Final

from dashboard.questions import benefits
from dashboard.questions.benefits import UNIT_OF, WEEK
from dashboard.reading.opening import Opened
from dashboard.tables.benefit_columns import BENEFIT, BENEFITS, DEPOSIT, EXEMPTION, UNIT, named_unit, quantity
from dashboard.tables.sheet import Column, Row, Sheet
from data.language import Sentence, _
from pages.benefits import costs_questions as asked
from pages.benefits.costs_questions import WAIVED, Cost, State

CURRENCIES: Final[dict[str, Sentence]] = {
    "cash": _("Cash"),
    "ad-credit": _("Ad credit"),
    "traffic": _("Traffic"),
    WAIVED: _("Waived fees"),
}
STATES: Final[dict[State, Sentence]] = {
    "runs out": _("runs out before its last day"),
    "lasts": _("lasts to its last day"),
    "used up": _("used up"),
    "no budget": _("no budget delivered"),
}


def _cost_row(cost: Cost, stores: int) -> Row:
    unit = asked.UNITS[cost.currency]
    return {
        "currency_code": cost.currency,
        "currency": CURRENCIES[cost.currency],
        "stores": stores,
        "unit": unit,
        "unit_name": named_unit(unit),
        "week_start": cost.monday,
        "week": cost.week,
        "week_before": cost.before,
        "a_week": cost.four_weeks / asked.RATE_WEEKS,
        "budget": cost.budget,
        "begins": cost.begins,
        "ends": cost.ends,
        "spent": cost.spent,
        "spent_share": None if not cost.budget or cost.spent is None else 100 * cost.spent / cost.budget,
        "left": cost.left,
        "state": STATES[cost.state],
        "runs_out": cost.runs_out,
    }


def cost_rows(opened: Opened) -> list[Row]:
    """One row a currency."""
    stores = benefits.cube_sums(opened.now, opened.question, ("stores",))["stores"]
    return [_cost_row(cost, stores) for cost in asked.costs(opened.now, opened.question)]


def _programme(name: str, heading: Sentence, says: Sentence) -> Column:
    return Column(name, "quantity", heading, says, always=True)


BENEFIT_COST: Final = Sheet(
    "benefit-cost",
    _("What the programme costs, against budget"),
    _("Cost is what was used in the week, of all measures. This week and the week before are those of the stores in "
      "view; budget, spent and left are the whole programme's, whatever is chosen. Currencies are never added."),
    columns=lambda _opened: (
        Column("currency_code", "code", _("Currency, by code"), is_shown=False),
        Column("currency", "named", _("Currency")),
        *UNIT,
        Column("stores", "stores", _("Stores in view"), is_shown=False),
        Column("week_start", "day", _("Week from"), _("Monday of the last whole week that is known")),
        quantity("week", _("This week"), _("Used in the week by the stores in view; of fees: waived on its sales")),
        quantity("week_before", _("Week before"), _("Used in the week before it by the stores in view")),
        quantity("a_week", _("A week, mean of four"), _("Used a week by the stores in view, mean of the last four")),
        _programme("budget", _("Budget"), _("The whole programme's budget; empty: none was delivered")),
        Column("begins", "day", _("From"), _("First day of the budget"), is_shown=False),
        Column("ends", "day", _("To"), _("Last day of the budget")),
        _programme("spent", _("Spent"), _("Used by the whole programme from the budget's first day to the day; fees by "
                                          "whole weeks that begin in the budget")),
        Column("spent_share", "percent", _("Spent of budget"), _("Spent ÷ budget"), has_bar=True, always=True),
        _programme("left", _("Left"), _("Budget less spent")),
        Column("state", "named", _("At this rate"), _("Left ÷ the programme's mean of the last four whole weeks, "
                                                      "against the budget's last day")),
        Column("runs_out", "day", _("Runs out on"), _("The day on which what is left is used at that rate; empty: it "
                                                      "lasts, or is used up")),
    ),
    rows=cost_rows,
    few="stores",
    within=("currency_code",),
)  # fmt: skip

COUNTED: Final = {
    DEPOSIT: _("A reduction frees the merchant's own money: it costs the programme nothing."),
    EXEMPTION: _("Cost is the fee waived. It is not claimed, so nobody is activated by a claim."),
}
CLAIMED: Final = _("Cost is what was used of the grants.")


def _used(opened: Opened, benefit: str, trade: Row) -> int | None:
    """What a benefit cost in the four weeks of the GMV beside it."""
    last = trade["week"]
    if last is None or benefit == DEPOSIT:
        return None
    if benefit == EXEMPTION:
        waived = benefits.waived_in_weeks(opened.now, opened.question)
        return sum(waived.get(last - WEEK * back, 0) for back in range(asked.RATE_WEEKS))
    return asked.used_by_measure(opened.now, opened.question, benefit, UNIT_OF[benefit], last)


def _effect(opened: Opened, benefit: str) -> Row:
    now, view = opened.now, opened.view
    unit, trade = UNIT_OF.get(benefit, "fen"), asked.trade_of_users(now, view.question)
    held = benefits.held(now, view.question).get((benefit, unit), {})
    used = benefits.reductions(now, view.question)["fee_waived_fen"] if benefit == EXEMPTION else held.get("used")
    activated, recent, gmv = held.get("activated_stores"), _used(opened, benefit, trade), trade[f"{benefit}_gmv"]
    return {
        "benefit_code": benefit,
        "benefit": BENEFITS[benefit],
        "stores": trade[f"{benefit}_stores"],
        "unit": unit,
        "unit_name": named_unit(unit),
        "used": used,
        "known_stores": held.get("activity_stores"),
        "activated_stores": activated,
        "per_activated": used / activated if used is not None and activated else None,
        "recent": recent,
        "gmv_fen": gmv,
        "per_thousand": recent * 100_000 / gmv if recent is not None and gmv else None,
        "note": COUNTED.get(benefit, CLAIMED),
    }


def effect_rows(opened: Opened) -> list[Row]:
    """One row a benefit."""
    return [_effect(opened, benefit) for benefit in BENEFITS]


BENEFIT_EFFECT: Final = Sheet(
    "benefit-effect",
    _("Cost per activated merchant and per CNY 1,000 of GMV"),
    _("A merchant is activated where its first sale follows its first claim within the days allowed (target "
      "activation-days; weeks of trade are told by their Monday). Cost is in the benefit's own unit, beside the "
      "GMV of the stores that used the benefit: it is not proof that the benefit made the sale."),
    columns=lambda _opened: (
        *BENEFIT,
        *UNIT,
        Column("stores", "stores", _("Stores"),
               _("Stores in view that claimed it; of a waiver or a reduction: that have it")),
        quantity("used", _("Cost to date"), _("Used to the day; of a waiver: the fee waived since it began")),
        Column("known_stores", "stores", _("Trade known"),
               _("Of the stores that claimed: their weeks of trade are known"), is_shown=False),
        Column("activated_stores", "stores", _("Activated"), _("Of these: activated")),
        quantity("per_activated", _("Cost per activated"), _("Cost to date ÷ activated stores")),
        quantity("recent", _("Cost, four weeks"), _("Used in the last four whole weeks of trade delivered")),
        Column("gmv_fen", "fen", _("GMV, four weeks"), _("GMV of the stores in the first column in those weeks")),
        quantity("per_thousand", _("Per CNY 1,000 of GMV"), _("Cost in four weeks ÷ GMV in four weeks, per CNY 1,000")),
        Column("note", "named", _("How it is counted")),
    ),
    rows=effect_rows,
    few="stores",
    within=("benefit_code",),
)  # fmt: skip
SHEETS: Final = (BENEFIT_COST, BENEFIT_EFFECT)
