"""The Trends screen: lines over the published weeks with the changes of rules on their axis, and what they follow."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Final

import streamlit as st
from markupsafe import Markup

from dashboard.figures import number_formats as numbers
from dashboard.markup.elements import NOTHING, element
from dashboard.markup.links import to_screen
from dashboard.reading.opening import Opened
from dashboard.reading.weeks import MOST
from dashboard.ui import current
from dashboard.ui.chart import chart, chart_heading
from dashboard.ui.codes import codes_switch
from dashboard.ui.labels import plain
from dashboard.ui.page import note, nothing, put
from dashboard.ui.tables import table_card
from dashboard.ui.tabs import tabs
from dashboard.views.comparisons import why_missing
from dashboard.views.view import SCREEN_PARAMETERS
from data.language import Sentence, _
from pages.trends.charts import TREND_LINES, followed_points
from pages.trends.codes_list import codes_list
from pages.trends.rule_list import rules_within
from pages.trends.series import (
    ALL_WEEKS,
    DIMENSIONS,
    MOST_SERIES,
    STEPS,
    Point,
    day_ids,
    days,
    dimension,
    followed_codes,
    offered,
    step,
)
from pages.trends.tables import TREND_DAYS

TABS: Final[dict[str, Sentence]] = {"trend": _("Over the weeks"), "compare": _("Two snapshots side by side")}


@contextmanager
def _open_weeks(opened: Opened) -> Iterator[None]:
    """Open the weeks, and say how far that is: a week that was never asked has its files checked first."""
    place = st.empty()

    def opening(done: int, all_: int) -> None:
        if done < all_:
            words = _("Opening the published weeks: {done} of {all}", done=done, all=all_).say(opened.language)
            place.progress(done / all_, words)

    days(opened, opening)
    yield
    place.empty()


def _follow() -> None:
    current.go(**{SCREEN_PARAMETERS["series"]: "~".join(st.session_state["series"] or ())})


def _choose_series(opened: Opened) -> None:
    """What is followed: up to MOST_SERIES codes, which stand in the address."""
    language, known = opened.language, offered(opened)
    st.session_state["series"] = list(followed_codes(opened))
    st.multiselect(
        plain(DIMENSIONS[dimension(opened.view)].say(language)),
        list(known),
        format_func=lambda code: known[code].say(language) if code in known else code,
        key="series",
        on_change=_follow,
        placeholder=_("Choose up to {n} to follow", n=MOST_SERIES).say(language),
        label_visibility="collapsed",
    )


def _notes(opened: Opened) -> None:
    language, known, followed = opened.language, offered(opened), followed_codes(opened)
    named = [code for code in opened.presentation.series if code in known]
    if len(named) > MOST_SERIES:
        too_many = _(
            "{n} lines were asked for; the first {most} are drawn, more cannot be told apart.",
            n=len(named),
            most=MOST_SERIES,
        )
        note(too_many, language)
    unknown = [code for code in opened.presentation.series if code not in known]
    if unknown:
        note(_("Not to be followed in this view: {codes}.", codes=", ".join(unknown)), language)
    if not named and followed:
        usual = _("None is chosen: the {n} with the most stores are drawn.", n=len(followed))
        put(element("p", usual.say(language), class_="hint"))


def _all_days(opened: Opened) -> Markup:
    """How many days are drawn, and the way to all of them or back."""
    view, language = opened.view, opened.language
    published, drawn, usual = len(day_ids(opened)), len(days(opened)), STEPS[step(view)].most
    so_many = _("{n} of {all} published days, to {day}.", n=drawn, all=published, day=opened.now.as_of)
    way = NOTHING
    if opened.presentation.item == ALL_WEEKS and drawn > usual:
        way = to_screen("", view.but(item=""), _("The last {n}", n=usual).say(language), css="more-rows")
    elif published > drawn:
        words = _("All of them, at most {n}", n=MOST).say(language)
        way = to_screen("", view.but(item=ALL_WEEKS), words, css="more-rows")
    return element("p", so_many.say(language), " ", way, class_="hint")


def _lone_day(opened: Opened) -> Sentence | None:
    """Why there is but one day to draw; None where there are more."""
    return why_missing(opened.now.day, step(opened.view)) if len(day_ids(opened)) == 1 else None


def _no_lines(followed: Sequence[Point], opened: Opened) -> Markup:
    """Why there is no value to draw."""
    metric, language = opened.question.measured, opened.language
    reasons = dict.fromkeys(numbers.figure_text(point.figure, metric, language) for point in followed if point.figure)
    which = ("、" if language == "zh" else ", ").join(reasons)
    return nothing(language, _("There is no value to draw: {why}.", why=which)) if which else nothing(language)


def _chart(opened: Opened) -> None:
    lone = _lone_day(opened)
    if lone:
        put(nothing(opened.language, lone))
    elif not chart(opened, TREND_LINES):
        put(_no_lines(followed_points(opened), opened))
    put(_all_days(opened))
    first = days(opened)[0]
    if first != opened.now:
        codes_list(opened, first)


def trend_tab(opened: Opened) -> None:
    """Lines over the days, what they follow, their table, and the changes of rules."""
    with _open_weeks(opened):
        with st.container(horizontal=True, vertical_alignment="center", key="trend_tools"):
            tabs(opened, "by", {str(code): name for code, name in DIMENSIONS.items()})
            tabs(opened, "measure", {code: step.name for code, step in STEPS.items()})
            codes_switch(opened)
        _choose_series(opened)
        _notes(opened)
        with st.container(key="card_trend"):
            put(chart_heading(opened, TREND_LINES))
            _chart(opened)
        table_card(opened, TREND_DAYS)
        with st.container(key="card_rule-changes"):
            put(rules_within(opened, days(opened)[0].day))
