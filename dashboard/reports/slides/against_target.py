"""The first slide: the programme's figures, each against its target and the day compared with."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard import questions
from dashboard.figures import number_formats as numbers
from dashboard.figures.figure import Ranked
from dashboard.questions.targets import target
from dashboard.reading.opening import Opened
from dashboard.reports.fitting import fitted
from dashboard.reports.slide import BODY, Column, Ink, Said, Slide
from dashboard.reports.slides.cells import change, compared, parts, region_name, value
from dashboard.views.dimensions import DIMENSIONS
from data.language import Named, Sentence, _
from models.geography.places import COUNTRY_CODE
from models.programme.metrics import HEADLINES, METRICS, Metric
from models.programme.targets import TARGETS


@dataclass(frozen=True)
class Held:
    """A metric of the region beside its target; None where it has none, or the target is the whole programme's."""

    metric: Metric
    row: Ranked
    target: float | None

    @property
    def gap(self) -> float | None:
        """The value less its target, at the precision shown."""
        now = self.row.now.value
        return None if self.target is None or now is None else round(round(now, 1) - self.target, 1)

    @property
    def is_missed(self) -> bool:
        """Whether it lies on the worse side of its target."""
        return self.gap is not None and (self.gap > 0 if self.metric.direction == "down" else self.gap < 0)


def _target(opened: Opened, metric: Metric) -> float | None:
    """The target in force; that of an amount is the whole programme's, and no part of it is held against it."""
    is_whole = opened.question.region == COUNTRY_CODE and not any(one.codes(opened.question) for one in DIMENSIONS)
    if metric.unit != "percent" and not is_whole:
        return None
    found = [target(opened.now, code) for code, of in TARGETS.items() if of.metric == metric.code]
    return found[0] if found else None


def held(opened: Opened) -> list[Held]:
    """The figures at the head of the map page."""
    now = questions.headlines(opened.now, opened.question, HEADLINES)
    before = questions.headlines(opened.before, opened.question, HEADLINES) if opened.before else {}
    metrics = [METRICS[code] for code in HEADLINES]
    rows = [Ranked(metric.code, Named("", ""), now[metric.code], before.get(metric.code)) for metric in metrics]
    return [Held(metric, row, _target(opened, metric)) for metric, row in zip(metrics, rows, strict=True)]


def _row(one: Held, opened: Opened) -> Sequence[Said]:
    metric, gap, language = one.metric, one.gap, opened.language
    aim = numbers.NOTHING if one.target is None else numbers.short_number(one.target, metric.unit, language)
    ink: Ink = "faint" if gap is None else "worse" if one.is_missed else "better"
    return [
        Said(metric.name.say(language)),
        value(one.row.now, metric, opened),
        Said(aim, "faint" if one.target is None else "ink"),
        Said(numbers.change(gap, metric.unit, language), ink),
        change(one.row, metric, opened),
        parts(one.row.now, metric, opened),
    ]


def _found(rows: Sequence[Held], opened: Opened) -> Sentence:
    """What the figures say of the targets; where none is set, the first figure."""
    known, region = [one for one in rows if one.gap is not None], region_name(opened)
    missed = [one for one in known if one.is_missed]
    if missed:
        worst = max(missed, key=lambda one: abs(one.gap or 0) / (one.target or 1))
        gap = numbers.change(abs(worst.gap or 0), worst.metric.unit, opened.language).removeprefix("+")
        told = {"region": region, "missed": len(missed), "n": len(known), "metric": worst.metric.name, "gap": gap}
        return _("{region}: {missed} of {n} targets are missed; {metric} lies furthest off, by {gap}", **told)
    if known:
        return _("{region}: all {n} targets that are set are met", region=region, n=len(known))
    first = rows[0]
    now = numbers.figure_text(first.row.now, first.metric, opened.language)
    return _("{region}: {metric} {value}; no target is set", region=region, metric=first.metric.name, value=now)


def slide(opened: Opened) -> Slide:
    """The figures against their targets."""
    rows, language = held(opened), opened.language
    columns = [
        Column(_("Metric").say(language)),
        Column(_("Value").say(language), is_number=True),
        Column(_("Target").say(language), is_number=True),
        Column(_("Gap").say(language), is_number=True),
        Column(compared(opened).say(language), is_number=True),
        Column(_("Numerator / denominator").say(language), is_number=True),
    ]
    name = _("Figures against target").say(language)
    return Slide(_found(rows, opened).say(language), [fitted(name, BODY, columns, [_row(one, opened) for one in rows])])
