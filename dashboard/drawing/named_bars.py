"""Bars of one number over names, in one colour: the chart above a table of a few rows."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.drawing.chart_specs import Axis, Spec, bars
from dashboard.drawing.look import Look
from dashboard.reading.opening import Opened
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
    look: Look,
    drawn: Sequence[Bar],
    *,
    value: Sentence,
    unit: Unit = "stores",
    names: Sentence | None = None,
) -> Spec | None:
    """Them in their order, if there are any: names down the side; along the foot, where `names` gives a title."""
    if not drawn:
        return None
    language, theme = opened.language, look.theme
    return bars(
        [{"name": bar.name, "value": bar.value, "told": bar.text} for bar in drawn],
        Axis("name", names.say(language) if names else "", order=tuple(bar.name for bar in drawn)),
        Axis("value", value.say(language), "number", unit),
        theme,
        language,
        colours=[theme.steps["claimed"]],
        is_lying=names is None,
    )
