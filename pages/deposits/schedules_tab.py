"""The schedule in force, how it came about, and the base deposits."""

from dashboard.drawing import plots
from dashboard.drawing.plots import Axis
from dashboard.figures import number_formats as numbers
from dashboard.reading.opening import Opened
from dashboard.ui import current
from dashboard.ui.plots import plot
from dashboard.ui.sheets import sheet_card
from models.programme.terms import STORE_TYPES
from pages.deposits import tables as sheets


def _breaks(values: list[float]) -> tuple[float, ...]:
    """Four bounds that part the amounts into classes of about as many cells."""
    ranked = sorted(set(values))
    return tuple(dict.fromkeys(ranked[len(ranked) * nth // 5] for nth in range(1, 5))) if len(ranked) > 4 else ()


def _base_heat(opened: Opened) -> None:
    language, theme = opened.view.language, current.screen().theme
    rows = sheets.base_rows(opened)
    drawn = [
        {
            "category": row["category"].say(language),
            "type": row["type"].say(language),
            "cny": row["base_fen"] / 100,
            "told": numbers.full(row["base_fen"], "fen"),
        }
        for row in rows
    ]
    breaks = _breaks([row["cny"] for row in drawn])
    spec = plots.heat(
        drawn,
        Axis("type", "", order=tuple(name.say(language) for name in STORE_TYPES.values())),
        Axis("category", ""),
        Axis("cny", ""),
        theme,
        language,
        breaks=breaks,
        ramp=theme.more_is_worse[: len(breaks) + 1],
    )
    if drawn:
        plot(spec, "base_heat", sheets.BASES.title, language)


def schedules(opened: Opened) -> None:
    """The schedule in force, how it came about, and the base deposits."""
    sheet_card(opened, sheets.SCHEDULE)
    sheet_card(opened, sheets.HISTORY, rows=40)
    sheet_card(opened, sheets.BASES, above=lambda: _base_heat(opened))
