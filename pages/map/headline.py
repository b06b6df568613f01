"""The headline cards: value, change against the earlier snapshot, and a line through the days before."""

import streamlit as st

from dashboard import questions
from dashboard.drawing.charts import sparkline
from dashboard.drawing.tips import change_class, safe
from dashboard.figures import number_formats as numbers
from dashboard.figures.figure import Figure, Ranked
from dashboard.reading.opening import Opened
from dashboard.reading.weeks import history
from dashboard.ui import current
from dashboard.ui.links import link
from data.language import Named, _
from models.programme.metrics import HEADLINES, METRICS, Metric

_ARROWS = {"+": "▲", "\N{MINUS SIGN}": "▼"}


def _change(row: Ranked, metric: Metric, opened: Opened) -> str:
    language = opened.view.language
    if opened.before is None:
        alone = _("nothing to compare with")
        return f'<span class="change">{safe(alone.say(language))}</span>'
    told = numbers.change(row.change, metric.unit, language)
    arrow = _ARROWS.get(told[0], "")
    return f'<span class="change {change_class(row, metric)}">{arrow} {safe(told)}</span>'


def _card(metric: Metric, row: Ranked, line: list[Figure], opened: Opened) -> str:
    view, language = opened.view, opened.view.language
    name = metric.name.say(language)
    spark = sparkline(
        [figure.value for figure in line],
        current.screen().theme,
        _("{metric}, the last {n} published days", metric=name, n=len(line)).say(language),
    )
    missing = "" if row.now.value is not None else "missing"
    inside = (
        f'<span class="name" title="{safe(metric.definition.say(language))}">{safe(name)}</span>'
        f'<b class="{missing}">{safe(numbers.told(row.now, metric, language))}</b>'
        f"{_change(row, metric, opened)}{spark}"
    )
    chosen = view.question.metric == metric.code
    return link(f"metric={metric.code}", inside, view=view.but(metric=metric.code), css="card", is_on=chosen)


def headlines(opened: Opened) -> None:
    """The cards; a click on one shows its metric on the map."""
    view = opened.view
    lines = [questions.headlines(day, view.question, HEADLINES) for day in history(opened.now)]
    before = questions.headlines(opened.before, view.question, HEADLINES) if opened.before else {}
    cards = []
    for code in HEADLINES:
        row = Ranked(code, Named("", ""), lines[-1][code], before.get(code))
        cards.append(_card(METRICS[code], row, [line[code] for line in lines], opened))
    st.html(f'<div class="cards">{"".join(cards)}</div>')
