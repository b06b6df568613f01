"""The Belts screen: the lists as tabs, and the page of one belt."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

import streamlit as st

from dashboard.drawing import plots
from dashboard.drawing.decile_strips import strips
from dashboard.drawing.plots import Axis
from dashboard.drawing.tips import safe
from dashboard.figures import number_formats as numbers
from dashboard.questions.targets import threshold
from dashboard.reading.naming import names
from dashboard.reading.opening import Opened
from dashboard.tables.cells import told
from dashboard.tables.certification import FUNNEL_STEPS, STATE
from dashboard.tables.sheet import Row, Sheet, suppressed
from dashboard.ui import current
from dashboard.ui.choosing import choose
from dashboard.ui.facts import Fact, facts
from dashboard.ui.links import to_screen
from dashboard.ui.plots import plot
from dashboard.ui.said import said
from dashboard.ui.sheets import sheet_card
from dashboard.ui.tables import table_card
from dashboard.ui.tabs import tabs
from dashboard.views.view import View
from data.language import Sentence, _
from models.programme.metrics import METRICS
from models.settings import settings
from models.snapshots.tables import BeltDay
from pages.belts import questions as asked
from pages.belts import tables as sheets
from pages.belts.questions import NO_STORES

TABS: Final[Mapping[str, Sentence]] = {
    "all": _("All belts"),
    "falling": _("Falling GMV"),
    "coverage": _("Coverage"),
    "designated": _("Designated belts"),
    "categories": _("By category"),
}
MOST: Final = 40
GROWTH: Final = next(column for column in sheets.FIGURE_COLUMNS if column.name == "gmv_growth")


def _list_tab(opened: Opened) -> None:
    view = opened.view
    orders = {code: name.say(view.language) for code, name in sheets.ORDERS.items()}
    choose("sort", _("Order of belts"), orders, view.choice("sort", sheets.ORDERS), view.language, 310)
    sheet_card(opened, sheets.LIST, rows=MOST)


def _fall_tab(opened: Opened) -> None:
    falls = asked.falls(opened.now, opened.question)
    limit = f"{threshold(opened.now, 'gmv-fall'):g}"
    if not falls:
        said(_("No belt in this view fell by more than {n} % in GMV, week on week.", n=limit), opened.view.language)
        return
    lost = sum(fall.gmv_before_fen - fall.gmv_week_fen for fall in falls)
    facts(
        [
            Fact(_("Belts that fell by more than {n} %", n=limit), f"{len(falls):,}",
                 _("of {n} belts with stores in view", n=f"{len(asked.by_belt(opened.now, opened.question)):,}")
                 .say(opened.view.language)),
            Fact(_("GMV lost by them"), numbers.short(lost, "fen", opened.view.language),
                 _("against the week before").say(opened.view.language)),
        ],
        opened.view.language,
    )  # fmt: skip
    sheet_card(opened, sheets.FALLS)
    sheet_card(opened, sheets.FALL_STORES)


def _coverage_tab(opened: Opened) -> None:
    language, thin = opened.view.language, asked.thin_belts(opened.now, opened.question)
    counties = asked.bare_counties(opened.now, opened.question)
    listed = _("of {n} listed in this region", n=f"{len(asked.listed(opened.now, opened.question)):,}").say(language)
    least = f"{threshold(opened.now, 'least-certified'):g}"
    facts(
        [
            Fact(_("Belts without a certified store"), f"{sum(not belt.certified for belt in thin):,}", listed),
            Fact(_("Belts with some, but fewer than {n}", n=least), f"{sum(belt.certified > 0 for belt in thin):,}"),
            Fact(_("Counties without a certified store"), f"{len(counties):,}",
                 _("that a listed belt is anchored in").say(language)),
            Fact(_("Of these, with applicants"), f"{sum(county.applicants > 0 for county in counties):,}"),
        ],
        language,
    )  # fmt: skip
    sheet_card(opened, sheets.COVERAGE)
    sheet_card(opened, sheets.COUNTIES)


def _designated_tab(opened: Opened) -> None:
    found, language = asked.waivers(opened.now, opened.question), opened.view.language
    enough = [waiver for waiver in found if waiver.growth is not None and waiver.stores >= settings().few]
    active = sum(waiver.state == "active" for waiver in found)
    facts(
        [
            Fact(_("Waivers in force"), f"{active:,}"),
            Fact(_("With GMV growth since"), f"{sum((waiver.growth or 0) > 0 for waiver in enough):,}",
                 _("of {n} with weeks to compare", n=len(enough)).say(language)),
            Fact(_("Fee waived"), numbers.short(sum(waiver.fee_waived_fen for waiver in found), "fen", language),
                 _("since the waivers began").say(language), METRICS["fee-waived"].definition),
        ],
        language,
    )  # fmt: skip
    sheet_card(opened, sheets.DESIGNATED, rows=MOST)


def _shown(sheet: Sheet, opened: Opened) -> list[Row]:
    rows = suppressed(sheet, sheet.columns(opened), list(sheet.rows(opened)), settings().few)
    return [row for row in rows if row["status"] == "value"]


def _category_bars(opened: Opened) -> None:
    """28-day growth of each category's belts."""
    language, column = opened.view.language, GROWTH
    rows = [row for row in _shown(sheets.CATEGORIES, opened) if not row["group"] and row["gmv_growth"] is not None]
    drawn = [
        {
            "name": row["category_name"].say(language) if row["category_name"] else row["category_code"],
            "growth": row["gmv_growth"],
            "told": told(column, row, language),
        }
        for row in sorted(rows, key=lambda row: -row["gmv_growth"])
    ]
    spec = plots.bars(
        drawn,
        Axis("name", "", order=tuple(row["name"] for row in drawn)),
        Axis("growth", column.heading.say(language), "number", "percent"),
        current.screen().theme,
        language,
        is_lying=True,
    )
    if drawn:
        plot(spec, "category_growth", _("28-day GMV growth of the belts of each category"), language)


def _category_tab(opened: Opened) -> None:
    sheet_card(opened, sheets.CATEGORIES, above=lambda: _category_bars(opened), rows=MOST)


LISTS: Final[Mapping[str, Callable[[Opened], None]]] = {
    "all": _list_tab,
    "falling": _fall_tab,
    "coverage": _coverage_tab,
    "designated": _designated_tab,
    "categories": _category_tab,
}


def belt_lists(opened: Opened) -> None:
    """The tabs, and the one chosen."""
    LISTS[tabs(opened, "listing", TABS)](opened)


# The page of one belt


def _links(belt: BeltDay, view: View) -> str:
    """The ways to the belt's stores, its work list and its place on the map."""
    there = view.reset().but(snapshot=view.presentation.snapshot, compare=view.presentation.compare)
    of_belt = there.but(belts=(belt.belt_id,))
    ways = [("stores", _("Its stores"), of_belt), ("worklist", _("Its work list"), of_belt)]
    if belt.city_adcode or belt.province_adcode:
        place = belt.city_adcode or belt.province_adcode or ""
        ways.append(("map", _("On the map"), of_belt.but(region=place).put("level", "")))
    parts = [to_screen(screen, to, safe(name.say(view.language)), css="file") for screen, name, to in ways]
    all_belts = safe(_("All belts").say(view.language))
    back = to_screen("", view.but(item="", page=1), f"← {all_belts}", css="back")
    return f'{back}<span class="ways">{"".join(parts)}</span>'


def _where(opened: Opened, belt: BeltDay) -> str:
    of, language = names(opened.now), opened.view.language
    way = (belt.province_adcode, belt.city_adcode, belt.county_adcode)
    codes = dict.fromkeys(code for code in way if code and code in of.places)
    return " · ".join(of.region(code).say(language) for code in codes) or belt.county_adcode


def _waiver(belt: BeltDay) -> Sentence:
    if not belt.is_designated:
        return _("not designated on the day")
    if belt.waiver_to:
        return _("designated: the fee is waived from {first} to {last}", first=belt.waiver_from, last=belt.waiver_to)
    return _("designated: the fee is waived from {first}, without a set end", first=belt.waiver_from)


def _head(opened: Opened, belt: BeltDay) -> None:
    of, language = names(opened.now), opened.view.language
    category = of.categories.get(belt.category_code)
    lines = [
        (_("Where"), _where(opened, belt)),
        (_("Product"), belt.product_zh),
        (_("Category"), category.say(language) if category else belt.category_code),
        (_("Listed by"), of.belt_source(belt.belt_id).say(language)),
        (_("Exemption"), _waiver(belt).say(language)),
    ]
    told_lines = "".join(f"<dt>{safe(name.say(language))}</dt><dd>{safe(text)}</dd>" for name, text in lines)
    name = safe(of.belt(belt.belt_id).say(language))
    st.html(f'<section class="card-box belt-head"><nav>{_links(belt, opened.view)}</nav><h1>{name}</h1>'
            f"<dl>{told_lines}</dl></section>")  # fmt: skip


def _figures(opened: Opened, belt_id: str) -> None:
    """The belt's headline figures, with how they changed."""
    language = opened.view.language
    view = asked.everywhere(opened.question)
    sums = asked.by_belt(opened.now, view).get(belt_id, NO_STORES)
    row = sheets.figures_of(sums)
    before = asked.by_belt(opened.before, view).get(belt_id, NO_STORES) if opened.before else None
    earlier = sheets.figures_of(before) if before and before["stores"] >= settings().few else None
    changes = {
        "gmv_week_fen": ("gmv_change", _("against the week before")),
        "gmv_28d_fen": ("gmv_growth", _("against the 28 days before")),
    }
    found = []
    for column in sheets.FIGURE_COLUMNS:
        if column.name in ("gmv_change", "gmv_growth"):
            continue
        note = ""
        if column.name in changes:
            name, against = changes[column.name]
            growth = next(other for other in sheets.FIGURE_COLUMNS if other.name == name)
            note = f"{told(growth, row, language)} {against.say(language)}"
        elif earlier and row[column.name] is not None and earlier[column.name] is not None:
            note = _change(row[column.name] - earlier[column.name], column.kind, opened)
        found.append(Fact(column.heading, told(column, row, language), note, column.meaning))
    with st.container(key="belt_facts"):
        facts(found, language)


def _change(difference: float, kind: str, opened: Opened) -> str:
    if kind == "score":
        told_change = f"{difference:+.2f}".replace("-", "\N{MINUS SIGN}")
        return told_change if abs(difference) >= 0.005 else _("unchanged").say(opened.view.language)
    return numbers.change(difference, "percent" if kind == "percent" else "stores", opened.view.language)


def _standing_chart(opened: Opened) -> None:
    language, rows = opened.view.language, list(sheets.STANDING.rows(opened))
    drawn = []
    for one, row in zip(asked.standings(opened.now, opened.question, opened.presentation.item), rows, strict=True):
        value = numbers.short(one.value, "percent", language)
        words = _("{value}, tenth {n} of 10", value=value, n=one.decile).say(language)
        cuts = [
            _("{share} % of belts are below {value}", share=10 * at, value=numbers.short(cut, "percent", language))
            for at, cut in enumerate(one.cuts, start=1)
        ]
        drawn.append({"name": row["metric_name"].say(language), "value": one.value, "cuts": list(one.cuts),
                      "told": words, "cut_told": [cut.say(language) for cut in cuts]})  # fmt: skip
    if drawn:
        spec = strips(drawn, current.screen().theme, language, "")
        plot(spec, "standing", _("The belt's shares among the deciles of all belts"), language)


def _week_chart(opened: Opened, belt: BeltDay) -> None:
    language, rows = opened.view.language, list(sheets.WEEKS.rows(opened))
    drawn = [
        {
            "week": row["week_start"].isoformat(),
            "gmv": row["gmv_fen"],
            "told": f"{row['week_start']} · {numbers.short(row['gmv_fen'], 'fen', language)}",
        }
        for row in rows
    ]
    starts = [waiver for waiver in (belt.waiver_from,) if waiver and rows and waiver >= rows[-1]["week_start"]]
    words = _("The exemption began").say(language)
    rules = [{"day": day.isoformat(), "told": f"{words} {day}"} for day in starts]
    spec = plots.lines(
        drawn,
        Axis("week", "", "day"),
        Axis("gmv", _("GMV").say(language), "number", "fen"),
        current.screen().theme,
        language,
        rules=rules,
    )
    if drawn:
        plot(spec, "belt_weeks", _("The belt's GMV by week"), language)


def _cards(opened: Opened, belt: BeltDay) -> None:
    of_belt = replace(opened, view=replace(opened.view, question=asked.of_belt(opened.question, belt.belt_id)))
    _figures(opened, belt.belt_id)
    sheet_card(opened, sheets.STANDING, above=lambda: _standing_chart(opened))
    sheet_card(opened, sheets.WEEKS, above=lambda: _week_chart(opened, belt), rows=6)
    with st.container(key="pair_state"):
        left, right = st.columns(2, gap="small")
        with left:
            table_card(of_belt, FUNNEL_STEPS)
        with right:
            table_card(of_belt, STATE)
    sheet_card(opened, sheets.UPTAKE)
    sheet_card(opened, sheets.TIERS)
    sheet_card(opened, sheets.PEER_BELTS)
    sheet_card(opened, sheets.FALL_STORES)


def belt_page(opened: Opened) -> None:
    """The page of the belt that the link names, or a sentence on why there is none."""
    belt_id, language = opened.presentation.item, opened.view.language
    belt = names(opened.now).belts.get(belt_id)
    if belt is None:
        day = opened.now.as_of
        said(_("There is no belt {belt} on the list of {day}. Choose one below.", belt=belt_id, day=day), language)
        belt_lists(replace(opened, view=opened.view.but(item="")))
        return
    _head(opened, belt)
    stores = asked.by_belt(opened.now, asked.everywhere(opened.question)).get(belt_id, NO_STORES)["stores"]
    if not stores:
        said(_("No store of this belt is on record yet: there is nothing to show but its place on the list."), language)
    elif stores < settings().few:
        said(_("This belt has fewer than {n} stores, so its figures are not shown; the Stores screen lists its stores.",
               n=settings().few), language)  # fmt: skip
    else:
        _cards(opened, belt)
