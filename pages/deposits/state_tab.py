"""How stores spread over the tiers, what is released and short, and what changed."""

from typing import Any, Final

import streamlit as st

from dashboard.drawing import plots
from dashboard.drawing.plots import Axis
from dashboard.drawing.tips import safe
from dashboard.figures import number_formats as numbers
from dashboard.reading.opening import Opened
from dashboard.tables.sheet import Row, Sheet, suppressed
from dashboard.ui import current
from dashboard.ui.facts import Fact, facts
from dashboard.ui.links import to_screen
from dashboard.ui.plots import plot
from dashboard.ui.said import said
from dashboard.ui.sheets import sheet_card
from dashboard.ui.tabs import tabs
from data.language import _
from models.programme.metrics import METRICS
from models.settings import settings
from pages.deposits import questions as asked
from pages.deposits import tables as sheets

MOST_BARS: Final = 20


ON_THE_MAP: Final = ("deposit-released", "tier-stores", "mean-reduction", "reduced-stores")


NOW, THEN = _("now"), _("compared snapshot")


def shown(sheet: Sheet, opened: Opened) -> list[Row]:
    """A sheet's rows without those that are withheld: what its chart draws."""
    rows = suppressed(sheet, sheet.columns(opened), list(sheet.rows(opened)), settings().few)
    return [row for row in rows if row["status"] == "value"]


def _facts(opened: Opened) -> None:
    view, language = opened.view, opened.view.language
    now = asked.total(asked.sums(opened.now, view.question, "tier").values())
    then = asked.total(asked.sums(opened.before, view.question, "tier").values()) if opened.before else None
    fell = sheets.fell_in_tiers(opened)

    def change(name: str, unit: Any) -> str:
        return numbers.change(now[name] - then[name], unit, language) if then else ""

    share = 100 * now["released_fen"] / now["base_fen"] if now["base_fen"] else None
    found = [
        Fact(_("Stores with a deposit"), f"{now['deposit_stores']:,}", change("deposit_stores", "stores")),
        Fact(_("With a reduced deposit"), f"{now['reduced_stores']:,}", change("reduced_stores", "stores"),
             METRICS["reduced-stores"].definition),
        Fact(_("Deposit released"), numbers.short(now["released_fen"], "fen", language),
             change("released_fen", "fen"), sheets.RELEASED),
        Fact(_("Mean reduction"), numbers.short(share, "percent", language), "", METRICS["mean-reduction"].definition),
        Fact(_("Stores short"), f"{now['shortfall_stores']:,}", change("shortfall_stores", "stores"), sheets.SHORT),
        Fact(_("Shortfall"), numbers.short(now["shortfall_fen"], "fen", language), change("shortfall_fen", "fen")),
    ]  # fmt: skip
    if fell is not None:
        stores, amount = (sum(row[name] for row in fell.values()) for name in ("fell_stores", "fell_fen"))
        note = numbers.short(amount, "fen", language)
        found.append(Fact(_("Fell into shortfall"), f"{stores:,}", note, sheets.FELL, "bad" if stores else ""))
    facts(found, language)


def _tier_bars(opened: Opened) -> None:
    language, theme = opened.view.language, current.screen().theme
    rows = shown(sheets.TIERS, opened)
    drawn = [
        {"tier": row["name"].say(language), "when": when.say(language), "n": row[name], "told": f"{row[name]:,}"}
        for row in rows
        for when, name in ((THEN, "stores_before"), (NOW, "stores"))
        if row[name] is not None
    ]
    spec = plots.bars(
        drawn,
        Axis("tier", "", order=tuple(row["name"].say(language) for row in rows)),
        Axis("n", _("Stores").say(language), "number"),
        theme,
        language,
        by=Axis("when", "", order=tuple(when.say(language) for when in ((THEN, NOW) if opened.before else (NOW,)))),
        colours=(theme.series[6], theme.series[0]) if opened.before else theme.series[:1],
        is_stacked=False,
        is_lying=True,
    )
    if drawn:
        plot(spec, "tier_bars", sheets.TIERS.title, language)


def _released_bars(opened: Opened) -> None:
    language, theme = opened.view.language, current.screen().theme
    rows = [row for row in shown(sheets.GROUPS, opened) if row["code"] is not None][:MOST_BARS]
    drawn = [
        {
            "name": row["name"].say(language),
            "fen": row["released_fen"],
            "told": numbers.full(row["released_fen"], "fen"),
        }
        for row in rows
    ]
    spec = plots.bars(
        drawn,
        Axis("name", "", order=tuple(row["name"] for row in drawn)),
        Axis("fen", _("Deposit released").say(language), "number", "fen"),
        theme,
        language,
        colours=(theme.steps["used"],),
    )
    if drawn:
        plot(spec, "released_bars", sheets.GROUPS.title, language)


def _map_links(opened: Opened) -> None:
    """The way to the same stores on the map."""
    language = opened.view.language
    there = "".join(
        to_screen("map", opened.view.elsewhere().but(metric=code), safe(METRICS[code].name.say(language)))
        for code in ON_THE_MAP
    )
    title = safe(_("On the map").say(language))
    st.html(f'<nav class="tabs onward"><em>{title}</em>{there}</nav>')


def state(opened: Opened) -> None:
    """Tiers, what is released and short, by region, belt, category and type; who fell into shortfall."""
    _facts(opened)
    _map_links(opened)
    sheet_card(opened, sheets.TIERS, above=lambda: _tier_bars(opened))
    tabs(opened, "by", sheets.DIMENSIONS)
    sheet_card(opened, sheets.GROUPS, above=lambda: _released_bars(opened))
    if opened.before is None:
        words = _("There is nothing to compare with, so it is not known which stores fell into shortfall.")
        said(words, opened.view.language)
    else:
        sheet_card(opened, sheets.FALLEN)
