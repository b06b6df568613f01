"""The charts of packs and envelopes: each shows no more than the table below it."""

from typing import Final

from dashboard.drawing.chart import Chart
from dashboard.drawing.chart_specs import Spec
from dashboard.drawing.look import Look
from dashboard.drawing.named_bars import Bar, named_bars
from dashboard.drawing.weeks_of_grants import STEPS, weeks_of_grants
from dashboard.figures import number_formats as numbers
from dashboard.reading.opening import Opened
from dashboard.tables.values import number, whole
from data.language import Sentence, _
from pages.benefits.claim_times_tables import CLAIM_HOURS
from pages.benefits.cohort_tables import BENEFIT_COHORTS, CohortRow
from pages.benefits.low_uptake_tables import BELT_DECILES
from pages.benefits.week_tables import BENEFIT_LEDGER


def _percent(value: object, opened: Opened) -> str:
    return numbers.short_number(number(value), "percent", opened.language)


def _hours(opened: Opened, look: Look) -> Spec | None:
    drawn = [
        Bar(row.span.say(opened.language), grants, f"{grants:,} ({_percent(row.grants_share, opened)})")
        for row in CLAIM_HOURS.shown(opened)
        if (grants := whole(row.grants)) is not None
    ]
    return named_bars(opened, look, drawn, value=_("Grants"))


def _cohorts(opened: Opened, look: Look) -> Spec | None:
    rows = [row for row in BENEFIT_COHORTS.shown(opened) if number(row.stores) is not None]
    if not rows:
        return None
    certified, *later = _reached(rows)
    drawn = [_reached_bar(_("Certified"), certified, certified, opened)]
    drawn += [_reached_bar(name, stores, certified, opened) for name, stores in zip(STEPS.values(), later, strict=True)]
    return named_bars(opened, look, drawn, value=_("Stores"))


def _reached(rows: list[CohortRow]) -> list[int]:
    """How many stores were certified, and how many came to each of STEPS."""
    counts = ((r.stores, r.granted_stores, r.claimed_stores, r.used_stores, r.lapsed_stores) for r in rows)
    return [sum(whole(count) or 0 for count in counted) for counted in zip(*counts, strict=True)]


def _reached_bar(name: Sentence, stores: int, certified: int, opened: Opened) -> Bar:
    part = f" ({_percent(100 * stores / certified, opened)})" if certified else ""
    return Bar(name.say(opened.language), stores, f"{stores:,}{part}")


def _deciles(opened: Opened, look: Look) -> Spec | None:
    drawn = [
        Bar(
            str(row.decile),
            value,
            _(
                "{value}; belts from {lowest} to {highest}",
                value=_percent(value, opened),
                lowest=_percent(row.lowest, opened),
                highest=_percent(row.highest, opened),
            ).say(opened.language),
        )
        for row in BELT_DECILES.shown(opened)
        if (value := number(row.value)) is not None
    ]
    return named_bars(
        opened,
        look,
        drawn,
        value=_("Uptake by value"),
        unit="percent",
        names=_("Decile of belts, lowest first"),
    )


LEDGER: Final = Chart(
    "benefit-ledger",
    BENEFIT_LEDGER.title,
    _("Bars: granted, claimed, used and lapsed in each of the last weeks"),
    lambda opened, look: weeks_of_grants(BENEFIT_LEDGER, opened, look),
)
HOURS: Final = Chart("claim-hours", CLAIM_HOURS.title, _("Bars: grants by the time to their first claim"), _hours)
COHORTS: Final = Chart(
    "benefit-cohorts", BENEFIT_COHORTS.title, _("Bars: stores certified, granted, claimed, used and lapsed"), _cohorts
)
DECILES: Final = Chart(
    "belt-deciles", BELT_DECILES.title, _("Bars: uptake by value of each tenth of the belts"), _deciles
)
CHARTS: Final = (LEDGER, HOURS, COHORTS, DECILES)
