"""The time line: days on which something changes, in four lanes, and what comes next in words."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Final

import streamlit as st
from markupsafe import Markup

from dashboard.markup.elements import Node, element
from dashboard.reading.opening import Opened
from dashboard.ui import current
from dashboard.ui.page import nothing, put
from dashboard.ui.tables import heading, table_block, table_tools
from data.language import Language, _
from pages.plan.day_tables import LANES, PLAN_DAYS, PlanDayRow, lane_of

DRAWN_FROM: Final = timedelta(days=330)
"""How far back the picture goes; the table has every day."""
NEXT: Final = 6
"""How many of the coming changes are told in words."""
NEAR: Final = 1.8
NARROW_NEAR: Final = 6.0
"""Changes of a lane closer than this many hundredths of its width are one dot with their number; on a phone."""


def in_words(one: PlanDayRow, language: Language) -> str:
    """One change: day, what, of what."""
    day = f"{one.day:%Y-%m}" if one.is_month else one.day.isoformat()
    return f"{day} {one.what.say(language)} · {one.name.say(language)}"


def _place(day: date, first: date, last: date) -> float:
    """Where a day stands on a scale from the first day to the last, in hundredths of its width."""
    return 100 * (day - first).days / max((last - first).days, 1)


def clusters(rows: Iterable[PlanDayRow], first: date, last: date, near: float = NEAR) -> list[list[PlanDayRow]]:
    """Changes in the order of their days, those that would touch on the picture together; past and coming apart."""
    found: list[list[PlanDayRow]] = []
    for one in sorted(rows, key=lambda one: one.day):
        held = found[-1][0] if found else None
        is_near = held is not None and _place(one.day, first, last) - _place(held.day, first, last) < near
        if held is not None and is_near and (held.ahead > 0) == (one.ahead > 0):
            found[-1].append(one)
        else:
            found.append([one])
    return found


def _dot(changes: Sequence[PlanDayRow], left: float, language: Language) -> Node:
    says = "\n".join(in_words(one, language) for one in changes)
    css = "ahead" if changes[0].ahead > 0 else None
    number = str(len(changes)) if len(changes) > 1 else ""
    return element("i", number, style=f"left:{left:.2f}%", class_=css, title=says, role="img", aria_label=says)


def _months(first: date, last: date) -> Iterable[date]:
    month = first.replace(day=1)
    while month <= last:
        if month >= first:
            yield month
        month = (month + timedelta(days=32)).replace(day=1)


def _lanes(rows: Sequence[PlanDayRow], opened: Opened) -> Markup:
    language, today = opened.language, opened.now.day
    drawn = [one for one in rows if one.day >= today - DRAWN_FROM]
    first, last = min([today, *(one.day for one in drawn)]), max([today, *(one.day for one in drawn)])
    near = NARROW_NEAR if current.viewport().is_narrow else NEAR
    lanes = []
    for lane, name in LANES.items():
        found = clusters((one for one in drawn if lane_of(one.kind) == lane), first, last, near)
        dots = [_dot(held, _place(held[0].day, first, last), language) for held in found]
        lanes.append(element("div", element("span", name.say(language)), element("div", dots, class_="lane")))
    months = [
        element(
            "i", f"{month:%Y}" if month.month == 1 else f"{month:%m}", style=f"left:{_place(month, first, last):.2f}%"
        )
        for month in _months(first, last)
    ]
    here = element("b", opened.now.as_of, style=f"left:{_place(today, first, last):.2f}%")
    scale = element("div", element("span"), element("div", months, here, class_="months"))
    return element("div", lanes, scale, class_="timeline")


def _coming(rows: Sequence[PlanDayRow], opened: Opened) -> Markup:
    language = opened.language
    coming = [one for one in rows if one.ahead > 0][:NEXT]
    if not coming:
        return element("p", _("No change is known after this day.").say(language), class_="faint")
    listed = [
        element(
            "li",
            element("b", f"{one.day:%Y-%m}" if one.is_month else one.day.isoformat()),
            element("i", _("in {n} days", n=f"{one.ahead:,}").say(language)),
            element("span", f"{one.what.say(language)} · {one.name.say(language)}"),
        )
        for one in coming
    ]
    return element("div", element("h3", _("What comes next").say(language)), element("ol", listed), class_="coming")


def days_card(opened: Opened) -> None:
    """The picture, what comes next, and every day as a table."""
    rows = PLAN_DAYS.shown(opened)
    with st.container(key="card_plan-days"):
        put(heading(PLAN_DAYS.title, PLAN_DAYS.about, opened))
        if not rows:
            put(nothing(opened.language))
            return
        put(_lanes(rows, opened))
        put(_coming(rows, opened))
        put(element("div", table_tools(PLAN_DAYS, opened), class_="tools"))
        put(table_block(PLAN_DAYS, opened, has_title=False, rows=8))
