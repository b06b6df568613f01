"""The tables of cost: each currency against its budget, and what a benefit costs for what it brings."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from dashboard.questions import stores
from dashboard.questions.costs import RATE_WEEKS, UNITS, WAIVED, Cost, State, costs, waived_in_weeks
from dashboard.questions.grants import WEEK, measure_sums
from dashboard.reading.opening import Opened
from dashboard.tables.columns import column, row
from dashboard.tables.grant_columns import OfUnit
from dashboard.tables.table import Table
from dashboard.tables.values import Amount, Count
from data.language import Sentence, _
from pages.benefits.benefit_columns import OfBenefit
from pages.benefits.effect_questions import TradeOfUsers, trade_of_users, used_by_measure
from pages.benefits.four_benefits import BENEFITS, DEPOSIT, EXEMPTION, UNIT_OF, unit_name, unit_of
from pages.benefits.uptake_questions import rule_sums

CURRENCIES: Final[Mapping[str, Sentence]] = {
    "cash": _("Cash"),
    "ad-credit": _("Ad credit"),
    "traffic": _("Traffic"),
    WAIVED: _("Waived fees"),
}
STATES: Final[Mapping[State, Sentence]] = {
    "runs out": _("runs out before its last day"),
    "lasts": _("lasts to its last day"),
    "used up": _("used up"),
    "no budget": _("no budget delivered"),
}


@row
class OfCurrency:
    """The currency that a row is of."""

    currency_code: str = column("code", _("Currency, by code"), shown=False)
    currency: Sentence = column("named", _("Currency"))


@row
class CostRow(OfCurrency, OfUnit):
    """One currency: cost of the stores in view, and the whole programme's budget."""

    stores: Count = column("stores", _("Stores in view"), shown=False)
    week_start: date = column("day", _("Week from"), _("Monday of the last whole week that is known"))
    week: Count = column(
        "quantity", _("This week"), _("Used in the week by the stores in view; of fees: waived on its sales")
    )
    week_before: Count = column("quantity", _("Week before"), _("Used in the week before it by the stores in view"))
    a_week: Amount = column(
        "quantity", _("A week, mean of four"), _("Used a week by the stores in view, mean of the last four")
    )
    budget: float | None = column(
        "quantity", _("Budget"), _("The whole programme's budget; empty: none was delivered"), always=True
    )
    begins: date | None = column("day", _("From"), _("First day of the budget"), shown=False)
    ends: date | None = column("day", _("To"), _("Last day of the budget"))
    spent: int | None = column(
        "quantity",
        _("Spent"),
        _(
            "Used by the whole programme from the budget's first day to the day; fees by "
            "whole weeks that begin in the budget"
        ),
        always=True,
    )
    spent_share: float | None = column("percent", _("Spent of budget"), _("Spent ÷ budget"), bar=True, always=True)
    left: float | None = column("quantity", _("Left"), _("Budget less spent"), always=True)
    state: Sentence = column(
        "named",
        _("At this rate"),
        _("Left ÷ the programme's mean of the last four whole weeks, against the budget's last day"),
    )
    runs_out: date | None = column(
        "day",
        _("Runs out on"),
        _("The day on which what is left is used at that rate; empty: it lasts, or is used up"),
    )


def _cost_row(cost: Cost, in_view: int) -> CostRow:
    unit = UNITS[cost.currency]
    return CostRow(
        currency_code=cost.currency,
        currency=CURRENCIES[cost.currency],
        stores=in_view,
        unit=unit,
        unit_name=unit_name(unit),
        week_start=cost.monday,
        week=cost.week,
        week_before=cost.before,
        a_week=cost.four_weeks / RATE_WEEKS,
        budget=cost.budget,
        begins=cost.begins,
        ends=cost.ends,
        spent=cost.spent,
        spent_share=None if not cost.budget or cost.spent is None else 100 * cost.spent / cost.budget,
        left=cost.left,
        state=STATES[cost.state],
        runs_out=cost.runs_out,
    )


def _cost_rows(opened: Opened) -> Sequence[CostRow]:
    in_view = stores(opened.now, opened.question)
    return [_cost_row(cost, in_view) for cost in costs(opened.now, opened.question)]


BENEFIT_COST: Final = Table(
    "benefit-cost",
    _("What the programme costs, against budget"),
    _(
        "Cost is what was used in the week, of all measures. This week and the week before are those of the stores in "
        "view; budget, spent and left are the whole programme's, whatever is chosen. Currencies are never added."
    ),
    row=CostRow,
    make=_cost_rows,
    few="stores",
    within=("currency_code",),
)
COUNTED: Final[Mapping[str, Sentence]] = {
    DEPOSIT: _("A reduction frees the merchant's own money: it costs the programme nothing."),
    EXEMPTION: _("Cost is the fee waived. It is not claimed, so nobody is activated by a claim."),
}
CLAIMED: Final = _("Cost is what was used of the grants.")


@row
class EffectRow(OfBenefit, OfUnit):
    """One benefit: what it cost, whom it activated, and the trade of the stores that used it."""

    stores: Count = column(
        "stores", _("Stores"), _("Stores in view that claimed it; of a waiver or a reduction: that have it")
    )
    used: Count = column(
        "quantity", _("Cost to date"), _("Used to the day; of a waiver: the fee waived since it began")
    )
    known_stores: Count = column(
        "stores", _("Trade known"), _("Of the stores that claimed: their weeks of trade are known"), shown=False
    )
    activated_stores: Count = column("stores", _("Activated"), _("Of these: activated"))
    per_activated: Amount = column("quantity", _("Cost per activated"), _("Cost to date ÷ activated stores"))
    recent: Count = column("quantity", _("Cost, four weeks"), _("Used in the last four whole weeks of trade delivered"))
    gmv_fen: Count = column("fen", _("GMV, four weeks"), _("GMV of the stores in the first column in those weeks"))
    per_thousand: Amount = column(
        "quantity",
        _("Per CNY 1,000 of GMV"),
        _("Cost in four weeks ÷ GMV in four weeks, per CNY 1,000"),
    )
    note: Sentence = column("named", _("How it is counted"))


def _recent_cost(opened: Opened, benefit: str, trade: TradeOfUsers) -> int | None:
    """What a benefit cost in the four weeks of the GMV beside it."""
    last = trade.week
    if last is None or benefit == DEPOSIT:
        return None
    if benefit == EXEMPTION:
        waived = waived_in_weeks(opened.now, opened.question)
        return sum(waived.get(last - WEEK * back, 0) for back in range(RATE_WEEKS))
    return used_by_measure(opened.now, opened.question, benefit, UNIT_OF[benefit], last)


def _effect_row(opened: Opened, benefit: str) -> EffectRow:
    now, question, unit = opened.now, opened.question, unit_of(benefit)
    trade, sums = trade_of_users(now, question), measure_sums(now, question).get((benefit, unit))
    users = trade.by_benefit[benefit]
    used = rule_sums(now, question).fee_waived_fen if benefit == EXEMPTION else sums.used if sums else None
    activated, recent = sums.activated_stores if sums else None, _recent_cost(opened, benefit, trade)
    return EffectRow(
        benefit_code=benefit,
        benefit=BENEFITS[benefit],
        stores=users.stores,
        unit=unit,
        unit_name=unit_name(unit),
        used=used,
        known_stores=sums.activity_stores if sums else None,
        activated_stores=activated,
        per_activated=used / activated if used is not None and activated else None,
        recent=recent,
        gmv_fen=users.gmv_fen,
        per_thousand=recent * 100_000 / users.gmv_fen if recent is not None and users.gmv_fen else None,
        note=COUNTED.get(benefit, CLAIMED),
    )


def _effect_rows(opened: Opened) -> Sequence[EffectRow]:
    return [_effect_row(opened, benefit) for benefit in BENEFITS]


BENEFIT_EFFECT: Final = Table(
    "benefit-effect",
    _("Cost per activated merchant and per CNY 1,000 of GMV"),
    _(
        "A merchant is activated where its first sale follows its first claim within the days allowed (target "
        "activation-days; weeks of trade are told by their Monday). Cost is in the benefit's own unit, beside the "
        "GMV of the stores that used the benefit: it is not proof that the benefit made the sale."
    ),
    row=EffectRow,
    make=_effect_rows,
    few="stores",
    within=("benefit_code",),
)
