"""The sheets of claiming: time to claim, the way from certification to use, and where uptake is low."""

from collections.abc import Mapping
from typing import Any, Final

from dashboard.figures.figure import share
from dashboard.questions.benefits import UNIT_OF
from dashboard.reading.naming import names
from dashboard.reading.opening import Opened
from dashboard.tables.benefit_columns import UNIT, UNMATCHED, chosen_benefit, named_unit, ordered, quantity
from dashboard.tables.opening import BELT, narrowing
from dashboard.tables.sheet import Column, Columns, Row, Sheet
from dashboard.views.names import Names
from dashboard.views.view import View
from data.language import Named, Sentence, _
from models.settings import settings
from pages.benefits import claims_questions as asked
from pages.benefits.claims_questions import HALF, HOURS

BY: Final[Mapping[str, Sentence]] = {
    "region": _("By region"),
    "category": _("By category"),
    "week": _("By week of granting"),
}
COHORT_BY: Final[Mapping[str, Sentence]] = {"month": _("By month"), "region": _("By region")}


def _unit(opened: Opened) -> Row:
    unit = UNIT_OF[chosen_benefit(opened)]
    return {"unit": unit, "unit_name": named_unit(unit)}


def _region(of: Names, code: str | None) -> Named:
    return of.region(code) if code else UNMATCHED


def _key_columns(by: str) -> Columns:
    if by == "week":
        return (Column("week_start", "day", _("Week from"), _("Monday of the week of granting")),)
    if by == "month":
        return (Column("month", "text", _("First certified in"), _("Month of the store's first certification"),
                       opens=_cohort),)  # fmt: skip
    if by == "category":
        return (
            Column("category_code", "code", _("Category, by code"), is_shown=False),
            Column("category", "named", _("Category"), opens=narrowing("category", "category_code")),
        )
    return (
        Column("region_code", "code", _("Region, by code; empty: matched to no region drawn"), is_shown=False),
        Column("region", "named", _("Region"), opens=narrowing("region", "region_code")),
    )


def _key(of: Names, by: str, key: Any) -> Row:
    if by == "week":
        return {"week_start": key}
    if by == "month":
        return {"month": f"{key:%Y-%m}"}
    if by == "category":
        return {"category_code": key, "category": of.categories.get(key, Named(key, key))}
    return {"region_code": key, "region": _region(of, key)}


def by_of(opened: Opened) -> str:
    """The dimension that times to claim are shown by."""
    return opened.view.choice("by", BY)


def time_rows(opened: Opened) -> list[Row]:
    """How soon the chosen benefit is claimed, by the chosen dimension; the slowest first, weeks newest first."""
    by, of = by_of(opened), names(opened.now)
    found = asked.claim_times(opened.now, opened.question, chosen_benefit(opened), by)  # type: ignore[arg-type]
    rows = [
        _key(of, by, row["key"]) | _unit(opened) | {name: row[name] for name in row if name != "key"}
        | {
            "claimed_share": share(row["claims"], row["grants"]),
            "consumed_share": share(row["used"], row["claimed"]),
            "lapsed_share": share(row["lapsed"], row["granted"]),
        }
        for row in found
    ]  # fmt: skip
    if by == "week":
        return rows[::-1]
    return ordered(rows, lambda row: (-(row["median_hours"] or 0), row[f"{by}_code"] or ""))


CLAIM_TIMES: Final = Sheet(
    "claim-times",
    _("Time to claim, use and lapse"),
    _("From a grant to its first claim (of a red envelope: its first issue), over grants to the day that were claimed; "
      "the median is the middle one."),
    columns=lambda opened: (
        *_key_columns(by_of(opened)),
        Column("stores", "stores", _("Stores"), _("Stores granted it")),
        Column("grants", "count", _("Grants")),
        Column("claims", "count", _("Claimed grants"), _("Grants of which any was claimed")),
        Column("claimed_share", "percent", _("Claimed"), _("Claimed grants ÷ grants"), has_bar=True),
        Column("median_hours", "hours", _("Median hours"), _("Median hours from grant to first claim")),
        Column("slow_hours", "hours", _("Slowest tenth"), _("A tenth of the claims took longer than so many hours")),
        *UNIT,
        quantity("granted", _("Granted"), _("Value granted")),
        quantity("claimed", _("Value claimed")),
        quantity("used", _("Used"), _("Value used")),
        quantity("lapsed", _("Lapsed"), _("Value lapsed")),
        Column("consumed_share", "percent", _("Used of claimed"), _("Value used ÷ value claimed")),
        Column("lapsed_share", "percent", _("Lapsed of granted"), _("Value lapsed ÷ value granted")),
    ),
    rows=time_rows,
    few="stores",
)  # fmt: skip


def _span(at: int) -> Sentence:
    """What a class of the time to claim is called."""
    days = [bound // 24 for bound in HOURS]
    if at == asked.WAITING:
        return _("may still be claimed")
    if at == asked.LAPSED:
        return _("lapsed unclaimed")
    if at == asked.TAKEN_BACK:
        return _("taken back unclaimed")
    if at == 0:
        return _("within a day")
    if at == len(days):
        return _("after more than {days} days", days=days[-1])
    return _("after {first} to {last} days", first=days[at - 1], last=days[at])


def hour_rows(opened: Opened) -> list[Row]:
    """Grants of the chosen benefit by the time to their first claim."""
    benefit = chosen_benefit(opened)
    found = asked.claim_hours(opened.now, opened.question, benefit)
    grants = sum(row["grants"] for row in found)
    return [
        {
            "at": row["at"] + 1,
            "span": _span(row["at"]),
            "most_hours": HOURS[row["at"]] if row["at"] < len(HOURS) else None,
            "stores": row["stores"],
            "grants": row["grants"],
            "grants_share": share(row["grants"], grants),
            "granted": row["granted"],
        }
        | _unit(opened)
        for row in found
    ]


CLAIM_HOURS: Final = Sheet(
    "claim-hours",
    _("How long grants waited to be claimed"),
    _("Every grant to the day, by the time to its first claim; the last rows were never claimed."),
    columns=lambda _opened: (
        Column("at", "count", _("Order"), _("Order of the class"), is_shown=False, always=True),
        Column("span", "named", _("Claimed")),
        Column("most_hours", "hours", _("At most, hours"), _("Upper bound of the class in hours; empty: there is none"),
               is_shown=False, always=True),
        Column("stores", "stores", _("Stores"), _("Stores with such a grant")),
        Column("grants", "count", _("Grants"), has_bar=True),
        Column("grants_share", "percent", _("Share"), _("Grants ÷ all grants")),
        *UNIT,
        quantity("granted", _("Granted"), _("Value granted")),
    ),
    rows=hour_rows,
    few="stores",
)  # fmt: skip


def _cohort(row: Row, view: View) -> tuple[str, View] | None:
    """A month opens its cohort by region."""
    return "", view.but(by="region", item=row["month"], page=1)


def cohort_by(opened: Opened) -> str:
    """Whether cohorts are shown month by month or region by region."""
    return opened.view.choice("by", COHORT_BY)


def cohort_months(opened: Opened) -> list[str]:
    """Months in which stores in view were first certified, newest first."""
    return [f"{month:%Y-%m}" for month in reversed(asked.cohort_months(opened.now, opened.question))]


def cohort_month(opened: Opened) -> str:
    """The one cohort that is shown by region; nothing: all of them."""
    month = opened.presentation.item
    return month if cohort_by(opened) == "region" and month in cohort_months(opened) else ""


STEPS: Final = ("granted_at", "claimed_at", "used_at", "lapsed_on")
STEP_STORES: Final = ("granted_stores", "claimed_stores", "used_stores", "lapsed_stores")


def cohort_rows(opened: Opened) -> list[Row]:
    """How many stores of each cohort came how far with the chosen benefit; months newest first."""
    by, of = cohort_by(opened), names(opened.now)
    found = asked.cohorts(opened.now, opened.question, chosen_benefit(opened), by, cohort_month(opened))
    rows = [
        _key(of, by, row["key"])
        | {"stores": row["stores"]}
        | {to: row[name] for name, to in zip(STEPS, STEP_STORES, strict=True)}
        | {f"{to}_share": share(row[name], row["stores"]) for name, to in zip(STEPS, STEP_STORES, strict=True)}
        | {name: row[name] for name in ("days_to_grant", "days_to_claim", "days_to_use", "days_to_lapse")}
        for row in found
    ]
    if by == "month":
        return rows[::-1]
    return ordered(rows, lambda row: (row["claimed_stores_share"] or 0, row["region_code"] or ""))


BENEFIT_COHORTS: Final = Sheet(
    "benefit-cohorts",
    _("From certification to use, by cohort"),
    _("Stores by the month of their first certification: how many were granted the benefit, claimed it, used it, and "
      "let any of it lapse, and the median days from step to step. A step may be missing of a young cohort because its "
      "time has not come yet."),
    columns=lambda opened: (
        *_key_columns(cohort_by(opened)),
        Column("stores", "stores", _("Certified"), _("Stores first certified in the month")),
        Column("granted_stores", "stores", _("Granted"), _("Of these: granted the benefit")),
        Column("claimed_stores", "stores", _("Claimed"), _("Of these: claimed any; of a red envelope: issued any")),
        Column("claimed_stores_share", "percent", _("Claimed of certified"), _("Claimed ÷ certified"), has_bar=True),
        Column("used_stores", "stores", _("Used"), _("Used any")),
        Column("lapsed_stores", "stores", _("Lapsed"), _("Let any lapse; a store may also have used some")),
        Column("granted_stores_share", "percent", _("Granted of certified"), _("Granted ÷ certified"), is_shown=False),
        Column("used_stores_share", "percent", _("Used of certified"), _("Used ÷ certified"), is_shown=False),
        Column("lapsed_stores_share", "percent", _("Lapsed of certified"), _("Lapsed ÷ certified"), is_shown=False),
        Column("days_to_grant", "days", _("Days to grant"), _("Median days from first certification to first grant")),
        Column("days_to_claim", "days", _("Days to claim"), _("Median days from first grant to first claim")),
        Column("days_to_use", "days", _("Days to use"), _("Median days from first claim to first use")),
        Column("days_to_lapse", "days", _("Days to lapse"), _("Median days from first grant to first lapse")),
    ),
    rows=cohort_rows,
    few="stores",
)  # fmt: skip


def decile_belt_rows(opened: Opened) -> list[Row]:
    """Belts with enough stores by uptake by value, lowest first, with their decile."""
    of = names(opened.now)
    rows = []
    for row in asked.ranked_belts(opened.now, opened.question, chosen_benefit(opened), settings().few):
        belt = of.belts[row["key"]]
        rows.append(
            {
                "decile": row["decile"],
                "belt_id": row["key"],
                "belt": of.belt_labelled(row["key"]),
                "region_code": belt.province_adcode,
                "region": _region(of, belt.province_adcode),
                "category_code": belt.category_code,
                "category": of.categories[belt.category_code],
                "stores": row["granted_stores"],
                "claimed_stores": row["claimed_stores"],
                "head": row["head"],
                "granted": row["granted"],
                "claimed": row["claimed"],
                "value": row["value"],
            }
            | _unit(opened)
        )
    return rows


_PROVINCE: Final = (
    Column("region_code", "code", _("Province, by code"), is_shown=False),
    Column("region", "named", _("Province")),
)
_UPTAKE: Final = (
    Column("stores", "stores", _("Stores"), _("Stores granted it")),
    Column("head", "percent", _("By head"), _("Stores that claimed ÷ stores granted")),
    Column("value", "percent", _("By value"), _("Value claimed ÷ value granted"), has_bar=True),
)
DECILE_BELTS: Final = Sheet(
    "decile-belts",
    _("Belts by uptake, lowest first"),
    _("Belts with enough stores that were granted the benefit, by uptake by value. Decile 1 is the lowest tenth of the "
      "belts."),
    columns=lambda _opened: (
        Column("decile", "count", _("Decile"), _("Tenth of the belts, from 1, the lowest"), always=True),
        Column("belt_id", "code", _("Belt, by id"), is_shown=False),
        Column("belt", "named", _("Belt"), opens=BELT),
        *_PROVINCE,
        Column("category_code", "code", _("Category, by code"), is_shown=False),
        Column("category", "named", _("Category")),
        *_UPTAKE,
        Column("claimed_stores", "stores", _("Stores that claimed"), is_shown=False),
        *UNIT,
        quantity("granted", _("Granted"), _("Value granted")),
        quantity("claimed", _("Claimed"), _("Value claimed")),
    ),
    rows=decile_belt_rows,
)  # fmt: skip


def decile_rows(opened: Opened) -> list[Row]:
    """The deciles: ten belts are needed to make them."""
    belts = asked.ranked_belts(opened.now, opened.question, chosen_benefit(opened), settings().few)
    if len(belts) < asked.DECILES:
        return []
    rows = []
    for decile in range(1, asked.DECILES + 1):
        mine = [row for row in belts if row["decile"] == decile]
        rows.append(
            {
                "decile": decile,
                "belts": len(mine),
                "stores": sum(row["granted_stores"] for row in mine),
                "lowest": mine[0]["value"],
                "value": share(sum(row["claimed"] for row in mine), sum(row["granted"] for row in mine)),
                "highest": mine[-1]["value"],
            }
        )
    return rows


BELT_DECILES: Final = Sheet(
    "belt-deciles",
    _("Deciles of belts"),
    _("Belts with enough stores, in tenths by their uptake by value: how far the lowest lie behind the highest. At "
      "least ten such belts are needed."),
    columns=lambda _opened: (
        Column("decile", "count", _("Decile"), _("Tenth of the belts, from 1, the lowest"), always=True),
        Column("belts", "count", _("Belts")),
        Column("stores", "stores", _("Stores"), _("Stores granted it")),
        Column("lowest", "percent", _("Lowest belt"), _("The lowest uptake by value of a belt of the decile")),
        Column("value", "percent", _("Uptake by value"), _("Value claimed ÷ value granted over the decile's stores"),
               has_bar=True),
        Column("highest", "percent", _("Highest belt"), _("The highest uptake by value of a belt of the decile")),
    ),
    rows=decile_rows,
    few="stores",
)  # fmt: skip
_KINDS: Final = {"province_adcode": _("Province"), "belt_id": _("Belt")}


def _below(row: Row, whole: Row) -> Sentence:
    by_head, by_value = (row[name] is not None and row[name] < HALF * whole[name] for name in ("head", "value"))
    if by_head and by_value:
        return _("by head and by value")
    return _("by head") if by_head else _("by value")


def low_rows(opened: Opened) -> list[Row]:
    """Provinces, then belts, below half of the programme's uptake; the lowest first."""
    of, benefit = names(opened.now), chosen_benefit(opened)
    whole, found = asked.low(opened.now, opened.question, benefit, tuple(_KINDS), settings().few)
    rows = []
    for column, row in found:
        code, is_belt = row["key"], column == "belt_id"
        province = of.belts[code].province_adcode if is_belt else code
        rows.append(
            {
                "kind_code": "belt" if is_belt else "province",
                "kind": _KINDS[column],
                "code": code,
                "belt_id": code if is_belt else None,
                "name": of.belt_labelled(code) if is_belt else of.region(code),
                "region_code": province,
                "region": _region(of, province),
                "stores": row["granted_stores"],
                "head": row["head"],
                "value": row["value"],
                "programme_head": whole["head"],
                "programme_value": whole["value"],
                "below": _below(row, whole),
            }
        )
    return rows


def _open_low(row: Row, view: View) -> tuple[str, View] | None:
    opens = BELT if row["belt_id"] else narrowing("region", "region_code")
    return opens(row, view)


LOW_UPTAKE: Final = Sheet(
    "low-uptake",
    _("Below half of the programme's uptake"),
    _("Provinces and belts of which enough stores were granted the benefit, and whose uptake by head or by value is "
      "below half of the whole programme's."),
    columns=lambda _opened: (
        Column("kind_code", "code", _("Province or belt"), is_shown=False),
        Column("kind", "named", _("Kind")),
        Column("code", "code", _("Province code or belt id"), is_shown=False),
        Column("name", "named", _("Name"), opens=_open_low),
        *_PROVINCE,
        *_UPTAKE,
        Column("programme_head", "percent", _("Programme, by head"), _("Uptake by head of the whole programme")),
        Column("programme_value", "percent", _("Programme, by value"), _("Uptake by value of the whole programme")),
        Column("below", "named", _("Below half")),
    ),
    rows=low_rows,
)  # fmt: skip
SHEETS: Final = (CLAIM_TIMES, CLAIM_HOURS, BENEFIT_COHORTS, BELT_DECILES, DECILE_BELTS, LOW_UPTAKE)
