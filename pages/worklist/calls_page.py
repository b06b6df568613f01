"""Whom to call on the page: the counts that isolate a bucket, and the stores in groups."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Final

import streamlit as st
from markupsafe import Markup

from dashboard.figures.number_formats import short_number
from dashboard.markup.elements import NOTHING, Node, element, joined, together
from dashboard.markup.links import to_screen
from dashboard.questions.worklist import calls
from dashboard.questions.worklist.calls import Asked, Bucket, Group, Tally
from dashboard.reading.naming import names
from dashboard.reading.opening import Opened
from dashboard.tables.call_words import REASON_NAMES, day_in
from dashboard.tables.columns import Columns
from dashboard.ui.page import put
from dashboard.ui.tables import links_to_files, pages
from dashboard.views.view import View
from data.language import Language, Sentence, _
from pages.worklist.call_rows import group_html, rows_html, table
from pages.worklist.call_tables import BUCKETS, CALLS, CHANGED, asked_of, rows_of, seen_before

FIRST_ROWS: Final = 4
"""Stores of a group that is not opened."""
GROUPS_AT_ONCE: Final = 10
"""Owners on a page."""
PAGE_ROWS: Final = 50
BY: Final[dict[str, Sentence]] = {
    "due": _("By day"),
    "owner": _("By owner"),
    "reason": _("By reason"),
}
"""What the stores stand together by."""
_SHORT: Final[Mapping[str, Callable[[str, str], Sentence]]] = {
    "shortfalls": lambda n, value: _("short: {n}, {value}", n=n, value=value),
    "documents": lambda n, _value: _("documents: {n}", n=n),
    "lapsing-traffic": lambda _n, value: _("traffic {value}", value=value),
    "lapsing-cash": lambda _n, value: _("cash {value}", value=value),
    "lapsing-ad-credit": lambda _n, value: _("ad credit {value}", value=value),
    "certifications-to-expire": lambda n, _value: _("certifications ending: {n}", n=n),
}
"""What a bucket holds of each reason, of how many stores and what is at stake."""


def _stores(count: int, language: Language) -> str:
    words = _("1 store") if count == 1 else _("{n} stores", n=f"{count:,}")
    return words.say(language)


# The counts above the list


def _in_bucket(code: str, bucket: Bucket, tally: Tally, view: View) -> Markup:
    """How many stores have a reason due in a bucket and what is at stake: a link that isolates them."""
    value = short_number(tally.values[code], "traffic" if code == "lapsing-traffic" else "fen", view.language)
    words = _SHORT[code](f"{tally.by_reason[code]:,}", value)
    there = view.but(reasons=(code,), due=bucket, page=1)
    name = _("{what}: {which}", what=REASON_NAMES[code], which=_stores(tally.by_reason[code], view.language))
    return to_screen("", there, words.say(view.language), says=name.say(view.language))


def _count(bucket: Bucket, tally: Tally, opened: Opened) -> Markup:
    view, language = opened.view, opened.language
    is_on = opened.presentation.due == bucket
    whole = to_screen(
        "",
        view.but(due="" if is_on else bucket, page=1, rows=""),
        [element("span", BUCKETS[bucket].say(language)), " ", element("b", f"{tally.stores:,}")],
        css="whole",
        is_on=is_on,
    )
    parts = [_in_bucket(code, bucket, tally, view) for code, stores in tally.by_reason.items() if stores]
    between = "，" if language == "zh" else ", "
    css = f"bucket {bucket} on" if is_on else f"bucket {bucket}"
    return element("div", whole, element("p", joined(parts, between)) if parts else None, class_=css)


def strip(opened: Opened) -> Markup:
    """How many stores there are to call, and in each bucket; each count isolates its bucket."""
    language, asked = opened.language, asked_of(opened)
    found = calls.tallies(opened.now, opened.question, replace(asked, bucket=""))
    every = sum(tally.stores for tally in found.values())
    is_on = not asked.bucket
    whole = to_screen(
        "",
        opened.view.but(due="", page=1, rows=""),
        [element("span", _("Stores to call").say(language)), " ", element("b", f"{every:,}")],
        css="whole",
        is_on=is_on,
    )
    about = element("p", _("one row a store, all reasons together").say(language))
    first = element("div", whole, about, class_=f"bucket every{' on' if is_on else ''}")
    counts = [_count(bucket, found[bucket], opened) for bucket in calls.BUCKETS]
    return element("nav", first, counts, class_="buckets", aria_label=_("Stores to call").say(language))


# The list


def _title(group: Group, by: str, opened: Opened) -> list[Node]:
    language, today = opened.language, opened.now.day
    count = element("span", _stores(group.stores, language))
    if by == "owner":
        name = group.code.partition("@")[0] if group.code else _("no owner").say(language)
        return [element("b", name, class_="" if group.code else "lacking"), " ", count]
    if by == "reason":
        return [element("b", REASON_NAMES[group.code or ""].say(language)), " ", count]
    week = today + calls.WEEK
    span = {
        "week": _("{first} to {last}", first=day_in(today, today), last=day_in(week, today)),
        "later": _("from {day}", day=day_in(week + timedelta(days=1), today)),
    }
    days = element("small", span[group.code].say(language)) if group.code in span else None
    bucket: Bucket = group.code  # type: ignore[assignment]
    return [element("b", BUCKETS[bucket].say(language), class_=bucket), " ", count, " ", days]


def _narrowed(view: View, by: str, code: str | None) -> View | None:
    """The view of a group alone; None where no view names it."""
    match by:
        case "owner":
            return view.but(by=code, sort="", page=1) if code else None
        case "reason":
            return view.but(reasons=(code or "",), sort="", page=1)
        case _:
            return view.but(due=code or "", page=1)


def _body(columns: Columns, group: Group, by: str, opened: Opened) -> list[Markup]:
    lines = [group_html(columns, _title(group, by, opened))]
    lines += rows_html(columns, rows_of(opened, group.first), opened)
    rest, there = group.stores - len(group.first), _narrowed(opened.view, by, group.code)
    if rest > 0 and there:
        words = _("Show the other {n} stores", n=f"{rest:,}").say(opened.language)
        lines.append(element("tr", element("td", to_screen("", there, words), colspan=len(columns)), class_="rest"))
    return lines


def _grouped(opened: Opened, asked: Asked, by: str) -> tuple[Sequence[Group], Markup]:
    """The groups on the page, and the way to more of them."""
    now, question = opened.now, opened.question
    if by == "reason":
        return calls.by_reason(now, question, asked, FIRST_ROWS), NOTHING
    if by == "due":
        return calls.by_bucket(now, question, asked, FIRST_ROWS), NOTHING
    total = calls.owners(now, question, asked)
    here = min(opened.presentation.page, max(-(-total // GROUPS_AT_ONCE), 1))
    groups = calls.by_owner(now, question, asked, FIRST_ROWS, (here - 1) * GROUPS_AT_ONCE, GROUPS_AT_ONCE)
    return groups, pages(opened.view, here, -(-total // GROUPS_AT_ONCE))


def _is_flat(opened: Opened, asked: Asked, by: str) -> bool:
    """Whether the stores stand one after another: in an order of the reader's, or those of one group."""
    is_ordered = opened.presentation.rows.startswith(f"{CALLS.code}.")
    return is_ordered or (by == "due" and bool(asked.bucket)) or (by == "owner" and bool(asked.owner))


def _flat(opened: Opened, columns: Columns) -> tuple[list[list[Markup]], Markup]:
    total = CALLS.size(opened)
    last = max(-(-total // PAGE_ROWS), 1)
    here = min(opened.presentation.page, last)
    rows = CALLS.page(opened, (here - 1) * PAGE_ROWS, PAGE_ROWS)
    return [rows_html(columns, rows, opened)], pages(opened.view, here, last)


def _grouping(opened: Opened, by: str) -> Markup:
    """What the stores stand together by."""
    links = [
        to_screen("", opened.view.but(sort="" if code == "due" else code, page=1, rows=""), words.say(opened.language),
                  is_on=code == by)
        for code, words in BY.items()
    ]  # fmt: skip
    return element("span", links, class_="segments", role="group", aria_label=_("Group by").say(opened.language))


def _changed(opened: Opened) -> Markup | None:
    """What changed since the reader was last here, or since the day compared with: a link that isolates it."""
    seen = seen_before(opened)
    if seen is None:
        return None
    asked = replace(asked_of(opened), bucket="")
    count = calls.count(opened.now, opened.question, replace(asked, changed_since=seen))
    day, is_on = day_in(seen.day, opened.now.day), opened.presentation.only == CHANGED
    words = _("New or worse since {day}: {n}", day=day, n=f"{count:,}").say(opened.language)
    short = _("Changed: {n}", n=f"{count:,}").say(opened.language)
    inside = element("span", words, class_="long"), element("span", short, class_="short", aria_hidden="true")
    there = opened.view.but(only="" if is_on else CHANGED, page=1)
    return to_screen("", there, inside, css="changed", is_on=is_on)


def _nothing(opened: Opened) -> Markup:
    """That there is nobody to call, and what to take off where something narrows the list."""
    language, shown = opened.language, opened.presentation
    view = opened.view.but(due="", reasons=(), only="", by="", page=1)
    if not (shown.due or shown.reasons or shown.only or shown.by):
        return element("p", _("Nobody is to be called in this view.").say(language), class_="nothing")
    why = _("Nobody is to be called for what is asked here.").say(language)
    return element("p", why, " ", to_screen("", view, _("Show all stores to call").say(language)), class_="nothing")


def calls_card(opened: Opened) -> None:
    """The list in its card."""
    language, by = opened.language, opened.view.choice("sort", BY)
    asked, columns = asked_of(opened), CALLS.columns_on_page(opened)
    region = names(opened.now).region(opened.question.region).say(language)
    about = _("{region} · overdue first, then the nearest day; of one day the most at stake", region=region)
    title = element("div", element("h2", _("To do").say(language)), element("p", about.say(language)))
    files = element("span", links_to_files(opened, CALLS.code), class_="files-of")
    top = element("header", title, _changed(opened), _grouping(opened, by), files, class_="calls-head")
    if not calls.count(opened.now, opened.question, asked):
        body = _nothing(opened)
    elif _is_flat(opened, asked, by):
        bodies, way = _flat(opened, columns)
        body = together(table(columns, bodies, opened), way)
    else:
        groups, way = _grouped(opened, asked, by)
        body = together(table(columns, [_body(columns, group, by, opened) for group in groups], opened), way)
    with st.container(key="card_calls"):
        put(together(top, body))
