"""The sheets of the Belts screen: the list, falls, coverage, exemptions, categories, and one belt among its peers."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from dashboard.figures.figure import share
from dashboard.figures.withholding import withheld
from dashboard.questions.targets import threshold
from dashboard.reading.naming import measure_name, names
from dashboard.reading.opening import Opened
from dashboard.tables.cells import UNITS
from dashboard.tables.opening import BELT, STORE, narrowing
from dashboard.tables.sheet import Column, Row, Sheet
from dashboard.views.names import Names
from data.language import Named, Sentence, _
from models.programme.metrics import METRICS
from models.programme.terms import ENVELOPE, NO_DEPOSIT, NO_TIER, PACK
from models.settings import settings
from pages.belts import questions as asked
from pages.belts.questions import NO_STORES, Coverage, Sums, growth, rate

NO_RETURNS: Final = _("Return rates are not shown: no file delivers returns.")


# What every row of a belt has


def place_of(of: Names, belt_id: str) -> Row:
    """A belt's name and where it lies."""
    belt = of.belts[belt_id]
    return {
        "belt_id": belt_id,
        "belt_name": of.belt_labelled(belt_id),
        "category_code": belt.category_code,
        "category_name": of.categories.get(belt.category_code),
        "province_name": of.known_region(belt.province_adcode),
        "county_adcode": belt.county_adcode,
        "county_name": of.known_region(belt.county_adcode),
        "is_designated": belt.is_designated,
    }


def figures_of(sums: Sums) -> Row:
    """The headline figures of a belt, a category or any stores summed."""
    return {
        "stores": sums["stores"],
        "certified": sums["certified_stores"],
        "certification_rate": rate("certification-rate", sums),
        "pack_uptake": rate("pack-uptake-head", sums),
        "pack_uptake_value": rate("pack-uptake-value", sums),
        "envelope_issue_rate": rate("envelope-issue-rate", sums),
        "reduced_share": share(sums["reduced_stores"], sums["deposit_stores"]),
        "gmv_week_fen": sums["gmv_week_fen"],
        "gmv_change": growth(sums["gmv_week_fen"], sums["gmv_before_fen"]),
        "gmv_28d_fen": sums["gmv_28d_fen"],
        "gmv_growth": growth(sums["gmv_28d_fen"], sums["gmv_28d_before_fen"]),
        "score": sums["score_hundredths"] / sums["scored_stores"] / 100 if sums["scored_stores"] else None,
    }


BELT_COLUMNS: Final = (
    Column("belt_id", "code", _("Belt"), is_shown=False),
    Column("belt_name", "named", _("Belt"), _("The belt, with the label of its source where no published list stands "
                                              "behind it."), opens=BELT),
)  # fmt: skip
LISTED_COLUMNS: Final = (
    Column("category_code", "code", _("Category"), is_shown=False),
    Column("category_name", "named", _("Category"), _("The category of the belt's product.")),
    Column("province_name", "named", _("Province")),
    Column("county_adcode", "code", _("County"), is_shown=False),
    Column("county_name", "named", _("County"), _("The county that the belt is anchored in.")),
    Column("is_designated", "flag", _("Designated"), _("On the list of belts whose fee is waived on the day.")),
)
FIGURE_COLUMNS: Final = (
    Column("stores", "stores", _("Stores"), _("Stores of the belt in view.")),
    Column("certified", "count", _("Certified"), METRICS["certified-stores"].definition),
    Column("certification_rate", "percent", METRICS["certification-rate"].name,
           METRICS["certification-rate"].definition, has_bar=True),
    Column("pack_uptake", "percent", METRICS["pack-uptake-head"].name, METRICS["pack-uptake-head"].definition),
    Column("pack_uptake_value", "percent", METRICS["pack-uptake-value"].name,
           METRICS["pack-uptake-value"].definition, is_shown=False),
    Column("envelope_issue_rate", "percent", METRICS["envelope-issue-rate"].name,
           METRICS["envelope-issue-rate"].definition),
    Column("reduced_share", "percent", _("Reduced deposit"),
           _("Stores whose required deposit is below the base ÷ stores with a deposit.")),
    Column("gmv_week_fen", "fen", _("GMV of the week"), _("GMV of the last whole week delivered.")),
    Column("gmv_change", "percent", _("Week on week"), _("(GMV of the week − GMV of the week before) ÷ GMV of the week "
                                                       "before."), is_signed=True),
    Column("gmv_28d_fen", "fen", _("GMV of 28 days"), _("GMV of the last four whole weeks delivered.")),
    Column("gmv_growth", "percent", _("28-day growth"), _("(GMV of the last four whole weeks − GMV of the four before) "
                                                        "÷ GMV of the four before."), is_signed=True),
    Column("score", "score", _("Mean score"), _("Mean store score of the stores that have one.")),
)  # fmt: skip


# The list

ORDERS: Final[Mapping[str, Sentence]] = {
    "stores": _("Most stores first"),
    "certification_rate": _("Highest certification rate first"),
    "pack_uptake": _("Highest traffic-pack uptake first"),
    "gmv_28d_fen": _("Highest 28-day GMV first"),
    "gmv_growth": _("Fastest 28-day growth first"),
    "gmv_change": _("Deepest fall of the week first"),
    "score": _("Highest mean score first"),
}
RISING: Final = frozenset({"gmv_change"})


def _may_be_withheld(rows: list[Row]) -> set[str]:
    """The belts with too few stores; where it is one alone, also those of which one is withheld beside it."""
    stores = {row["belt_id"]: row["stores"] for row in rows}
    hidden = withheld(stores, settings().few)
    most = max((stores[code] for code in hidden), default=0)
    return {code for code in stores if stores[code] <= most}


def _ordered(rows: list[Row], by: str) -> list[Row]:
    """By a figure; rows that may be withheld stand last, so that their place tells nothing."""
    hidden = _may_be_withheld(rows)
    sign = 1 if by in RISING else -1

    def place(row: Row) -> tuple[bool, bool, float, str]:
        is_last = row["belt_id"] in hidden
        value = None if is_last else row[by]
        return is_last, value is None, sign * (value or 0), row["belt_id"]

    return sorted(rows, key=place)


def _list_rows(opened: Opened) -> list[Row]:
    of, found = names(opened.now), asked.by_belt(opened.now, opened.question)
    rows = [place_of(of, belt_id) | figures_of(sums) for belt_id, sums in found.items()]
    return _ordered(rows, opened.view.choice("sort", ORDERS))


LIST: Final = Sheet(
    "belt-list",
    _("Belts with stores in view"),
    _("Each belt's stores, certification, uptake, GMV and score. {returns}", returns=NO_RETURNS),
    columns=lambda _opened: (*BELT_COLUMNS, *LISTED_COLUMNS, *FIGURE_COLUMNS),
    rows=_list_rows,
    few="stores",
)


# Categories, with their belts

ALL_ITS: Final = _("all its belts")


def _added(all_of: Iterable[Sums]) -> Sums:
    listed = list(all_of)
    return {name: sum(sums[name] for sums in listed) for name in NO_STORES}


def _category_rows(opened: Opened) -> list[Row]:
    of, groups = names(opened.now), dict[str, dict[str, Sums]]()
    for belt_id, sums in asked.by_belt(opened.now, opened.question).items():
        groups.setdefault(of.belts[belt_id].category_code, {})[belt_id] = sums
    rows: list[Row] = []
    for category in sorted(groups, key=lambda code: (-_added(groups[code].values())["stores"], code)):
        belts, named = groups[category], of.categories.get(category)
        whole = {"group": "", "category_code": category, "category_name": named, "belt_id": None, "belt_name": ALL_ITS}
        rows.append(whole | {"belts": len(belts)} | figures_of(_added(belts.values())))
        inside = [
            {"group": category, "category_code": category, "category_name": named, "belt_id": belt_id,
             "belt_name": of.belt_labelled(belt_id), "belts": 1} | figures_of(sums)
            for belt_id, sums in belts.items()
        ]  # fmt: skip
        rows.extend(_ordered(inside, "gmv_28d_fen"))
    return rows


CATEGORIES: Final = Sheet(
    "belt-categories",
    _("Belts compared by category"),
    _("A row for each category of belts, and below it its belts by 28-day GMV. Stores of no belt are left out. "
      "{returns}", returns=NO_RETURNS),
    columns=lambda _opened: (
        Column("category_code", "code", _("Category"), is_shown=False),
        Column("category_name", "named", _("Category"), _("The category of the belts' product."),
               opens=narrowing("category", "category_code")),
        *BELT_COLUMNS,
        Column("belts", "count", _("Belts"), _("Belts with stores in view that the row speaks of."),
               always=True),
        *FIGURE_COLUMNS,
    ),
    rows=_category_rows,
    few="stores",
    within=("group",),
)  # fmt: skip


# Falls


def _fall_rows(opened: Opened) -> list[Row]:
    of = names(opened.now)
    return [
        place_of(of, fall.belt_id)
        | {
            "stores": fall.stores,
            "gmv_before_fen": fall.gmv_before_fen,
            "gmv_week_fen": fall.gmv_week_fen,
            "fall_fen": fall.gmv_before_fen - fall.gmv_week_fen,
            "gmv_change": fall.change,
        }
        for fall in asked.falls(opened.now, opened.question)
    ]


FALLS: Final = Sheet(
    "belt-falls",
    _("Belts whose GMV fell, week on week"),
    _("Belts whose GMV of the last whole week is below that of the week before by more than the threshold (gmv-fall), "
      "the deepest fall first. Belts with too few stores are left out."),
    columns=lambda _opened: (
        *BELT_COLUMNS,
        *LISTED_COLUMNS,
        Column("stores", "stores", _("Stores"), _("Stores of the belt in view.")),
        Column("gmv_before_fen", "fen", _("GMV of the week before")),
        Column("gmv_week_fen", "fen", _("GMV of the week"), _("GMV of the last whole week delivered.")),
        Column("fall_fen", "fen", _("Fall"), _("GMV of the week before − GMV of the week."), has_bar=True),
        Column("gmv_change", "percent", _("Week on week"), is_signed=True),
    ),
    rows=_fall_rows,
    few="stores",
)  # fmt: skip


def _fall_store_rows(opened: Opened) -> list[Row]:
    of, question, item = names(opened.now), opened.question, opened.presentation.item
    if item:
        belts: tuple[str, ...] = (item,) if item in of.belts else ()
        question = asked.everywhere(question)
    else:
        belts = tuple(fall.belt_id for fall in asked.falls(opened.now, question))
    sums, order = asked.by_belt(opened.now, question), {belt_id: at for at, belt_id in enumerate(belts)}
    rows = [
        row
        | {
            "belt_name": of.belt_labelled(row["belt_id"]),
            "share": _share_of_fall(row["fall_fen"], sums[row["belt_id"]]),
        }
        for row in asked.fall_stores(opened.now, question, tuple(sorted(belts)))
    ]
    return sorted(rows, key=lambda row: (order[row["belt_id"]], row["rank"]))


def _share_of_fall(fall: int, belt: Sums) -> float | None:
    whole = belt["gmv_before_fen"] - belt["gmv_week_fen"]
    return share(fall, whole) if whole > 0 else None


FALL_STORES: Final = Sheet(
    "belt-fall-stores",
    _("The stores that explain a fall"),
    _("Of each belt that fell, the five stores that lost most GMV week on week. Shares of the belt's fall may add to "
      "more than all of it, where other stores rose."),
    columns=lambda _opened: (
        *BELT_COLUMNS,
        Column("rank", "count", _("No."), _("By the fall, within the belt.")),
        Column("store_id", "text", _("Store id"), opens=STORE),
        Column("store_name", "text", _("Store"), opens=STORE),
        Column("owner", "text", _("Owner"), _("The account manager, as delivered.")),
        Column("gmv_before_fen", "fen", _("GMV of the week before")),
        Column("gmv_week_fen", "fen", _("GMV of the week"), _("GMV of the last whole week delivered.")),
        Column("fall_fen", "fen", _("Fall"), _("GMV of the week before − GMV of the week."), has_bar=True),
        Column("share", "percent", _("Of the belt's fall"), _("The store's fall ÷ the belt's; a dash: the belt as a "
                                                              "whole did not fall.")),
        Column("live_sessions_week", "count", _("Live sessions"), _("In the week.")),
    ),
    rows=_fall_store_rows,
)  # fmt: skip


# Coverage


def certified_told(count: int, least: float) -> Sentence:
    """How many stores are certified, in words where they are fewer than the threshold."""
    return _("fewer than {n}", n=f"{least:g}") if count else _("none")


def _thin_rows(opened: Opened) -> list[Row]:
    of, least = names(opened.now), threshold(opened.now, "least-certified")
    return [
        place_of(of, belt.code)
        | {
            "certified_told": certified_told(belt.certified, least),
            "has_applicants": belt.applicants > 0,
            "stores": belt.stores,
        }
        for belt in asked.thin_belts(opened.now, opened.question)
    ]


OPEN_NOW: Final = _("Whether any store has an open application: applied, in review, or documents requested.")
COVERAGE: Final = Sheet(
    "belt-coverage",
    _("Listed belts without coverage, or with too little"),
    _("Belts listed in this region with no certified store, or fewer than the threshold (least-certified); those with "
      "none first, then by their stores: where to recruit next. All stores of a belt count, wherever they are; filters "
      "of status, store type and tier play no part."),
    columns=lambda _opened: (
        *BELT_COLUMNS,
        *LISTED_COLUMNS,
        Column("certified_told", "named", _("Certified stores"),
               _("None, or fewer than the threshold: a count so small is not told.")),
        Column("has_applicants", "flag", _("Has applicants"), OPEN_NOW),
        Column("stores", "stores", _("Stores"), _("Stores of the belt, wherever they are.")),
    ),
    rows=_thin_rows,
    few="stores",
)  # fmt: skip


def _county_row(of: Names, county: Coverage, belts: list[str]) -> Row:
    place = of.places.get(county.code)
    listed = [of.belt_labelled(belt_id) for belt_id in belts]
    return {
        "county_adcode": county.code,
        "county_name": of.known_region(county.code),
        "city_name": of.known_region(place.city_adcode if place else None),
        "province_name": of.known_region(place.province_adcode if place else None),
        "belts": len(belts),
        "belt_names": Named("、".join(name.zh for name in listed), ", ".join(name.en for name in listed)),
        "has_applicants": county.applicants > 0,
        "stores": county.stores,
        "applicants": county.applicants,
    }


def _bare_rows(opened: Opened) -> list[Row]:
    of, listed = names(opened.now), dict[str, list[str]]()
    for belt_id in asked.listed(opened.now, opened.question):
        listed.setdefault(of.belts[belt_id].county_adcode, []).append(belt_id)
    return [_county_row(of, county, listed[county.code]) for county in asked.bare_counties(opened.now, opened.question)]


COUNTIES: Final = Sheet(
    "county-coverage",
    _("Counties of the belt list without a certified store"),
    _("Counties in this region that a listed belt is anchored in and that have no certified store of any belt; those "
      "with applicants first. Filters of status, store type and tier play no part."),
    columns=lambda _opened: (
        Column("county_adcode", "code", _("County"), is_shown=False),
        Column("county_name", "named", _("County"), opens=narrowing("region", "county_adcode")),
        Column("city_name", "named", _("City")),
        Column("province_name", "named", _("Province")),
        Column("belts", "count", _("Belts"), _("Listed belts anchored in the county."), always=True),
        Column("belt_names", "named", _("Belts by name")),
        Column("has_applicants", "flag", _("Has applicants"), OPEN_NOW),
        Column("stores", "stores", _("Stores"), _("Stores in the county, of any belt or none.")),
        Column("applicants", "count", _("Applicants"), _("Stores in the county with an open application.")),
    ),
    rows=_bare_rows,
    few="stores",
)  # fmt: skip


# Designated belts

STATES: Final[Mapping[str, Sentence]] = {"active": _("in force"), "ended": _("ended")}


def _waiver_rows(opened: Opened) -> list[Row]:
    of = names(opened.now)
    return [
        place_of(of, waiver.belt_id)
        | {
            "waiver_from": waiver.waiver_from,
            "waiver_to": waiver.waiver_to,
            "rate_pct": waiver.rate_pct,
            "state_code": waiver.state,
            "state_name": STATES[waiver.state],
            "stores": waiver.stores,
            "gmv_before_fen": None if waiver.gmv_before_fen is None else round(waiver.gmv_before_fen / asked.WEEKS),
            "gmv_since_fen": None if waiver.gmv_since_fen is None else round(waiver.gmv_since_fen / asked.WEEKS),
            "gmv_growth": waiver.growth,
            "peers_growth": waiver.peers_growth,
            "fee_waived_fen": waiver.fee_waived_fen,
        }
        for waiver in asked.waivers(opened.now, opened.question)
    ]


DESIGNATED: Final = Sheet(
    "belt-designated",
    _("Designated belts: GMV since the exemption, and the fee waived"),
    _("Mean weekly GMV of the last four whole weeks of a waiver against the four whole weeks before it began; a dash "
      "where the record does not reach back, or the waiver is younger than four weeks. Stores that entered since "
      "count. The growth of belts never designated stands beside: a difference, not proof of a cause."),
    columns=lambda _opened: (
        *BELT_COLUMNS,
        Column("category_name", "named", _("Category")),
        Column("province_name", "named", _("Province")),
        Column("state_code", "code", _("State"), is_shown=False),
        Column("state_name", "named", _("Waiver")),
        Column("waiver_from", "day", _("From")),
        Column("waiver_to", "day", _("To"), _("Its last day; a dash: no end is set.")),
        Column("rate_pct", "percent", _("Rate waived"), _("Of the paid amount."), always=True),
        Column("stores", "stores", _("Stores"), _("Stores of the belt in view.")),
        Column("gmv_before_fen", "fen", _("Weekly GMV before"), _("Mean of the four whole weeks before the waiver.")),
        Column("gmv_since_fen", "fen", _("Weekly GMV since"), _("Mean of the last four whole weeks of the waiver, or "
                                                               "to the day.")),
        Column("gmv_growth", "percent", _("Growth"), _("(Weekly GMV since − before) ÷ before."), is_signed=True),
        Column("peers_growth", "percent", _("Growth of others"), _("The same weeks, for the belts of the same category "
                                                                  "that never were designated."), is_signed=True),
        Column("fee_waived_fen", "fen", _("Fee waived"), _("Σ weekly GMV × the waiver's rate, over whole weeks of the "
                                                          "waiver to the day."), has_bar=True),
    ),
    rows=_waiver_rows,
    few="stores",
)  # fmt: skip


# The page of one belt


def belt_in_view(opened: Opened) -> str | None:
    """The belt that the page is of; None where there is none, or too small a one to show figures of."""
    belt_id = opened.presentation.item
    is_known = belt_id in names(opened.now).belts
    return belt_id if is_known and not asked.is_too_small(opened.now, opened.question, belt_id) else None


def _of_belt(rows: Callable[[Opened, str], list[Row]]) -> Callable[[Opened], list[Row]]:
    """Rows of the belt whose page it is; none without one."""

    def found(opened: Opened) -> list[Row]:
        belt_id = belt_in_view(opened)
        return rows(opened, belt_id) if belt_id else []

    return found


def _standing_rows(opened: Opened, belt_id: str) -> list[Row]:
    return [
        {
            "metric_code": one.metric,
            "metric_name": METRICS[one.metric].name,
            "value": one.value,
            "decile": one.decile,
            "lowest_tenth": one.cuts[0],
            "median": one.cuts[4],
            "highest_tenth": one.cuts[8],
            "belts": one.belts,
        }
        for one in asked.standings(opened.now, opened.question, belt_id)
    ]


STANDING: Final = Sheet(
    "belt-standing",
    _("Where the belt stands among all belts"),
    _("By each share, among the belts with enough stores to show it: the tenth that the belt is in, 1 with the lowest "
      "values and 10 with the highest, and the values that bound the lowest and the highest tenth. In the chart the "
      "dot is the belt, the ticks are the nine deciles, and the long one is the median."),
    columns=lambda _opened: (
        Column("metric_code", "code", _("Metric"), is_shown=False),
        Column("metric_name", "named", _("Metric")),
        Column("value", "percent", _("This belt")),
        Column("decile", "count", _("Tenth"), _("1: lowest values, 10: highest; of equal values in their middle.")),
        Column("lowest_tenth", "percent", _("Lowest tenth up to"), _("The first decile of the belts.")),
        Column("median", "percent", _("Median belt")),
        Column("highest_tenth", "percent", _("Highest tenth from"), _("The ninth decile of the belts.")),
        Column("belts", "count", _("Belts compared"), _("Belts with enough stores to show the metric.")),
    ),
    rows=_of_belt(_standing_rows),
)  # fmt: skip


def _uptake_rows(opened: Opened, belt_id: str) -> list[Row]:
    few = settings().few
    rows = [
        {
            "measure_code": row["measure_code"],
            "measure_name": measure_name(row["measure_code"]),
            "unit": row["unit"],
            "unit_name": UNITS[row["unit"]],
            "stores": row["granted_stores"],
            "claimed_stores": row["claimed_stores"],
            "uptake_head": share(row["claimed_stores"], row["granted_stores"]),
            "granted": row["granted"],
            "claimed": row["claimed"],
            "uptake_value": share(row["claimed"], row["granted"]),
            "used": row["used"],
            "lapsed": row["lapsed"],
        }
        for row in asked.measures(opened.now, asked.of_belt(opened.question, belt_id))
    ]
    return sorted(rows, key=lambda row: (row["stores"] < few, row["measure_code"] not in (PACK, ENVELOPE),
                                         -row["stores"], row["measure_code"], row["unit"]))  # fmt: skip


UPTAKE: Final = Sheet(
    "belt-uptake",
    _("Uptake of the belt's benefits"),
    _("To the day, each benefit in its own unit: uptake by head is stores that claimed ÷ stores granted, by value "
      "amount claimed ÷ amount granted. Of a red envelope, claimed is issued less returned."),
    columns=lambda _opened: (
        Column("measure_code", "code", _("Benefit"), is_shown=False),
        Column("measure_name", "named", _("Benefit")),
        Column("unit", "code", _("Unit"), is_shown=False),
        Column("unit_name", "named", _("Unit")),
        Column("stores", "stores", _("Stores granted")),
        Column("claimed_stores", "count", _("Stores that claimed")),
        Column("uptake_head", "percent", _("By head"), _("Stores that claimed ÷ stores granted."), has_bar=True),
        Column("granted", "quantity", _("Granted")),
        Column("claimed", "quantity", _("Claimed")),
        Column("uptake_value", "percent", _("By value"), _("Amount claimed ÷ amount granted."), has_bar=True),
        Column("used", "quantity", _("Used")),
        Column("lapsed", "quantity", _("Lapsed")),
    ),
    rows=_of_belt(_uptake_rows),
    few="stores",
)  # fmt: skip


def _tier_rows(opened: Opened, belt_id: str) -> list[Row]:
    of, found = names(opened.now), asked.by_tier(opened.now, asked.of_belt(opened.question, belt_id))
    whole = sum(sums["stores"] for sums in found.values())
    held = {code or NO_DEPOSIT: sums for code, sums in found.items()}
    known = [*of.tiers, *sorted(held.keys() - of.tiers.keys())]
    return [
        {
            "tier_code": code,
            "tier_name": of.tiers.get(code) or Named(code, code),
            "stores": held[code]["stores"],
            "share": share(held[code]["stores"], whole),
            "required_fen": held[code]["required_fen"],
            "released_fen": held[code]["released_fen"],
        }
        for code in sorted(known, key=lambda code: code in (NO_TIER, NO_DEPOSIT))
        if code in held
    ]


TIERS: Final = Sheet(
    "belt-tiers",
    _("The belt's stores by deposit tier"),
    _("Stores by the tier that they hold on the day, with the deposit required of them and what is released."),
    columns=lambda _opened: (
        Column("tier_code", "code", _("Deposit tier"), is_shown=False),
        Column("tier_name", "named", _("Deposit tier")),
        Column("stores", "stores", _("Stores"), has_bar=True),
        Column("share", "percent", _("Share"), _("Of the belt's stores.")),
        Column("required_fen", "fen", _("Deposit required")),
        Column("released_fen", "fen", _("Deposit released"), METRICS["deposit-released"].definition),
    ),
    rows=_of_belt(_tier_rows),
    few="stores",
)


def _week_rows(opened: Opened, belt_id: str) -> list[Row]:
    return [dict(row) for row in reversed(asked.weeks(opened.now, asked.of_belt(opened.question, belt_id)))]


WEEKS: Final = Sheet(
    "belt-weeks",
    _("The belt's trade by week"),
    _("Whole weeks to the day, the newest first, of the stores that the belt has on the day. A week begins on a "
      "Monday."),
    columns=lambda _opened: (
        Column("week_start", "day", _("Week of")),
        Column("gmv_fen", "fen", _("GMV"), _("Paid orders of the week, before refunds."), has_bar=True),
        Column("orders", "count", _("Orders")),
        Column("active_stores", "count", _("Stores with an order")),
        Column("live_stores", "count", _("Stores that went live")),
        Column("live_sessions", "count", _("Live sessions")),
        Column("sessions_with_envelope", "count", _("With a red envelope"), _("Live sessions with a launch red "
                                                                             "envelope.")),
        Column("fee_waived_fen", "fen", _("Fee waived"), _("Σ GMV × the waiver's rate, in weeks wholly in a waiver.")),
    ),
    rows=_of_belt(_week_rows),
)  # fmt: skip


def _peer_rows(opened: Opened, belt_id: str) -> list[Row]:
    of, all_of = names(opened.now), asked.by_belt(opened.now, asked.everywhere(opened.question))
    codes = (belt_id, *asked.peers(opened.now, opened.question, belt_id))
    return [
        place_of(of, code) | figures_of(all_of[code]) | {"is_this": code == belt_id} for code in codes if code in all_of
    ]


PEER_BELTS: Final = Sheet(
    "belt-peers",
    _("Belts of the same category and like size"),
    _("The eight belts of the same category whose number of stores is nearest on a logarithmic scale, with enough "
      "stores to show; the belt itself first. {returns}", returns=NO_RETURNS),
    columns=lambda _opened: (
        *BELT_COLUMNS,
        Column("is_this", "flag", _("This belt")),
        Column("province_name", "named", _("Province")),
        *FIGURE_COLUMNS,
    ),
    rows=_of_belt(_peer_rows),
    few="stores",
)  # fmt: skip

SHEETS: Final = (
    LIST,
    CATEGORIES,
    FALLS,
    FALL_STORES,
    COVERAGE,
    COUNTIES,
    DESIGNATED,
    STANDING,
    UPTAKE,
    TIERS,
    WEEKS,
    PEER_BELTS,
)
