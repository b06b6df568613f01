"""Bars of one number over names, in one colour: the chart above a table of a few rows."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.drawing.chart_specs import Axis, bars
from dashboard.reading.opening import Opened
from dashboard.ui import current
from dashboard.ui.chart import plot
from data.language import Sentence
from models.programme.metrics import Unit


@dataclass(frozen=True)
class Bar:
    """One bar: what it is of, how long it is, and its value as text."""

    name: str
    value: float
    text: str


def named_bars(
    opened: Opened,
    drawn: Sequence[Bar],
    *,
    key: str,
    alt: Sentence,
    value: Sentence,
    unit: Unit = "stores",
    names: Sentence | None = None,
) -> None:
    """Draw them in their order, if there are any: names down the side; along the foot, where `names` gives a title."""
    if not drawn:
        return
    language, theme = opened.language, current.viewport().theme
    spec = bars(
        [{"name": bar.name, "value": bar.value, "told": bar.text} for bar in drawn],
        Axis("name", names.say(language) if names else "", order=tuple(bar.name for bar in drawn)),
        Axis("value", value.say(language), "number", unit),
        theme,
        language,
        colours=[theme.steps["claimed"]],
        is_lying=names is None,
    )
    plot(spec, key, alt, language)
