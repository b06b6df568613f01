"""The charts of packs and envelopes: each shows no more than the table below it."""

from typing import Final

from dashboard.drawing.chart import Chart
from dashboard.drawing.charts.bars import Bar, bars
from dashboard.drawing.charts.canvas import Spec
from dashboard.drawing.charts.columns import Column, columns
from dashboard.drawing.charts.funnel import Stage, funnel
from dashboard.drawing.charts.lines_shown import Target
from dashboard.drawing.look import Look
from dashboard.drawing.weeks_of_grants import STEPS, grants_finding, weeks_of_grants
from dashboard.figures import number_formats as numbers
from dashboard.findings.funnel import largest_loss
from dashboard.findings.spread import half_within, tenths
from dashboard.findings.standing_out import misses
from dashboard.questions.targets import target_of
from dashboard.reading.opening import Opened
from dashboard.tables.values import number, whole
from data.language import Sentence, _
from models.programme.metrics import METRICS
from models.programme.terms import PACK
from pages.benefits.claim_times_questions import WAITING
from pages.benefits.claim_times_tables import CLAIM_HOURS
from pages.benefits.cohort_tables import BENEFIT_COHORTS
from pages.benefits.four_benefits import BENEFITS, chosen_benefit
from pages.benefits.low_uptake_tables import BELT_DECILES
from pages.benefits.week_tables import BENEFIT_LEDGER


def _percent(value: float, opened: Opened) -> str:
    return numbers.short_number(value, "percent", opened.language)


# Time to claim


def _classes(opened: Opened) -> list[tuple[Sentence, int, float]]:
    """Classes of the time to claim, with their grants and share; those that are withheld left out."""
    return [
        (row.span, grants, number(row.grants_share) or 0.0)
        for row in CLAIM_HOURS.shown(opened)
        if (grants := whole(row.grants)) is not None
    ]


def _hours(opened: Opened, look: Look) -> Spec | None:
    shown = [
        Bar(span.say(opened.language), grants, f"{grants:,} ({_percent(part, opened)})")
        for span, grants, part in _classes(opened)
    ]
    return bars(shown, look, opened.language) if shown else None


def _hours_finding(opened: Opened) -> Sentence | None:
    rows = [
        (row.at, row.span, grants) for row in CLAIM_HOURS.shown(opened) if (grants := whole(row.grants)) is not None
    ]
    claimed = [(span, grants) for at, span, grants in rows if at < WAITING]
    return half_within(claimed, sum(grants for _at, _span, grants in rows), _("all grants"))


# From certification to use


def _reached(opened: Opened) -> list[int]:
    """How many stores were certified, and how many came to each of STEPS; nothing where none is shown."""
    rows = [row for row in BENEFIT_COHORTS.shown(opened) if whole(row.stores) is not None]
    counts = ((r.stores, r.granted_stores, r.claimed_stores, r.used_stores, r.lapsed_stores) for r in rows)
    return [sum(whole(count) or 0 for count in counted) for counted in zip(*counts, strict=True)]


_WAY: Final = (_("Certified"), STEPS["granted"], STEPS["claimed"], STEPS["used"])


def _cohorts(opened: Opened, look: Look) -> Spec | None:
    """The way from certification to use; what lapsed is another end, and stands in the table."""
    reached, language = _reached(opened), opened.language
    if not reached or not reached[0]:
        return None
    stages: list[Stage] = []
    before = 0
    for name, stores in zip(_WAY, reached, strict=False):
        into = ("", "")
        if before:
            into = (_percent(100 * stores / before, opened), _("of “{step}”", step=_WAY[len(stages) - 1]).say(language))
        stages.append(
            Stage(name.say(language), stores, f"{stores:,}", _percent(100 * stores / reached[0], opened), into)
        )
        before = stores
    return funnel(stages, look, language)


def _cohorts_finding(opened: Opened) -> Sentence | None:
    reached = _reached(opened)
    return largest_loss(list(_WAY), reached[: len(_WAY)]) if reached else None


# Tenths of the belts


_VALUE_METRIC: Final = {PACK: METRICS["pack-uptake-value"]}
"""The metric of uptake by value, where one has a target."""


def _goal(opened: Opened) -> float | None:
    metric = _VALUE_METRIC.get(chosen_benefit(opened))
    return target_of(opened.now, metric) if metric else None


def _deciles(opened: Opened, look: Look) -> Spec | None:
    language, goal = opened.language, _goal(opened)
    found = [(row, value) for row in BELT_DECILES.shown(opened) if (value := number(row.value)) is not None]
    ends = {1: _("lowest"), len(found): _("highest")}

    def below(decile: int, stores: int | None) -> tuple[str, ...]:
        named = ends[decile].say(language) if decile in ends else f"{decile}"
        return (f"{decile}",) if look.is_narrow else (named, _("{n} stores", n=f"{stores or 0:,}").say(language))

    shown = [
        Column(
            value,
            f"{value:.0f}" if look.is_narrow else f"{value:.1f}",
            below(row.decile, whole(row.stores)),
            number(row.lowest),
            number(row.highest),
            is_bad=goal is not None and misses(value, goal, "low"),
        )
        for row, value in found
    ]
    words = "" if goal is None else _("Target {value}", value=numbers.bound(goal, "percent", language)).say(language)
    target = None if goal is None else Target(goal, words)
    return columns(shown, "percent", look, language, target=target) if shown else None


def _deciles_finding(opened: Opened) -> Sentence | None:
    rows = [row for row in BELT_DECILES.shown(opened) if number(row.value) is not None]
    belts = sum(whole(row.belts) or 0 for row in rows)
    return tenths([number(row.value) or 0.0 for row in rows], belts, _goal(opened))


def _ledger_title(opened: Opened) -> Sentence:
    return _("{benefit}: granted, claimed, used and lapsed by week", benefit=BENEFITS[chosen_benefit(opened)])


def _hours_title(opened: Opened) -> Sentence:
    return _("{benefit}: time from grant to first claim", benefit=BENEFITS[chosen_benefit(opened)])


def _cohorts_title(opened: Opened) -> Sentence:
    return _("{benefit}: from certification to use", benefit=BENEFITS[chosen_benefit(opened)])


def _deciles_title(opened: Opened) -> Sentence:
    return _("{benefit}: uptake by value, belts in tenths", benefit=BENEFITS[chosen_benefit(opened)])


LEDGER: Final = Chart(
    "benefit-ledger",
    _ledger_title,
    _("Lines: granted, claimed, used and lapsed in each of the last weeks"),
    lambda opened, look: weeks_of_grants(BENEFIT_LEDGER, opened, look),
    lambda opened: grants_finding(BENEFIT_LEDGER, opened),
)
HOURS: Final = Chart(
    "claim-hours", _hours_title, _("Bars: grants by the time to their first claim"), _hours, _hours_finding
)
COHORTS: Final = Chart(
    "benefit-cohorts",
    _cohorts_title,
    _("Bars: stores certified, granted, claimed, used and lapsed"),
    _cohorts,
    _cohorts_finding,
)
DECILES: Final = Chart(
    "belt-deciles",
    _deciles_title,
    _("Bars: uptake by value of each tenth of the belts"),
    _deciles,
    _deciles_finding,
)
CHARTS: Final = (LEDGER, HOURS, COHORTS, DECILES)
