"""docs/metrics.md, generated from the declarations."""

from collections.abc import Iterator

from data.language import LANGUAGES
from models.programme.metrics import METRICS, TOPICS, Metric

_DIRECTIONS = {"up": "more is better", "down": "less is better", "none": "neither"}
_UNITS = {"stores": "stores", "percent": "%", "traffic": "traffic", "fen": "CNY"}


def _number(value: float, unit: str) -> str:
    return f"{value / 100 if unit == 'fen' else value:,.0f}"


def _classes(metric: Metric) -> str:
    bounds = [_number(bound, metric.unit) for bound in metric.breaks]
    return ", ".join([f"below {bounds[0]}", *(f"from {bound}" for bound in bounds)])


def _section(metric: Metric) -> Iterator[str]:
    yield f"### `{metric.code}` — {metric.name.say('en')} · {metric.name.say('zh')}"
    yield ""
    for language in LANGUAGES:
        yield f"- {metric.definition.say(language)}"
    numerator = f"`{metric.numerator}`"
    yield f"- Computed as: {f'{numerator} ÷ `{metric.denominator}`' if metric.denominator else numerator}"
    yield f"- Unit: {_UNITS[metric.unit]}; {_DIRECTIONS[metric.direction]}"
    yield f"- Classes on the map ({_UNITS[metric.unit]}): {_classes(metric)}"
    yield f"- Too few, or no data, by: `{metric.population}`"
    if metric.eligible:
        yield f"- Not eligible where there are no: `{metric.eligible}`"
    yield ""


def markdown() -> str:
    """The generated part of docs/metrics.md."""
    lines = []
    for topic, name in TOPICS.items():
        lines += [f"## {name.say('en')} · {name.say('zh')}", ""]
        for metric in METRICS.values():
            if metric.topic == topic:
                lines += _section(metric)
    return "\n".join(lines)
