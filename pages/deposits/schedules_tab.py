"""The schedule in force, how it came about, and the base deposits."""

from collections.abc import Iterable

from dashboard.drawing import chart_specs as plots
from dashboard.drawing.chart_specs import Axis
from dashboard.figures import number_formats as numbers
from dashboard.reading.opening import Opened
from dashboard.ui import current
from dashboard.ui.chart import plot
from dashboard.ui.tables import table_card
from models.programme.terms import STORE_TYPES
from pages.deposits.schedule_tables import BASES, HISTORY, SCHEDULE


def _breaks(values: Iterable[float]) -> tuple[float, ...]:
    """Four bounds that part the amounts into classes of about as many cells."""
    ranked = sorted(set(values))
    return tuple(dict.fromkeys(ranked[len(ranked) * nth // 5] for nth in range(1, 5))) if len(ranked) > 4 else ()


def _base_heat(opened: Opened) -> None:
    language, theme = opened.language, current.viewport().theme
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
    if bases:
        plot(spec, "base_heat", BASES.title, language)


def schedules(opened: Opened) -> None:
    """The schedule in force, how it came about, and the base deposits."""
    table_card(opened, SCHEDULE)
    table_card(opened, HISTORY, rows=40)
    table_card(opened, BASES, above=lambda: _base_heat(opened))
