"""The sheets of the ten measures: what is public of each, and what the delivered data say of it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from dashboard.figures.figure import share
from dashboard.questions.benefits import held, nothing_held, weekly
from dashboard.reading.naming import names
from dashboard.reading.opening import Opened
from dashboard.tables.benefit_columns import FLOW_COLUMNS, UNIT, UNMATCHED, ordered, quantity
from dashboard.tables.opening import narrowing
from dashboard.tables.sheet import Column, Row, Sheet
from dashboard.tables.store_sheet_columns import FIELDS, NAME, Field
from dashboard.views.view import View
from data.language import Named, Sentence, _
from models.programme.metrics import TOPICS
from pages.measures import questions as asked
from pages.measures.questions import Conditions, Measure, Part, measures

MOST_ROWS: Final = 4_096
"""Rows of a list that are read at once."""


def opened_measure(opened: Opened) -> Measure | None:
    """The measure that the link opens; None: all ten are shown."""
    return measures().get(opened.presentation.item)


def chosen_measure(opened: Opened) -> Measure:
    """The measure that a sheet of one is about: the one opened, or the first."""
    return measures()[opened.view.choice("item", measures())]


def chosen_part(opened: Opened) -> Part:
    """The currency of it that is shown."""
    parts = {part.unit: part for part in chosen_measure(opened).parts}
    return parts[opened.view.choice("measure", parts)]


def _shown(opened: Opened) -> Iterable[Measure]:
    one = opened_measure(opened)
    return (one,) if one else measures().values()


def _open_measure(row: Row, view: View) -> tuple[str, View]:
    return "", view.but(item=row["measure_code"], measure="", by="", page=1)


def _named(measure: Measure, part: Part) -> Row:
    return {
        "measure_code": measure.code,
        "measure": measure.name,
        "part_code": part.code,
        "unit": part.unit,
        "unit_name": part.name,
    }


_MEASURE: Final = (
    Column("measure_code", "code", _("Measure, by code"), is_shown=False),
    Column("measure", "named", _("Measure"), opens=_open_measure),
    Column("part_code", "code", _("Measure code in delivered files"), is_shown=False),
)


def fact_rows(opened: Opened) -> Iterator[Row]:
    """What is public of each measure, a row for each currency of it."""
    for measure in _shown(opened):
        for part in measure.parts:
            yield _named(measure, part) | {
                "dimension": measure.dimension,
                "gets": measure.gets,
                "cap": part.cap,
                "clock": measure.clock,
                "reliability": measure.reliability,
                "source": measure.source,
            }


MEASURE_FACTS: Final = Sheet(
    "measures",
    _("What is public of the ten measures"),
    _("Public facts, not demonstration data: the Star Glow plan as the trade press quoted it in January 2026. "
      "Reliability A is platform text or press that quotes it. A cap is for one merchant; where it is empty none is "
      "public. What a unit of traffic is, the text does not say."),
    columns=lambda _opened: (
        Column("dimension", "named", _("Dimension")),
        *_MEASURE,
        Column("gets", "named", _("What a merchant gets")),
        quantity("cap", _("Public cap"), _("The most that one merchant may get; empty: not public")),
        *UNIT,
        Column("clock", "named", _("Clock and condition")),
        Column("reliability", "text", _("Reliability"), _("A: platform text, or press that quotes it")),
        Column("source", "text", _("Source"), is_shown=False),
    ),
    rows=fact_rows,
)  # fmt: skip


def _uptake(measure: Measure, part: Part, row: Row) -> Row:
    return _named(measure, part) | {
        "stores": row["granted_stores"],
        "claimed_stores": row["claimed_stores"],
        "head": share(row["claimed_stores"], row["granted_stores"]),
        **{name: row[name] for name in ("granted", "claimed", "used", "lapsed", "clawed_back")},
        "value": share(row["claimed"], row["granted"]),
        "open": row["unclaimed"] + row["unused"],
        "activated_stores": row["activated_stores"],
        "per_activated": row["used"] / row["activated_stores"] if row["activated_stores"] else None,
    }


def uptake_rows(opened: Opened) -> Iterator[Row]:
    """What became of each measure's grants, a row for each currency."""
    found = held(opened.now, opened.question)
    for measure in _shown(opened):
        for part in measure.parts:
            key = (part.code, part.unit)
            yield _uptake(measure, part, found[key] if key in found else nothing_held(*key))


MEASURE_UPTAKE: Final = Sheet(
    "measure-uptake",
    _("What became of the grants"),
    _("From the delivered data, to the day, over the stores in view; each currency in a row of its own, never added."),
    columns=lambda _opened: (
        *_MEASURE,
        *UNIT,
        Column("stores", "stores", _("Stores granted")),
        Column("claimed_stores", "stores", _("Stores that claimed"), _("Of a red envelope: stores that issued any")),
        Column("head", "percent", _("By head"), _("Stores that claimed ÷ stores granted"), has_bar=True),
        quantity("granted", _("Granted")),
        quantity("claimed", _("Claimed"), _("Of a red envelope: issued less returned")),
        Column("value", "percent", _("By value"), _("Value claimed ÷ value granted"), has_bar=True),
        quantity("used", _("Used")),
        quantity("lapsed", _("Lapsed"), _("Fell due unused, by an event or past its deadline")),
        quantity("clawed_back", _("Clawed back"), _("Taken back after a revocation")),
        quantity("open", _("Still open"), _("May still be claimed, or is claimed and may still be used")),
        Column("activated_stores", "stores", _("Activated"),
               _("Stores that claimed and whose first sale follows within the days allowed (target activation-days)")),
        quantity("per_activated", _("Used per activated"), _("Used ÷ activated stores")),
    ),
    rows=uptake_rows,
    few="stores",
    within=("measure_code", "unit"),
)  # fmt: skip


def _against(cap: int | None, found: Row | None) -> Sentence:
    if cap is None:
        return _("no public cap")
    if found and found["above"]:
        return _("grants above the public cap: check the delivered file")
    return _("within the cap")


def cap_rows(opened: Opened) -> Iterator[Row]:
    """The highest grant of each currency against the public cap."""
    highest, of = asked.highest_grants(opened.now, opened.question), held(opened.now, opened.question)
    for measure in _shown(opened):
        for part in measure.parts:
            key = (part.code, part.unit)
            found = highest.get(key)
            yield _named(measure, part) | {
                "stores": of.get(key, {}).get("granted_stores", 0),
                "cap": part.cap,
                "highest": found["highest"] if found else None,
                "cap_share": share(found["highest"], part.cap) if found else None,
                "grants": found["grants"] if found else 0,
                "above": found["above"] if found and part.cap is not None else None,
                "verdict": _against(part.cap, found),
            }


MEASURE_CAPS: Final = Sheet(
    "measure-caps",
    _("The highest grant against the public cap"),
    _("The cap is a public fact, the grants are delivered data. A grant above the cap is a mistake in a file, or a "
      "rule that is not public."),
    columns=lambda _opened: (
        *_MEASURE,
        *UNIT,
        Column("stores", "stores", _("Stores granted"), is_shown=False),
        Column("cap", "quantity", _("Public cap"), _("Empty: not public"), always=True),
        quantity("highest", _("Highest grant"), _("The largest single grant to a store in view")),
        Column("cap_share", "percent", _("Of the cap"), _("Highest grant ÷ cap"), has_bar=True),
        Column("grants", "count", _("Grants")),
        Column("above", "count", _("Above the cap"), _("Grants above the public cap; empty: there is none")),
        Column("verdict", "named", _("Finding")),
    ),
    rows=cap_rows,
    few="stores",
    within=("measure_code", "unit"),
)  # fmt: skip


def week_rows(opened: Opened) -> Iterator[Row]:
    """The chosen currency of a measure week by week, newest first."""
    measure, part = chosen_measure(opened), chosen_part(opened)
    stores = held(opened.now, opened.question).get((part.code, part.unit), {}).get("granted_stores", 0)
    for row in reversed(weekly(opened.now, opened.question, part.code, part.unit)):
        yield _named(measure, part) | {"stores": stores} | row


_HIDDEN: Final = (
    Column("measure_code", "code", _("Measure, by code"), is_shown=False),
    Column("measure", "named", _("Measure"), is_shown=False),
    Column("part_code", "code", _("Measure code in delivered files"), is_shown=False),
)
MEASURE_WEEKS: Final = Sheet(
    "measure-weeks",
    _("The measure week by week"),
    _("What was granted, claimed, used and lapsed in each week, Monday to Sunday, over the stores in view."),
    columns=lambda _opened: (
        Column("week_start", "day", _("Week from"), _("Monday of the week")),
        *_HIDDEN,
        *UNIT,
        Column("stores", "stores", _("Stores granted it, to the day"), is_shown=False),
        *FLOW_COLUMNS,
    ),
    rows=week_rows,
    few="stores",
    within=("week_start",),
)


def _region(opened: Opened, code: str | None) -> Row:
    return {"region_code": code, "region": names(opened.now).region(code) if code else UNMATCHED}


_REGION: Final = (
    Column("region_code", "code", _("Region, by code; empty: matched to no region drawn"), is_shown=False),
    Column("region", "named", _("Region"), opens=narrowing("region", "region_code")),
)


def region_rows(opened: Opened) -> list[Row]:
    """The chosen currency of a measure by region; the most stores first, the unmatched last."""
    measure, part = chosen_measure(opened), chosen_part(opened)
    rows = [
        _region(opened, row["key"]) | _named(measure, part)
        | {
            "stores": row["granted_stores"],
            "claimed_stores": row["claimed_stores"],
            "head": share(row["claimed_stores"], row["granted_stores"]),
            "value": share(row["claimed"], row["granted"]),
            **{name: row[name] for name in ("granted", "claimed", "used", "lapsed")},
        }
        for row in asked.by_region(opened.now, opened.question, part.code, part.unit)
    ]  # fmt: skip
    return ordered(rows, lambda row: (-row["stores"], row["region_code"] or ""))


MEASURE_REGIONS: Final = Sheet(
    "measure-regions",
    _("The measure by region"),
    _("To the day, by the regions of the level chosen, with those that no boundary shows."),
    columns=lambda _opened: (
        *_REGION,
        *_HIDDEN,
        *UNIT,
        Column("stores", "stores", _("Stores granted")),
        Column("claimed_stores", "stores", _("Stores that claimed")),
        Column("head", "percent", _("By head"), _("Stores that claimed ÷ stores granted"), has_bar=True),
        quantity("granted", _("Granted")),
        quantity("claimed", _("Claimed")),
        Column("value", "percent", _("By value"), _("Value claimed ÷ value granted"), has_bar=True),
        quantity("used", _("Used")),
        quantity("lapsed", _("Lapsed")),
    ),
    rows=region_rows,
    few="stores",
)


# Who may have a measure, and is without


def _newcomers(conditions: Conditions) -> Mapping[str, Sentence]:
    entered = conditions.entered_from.isoformat()
    days, hours = conditions.days, conditions.live_hours
    return {
        "zero-deposit": _("Counted: stores, but for personal ones, that entered on or after {day} and have made a "
                          "sale.", day=entered),
        "return-freight": _("Counted: stores that entered on or after {day}. That a store enrolled, or qualifies as "
                            "promising, is not in the delivered data.", day=entered),
        "doujin": _("Counted: stores that entered on or after {day} and have made a sale. The targets of the later "
                    "stages are not public.", day=entered),
        "growth-traffic": _("Counted: stores that entered on or after {day}, were first live in a week that touches "
                            "their first {days} days, and were live for {hours} hours or more in those weeks. Trade is "
                            "delivered by the week, so that a few of them may have needed a day or two more.",
                            day=entered, days=days, hours=hours),
        "scene-cold-start": _("Counted: stores in their first {days} days since entry.", days=days),
        "brand-newcomer": _("Counted: flagship and mall flagship stores that entered on or after {day}. The tiers of "
                            "targets are not public.", day=entered),
    }  # fmt: skip


OPEN_TO_ALL: Final = {
    "ai-tools": _("The AI tools are free and open to every store, so that nobody is left without: see above who uses "
                  "them."),
    "risk-assist": _("Help against risks is given case by case, when a store files one: the data do not tell who "
                     "would have had a case."),
    "fair-environment": _("It is granted case by case; who is a promising newcomer, or met an abnormal consumer, is "
                          "not in the delivered data."),
}  # fmt: skip


def who_counts(measure: Measure) -> Sentence:
    """In words, who is counted as one that may have a measure; or why that cannot be told."""
    if measure.conditions:
        return _newcomers(measure.conditions)[measure.code]
    if measure.tells_who:
        return _("Counted: stores certified on the day. Without a grant is who was never granted a traffic pack, or "
                 "never a red envelope.")  # fmt: skip
    return OPEN_TO_ALL[measure.code]


def eligible_region_rows(opened: Opened) -> list[Row]:
    """Stores that may have a measure, and those without a grant of it, by region; the most without first."""
    measure = chosen_measure(opened)
    if not measure.tells_who:
        return []
    rows = [
        _region(opened, row["key"])
        | {
            "measure_code": measure.code,
            "measure": measure.name,
            "stores": row["stores"],
            "without": row["without"],
            "granted_share": share(row["stores"] - row["without"], row["stores"]),
        }
        for row in asked.eligible_by_region(opened.now, opened.question, measure.code)
    ]
    return ordered(rows, lambda row: (-row["without"], row["region_code"] or ""))


MEASURE_ELIGIBLE_REGIONS: Final = Sheet(
    "measure-eligible-regions",
    _("May have it, and is without a grant, by region"),
    _("The conditions are public facts; who meets them is told by the delivered data, over the stores in view."),
    columns=lambda _opened: (
        *_REGION,
        *_HIDDEN[:2],
        Column("stores", "stores", _("May have it"), _("Stores that meet the public conditions")),
        Column("without", "stores", _("Without a grant"), _("Of these: never granted it")),
        Column("granted_share", "percent", _("Granted"), _("Stores that may have it and were granted it ÷ stores that "
                                                           "may have it"), has_bar=True),
    ),
    rows=eligible_region_rows,
    few="stores",
)  # fmt: skip
LIVE_MINUTES: Final = Field("first_live_minutes", "count", _("Minutes live, first days"))
LISTED: Final[tuple[Field, ...]] = (
    NAME,
    *(FIELDS[name] for name in ("store_id", "county_adcode", "belt_id", "store_type", "certification_status", "owner",
                                "entered_on", "first_sale_week", "first_live_week")),
    LIVE_MINUTES,
)  # fmt: skip
WANTED: Final = (*(field.source for field in LISTED), "pack_granted", "envelope_budget_fen")


def _lacks(measure: Measure, row: Mapping[str, Any]) -> Named | Sentence:
    if measure.conditions:
        return measure.name
    lacks_pack, lacks_envelope = row["pack_granted"] is None, row["envelope_budget_fen"] is None
    if lacks_pack and lacks_envelope:
        return _("{one} and {other}", one=TOPICS["traffic-pack"], other=TOPICS["red-envelope"])
    return TOPICS["traffic-pack" if lacks_pack else "red-envelope"]


def _listed(opened: Opened, rows: Iterable[Mapping[str, Any]]) -> Iterator[Row]:
    measure, of = chosen_measure(opened), names(opened.now)
    for row in rows:
        made: Row = {"measure_code": measure.code, "lacks": _lacks(measure, row)}
        for field in LISTED:
            made |= field.cells(of, row)
        yield made


def _asked(opened: Opened) -> Any:
    return asked.without_grant(opened.now, opened.question, chosen_measure(opened).code, WANTED)


def eligible_rows(opened: Opened) -> Iterator[Row]:
    """Every store in view that may have the measure and is without a grant."""
    if chosen_measure(opened).tells_who:
        for batch in opened.now.stream(_asked(opened), MOST_ROWS):
            yield from _listed(opened, batch.to_pylist())


def eligible_part(opened: Opened, offset: int, limit: int) -> Sequence[Row]:
    """Some of them."""
    if not chosen_measure(opened).tells_who:
        return []
    found = opened.now.ask(_asked(opened).offset(offset).limit(limit))
    return list(_listed(opened, found.to_pylist()))


def eligible_count(opened: Opened) -> int:
    """How many there are."""
    measure = chosen_measure(opened)
    if not measure.tells_who:
        return 0
    return sum(row["without"] for row in asked.eligible_by_region(opened.now, opened.question, measure.code))


MEASURE_ELIGIBLE: Final = Sheet(
    "measure-eligible",
    _("Stores that may have it and are without a grant"),
    _("By place, then id. A store that asks for a measure should still be checked: what the public text leaves open, "
      "this list does not know."),
    columns=lambda _opened: (
        *(column for field in LISTED for column in field.columns()),
        Column("measure_code", "code", _("Measure, by code"), is_shown=False),
        Column("lacks", "named", _("Not granted"), _("What the store was never granted")),
    ),
    rows=eligible_rows,
    part=eligible_part,
    count=eligible_count,
)  # fmt: skip
SHEETS: Final = (MEASURE_FACTS, MEASURE_UPTAKE, MEASURE_CAPS, MEASURE_WEEKS, MEASURE_REGIONS,
                 MEASURE_ELIGIBLE_REGIONS, MEASURE_ELIGIBLE)  # fmt: skip
