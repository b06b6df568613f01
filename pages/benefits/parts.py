"""The packs-and-envelopes screen: the week and its cost, the ledger, time to claim, cohorts, where uptake is low."""

from collections.abc import Callable, Mapping
from typing import Final

from dashboard.drawing.plots import Axis, bars
from dashboard.figures import number_formats as numbers
from dashboard.questions import stores
from dashboard.reading.opening import Opened
from dashboard.tables.benefit_columns import BENEFITS
from dashboard.tables.cells import quantity
from dashboard.ui import current
from dashboard.ui.choosing import choose
from dashboard.ui.facts import Fact, facts
from dashboard.ui.plots import plot
from dashboard.ui.sheets import sheet_card
from dashboard.ui.tabs import tabs
from dashboard.ui.weeks_of_grants import STEPS, shown, weeks_plot
from data.language import Sentence, _
from models.programme.terms import ENVELOPE, PACK
from pages.benefits import costs_questions as benefit_costs
from pages.benefits.claims_tables import (
    BELT_DECILES,
    BENEFIT_COHORTS,
    BY,
    CLAIM_HOURS,
    CLAIM_TIMES,
    COHORT_BY,
    DECILE_BELTS,
    LOW_UPTAKE,
    STEP_STORES,
    cohort_by,
    cohort_month,
    cohort_months,
)
from pages.benefits.costs_tables import BENEFIT_COST, BENEFIT_EFFECT, CURRENCIES, STATES
from pages.benefits.tables import BENEFIT_LEDGER, BENEFIT_UPTAKE, BENEFIT_WEEK

LISTS: Final[Mapping[str, Sentence]] = {
    "week": _("This week"),
    "ledger": _("Week by week"),
    "time": _("Time to claim"),
    "cohorts": _("From certification to use"),
    "belts": _("Regions and belts"),
}
ALL_COHORTS: Final = "all"


def cost_facts(opened: Opened) -> None:
    """What the week cost in each currency, and how long its budget lasts; never added."""
    language = opened.view.language
    found = []
    for cost in benefit_costs.costs(opened.now, opened.question):
        note = STATES[cost.state].say(language)
        if cost.runs_out:
            note = _("at this rate used up on {day}", day=cost.runs_out.isoformat()).say(language)
        name = _("{currency}, this week", currency=CURRENCIES[cost.currency])
        worth = quantity(cost.week, benefit_costs.UNITS[cost.currency], language)
        css = "bad" if cost.state in ("runs out", "used up") else ""
        found.append(Fact(name, worth, note, _("Used in the last whole week by the stores in view"), css))
    facts(found, language)


def week(opened: Opened) -> None:
    """Uptake against target, the week's value, cost against budget, and what it brought."""
    cost_facts(opened)
    for sheet in (BENEFIT_UPTAKE, BENEFIT_WEEK, BENEFIT_COST, BENEFIT_EFFECT):
        sheet_card(opened, sheet)


def ledger_chart(opened: Opened) -> None:
    """The last weeks of the chosen benefit."""
    weeks_plot(BENEFIT_LEDGER, opened, "ledger_plot")


def ledger(opened: Opened) -> None:
    """The chosen benefit week by week."""
    sheet_card(opened, BENEFIT_LEDGER, above=lambda: ledger_chart(opened))


def hours_chart(opened: Opened) -> None:
    """Grants by the time to their first claim."""
    language, theme = opened.view.language, current.screen().theme
    rows = [row for row in shown(CLAIM_HOURS, opened) if row["grants"] is not None]
    if not rows:
        return
    drawn = [
        {
            "span": row["span"].say(language),
            "grants": row["grants"],
            "told": f"{row['grants']:,} ({numbers.short(row['grants_share'], 'percent', language)})",
        }
        for row in rows
    ]
    order = tuple(str(row["span"]) for row in drawn)
    spec = bars(
        drawn, Axis("span", "", order=order), Axis("grants", _("Grants").say(language), "number"),
        theme, language, colours=[theme.steps["claimed"]], is_lying=True,
    )  # fmt: skip
    plot(spec, "hours_plot", _("Bars: grants by the time to their first claim"), language)


def time(opened: Opened) -> None:
    """How soon the chosen benefit is claimed."""
    sheet_card(opened, CLAIM_HOURS, above=lambda: hours_chart(opened))
    tabs(opened, "by", BY)
    sheet_card(opened, CLAIM_TIMES)


def cohort_chart(opened: Opened) -> None:
    """How many of the stores shown came how far."""
    language, theme = opened.view.language, current.screen().theme
    rows = [row for row in shown(BENEFIT_COHORTS, opened) if row["stores"] is not None]
    if not rows:
        return
    names = {"stores": _("Certified")} | dict(zip(STEP_STORES, STEPS.values(), strict=True))
    counts = {step: sum(row[step] for row in rows) for step in names}
    drawn = [
        {
            "step": name.say(language),
            "stores": counts[step],
            "told": f"{counts[step]:,}" + _of_all(counts[step], counts["stores"], opened),
        }
        for step, name in names.items()
    ]
    order = tuple(str(row["step"]) for row in drawn)
    spec = bars(
        drawn, Axis("step", "", order=order), Axis("stores", _("Stores").say(language), "number"),
        theme, language, colours=[theme.steps["claimed"]], is_lying=True,
    )  # fmt: skip
    plot(spec, "cohort_plot", _("Bars: stores certified, granted, claimed, used and lapsed"), language)


def _of_all(part: int, whole: int, opened: Opened) -> str:
    return f" ({numbers.short(100 * part / whole, 'percent', opened.view.language)})" if whole else ""


def cohorts(opened: Opened) -> None:
    """From certification to use, month by month or region by region."""
    view = opened.view
    tabs(opened, "by", COHORT_BY)
    if cohort_by(opened) == "region":
        told = {ALL_COHORTS: _("All cohorts").say(view.language)} | {month: month for month in cohort_months(opened)}
        choose("item", _("First certified in"), told, cohort_month(opened) or ALL_COHORTS, view.language, 220)
    sheet_card(opened, BENEFIT_COHORTS, above=lambda: cohort_chart(opened))


def decile_chart(opened: Opened) -> None:
    """The uptake of each tenth of the belts."""
    language, theme = opened.view.language, current.screen().theme
    rows = [row for row in shown(BELT_DECILES, opened) if row["value"] is not None]
    if not rows:
        return
    drawn = [
        {
            "decile": str(row["decile"]),
            "uptake": row["value"],
            "told": _(
                "{value}; belts from {lowest} to {highest}",
                **{name: numbers.short(row[name], "percent", language) for name in ("value", "lowest", "highest")},
            ).say(language),
        }
        for row in rows
    ]
    order = tuple(str(row["decile"]) for row in drawn)
    spec = bars(
        drawn,
        Axis("decile", _("Decile of belts, lowest first").say(language), order=order),
        Axis("uptake", _("Uptake by value").say(language), "number", "percent"),
        theme, language, colours=[theme.steps["claimed"]],
    )  # fmt: skip
    plot(spec, "decile_plot", _("Bars: uptake by value of each tenth of the belts"), language)


def belts(opened: Opened) -> None:
    """Where uptake is low: provinces and belts below half, deciles, and the belts in their order."""
    sheet_card(opened, LOW_UPTAKE)
    sheet_card(opened, BELT_DECILES, above=lambda: decile_chart(opened))
    sheet_card(opened, DECILE_BELTS)


_DRAWN: Final[Mapping[str, Callable[[Opened], None]]] = {
    "ledger": ledger,
    "time": time,
    "cohorts": cohorts,
    "belts": belts,
}


def benefits(opened: Opened) -> None:
    """The screen: its lists, the benefit where one is chosen, and the cards."""
    if not stores(opened.now, opened.question):
        return
    listing = tabs(opened, "listing", LISTS)
    if listing == "week":
        week(opened)
        return
    tabs(opened, "measure", {code: BENEFITS[code] for code in (PACK, ENVELOPE)})
    _DRAWN[listing](opened)
