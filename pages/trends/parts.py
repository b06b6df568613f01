"""The Trends screen: lines over the published weeks with the changes of rules on their axis, and what they follow."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date

import streamlit as st

from dashboard.drawing.plots import TOLD, Axis, Spec, lines
from dashboard.drawing.tips import safe
from dashboard.figures import number_formats as numbers
from dashboard.reading.naming import names
from dashboard.reading.opening import Opened
from dashboard.reading.weeks import MOST, RECENT, week_ids, weeks
from dashboard.tables.figure_columns import UNLISTED
from dashboard.ui import current
from dashboard.ui.codes import codes_account, codes_switch
from dashboard.ui.links import to_screen
from dashboard.ui.plots import plot
from dashboard.ui.said import NOTHING, nothing, said
from dashboard.ui.sheets import sheet_card
from dashboard.ui.tabs import tabs
from dashboard.views.view import SCREEN_PARAMETERS
from data.language import Sentence, _
from pages.trends import tables as sheets
from pages.trends.questions import rule_changes
from pages.trends.series import (
    ALL_WEEKS,
    DIMENSIONS,
    MOST_SERIES,
    Point,
    chosen,
    days,
    dimension,
    how_many,
    offered,
    points,
)

TABS: dict[str, Sentence] = {"trend": _("Over the weeks"), "compare": _("Two snapshots side by side")}
RULES_NAMED = 3
"""Names that the mark of a day tells at most, for each kind of change."""


@contextmanager
def _progress(opened: Opened) -> Iterator[None]:
    """Open the weeks, and say how far that is: a week that was never asked has its files checked first."""
    place = st.empty()

    def opening(done: int, all_: int) -> None:
        if done < all_:
            told = _("Opening the published weeks: {done} of {all}", done=done, all=all_).say(opened.view.language)
            place.progress(done / all_, told)

    weeks(opened.now, how_many(opened.view), opening)
    yield
    place.empty()


def _follow() -> None:
    current.go(**{SCREEN_PARAMETERS["series"]: "~".join(st.session_state["series"] or ())})


def _pick(opened: Opened) -> None:
    """What is followed: up to eight codes, which stand in the address."""
    view, language = opened.view, opened.view.language
    known = offered(opened)
    st.session_state["series"] = list(chosen(opened))
    st.multiselect(
        DIMENSIONS[dimension(view)].say(language),
        list(known),
        format_func=lambda code: known[code].say(language) if code in known else code,
        key="series",
        on_change=_follow,
        placeholder=_("Choose up to {n} to follow", n=MOST_SERIES).say(language),
        label_visibility="collapsed",
    )


def _notes(opened: Opened) -> None:
    view, language, known = opened.view, opened.view.language, offered(opened)
    named = [code for code in view.presentation.series if code in known]
    if len(named) > MOST_SERIES:
        said(
            _("{n} lines were asked for; the first {most} are drawn, more cannot be told apart.",
              n=len(named), most=MOST_SERIES),
            language,
        )  # fmt: skip
    unknown = [code for code in view.presentation.series if code not in known]
    if unknown:
        said(_("Not to be followed in this view: {codes}.", codes=", ".join(unknown)), language)
    if not named and chosen(opened):
        told = _("None is chosen: the {n} with the most stores are drawn.", n=len(chosen(opened))).say(language)
        st.html(f'<p class="hint">{safe(told)}</p>')


def _marks(opened: Opened, first: str, last: str) -> list[dict[str, str]]:
    """The days within the weeks drawn on which rules change, each with what changes in words."""
    of, language = names(opened.now), opened.view.language
    by_day: dict[date, dict[str, list[str]]] = {}
    for change in rule_changes(opened.now, opened.question):
        if first <= change.day.isoformat() <= last:
            name = sheets.rule_name(change, of)
            told = name if isinstance(name, str) else name.say(language)
            by_day.setdefault(change.day, {}).setdefault(sheets.RULES[change.kind].say(language), []).append(told)
    return [
        {"day": day.isoformat(), TOLD: f"{day}  " + "; ".join(_mark(what, which) for what, which in kinds.items())}
        for day, kinds in sorted(by_day.items())
    ]


def _mark(what: str, which: list[str]) -> str:
    more = f" +{len(which) - RULES_NAMED}" if len(which) > RULES_NAMED else ""
    return f"{what}: {', '.join(which[:RULES_NAMED])}{more}"


def _drawn(point: Point, opened: Opened) -> dict[str, object]:
    metric, language = opened.question.measured, opened.view.language
    figure = point.figure
    told = numbers.told(figure, metric, language) if figure else UNLISTED.say(language)
    return {
        "day": point.snapshot.as_of,
        "value": figure.value if figure else None,
        "line": point.name.say(language),
        TOLD: f"{point.snapshot.as_of}  {told}",
    }


def _followed(opened: Opened) -> list[Point]:
    """The points of the lines that are drawn: those of all stores only where they do not dwarf their parts."""
    return [point for point in points(opened) if opened.question.measured.denominator is not None or point.code]


def _spec(opened: Opened, found: Sequence[Point]) -> Spec:
    view, language, theme = opened.view, opened.view.language, current.screen().theme
    is_share = view.question.measured.denominator is not None
    order = tuple(dict.fromkeys(point.name.say(language) for point in found))
    rows = [_drawn(point, opened) for point in found]
    over = days(opened)
    up = Axis("value", "", "number", view.question.measured.unit)
    by = Axis("line", "", order=order)
    colours = ((theme.faint, *theme.series) if is_share else theme.series)[: len(order)]
    rules = _marks(opened, over[0].as_of, over[-1].as_of)
    return lines(rows, Axis("day", "", "day"), up, theme, language, by=by, colours=colours, rules=rules, height=340)


def _all_weeks(opened: Opened) -> None:
    """How many weeks are drawn, and the way to all of them or back."""
    view, language = opened.view, opened.view.language
    published, drawn = len(week_ids(opened.now)), len(days(opened))
    told = _("{n} of {all} published days, to {day}.", n=drawn, all=published, day=opened.now.as_of).say(language)
    way = ""
    if view.presentation.item == ALL_WEEKS:
        way = to_screen("", view.but(item=""), safe(_("The last {n}", n=RECENT).say(language)), css="more-rows")
    elif published > drawn:
        words = _("All of them, at most {n}", n=MOST).say(language)
        way = to_screen("", view.but(item=ALL_WEEKS), safe(words), css="more-rows")
    rules = _("Upright dashes: days on which a rule changes; they are listed below.").say(language)
    st.html(f'<p class="hint">{safe(told)} {way} {safe(rules)}</p>')


def _no_lines(found: Sequence[Point], opened: Opened) -> Sentence:
    """Why there is no value to draw."""
    view, language = opened.view, opened.view.language
    reasons = dict.fromkeys(
        numbers.told(point.figure, view.question.measured, language) for point in found if point.figure
    )
    which = ("、" if language == "zh" else ", ").join(reasons)
    return _("There is no value to draw: {why}.", why=which) if which else NOTHING


def _chart(opened: Opened) -> None:
    view, found = opened.view, _followed(opened)
    says = _("{metric} over the published weeks; the table below says the same.", metric=view.question.measured.name)
    if any(point.figure and point.figure.value is not None for point in found):
        plot(_spec(opened, found), "trend_lines", says, view.language)
    else:
        st.html(nothing(view.language, _no_lines(found, opened)))
    _all_weeks(opened)
    over = days(opened)
    told = codes_account(opened, over[0]) if over[0] != opened.now else []
    if told:
        items = "".join(f"<li>{safe(sentence.say(view.language))}</li>" for sentence in told)
        st.html(f'<ul class="hint codes-told">{items}</ul>')


def trend_tab(opened: Opened) -> None:
    """Lines over the weeks, what they follow, their table, and the changes of rules."""
    with _progress(opened):
        with st.container(horizontal=True, vertical_alignment="center", key="trend_tools"):
            tabs(opened, "by", {str(code): name for code, name in DIMENSIONS.items()})
            codes_switch(opened)
        _pick(opened)
        _notes(opened)
        sheet_card(opened, sheets.TREND, above=lambda: _chart(opened))
        sheet_card(opened, sheets.RULE_CHANGES)
