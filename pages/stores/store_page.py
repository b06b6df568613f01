"""One store's page: what it is, what it was given and what became of it, and everything that happened."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

import streamlit as st
from markupsafe import Markup

from dashboard.figures.number_formats import NOTHING, full_number, short_number
from dashboard.markup.elements import Node, element, joined, together
from dashboard.markup.links import to_screen
from dashboard.questions.worklist import calls
from dashboard.questions.worklist.calls import Reason
from dashboard.questions.worklist.counts import lists_of_store
from dashboard.questions.worklist.listing import inputs_of
from dashboard.questions.worklist.lists import LISTINGS
from dashboard.reading.naming import measure_name, names
from dashboard.reading.opening import Opened
from dashboard.tables.call_words import detail, title, when
from dashboard.tables.place_names import county_with_city
from dashboard.tables.words import STEPS, UNITS, quantity
from dashboard.ui import current
from dashboard.ui.correction_form import correction_form
from dashboard.ui.figure_row import Fact, facts
from dashboard.ui.page import note, put
from dashboard.ui.tables import heading, table_card
from dashboard.views.dimensions import without_filters
from dashboard.views.names import Names
from data.language import Language, _
from models.programme.terms import CERTIFICATION, NO_DEPOSIT, STORE_TYPES
from models.snapshots.tables import StoreDay
from pages.stores import store_questions
from pages.stores.store_questions import StoreGrant
from pages.stores.tables import DEPOSITS, EVENTS, GRANTS

WRONG: Final = "wrong"
"""What the link says where the form is open that takes what is wrong."""


def _back(opened: Opened) -> Markup:
    words = _("All stores").say(opened.language)
    return to_screen("stores", opened.view.but(item="", page=1), f"← {words}", css="back")


def _no_such_store(opened: Opened) -> None:
    """There is no such store here: why, and where it is if it may be seen."""
    question, presentation, known = opened.question, opened.presentation, names(opened.now)
    county = store_questions.county_of_store(opened.now, question, presentation.item)
    put(_back(opened))
    if county is None:
        unknown = _(
            "There is no store {store} on {day} that you may see. Look for it by name, or on another day.",
            store=presentation.item,
            day=opened.now.as_of,
        )
        note(unknown, opened.language)
        return
    region, place = known.region(question.region), county_with_city(known, county)
    elsewhere = _(
        "Store {store} is not in {region}; it lies in {place}.", store=presentation.item, region=region, place=place
    )
    note(elsewhere, opened.language)
    there = opened.view.reset().but(
        item=presentation.item, snapshot=presentation.snapshot, compare=presentation.compare
    )
    put(to_screen("stores", there, _("Show it in the whole country").say(opened.language), css="button"))


def _line(store: StoreDay, opened: Opened) -> Markup:
    """What the store is, in one line; its belt opens the belt's page."""
    language, known = opened.language, names(opened.now)
    parts: list[Node] = [
        county_with_city(known, store.county_adcode).say(language),
        known.categories[store.category_code].say(language),
        STORE_TYPES[store.store_type].say(language),
    ]
    if store.belt_id is not None and store.belt_id in known.belts:
        name = known.belt(store.belt_id).say(language)
        belt = to_screen("belts", opened.view.elsewhere().but(item=store.belt_id), name)
        parts.append([belt, " ", element("small", f"({known.belt_source(store.belt_id).say(language)})")])
    owner = store.owner or _("no account manager").say(language)
    parts.append(_("Owner: {owner}", owner=owner).say(language))
    return joined(parts, " · ")


def _day(day: date | None) -> str:
    return day.isoformat() if day else NOTHING


def _certification(store: StoreDay, language: Language) -> Fact:
    since = _("since {day}", day=_day(store.certification_since)).say(language) if store.certification_since else ""
    if store.certification_status == "certified":
        since = _("{since}, until {day}", since=since, day=_day(store.valid_until)).say(language)
    return Fact(_("Certification"), CERTIFICATION[store.certification_status].say(language), since)


def _deposit(store: StoreDay, known: Names, language: Language) -> list[Fact]:
    if store.tier_code is None:
        return [Fact(_("Deposit tier"), known.tiers[NO_DEPOSIT].say(language))]
    by_schedule = ""
    if store.entitled_tier_code:
        tier, due = known.tier_or_code(store.entitled_tier_code), full_number(store.entitled_fen, "fen")
        by_schedule = _("by the schedule: {tier}, {due}", tier=tier, due=due).say(language)
    paid = _("paid {paid}", paid=full_number(store.paid_fen, "fen")).say(language)
    if store.shortfall_fen:
        short_by, pay_by = full_number(store.shortfall_fen, "fen"), _day(store.pay_by)
        paid = _("{paid}, short by {short}, pay by {day}", paid=paid, short=short_by, day=pay_by).say(language)
    return [
        Fact(_("Deposit tier"), known.tier_or_code(store.tier_code).say(language), by_schedule),
        Fact(_("Deposit required"), full_number(store.required_fen, "fen"), paid),
    ]


def _trade(store: StoreDay, language: Language) -> list[Fact]:
    if store.activity_week is None:
        return [Fact(_("Trade"), NOTHING, _("no week of it was delivered").say(language))]
    before, month = (
        short_number(store.gmv_before_fen, "fen", language),
        short_number(store.gmv_28d_fen, "fen", language),
    )
    gmv = _("{before} the week before; {month} in 4 weeks", before=before, month=month)
    orders = _("{n} the week before", n=full_number(store.orders_before, "stores"))
    live = _("{n} with a red envelope", n=full_number(store.sessions_with_envelope_week, "stores"))
    return [
        Fact(
            _("GMV, week from {monday}", monday=store.activity_week),
            short_number(store.gmv_week_fen, "fen", language),
            gmv.say(language),
        ),
        Fact(_("Orders, same week"), full_number(store.orders_week, "stores"), orders.say(language)),
        Fact(_("Live sessions, same week"), full_number(store.live_sessions_week, "stores"), live.say(language)),
    ]


def _facts(store: StoreDay, known: Names, language: Language) -> list[Fact]:
    score = f"{store.store_score:.2f}" if store.store_score is not None else NOTHING
    violation = _("a violation is on record").say(language) if store.has_violation else ""
    first_sale = _("first sale in the week of {day}", day=_day(store.first_sale_week)).say(language)
    return [
        _certification(store, language),
        *_deposit(store, known, language),
        Fact(_("Store score"), score, violation),
        Fact(_("Entered"), _day(store.entered_on), first_sale),
        *_trade(store, language),
    ]


def _bars(sums: Mapping[str, int], unit: str, language: Language) -> Markup:
    """What became of a benefit: four bars of one scale."""
    colours, largest = current.viewport().theme.steps, max(sums.values(), default=0) or 1
    rows = [
        element(
            "tr",
            element("th", STEPS[step].say(language), scope="row"),
            element(
                "td",
                element("i", style=f"width:{100 * value / largest:.1f}%;background:{colours[step]}"),
                class_="track",
            ),
            element("td", quantity(value, unit, language), class_="n"),
        )
        for step, value in sums.items()
    ]
    return element("table", rows)


def _benefits(grants: Sequence[StoreGrant], language: Language) -> Markup:
    """A block for each measure and unit that the store was granted."""
    if not grants:
        return element("p", _("No benefit was ever granted to it.").say(language), class_="nothing")
    sums: dict[tuple[str, str], dict[str, int]] = {}
    for grant in grants:
        own = sums.setdefault((grant.measure_code, grant.unit), dict.fromkeys(STEPS, 0))
        for step in STEPS:
            own[step] += getattr(grant, step)
    blocks = [
        element(
            "section",
            element("h3", measure_name(measure).say(language), " ", element("small", UNITS[unit].say(language))),
            _bars(own, unit, language),
        )
        for (measure, unit), own in sums.items()
    ]
    return element("div", blocks, class_="benefits")


def _reason(reason: Reason, opened: Opened) -> Markup:
    """A reason to call the store, with its day; it opens all stores with this reason."""
    language, today, known = opened.language, opened.now.day, detail(reason)
    there = opened.view.elsewhere().but(reasons=(calls.code_of(reason),))
    name = to_screen("worklist", there, title(reason).say(language))
    by = element("span", when(reason, today).say(language), class_="bad" if reason.due < today else "faint")
    return element("li", name, " ", known.say(language) if known else None, " ", by)


def _to_do(opened: Opened) -> Markup:
    """Why the store is to be called, each reason with its day; then the lists by one condition that it is on."""
    language, inputs, store_id = opened.language, inputs_of(opened.now), opened.presentation.item
    call = calls.of_store(opened.now, without_filters(opened.question), store_id)
    items = [_reason(reason, opened) for reason in (call.reasons if call else ())]
    lists = lists_of_store(opened.now, without_filters(opened.question), store_id)
    for code, on_list in (one for one in lists if one[0] not in calls.REASONS):
        there = opened.view.elsewhere().but(listing=code)
        name = to_screen("worklist", there, LISTINGS[code].title.say(language))
        items.append(element("li", name, " ", on_list.reason(inputs).say(language)))
    if not items:
        return element("p", _("It is on no list of the work list.").say(language), class_="nothing")
    return element("ul", items, class_="todo")


def _wrong(opened: Opened) -> Markup:
    """The way to say that something here is wrong."""
    words = _("Something is wrong here").say(opened.language)
    return to_screen("", opened.view.but(only=WRONG), words, css="file")


def store_page(opened: Opened) -> None:
    """The page of the store that the link names."""
    store = store_questions.store(opened.now, opened.question, opened.presentation.item)
    if store is None:
        _no_such_store(opened)
        return
    named = element("h1", store.store_name, " ", element("code", store.store_id))
    about = element("p", _line(store, opened), " ", _wrong(opened))
    put(element("header", _back(opened), named, about, class_="store-head"), has_title=True)
    if opened.presentation.only == WRONG:
        with st.container(key="card_correction"):
            correction_form(opened, store.store_id, store.store_name, close=opened.view.but(only=""))
    facts(_facts(store, names(opened.now), opened.language), opened.language)
    with st.container(key="card_store_todo"):
        put(together(heading(_("On the work list"), None, opened), _to_do(opened)))
    grants = store_questions.grants(opened.now, opened.question, opened.presentation.item)
    told = _("Each measure in its own unit; amounts of different units are never added.")
    with st.container(key="card_store_benefits"):
        put(together(heading(_("What it was given"), told, opened), _benefits(grants, opened.language)))
    if grants:
        table_card(opened, GRANTS)
    table_card(opened, DEPOSITS)
    table_card(opened, EVENTS, rows=40)
