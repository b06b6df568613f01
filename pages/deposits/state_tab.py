"""How stores spread over the tiers, what is released and short, and what changed."""

from typing import Final

from dashboard.drawing import chart_specs as plots
from dashboard.drawing.chart_specs import Axis
from dashboard.figures import number_formats as numbers
from dashboard.figures.figure import share
from dashboard.markup.elements import element
from dashboard.markup.links import to_screen
from dashboard.reading.opening import Opened
from dashboard.tables.values import whole
from dashboard.ui import current
from dashboard.ui.chart import plot
from dashboard.ui.figure_row import Fact, facts
from dashboard.ui.page import note, put
from dashboard.ui.tables import table_card
from dashboard.ui.tabs import tabs
from data.language import _
from models.programme.metrics import METRICS
from pages.deposits.grouping import DIMENSIONS
from pages.deposits.questions import DepositSums, NewShortfalls, add_up, sums
from pages.deposits.state_tables import (
    GROUPS,
    NEW_SHORTFALL_DEFINITION,
    NEW_SHORTFALLS,
    RELEASED_DEFINITION,
    SHORT_DEFINITION,
    TIERS,
    new_shortfalls_in_tiers,
)

MOST_BARS: Final = 20
ON_THE_MAP: Final = ("deposit-released", "tier-stores", "mean-reduction", "reduced-stores")
"""Metrics that the map shows of the same stores."""
NOW, THEN = _("now"), _("compared snapshot")


def _facts(opened: Opened) -> None:
    language = opened.language
    now = add_up(DepositSums, sums(opened.now, opened.question, "tier").values())
    then = add_up(DepositSums, sums(opened.before, opened.question, "tier").values()) if opened.before else None
    fell = new_shortfalls_in_tiers(opened)

    def stores_change(before: int | None, after: int) -> str:
        return "" if before is None else numbers.change(after - before, "stores", language)

    def amount_change(before: int | None, after: int) -> str:
        return "" if before is None else numbers.change(after - before, "fen", language)

    found = [
        Fact(
            _("Stores with a deposit"),
            f"{now.deposit_stores:,}",
            stores_change(then and then.deposit_stores, now.deposit_stores),
        ),
        Fact(
            _("With a reduced deposit"),
            f"{now.reduced_stores:,}",
            stores_change(then and then.reduced_stores, now.reduced_stores),
            METRICS["reduced-stores"].definition,
        ),
        Fact(
            _("Deposit released"),
            numbers.short_number(now.released_fen, "fen", language),
            amount_change(then and then.released_fen, now.released_fen),
            RELEASED_DEFINITION,
        ),
        Fact(
            _("Mean reduction"),
            numbers.short_number(share(now.released_fen, now.base_fen), "percent", language),
            "",
            METRICS["mean-reduction"].definition,
        ),
        Fact(
            _("Stores short"),
            f"{now.shortfall_stores:,}",
            stores_change(then and then.shortfall_stores, now.shortfall_stores),
            SHORT_DEFINITION,
        ),
        Fact(
            _("Shortfall"),
            numbers.short_number(now.shortfall_fen, "fen", language),
            amount_change(then and then.shortfall_fen, now.shortfall_fen),
        ),
    ]
    if fell is not None:
        stores, fen = add_up(NewShortfalls, fell.values())
        amount = numbers.short_number(fen, "fen", language)
        css = "bad" if stores else ""
        found.append(Fact(_("Fell into shortfall"), f"{stores:,}", amount, NEW_SHORTFALL_DEFINITION, css))
    facts(found, language)


def _tier_bars(opened: Opened) -> None:
    language, theme = opened.language, current.viewport().theme
    drawn, tiers = [], []
    for tier in TIERS.shown(opened):
        stores, change, name = whole(tier.stores), whole(tier.stores_change), tier.name.say(language)
        if stores is None:
            continue
        tiers.append(name)
        counts = [(NOW, stores)] if change is None else [(THEN, stores - change), (NOW, stores)]
        drawn += [{"tier": name, "when": when.say(language), "n": n, "told": f"{n:,}"} for when, n in counts]
    spec = plots.bars(
        drawn,
        Axis("tier", "", order=tuple(tiers)),
        Axis("n", _("Stores").say(language), "number"),
        theme,
        language,
        by=Axis("when", "", order=tuple(when.say(language) for when in ((THEN, NOW) if opened.before else (NOW,)))),
        colours=(theme.series[6], theme.series[0]) if opened.before else theme.series[:1],
        is_stacked=False,
        is_lying=True,
    )
    if drawn:
        plot(spec, "tier_bars", TIERS.title, language)


def _released_bars(opened: Opened) -> None:
    language, theme = opened.language, current.viewport().theme
    shown = ((group, whole(group.released_fen)) for group in GROUPS.shown(opened) if group.code is not None)
    bars = [(group.name.say(language), fen) for group, fen in shown if fen is not None][:MOST_BARS]
    spec = plots.bars(
        [{"name": name, "fen": fen, "told": numbers.full_number(fen, "fen")} for name, fen in bars],
        Axis("name", "", order=tuple(name for name, _fen in bars)),
        Axis("fen", _("Deposit released").say(language), "number", "fen"),
        theme,
        language,
        colours=(theme.steps["used"],),
    )
    if bars:
        plot(spec, "released_bars", GROUPS.title, language)


def _map_links(opened: Opened) -> None:
    """The way to the same stores on the map."""
    links = [
        to_screen("map", opened.view.elsewhere().but(metric=code), METRICS[code].name.say(opened.language))
        for code in ON_THE_MAP
    ]
    title = element("em", _("On the map").say(opened.language))
    put(element("nav", title, links, class_="tabs onward"))


def state(opened: Opened) -> None:
    """Tiers, what is released and short, by region, belt, category and type; who fell into shortfall."""
    _facts(opened)
    _map_links(opened)
    table_card(opened, TIERS, above=lambda: _tier_bars(opened))
    tabs(opened, "by", DIMENSIONS)
    table_card(opened, GROUPS, above=lambda: _released_bars(opened))
    if opened.before is None:
        note(
            _("There is nothing to compare with, so it is not known which stores fell into shortfall."),
            opened.language,
        )
    else:
        table_card(opened, NEW_SHORTFALLS)
