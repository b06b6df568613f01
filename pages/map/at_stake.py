"""What is at stake, above everything else: what lapses soon, what is overdue, what waits for documents.

A card's figure colours the map, its list opens the stores behind it. Units are never added: each has a card.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from statistics import median
from typing import Final

from markupsafe import Markup

from dashboard import questions
from dashboard.drawing.tooltips import meaning_of_change
from dashboard.figures import number_formats as numbers
from dashboard.figures.figure import Figure, figure
from dashboard.markup.elements import element
from dashboard.markup.links import link, to_screen
from dashboard.questions.targets import threshold
from dashboard.reading.opening import Opened
from dashboard.reading.weeks import weeks_before
from dashboard.views.comparisons import COMPARISONS, comparison_of
from data.language import Language, Sentence, _
from models.programme.metrics import METRICS, Metric
from models.snapshots.snapshot import Snapshot

Sums = Mapping[str, int]


@dataclass(frozen=True)
class Card:
    """One figure at stake. `reason` and `due` narrow the work list to its stores; `beside` is the sum told with it."""

    metric: str
    name: Sentence
    reason: str
    beside: str = ""
    due: str = ""
    is_usual: bool = False
    """Whether it is held against what is usual, not against the day compared with."""


LAPSING: Final = (
    Card("lapsing-traffic", _("Traffic"), "lapsing-traffic", "lapsing_traffic_stores", is_usual=True),
    Card("lapsing-cash", _("Cash"), "lapsing-cash", "lapsing_cash_stores", is_usual=True),
    Card("lapsing-ad-credit", _("Ad credit"), "lapsing-ad-credit", "lapsing_ad_stores", is_usual=True),
)
OPEN: Final = (
    Card("overdue-shortfalls", _("Shortfall overdue"), "shortfalls", "overdue_fen", due="overdue"),
    Card("waiting-for-documents", _("Waits for documents"), "documents"),
)


def _stores(count: int, language: Language) -> str:
    return _("{n} stores", n=f"{count:,}").say(language)


def _value(card: Card, now: Figure, language: Language) -> Markup:
    """A figure, large; of stores with the word for them."""
    metric = METRICS[card.metric]
    words = numbers.figure_text(now, metric, language)
    if now.value is None:
        return element("b", words, class_="missing")
    if metric.unit != "stores":
        return element("b", words)
    before, _number, after = _("{n} stores", n="\n").say(language).partition("\n")
    return element("b", before, words, element("small", after))


def _beside(card: Card, now: Sums, language: Language) -> str:
    """What stands first beside a figure: its stores, its money, or what it counts."""
    if not card.beside:
        return _("applications").say(language)
    if card.beside.endswith("_fen"):
        return numbers.short_number(now[card.beside], "fen", language)
    return _stores(now[card.beside], language)


def _usual(metric: Metric, opened: Opened, weeks: Sequence[Snapshot]) -> float | None:
    """The median of a metric over some weeks; None where fewer than two tell it."""
    found = [figure(metric, questions.totals(day, opened.question), opened.question.few).value for day in weeks]
    values = [value for value in found if value is not None]
    return median(values) if len(values) > 1 else None


def _against(card: Card, opened: Opened, weeks: Sequence[Snapshot]) -> tuple[Sentence, float | None]:
    """What a card's figure is held against, in words and as a value."""
    metric = METRICS[card.metric]
    if card.is_usual:
        return _("vs {n}-week median", n=len(weeks)), _usual(metric, opened, weeks)
    if opened.before is None:
        return _("nothing to compare with"), None
    then = questions.headlines(opened.before, opened.question, (card.metric,))[card.metric]
    apart = comparison_of(opened.presentation.compare)
    return COMPARISONS[apart].name if apart else _("vs {day}", day=opened.before.as_of), then.value


def _change(card: Card, now: Figure, opened: Opened, weeks: Sequence[Snapshot]) -> Markup | None:
    metric, language = METRICS[card.metric], opened.language
    words, then = _against(card, opened, weeks)
    if now.value is None or then is None:
        return None
    difference = now.value - then
    change = numbers.change(difference, metric.unit, language, beside=now.value)
    return element(
        "span",
        element("i", words.say(language)),
        " ",
        element("em", change, class_=meaning_of_change(difference, metric)),
    )


def _card(card: Card, opened: Opened, weeks: Sequence[Snapshot]) -> Markup:
    metric, language, sums = METRICS[card.metric], opened.language, questions.totals(opened.now, opened.question)
    now = figure(metric, sums, opened.question.few)
    is_on = opened.question.metric == card.metric
    name = card.name.say(language)
    colours = link(
        f"metric={card.metric}",
        [element("span", name, class_="name", title=metric.definition.say(language)), _value(card, now, language)],
        view=opened.view.but(metric=card.metric),
        is_on=is_on,
    )
    there = opened.view.elsewhere().but(reasons=(card.reason,), due=card.due)
    told = [_beside(card, sums, language), _change(card, now, opened, weeks)] if now.value is not None else []
    return element(
        "div",
        colours,
        element("p", [element("span", line) for line in told if line]) if any(told) else None,
        to_screen(
            "worklist",
            there,
            [element("span", _("Store list").say(language)), " ›"],
            css="go",
            says=_("{what}: the list", what=name).say(language),
        ),
        class_="of on" if is_on else "of",
    )


def _group(title: Sentence, about: Sentence, cards: Sequence[Markup], css: str, language: Language) -> Markup:
    head = element("h2", element("b", title.say(language)), " ", element("span", about.say(language)))
    return element("section", head, cards, class_=f"stake {css}")


def at_stake(opened: Opened) -> Markup:
    """The strip."""
    language, weeks = opened.language, weeks_before(opened.now)
    days = int(threshold(opened.now, "lapse-days"))
    last = (opened.now.day + timedelta(days=days)).isoformat()[5:]
    lapsing = _group(
        _("Lapses within {n} days", n=days),
        _("today to {day}, not claimed or not used", day=last),
        [_card(card, opened, weeks) for card in LAPSING],
        "soon",
        language,
    )
    waiting = _group(
        _("To be settled"),
        _("past the last day, or waiting for the store"),
        [_card(card, opened, weeks) for card in OPEN],
        "late",
        language,
    )
    return element("div", lapsing, waiting, class_="stakes")
