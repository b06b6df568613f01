"""Flows of whole weeks as lines."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.drawing.charts.lines_shown import Line, LinesOver
from dashboard.figures import number_formats as numbers
from data.language import Language, Sentence
from models.programme.metrics import Unit


@dataclass(frozen=True)
class Flow:
    """What is counted or summed week by week, by the week's Monday."""

    code: str
    name: Sentence
    values: Mapping[date, float]


def weekly(flows: Sequence[Flow], unit: Unit, language: Language) -> LinesOver | None:
    """The flows as lines over the weeks that any of them has; None where there is none."""
    weeks = sorted({week for flow in flows for week in flow.values})
    if not weeks:
        return None

    def line(flow: Flow) -> Line:
        values = [flow.values.get(week) for week in weeks]
        pairs = zip([None, *values], values, strict=False)
        return Line(
            flow.code,
            flow.name.say(language),
            values,
            [numbers.short_number(value, unit, language) for value in values],
            [_change(before, after, unit, language) for before, after in pairs],
        )

    return LinesOver(days=weeks, lines=[line(flow) for flow in flows if flow.values], unit=unit, from_zero=True)


def _change(before: float | None, after: float | None, unit: Unit, language: Language) -> str:
    if before is None or after is None:
        return numbers.NOTHING
    return numbers.bare_change(after - before, unit, language)
