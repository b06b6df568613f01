"""The week of a region on one page that prints: figures, lists, the first of each, and what the page holds."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

import streamlit as st

from dashboard import questions
from dashboard.drawing.tips import change_class, safe
from dashboard.figures import number_formats as numbers
from dashboard.figures.figure import Ranked
from dashboard.questions.worklist_lists import LISTINGS, Rules, rules_of
from dashboard.reading.naming import names
from dashboard.reading.opening import Opened
from dashboard.tables.cells import told
from dashboard.tables.sheet import Column, Row
from dashboard.ui.in_view import filters_in_words
from dashboard.ui.links import to_screen
from dashboard.ui.tables import file_links
from data.language import Language, Named, Sentence, _
from models.programme.metrics import HEADLINES, METRICS, Metric
from pages.worklist.tables import TALLY, WORKLIST, owner_of

TOP: Final = 5
TOPS: Final = (
    "packs-to-claim", "packs-to-use", "sessions-without-envelope", "shortfalls", "lower-tier", "applications",
)  # fmt: skip
"""The lists whose first stores are printed."""
_TOLD: Final = ("store_name", "owner", "value", "deadline")


def _say(words: Sentence | Named, opened: Opened) -> str:
    return safe(words.say(opened.view.language))


def _table(head: Iterable[tuple[str, str]], rows: Iterable[str]) -> str:
    cells = "".join(f'<th scope="col" class="{css}">{text}</th>' for text, css in head)
    return f'<table class="ranked"><thead><tr>{cells}</tr></thead><tbody>{"".join(rows)}</tbody></table>'


def _before(opened: Opened) -> str:
    return opened.before.as_of if opened.before else numbers.NOTHING


def _title(opened: Opened) -> str:
    view, region = opened.view, names(opened.now).region(opened.question.region)
    against = (
        _("As of the end of {day}, against {before}.", day=opened.now.as_of, before=opened.before.as_of)
        if opened.before
        else _("As of the end of {day}; there is nothing to compare with.", day=opened.now.as_of)
    )
    made_up = (
        _("Demonstration data: every store, person and figure here is made up.")
        if opened.now.is_demonstration
        else _("Recorded data, snapshot {snapshot}.", snapshot=opened.now.snapshot_id)
    )
    title = _say(_("The week in {region}", region=region), opened)
    owner = owner_of(opened)
    lists = _say(_("Lists of the stores of {owner}.", owner=owner), opened)
    whose = f"<p>{lists}</p>" if owner else ""
    press = _say(_("Print"), opened)
    button = f'<a class="button print" href="?{safe(view.text())}" data-print>{press}</a>'
    return (
        f"<header><div><h2>{title}</h2><p>{_say(against, opened)} {_say(made_up, opened)}</p>{whose}</div>"
        f"{button}</header>"
    )


def _headline(code: str, row: Ranked, metric: Metric, language: Language, *, has_before: bool) -> str:
    then = numbers.told(row.before, metric, language) if row.before else numbers.NOTHING
    change = numbers.change(row.change, metric.unit, language) if has_before else numbers.NOTHING
    return (
        f'<tr data-metric="{code}"><th scope="row">{safe(metric.name.say(language))}</th>'
        f'<td class="n">{safe(numbers.told(row.now, metric, language))}</td><td class="n faint">{safe(then)}</td>'
        f'<td class="n {change_class(row, metric)}">{safe(change)}</td></tr>'
    )


def _headlines(opened: Opened) -> str:
    now = questions.headlines(opened.now, opened.question, HEADLINES)
    before = questions.headlines(opened.before, opened.question, HEADLINES) if opened.before else {}
    rows = (
        _headline(
            code, Ranked(code, Named("", ""), now[code], before.get(code)), METRICS[code], opened.view.language,
            has_before=opened.before is not None,
        )
        for code in HEADLINES
    )  # fmt: skip
    head = [
        (_say(_("Figure"), opened), ""),
        (safe(opened.now.as_of), "n"),
        (safe(_before(opened)), "n"),
        (_say(_("Change"), opened), "n"),
    ]
    title = _say(_("Figures of all stores in view"), opened)
    return f"<section><h3>{title}</h3>{_table(head, rows)}</section>"


def _cells(columns: Iterable[Column], row: Row, opened: Opened) -> str:
    view, cells = opened.view, []
    for at, column in enumerate(columns):
        text = safe(told(column, row, view.language))
        there = column.opens(row, view) if column.opens else None
        if there:
            text = to_screen(there[0] if there[0] != "worklist" else "", there[1], text)
        cells.append(f'<th scope="row">{text}</th>' if at == 0 else f'<td class="n">{text}</td>')
    return f"<tr>{''.join(cells)}</tr>"


def _lists(opened: Opened) -> str:
    columns = [column for column in TALLY.columns(opened) if column.is_shown]
    rows = (_cells(columns, row, opened) for row in TALLY.rows(opened))
    head = [(_say(column.heading, opened), "" if at == 0 else "n") for at, column in enumerate(columns)]
    title = _say(_("Stores to call"), opened)
    return f"<section><h3>{title}{file_links(opened, TALLY.code)}</h3>{_table(head, rows)}</section>"


def _top(opened: Opened, code: str) -> str:
    here = replace(opened, before=None, view=opened.view.but(listing=code, page=1))
    part = WORKLIST.part
    rows = part(here, 0, TOP) if part else []
    columns = [c for c in WORKLIST.columns(here) if c.name in _TOLD and c.is_shown]
    title = f"<h3>{_say(LISTINGS[code].title, opened)}</h3>"
    if not rows:
        none = _say(_("Nothing to do here."), opened)
        return f'<section>{title}<p class="faint">{none}</p></section>'
    head = [(_say(column.heading, opened), "" if at == 0 else "n") for at, column in enumerate(columns)]
    lines = (_cells(columns, row, here) for row in rows)
    return f"<section>{title}{_table(head, lines)}</section>"


def _holds(opened: Opened, rules: Rules) -> list[Sentence]:
    """What the page holds, and what it does not."""
    view, language = opened.view, opened.view.language
    filters = filters_in_words(view, names(opened.now))
    return [
        _("{n} stores are counted.", n=numbers.full(questions.stores(opened.now, view.question), "stores")),
        _("Filters: {filters}.", filters=("；" if language == "zh" else "; ").join(filters))
        if filters
        else _("No filter is set."),
        _(
            "Of each list the {top} with the most at stake are named; every list in full is on the work list and in "
            "its file. A store may be on several lists.", top=TOP),
        _(
            "Near means: claim-by in {claim} days, use-by in {use}, a review over {review}, a certification ending in "
            "{expiry}. These thresholds are data of the programme and may change.",
            claim=rules.days("claim-days"), use=rules.days("use-days"), review=rules.days("review-days"),
            expiry=rules.days("expiry-days")),
        _("Not in it: amounts of different currencies are never added together; fees charged are not delivered; a "
          "store whose weekly activity was not delivered is on no list of sales or live sessions but that of stores "
          "not live yet."),
    ]  # fmt: skip


def summary(opened: Opened) -> None:
    """The page."""
    rules = rules_of(opened.now)
    notes = "".join(f"<li>{_say(words, opened)}</li>" for words in _holds(opened, rules))
    tops = "".join(_top(opened, code) for code in TOPS)
    what = _say(_("What is in this page"), opened)
    st.html(
        f'<article class="summary">{_title(opened)}'
        f'<div class="pair">{_headlines(opened)}{_lists(opened)}</div><div class="pair tops">{tops}</div>'
        f"<footer><h3>{what}</h3><ul>{notes}</ul></footer></article>"
    )
