"""What became of grants week by week, as bars: for the screens whose tables are of weeks."""

from collections.abc import Mapping
from typing import Final

from dashboard.drawing.plots import Axis, Spec, bars
from dashboard.reading.opening import Opened
from dashboard.tables.cells import quantity
from dashboard.tables.sheet import Row, Sheet, suppressed
from dashboard.ui import current
from dashboard.ui.plots import plot
from data.language import Sentence, _
from models.programme.metrics import Unit
from models.settings import settings

STEPS: Final[Mapping[str, Sentence]] = {
    "granted": _("Granted"),
    "claimed": _("Claimed"),
    "used": _("Used"),
    "lapsed": _("Lapsed"),
}
WEEKS_DRAWN: Final = 13


def shown(sheet: Sheet, opened: Opened) -> list[Row]:
    """A sheet's rows as its table shows them: a chart tells no more than its twin."""
    return suppressed(sheet, sheet.columns(opened), list(sheet.rows(opened)), settings().few)


def unit_drawn(unit: str) -> Unit:
    """How a chart's axis tells amounts of a unit."""
    return "fen" if unit in ("fen", "ad-fen") else "traffic"


def week_bars(rows: list[Row], opened: Opened) -> Spec:
    """The newest weeks of a ledger (newest first), four bars a week."""
    language, theme = opened.view.language, current.screen().theme
    drawn = [
        {
            "week": row["week_start"].isoformat(),
            "step": name.say(language),
            "amount": row[step],
            "told": quantity(row[step], row["unit"], language),
        }
        for row in reversed(rows[:WEEKS_DRAWN])
        for step, name in STEPS.items()
        if row[step] is not None
    ]
    order = tuple(name.say(language) for name in STEPS.values())
    return bars(
        drawn,
        Axis("week", "", "day"),
        Axis("amount", "", "number", unit_drawn(rows[0]["unit"])),
        theme,
        language,
        by=Axis("step", "", order=order),
        colours=[theme.steps[step] for step in STEPS],
        is_stacked=False,
        height=260,
    )


def weeks_plot(sheet: Sheet, opened: Opened, key: str) -> None:
    """The newest weeks of a sheet of weeks as bars; nothing where they are withheld or there are none."""
    rows = shown(sheet, opened)
    if any(row["granted"] is not None for row in rows):
        says = _("Bars: granted, claimed, used and lapsed in each of the last weeks")
        plot(week_bars(rows, opened), key, says, opened.view.language)
