"""The ranked tables: the map's accessible twin. A row's name is a link that does what a click on the map does."""

from collections.abc import Sequence

import streamlit as st

from dashboard.drawing.charts import bar
from dashboard.drawing.scene import Answers
from dashboard.drawing.tips import change_class, safe
from dashboard.figures import number_formats as numbers
from dashboard.figures.figure import Belt, Ranked
from dashboard.reading.naming import names
from dashboard.reading.opening import Opened
from dashboard.ui import current
from dashboard.ui.links import link
from dashboard.ui.said import nothing
from dashboard.views.names import GENERAL_KNOWLEDGE
from dashboard.views.presentation import Order
from data.language import Sentence, _
from models.programme.metrics import Metric

ROWS = 40


def _head(columns: Sequence[tuple[Sentence, str]], opened: Opened) -> str:
    cells = (f'<th scope="col" class="{css}">{_turn(name, opened) if css == "k" else _said(name, opened)}</th>'
             for name, css in columns)  # fmt: skip
    return f"<thead><tr>{''.join(cells)}</tr></thead>"


def _said(name: Sentence, opened: Opened) -> str:
    return safe(name.say(opened.view.language))


def _turn(name: Sentence, opened: Opened) -> str:
    """The rank's heading: which way the rows stand, and a click to turn them round."""
    view = opened.view
    is_rising = view.presentation.order == "rising"
    order: Order = "falling" if is_rising else "rising"
    arrow = "↑" if is_rising else "↓"
    says = _("{metric}: turn the order of the rows round", metric=view.question.measured.name).say(view.language)
    turned = view.but(order=order)
    return link(f"order={order}", f"{_said(name, opened)}{arrow}", view=turned, css="turn", says=says)


def _figures(row: Ranked, opened: Opened, most: float) -> str:
    metric, language = opened.question.measured, opened.view.language
    value, unit = row.now.value, metric.numerator_unit
    told = safe(numbers.told(row.now, metric, language))
    share = bar(value / most) if value is not None and most else ""
    parts = ""
    if metric.denominator:
        amounts = (numbers.short(amount, unit, language) for amount in (row.now.numerator, row.now.denominator))
        parts = f'<td class="n faint parts">{" / ".join(amounts) if value is not None else ""}</td>'
    stores = numbers.stores(row.now)
    change = numbers.change(row.change, metric.unit, language) if opened.before else ""
    return (
        f'<td class="v {"" if value is not None else "missing"}">{share}<b>{told}</b></td>{parts}'
        f'<td class="n faint">{stores}</td>'
        f'<td class="n {change_class(row, metric)}">{safe(change)}</td>'
    )


def _most(rows: Sequence[Ranked]) -> float:
    return max((row.now.value or 0.0 for row in rows if row.code), default=0.0)


def _columns(metric: Metric, first: Sentence) -> list[tuple[Sentence, str]]:
    parts = [(_("Numerator / denominator"), "n parts")] if metric.denominator else []
    return [(_("No."), "k"), (first, ""), (metric.name, "v"), *parts, (_("stores"), "n"), (_("Change"), "n")]


def _table(head: str, rows: Sequence[str], total: int, more: str, opened: Opened, says: Sentence) -> str:
    if not rows:
        return nothing(opened.view.language)
    whole = more if total > len(rows) else ""
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{_said(says, opened)}">'
        f'<table class="ranked">{head}<tbody>{"".join(rows)}</tbody></table>{whole}</div>'
    )


def _more(name: str, total: int, opened: Opened) -> str:
    words = _("Show all {n} rows", n=total).say(opened.view.language)
    return link(f"do=more&table={name}", safe(words), css="more")


def _rows_shown(name: str, total: int) -> int:
    return total if st.session_state.get(current.MORE) == name else ROWS


def regions_table(opened: Opened, rows: Sequence[Ranked]) -> str:
    """The regions in view, by value, the unmatched last."""
    shown = _rows_shown("regions", len(rows))
    unmatched = [row for row in rows if row.code is None]
    drawn = [row for row in rows if row.code][:shown]
    most = _most(rows)
    lines = []
    for number, row in enumerate([*drawn, *unmatched], start=1):
        name = safe(row.name.say(opened.view.language))
        if row.code and row.code != opened.question.region:
            name = link(f"region={row.code}", name)
        order = number if row.now.value is not None and row.code else ""
        css = ' class="apart"' if row.code is None else ""
        lines.append(
            f"<tr{css}><td class='k'>{order}</td><th scope='row'>{name}</th>{_figures(row, opened, most)}</tr>"
        )
    head = _head(_columns(opened.question.measured, _("Region")), opened)
    return _table(head, lines, len(rows), _more("regions", len(rows), opened), opened, _("Regions in view"))


def belts_table(opened: Opened, belts: Sequence[Belt]) -> str:
    """The belts with stores in view, best first, each with the source of its listing."""
    of, language = names(opened.now), opened.view.language
    rows = [belt.ranked for belt in belts]
    most, lines = _most(rows), []
    for number, belt in enumerate(belts[: _rows_shown("belts", len(belts))], start=1):
        if not belt.ranked.code:
            continue
        name = link(f"belt={belt.ranked.code}", safe(belt.ranked.name.say(language)))
        source = safe(of.belt_source(belt.ranked.code).say(language))
        css = "source unproven" if belt.source == GENERAL_KNOWLEDGE else "source"
        lines.append(
            f"<tr><td class='k'>{number if belt.ranked.now.value is not None else ''}</td><th scope='row'>{name}"
            f'<small class="{css}">{source}</small></th>{_figures(belt.ranked, opened, most)}</tr>'
        )
    head = _head(_columns(opened.question.measured, _("Belt")), opened)
    return _table(head, lines, len(belts), _more("belts", len(belts), opened), opened, _("Belts in view"))


def tables(opened: Opened, answers: Answers) -> None:
    """Both tables, as tabs."""
    language = opened.view.language
    drawn = sum(row.code is not None for row in answers.rows)
    counted = ((_("Regions"), drawn), (_("Belts"), len(answers.belts)))
    titles = [f"{name.say(language)} · {count}" for name, count in counted]
    with st.container(key="table_card"):
        regions, belts = st.tabs(titles)
        regions.html(regions_table(opened, answers.rows))
        belts.html(belts_table(opened, answers.belts))
