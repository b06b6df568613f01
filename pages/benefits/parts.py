"""The packs-and-envelopes screen: the week and its cost, the ledger, time to claim, cohorts, where uptake is low."""

from collections.abc import Callable, Mapping
from typing import Final

from dashboard.questions import stores
from dashboard.questions.costs import UNITS, Cost, costs
from dashboard.reading.opening import Opened
from dashboard.tables.words import quantity
from dashboard.ui.chart import chart_card
from dashboard.ui.choice import choose
from dashboard.ui.figure_row import Fact, facts
from dashboard.ui.tables import table_card
from dashboard.ui.tabs import tabs
from data.language import Language, Sentence, _
from models.programme.terms import ENVELOPE, PACK
from pages.benefits.charts import COHORTS, DECILES, HOURS, LEDGER
from pages.benefits.claim_times_tables import BY, CLAIM_HOURS, CLAIM_TIMES
from pages.benefits.cohort_tables import BENEFIT_COHORTS, COHORTS_BY, cohort_month, cohort_months, cohorts_by
from pages.benefits.costs_tables import BENEFIT_COST, BENEFIT_EFFECT, CURRENCIES, STATES
from pages.benefits.four_benefits import BENEFITS
from pages.benefits.low_uptake_tables import BELT_DECILES, DECILE_BELTS, LOW_UPTAKE
from pages.benefits.uptake_table import BENEFIT_UPTAKE
from pages.benefits.week_tables import BENEFIT_LEDGER, BENEFIT_WEEK

TABS: Final[Mapping[str, Sentence]] = {
    "week": _("This week"),
    "ledger": _("Week by week"),
    "time": _("Time to claim"),
    "cohorts": _("From certification to use"),
    "belts": _("Regions and belts"),
}
ALL_COHORTS: Final = "all"


def _cost_figure(cost: Cost, language: Language) -> Fact:
    note = STATES[cost.state].say(language)
    if cost.runs_out:
        note = _("at this rate used up on {day}", day=cost.runs_out.isoformat()).say(language)
    name = _("{currency}, this week", currency=CURRENCIES[cost.currency])
    worth = quantity(cost.week, UNITS[cost.currency], language)
    css = "bad" if cost.state in ("runs out", "used up") else ""
    return Fact(name, worth, note, _("Used in the last whole week by the stores in view"), css)


def week(opened: Opened) -> None:
    """What the week cost in each currency, never added; uptake against target, cost against budget, what it brought."""
    facts([_cost_figure(cost, opened.language) for cost in costs(opened.now, opened.question)], opened.language)
    table_card(opened, BENEFIT_UPTAKE)
    table_card(opened, BENEFIT_WEEK)
    table_card(opened, BENEFIT_COST)
    table_card(opened, BENEFIT_EFFECT)


def ledger(opened: Opened) -> None:
    """The chosen benefit week by week."""
    chart_card(opened, LEDGER, BENEFIT_LEDGER)


def claiming(opened: Opened) -> None:
    """How soon the chosen benefit is claimed."""
    chart_card(opened, HOURS, CLAIM_HOURS)
    tabs(opened, "by", BY)
    table_card(opened, CLAIM_TIMES)


def cohorts(opened: Opened) -> None:
    """From certification to use, month by month or region by region."""
    tabs(opened, "by", COHORTS_BY)
    if cohorts_by(opened) == "region":
        language = opened.language
        names = {ALL_COHORTS: _("All cohorts").say(language)} | {month: month for month in cohort_months(opened)}
        choose("item", _("First certified in"), names, cohort_month(opened) or ALL_COHORTS, language, 220)
    chart_card(opened, COHORTS, BENEFIT_COHORTS)


def places(opened: Opened) -> None:
    """Where uptake is low: provinces and belts below half, deciles, and the belts in their order."""
    table_card(opened, LOW_UPTAKE)
    chart_card(opened, DECILES, BELT_DECILES)
    table_card(opened, DECILE_BELTS)


_OF_ONE_BENEFIT: Final[Mapping[str, Callable[[Opened], None]]] = {
    "ledger": ledger,
    "time": claiming,
    "cohorts": cohorts,
    "belts": places,
}


def benefits(opened: Opened) -> None:
    """The screen: its tabs, the benefit where one is chosen, and the cards."""
    if not stores(opened.now, opened.question):
        return
    tab = tabs(opened, "listing", TABS)
    if tab == "week":
        week(opened)
        return
    tabs(opened, "measure", {code: BENEFITS[code] for code in (PACK, ENVELOPE)})
    _OF_ONE_BENEFIT[tab](opened)
