"""What a map shows, in a sentence or two made from its figures; nothing where nothing stands out."""

from collections.abc import Sequence
from statistics import quantiles
from typing import Final

from dashboard.drawing.classes import reaches
from dashboard.figures import number_formats as numbers
from dashboard.figures.figure import Ranked
from data.language import Language, Named, Sentence, _
from models.geography.places import Level
from models.programme.metrics import Metric

FEWEST: Final = 5
"""Of fewer regions nothing is said: there each is seen."""
MOST_NAMED: Final = 3
_FENCE: Final = 1.5
"""A value is far from the others where it lies so many interquartile ranges outside the middle half of them."""
_HEAVY: Final = 20.0
"""Per cent of what is missing, from which regions that are far behind are said to hold it."""
_CONCENTRATED: Final = 40.0
"""Per cent of an amount, from which the few regions that hold it are named."""
_REACHED: dict[Level, Sentence] = {
    "province": _("{reached} of {n} provinces reach the target of {target}."),
    "city": _("{reached} of {n} cities reach the target of {target}."),
    "county": _("{reached} of {n} counties reach the target of {target}."),
}


def finding(
    rows: Sequence[Ranked], metric: Metric, target: float | None, level: Level, whole: Named, language: Language
) -> tuple[str, ...]:
    """Sentences about the regions of a map, what weighs most first; `whole` is what they make together."""
    valued = [row for row in rows if row.code is not None and row.now.value is not None]
    if len(valued) < FEWEST:
        return ()
    found = [_reached(valued, metric, target, level)] if target is not None else []
    said = (
        _behind(valued, metric, whole, language)
        if metric.denominator
        else _concentrated(valued, metric, whole, language)
    )
    return tuple(sentence.say(language) for sentence in (*found, said) if sentence)


def _reached(rows: Sequence[Ranked], metric: Metric, target: float, level: Level) -> Sentence:
    reached = sum(reaches(row.now.value or 0.0, target, metric) for row in rows)
    words = _REACHED[level]
    return Sentence(words.msgid, {"reached": reached, "n": len(rows), "target": f"{target:g}%"})


def listed(rows: Sequence[Ranked], language: Language) -> str:
    """The names of regions, one after another."""
    names = [row.name.say(language) for row in rows]
    if language == "zh":
        return "、".join(names)
    return (
        names[0]
        if len(names) == 1
        else _("{first} and {last}", first=", ".join(names[:-1]), last=names[-1]).say(language)
    )


def _far_behind(rows: Sequence[Ranked], metric: Metric) -> list[Ranked]:
    """The regions that lie far outside the others on the worse side, the worst first."""
    values = [row.now.value or 0.0 for row in rows]
    low, _middle, high = quantiles(values, n=4, method="inclusive")
    reach = _FENCE * (high - low)
    if metric.direction == "down":
        far = [row for row in rows if (row.now.value or 0.0) > high + reach]
        return sorted(far, key=lambda row: -(row.now.value or 0.0))
    far = [row for row in rows if (row.now.value or 0.0) < low - reach]
    return sorted(far, key=lambda row: row.now.value or 0.0)


def _missing(row: Ranked) -> int:
    return (row.now.denominator or 0) - (row.now.numerator or 0)


def _behind(rows: Sequence[Ranked], metric: Metric, whole: Named, language: Language) -> Sentence | None:
    """Regions far behind the others: those that hold much of what is missing, else the last of all."""
    far = _far_behind(rows, metric)
    if not far:
        return None
    missing = sum(_missing(row) for row in rows)
    heavy = sorted(far, key=lambda row: -_missing(row))[:2]
    held = 100 * sum(_missing(row) for row in heavy) / missing if missing else 0.0
    if metric.rest_name is not None and len(heavy) == 2 and held >= _HEAVY:
        heavy.sort(key=lambda row: row.now.value or 0.0)
        told = {"names": listed(heavy, language), "share": f"{held:.0f}%", "rest": metric.rest_name, "whole": whole}
        if all((row.now.value or 0.0) < 50 for row in heavy):
            return _("{names} are below half and hold {share} of {whole}'s {rest}.", **told)
        return _("{names} lie far behind and hold {share} of {whole}'s {rest}.", **told)
    return _last(far[:MOST_NAMED], metric, language)


def _last(rows: Sequence[Ranked], metric: Metric, language: Language) -> Sentence:
    values = [numbers.figure_text(row.now, metric, language) for row in rows]
    told = ("、" if language == "zh" else ", ").join(values)
    return _("Furthest behind: {names}, at {values}.", names=listed(rows, language), values=told)


def _concentrated(rows: Sequence[Ranked], metric: Metric, whole: Named, language: Language) -> Sentence | None:
    """The few regions that hold much of an amount."""
    total = sum(row.now.value or 0.0 for row in rows)
    first = sorted(rows, key=lambda row: -(row.now.value or 0.0))[:MOST_NAMED]
    share = 100 * sum(row.now.value or 0.0 for row in first) / total if total else 0.0
    if share < _CONCENTRATED or len(rows) < 3 * MOST_NAMED:
        return None
    return _(
        "{names} hold {share} of {whole}'s {what}.",
        names=listed(first, language),
        share=f"{share:.0f}%",
        whole=whole,
        what=metric.numerator_name,
    )
