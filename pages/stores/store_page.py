"""One store's page: what it is, what it was given and what became of it, and everything that happened."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import streamlit as st

from dashboard.drawing.tips import safe
from dashboard.figures.number_formats import NOTHING, full, short
from dashboard.questions import worklist
from dashboard.questions.worklist_lists import LISTINGS, rules_of
from dashboard.reading.naming import measure_name, names
from dashboard.reading.opening import Opened
from dashboard.tables.cells import UNITS, quantity
from dashboard.tables.store_columns import tier_name
from dashboard.tables.whereabouts import whereabouts
from dashboard.ui import current
from dashboard.ui.facts import Fact, facts
from dashboard.ui.links import to_screen
from dashboard.ui.said import said
from dashboard.ui.sheets import sheet_card
from dashboard.ui.tables import heading
from dashboard.views.dimensions import without_filters
from dashboard.views.names import Names
from dashboard.views.view import View
from data.language import Language, Sentence, _
from models.programme.terms import CERTIFICATION, STORE_TYPES
from pages.stores import store_questions as store_pages
from pages.stores.tables import DEPOSITS, EVENTS, GRANTS

Row = Mapping[str, Any]
STEPS: Final[dict[str, Sentence]] = {
    "granted": _("granted"),
    "claimed": _("claimed"),
    "used": _("used"),
    "lapsed": _("lapsed"),
}


def _back(opened: Opened) -> str:
    words = safe(_("All stores").say(opened.view.language))
    return to_screen("stores", opened.view.but(item="", page=1), f"← {words}", css="back")


def _nothing(opened: Opened) -> None:
    """There is no such store here: why, and where it is if it may be seen."""
    view, of = opened.view, names(opened.now)
    region = of.region(view.question.region)
    county = store_pages.lies_in(opened.now, view.question, view.presentation.item)
    st.html(_back(opened))
    if county is None:
        words = _(
            "There is no store {store} on {day} that you may see. Look for it by name, or on another day.",
            store=view.presentation.item, day=opened.now.as_of,
        )  # fmt: skip
        said(words, view.language)
        return
    words = _("Store {store} is not in {region}; it lies in {place}.", store=view.presentation.item, region=region,
              place=whereabouts(of, county))  # fmt: skip
    said(words, view.language)
    there = view.reset().but(
        item=view.presentation.item, snapshot=view.presentation.snapshot, compare=view.presentation.compare
    )
    st.html(to_screen("stores", there, safe(_("Show it in the whole country").say(view.language)), css="button"))


def _line(row: Row, of: Names, view: View) -> str:
    """What the store is, in one line; its belt opens the belt's page."""
    language = view.language
    parts = [
        safe(whereabouts(of, row["county_adcode"]).say(language)),
        safe(of.categories[row["category_code"]].say(language)),
        safe(STORE_TYPES[row["store_type"]].say(language)),
    ]
    if row["belt_id"] in of.belts:
        name = safe(of.belt(row["belt_id"]).say(language))
        source = safe(of.belt_source(row["belt_id"]).say(language))
        belt = to_screen("belts", view.elsewhere().but(item=row["belt_id"]), name)
        parts.append(f"{belt} <small>({source})</small>")
    owner = row["owner"] or _("no account manager").say(language)
    parts.append(safe(_("Owner: {owner}", owner=owner).say(language)))
    return " · ".join(parts)


def _day(value: Any) -> str:
    return value.isoformat() if value else NOTHING


def _certification(row: Row, language: Language) -> Fact:
    since = _("since {day}", day=_day(row["certification_since"])).say(language) if row["certification_since"] else ""
    if row["certification_status"] == "certified":
        since = _("{since}, until {day}", since=since, day=_day(row["valid_until"])).say(language)
    return Fact(_("Certification"), CERTIFICATION[row["certification_status"]].say(language), since)


def _deposit(row: Row, of: Names, language: Language) -> list[Fact]:
    if row["tier_code"] is None:
        return [Fact(_("Deposit tier"), of.tiers["NONE"].say(language))]
    entitled = row["entitled_tier_code"]
    by_rule = _("by the schedule: {tier}, {due}", tier=tier_name(of, entitled), due=full(row["entitled_fen"], "fen"))
    note = by_rule.say(language) if entitled else ""
    paid = _("paid {paid}", paid=full(row["paid_fen"], "fen")).say(language)
    if row["shortfall_fen"]:
        paid = _("{paid}, short by {short}, pay by {day}", paid=paid, short=full(row["shortfall_fen"], "fen"),
                 day=_day(row["pay_by"])).say(language)  # fmt: skip
    return [
        Fact(_("Deposit tier"), tier_name(of, row["tier_code"]).say(language), note),
        Fact(_("Deposit required"), full(row["required_fen"], "fen"), paid),
    ]


def _trade(row: Row, language: Language) -> list[Fact]:
    if row["activity_week"] is None:
        return [Fact(_("Trade"), NOTHING, _("no week of it was delivered").say(language))]
    before = short(row["gmv_before_fen"], "fen", language)
    month = short(row["gmv_28d_fen"], "fen", language)
    gmv = _("{before} the week before; {month} in 4 weeks", before=before, month=month).say(language)
    orders = full(row["orders_before"], "stores")
    live = _("{n} with a red envelope", n=full(row["sessions_with_envelope_week"], "stores")).say(language)
    week = _("GMV, week from {monday}", monday=row["activity_week"])
    return [
        Fact(week, short(row["gmv_week_fen"], "fen", language), gmv),
        Fact(_("Orders, same week"), full(row["orders_week"], "stores"),
             _("{n} the week before", n=orders).say(language)),
        Fact(_("Live sessions, same week"), full(row["live_sessions_week"], "stores"), live),
    ]  # fmt: skip


def _facts(row: Row, of: Names, language: Language) -> list[Fact]:
    score = f"{row['store_score']:.2f}" if row["store_score"] is not None else NOTHING
    violation = _("a violation is on record").say(language) if row["has_violation"] else ""
    entered = _("first sale in the week of {day}", day=_day(row["first_sale_week"])).say(language)
    return [
        _certification(row, language),
        *_deposit(row, of, language),
        Fact(_("Store score"), score, violation),
        Fact(_("Entered"), _day(row["entered_on"]), entered),
        *_trade(row, language),
    ]


def _bars(sums: Mapping[str, int], unit: str, language: Language) -> str:
    """What became of a benefit: four bars of one scale."""
    steps, most = current.screen().theme.steps, max(sums.values(), default=0) or 1
    rows = (
        f'<tr><th scope="row">{safe(STEPS[step].say(language))}</th><td class="track">'
        f'<i style="width:{100 * value / most:.1f}%;background:{steps[step]}"></i></td>'
        f'<td class="n">{safe(quantity(value, unit, language))}</td></tr>'
        for step, value in sums.items()
    )
    return f"<table>{''.join(rows)}</table>"


def _benefits(grants: Sequence[Row], language: Language) -> str:
    """A block for each measure and unit that the store was granted."""
    if not grants:
        none = _("No benefit was ever granted to it.")
        return f'<p class="nothing">{safe(none.say(language))}</p>'
    sums: dict[tuple[str, str], dict[str, int]] = {}
    for grant in grants:
        own = sums.setdefault((grant["measure_code"], grant["unit"]), dict.fromkeys(STEPS, 0))
        for step in STEPS:
            own[step] += grant[step]
    blocks = (
        f"<section><h3>{safe(measure_name(measure).say(language))} <small>{safe(UNITS[unit].say(language))}</small>"
        f"</h3>{_bars(own, unit, language)}</section>"
        for (measure, unit), own in sums.items()
    )
    return f'<div class="benefits">{"".join(blocks)}</div>'


def _to_do(opened: Opened) -> str:
    """Why the store is on the work list."""
    language, rules = opened.language, rules_of(opened.now)
    items = []
    for code, row in worklist.of_store(opened.now, without_filters(opened.question), opened.presentation.item):
        name = safe(LISTINGS[code].title.say(language))
        there = to_screen("worklist", opened.view.elsewhere().but(listing=code), name)
        items.append(f"<li>{there} {safe(LISTINGS[code].reason(row, rules).say(language))}</li>")
    if not items:
        none = _("It is on no list of the work list.")
        return f'<p class="nothing">{safe(none.say(language))}</p>'
    return f'<ul class="todo">{"".join(items)}</ul>'


def store_page(opened: Opened) -> None:
    """The page of the store that the link names."""
    row = store_pages.store(opened.now, opened.question, opened.presentation.item)
    if row is None:
        _nothing(opened)
        return
    of, language = names(opened.now), opened.view.language
    st.html(
        f'<header class="store-head">{_back(opened)}<h1>{safe(row["store_name"])} <code>{safe(row["store_id"])}</code>'
        f"</h1><p>{_line(row, of, opened.view)}</p></header>"
    )
    facts(_facts(row, of, language), language)
    with st.container(key="card_store_todo"):
        st.html(heading(_("On the work list"), None, opened) + _to_do(opened))
    grants = store_pages.grants(opened.now, opened.question, opened.presentation.item)
    about = _("Each measure in its own unit; amounts of different units are never added.")
    with st.container(key="card_store_benefits"):
        st.html(heading(_("What it was given"), about, opened) + _benefits(grants, language))
    if grants:
        sheet_card(opened, GRANTS)
    sheet_card(opened, DEPOSITS)
    sheet_card(opened, EVENTS, rows=40)
