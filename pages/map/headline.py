"""The figures of uptake: value, change against the earlier snapshot, and a line through the days before."""

from collections.abc import Sequence

from markupsafe import Markup

from dashboard import questions
from dashboard.drawing.svg import sparkline
from dashboard.drawing.tooltips import change_class
from dashboard.figures import number_formats as numbers
from dashboard.figures.figure import Figure, Ranked
from dashboard.markup.elements import element
from dashboard.markup.links import link
from dashboard.reading.opening import Opened
from dashboard.reading.weeks import history
from dashboard.ui import current
from data.language import Named, _
from models.programme.metrics import HEADLINES, METRICS, Metric

_ARROWS = {"+": "▲", "\N{MINUS SIGN}": "▼"}


def _change(row: Ranked, metric: Metric, opened: Opened) -> Markup | None:
    """The change with an arrow for its sign; nothing where there is none to tell."""
    if opened.before is None or row.change is None:
        return None
    change = numbers.change(row.change, metric.unit, opened.language, beside=row.now.value or 0)
    arrow = _ARROWS.get(change[0])
    size = f"{abs(row.change):.1f} pp" if metric.unit == "percent" else change[1:]
    told = f"{arrow} {size}" if arrow else change
    return element("span", told, class_=f"change {change_class(row, metric)}")


def _card(metric: Metric, row: Ranked, days: Sequence[Figure], opened: Opened) -> Markup:
    view, language = opened.view, opened.language
    name = metric.name.say(language)
    line = sparkline(
        [figure.value for figure in days],
        current.viewport().theme,
        _("{metric}, the last {n} published days", metric=name, n=len(days)).say(language),
    )
    value = numbers.figure_text(row.now, metric, language)
    told = element("b", value, class_="" if row.now.value is not None else "missing")
    inside = (
        element("span", name, class_="name", title=metric.definition.say(language)),
        element("span", told, _change(row, metric, opened), line, class_="told"),
    )
    chosen = opened.question.metric == metric.code
    return link(f"metric={metric.code}", inside, view=view.but(metric=metric.code), css="card", is_on=chosen)


def headlines(opened: Opened) -> Markup:
    """The cards; a click on one shows its metric on the map."""
    days = [questions.headlines(day, opened.question, HEADLINES) for day in history(opened.now)]
    before = questions.headlines(opened.before, opened.question, HEADLINES) if opened.before else {}
    cards = []
    for code in HEADLINES:
        row = Ranked(code, Named("", ""), days[-1][code], before.get(code))
        cards.append(_card(METRICS[code], row, [day[code] for day in days], opened))
    return element("nav", cards, class_="cards", aria_label=_("Uptake").say(opened.language))
