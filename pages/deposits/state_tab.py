"""How stores spread over the tiers, what is released and short, and what changed."""

from typing import Final

from dashboard.figures import number_formats as numbers
from dashboard.figures.figure import share
from dashboard.markup.elements import element
from dashboard.markup.links import to_screen
from dashboard.reading.opening import Opened
from dashboard.ui.chart import chart_card
from dashboard.ui.figure_row import Fact, facts
from dashboard.ui.page import note, put
from dashboard.ui.tables import table_card
from dashboard.ui.tabs import tabs
from data.language import _
from models.programme.metrics import METRICS
from pages.deposits.charts import RELEASED, TIER_BARS
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

ON_THE_MAP: Final = ("deposit-released", "tier-stores", "mean-reduction", "reduced-stores")
"""Metrics that the map shows of the same stores."""


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
    chart_card(opened, TIER_BARS, TIERS)
    tabs(opened, "by", DIMENSIONS)
    chart_card(opened, RELEASED, GROUPS)
    if opened.before is None:
        note(
            _("There is nothing to compare with, so it is not known which stores fell into shortfall."),
            opened.language,
        )
    else:
        table_card(opened, NEW_SHORTFALLS)
