"""The charts of deposits: stores by tier, what is released, base deposits, and what a draft changes."""

from collections.abc import Iterable
from typing import Final

from dashboard.drawing import chart_specs as plots
from dashboard.drawing.chart import Chart
from dashboard.drawing.chart_specs import Axis, Spec
from dashboard.drawing.look import Look
from dashboard.figures import number_formats as numbers
from dashboard.reading.opening import Opened
from dashboard.tables.values import whole
from data.language import _
from models.programme.terms import STORE_TYPES
from pages.deposits.schedule_tables import BASES
from pages.deposits.state_tables import GROUPS, TIERS
from pages.deposits.whatif_tables import CHANGED_GROUPS

MOST_BARS: Final = 20
NOW, THEN = _("now"), _("compared snapshot")


def _breaks(values: Iterable[float]) -> tuple[float, ...]:
    """Four bounds that part the amounts into classes of about as many cells."""
    ranked = sorted(set(values))
    return tuple(dict.fromkeys(ranked[len(ranked) * nth // 5] for nth in range(1, 5))) if len(ranked) > 4 else ()


def _base_heat(opened: Opened, look: Look) -> Spec | None:
    language, theme = opened.language, look.theme
    bases = BASES.shown(opened)
    breaks = _breaks(base.base_fen / 100 for base in bases)
    spec = plots.heat(
        [
            {
                "category": base.category.say(language),
                "type": base.type.say(language),
                "cny": base.base_fen / 100,
                "told": numbers.full_number(base.base_fen, "fen"),
            }
            for base in bases
        ],
        Axis("type", "", order=tuple(name.say(language) for name in STORE_TYPES.values())),
        Axis("category", ""),
        Axis("cny", ""),
        theme,
        language,
        breaks=breaks,
        ramp=theme.more_is_worse[: len(breaks) + 1],
    )
    return spec if bases else None


def _tier_bars(opened: Opened, look: Look) -> Spec | None:
    language, theme = opened.language, look.theme
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
    return spec if drawn else None


def _released_bars(opened: Opened, look: Look) -> Spec | None:
    language, theme = opened.language, look.theme
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
    return spec if bars else None


def _change_bars(opened: Opened, look: Look) -> Spec | None:
    """What is due more or less, the largest changes first."""
    language, theme = opened.language, look.theme
    shown = ((group, whole(group.change_fen)) for group in CHANGED_GROUPS.shown(opened) if group.code is not None)
    bars = [(group.name.say(language), fen) for group, fen in shown if fen][:MOST_BARS]
    spec = plots.bars(
        [{"name": name, "fen": fen, "told": numbers.change(fen, "fen", language)} for name, fen in bars],
        Axis("name", "", order=tuple(name for name, _fen in bars)),
        Axis("fen", _("Change in what is due").say(language), "number", "fen"),
        theme,
        language,
    )
    return spec if bars else None


BASE_HEAT: Final = Chart("base-deposits", BASES.title, BASES.title, _base_heat)
TIER_BARS: Final = Chart("tier-stores", TIERS.title, TIERS.title, _tier_bars)
RELEASED: Final = Chart("deposit-released", GROUPS.title, GROUPS.title, _released_bars)
CHANGES: Final = Chart("whatif-changes", CHANGED_GROUPS.title, CHANGED_GROUPS.title, _change_bars)
CHARTS: Final = (TIER_BARS, RELEASED, BASE_HEAT, CHANGES)
