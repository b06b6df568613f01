"""The ten measures: what is public of them, and every question against plain loops over the snapshot's rows."""

from collections import defaultdict
from datetime import date, timedelta
from functools import cache
from math import isclose
from pathlib import Path
from typing import Any

import pytest
from made.cells import cells, cells_of_part
from made.held import held, table_rows
from plain import measure_questions as loops
from plain import metrics as plain
from plain.benefit_questions import last_monday
from plain.exports import rows_of

from dashboard import exports
from dashboard.reading.naming import names
from dashboard.reading.opening import Opened, open_view
from dashboard.screens import TABLES as EVERY_TABLE
from dashboard.views.address import parse
from data.language import LANGUAGES
from models.geography.scope import EVERYTHING
from models.programme.public_facts import measures
from models.snapshots.snapshot import Snapshot
from pages.measures.eligible_tables import MEASURE_ELIGIBLE
from pages.measures.measure_columns import chosen_measure
from pages.measures.tables import TABLES

Row = dict[str, Any]
LINKS = ("", "region=330000", "category=apparel~shoes&status=certified", "type=flagship~enterprise&region=440000")
"""Views that each question is asked in."""
CAPS = {
    ("zero-deposit", "fen"): 240_00,
    ("zero-deposit", "traffic"): 4_600,
    ("return-freight", "order"): 1_300,
    ("ai-tools", "use"): None,
    ("risk-assist", "case"): None,
    ("doujin", "ad-fen"): 40_000_00,
    ("growth-traffic", "traffic"): 28_000,
    ("scene-cold-start", "traffic"): 15_000,
    ("brand-newcomer", "ad-fen"): 1_000_000_00,
    ("brand-newcomer", "fen"): 200_000_00,
    ("laotie-good-store", "traffic"): None,
    ("laotie-good-store", "fen"): None,
    ("fair-environment", "case"): None,
}
"""As the press has them, money in fen."""
PARTS = {("laotie-good-store", "traffic"): "traffic-pack", ("laotie-good-store", "fen"): "red-envelope"}
OPEN_TO_ALL = ("ai-tools", "risk-assist", "fair-environment")
VALUE_TEXT = tuple(code for code, measure in measures().items() if measure.tells_who)


@cache
def every(snapshot: Snapshot, name: str) -> list[Row]:
    return table_rows(snapshot, name)


def seen(opened: Opened, name: str) -> list[Row]:
    """The rows of a table that the view narrows to."""
    return plain.seen(every(opened.now, name), opened.view)


def day_of(opened: Opened) -> date:
    return date.fromisoformat(opened.now.as_of)


def rows(opened: Opened, code: str) -> list[Row]:
    return cells({table.code: table for table in TABLES}[code], opened)


def which(row: Row) -> tuple[str, str]:
    """The code and unit that grants go by."""
    return PARTS.get((row["measure_code"], row["unit"]), row["measure_code"]), row["unit"]


def share(part: float, whole: float | None) -> float | None:
    return 100 * part / whole if whole else None


def same(found: float | None, told: float | None) -> bool:
    if found is None or told is None:
        return found is told
    return isclose(found, told, rel_tol=1e-12)


def test_ten_measures_in_four_dimensions_with_their_public_caps() -> None:
    assert len(measures()) == 10
    assert len({measure.dimension.zh for measure in measures().values()}) == 4
    assert {(code, part.unit): part.cap for code, one in measures().items() for part in one.parts} == CAPS
    assert {measure.reliability for measure in measures().values()} == {"A"}


def test_each_measure_says_in_words_who_is_counted_or_why_nobody_is() -> None:
    sentences = {code: measure.who for code, measure in measures().items()}
    for language in LANGUAGES:
        assert len({sentence.say(language) for sentence in sentences.values()}) == 10
    assert "11 hours" in sentences["growth-traffic"].say("en")
    assert "2026-01-01" in sentences["return-freight"].say("en")
    assert {code for code, measure in measures().items() if not measure.tells_who} == {*OPEN_TO_ALL}


@pytest.mark.usefixtures("at_home")
def test_what_is_public_stands_beside_each_currency() -> None:
    found = rows(open_view({}, EVERYTHING), "measures")
    assert {(row["measure_code"], row["unit"]): row["cap"] for row in found} == CAPS
    one = rows(open_view(parse("item=brand-newcomer"), EVERYTHING), "measures")
    assert [row["unit"] for row in one] == ["ad-fen", "fen"]
    assert rows(open_view(parse("item=nonsense"), EVERYTHING), "measures") == found


@pytest.mark.usefixtures("at_home")
@pytest.mark.parametrize("link", LINKS)
def test_what_became_of_the_grants_of_every_measure(link: str) -> None:
    opened = open_view(parse(link), EVERYTHING)
    told = loops.totals(seen(opened, "grants"))
    found = rows(opened, "measure-uptake")
    assert {(row["measure_code"], row["unit"]) for row in found} == CAPS.keys()
    assert {which(row) for row in found} >= told.keys()
    for row in found:
        sums = told.get(which(row), dict.fromkeys((*loops.SUMS, "granted_stores", "claimed_stores"), 0))
        for name in ("granted", "claimed", "used", "lapsed", "clawed_back"):
            assert row[name] == sums[name], (which(row), name)
        assert row["open"] == sums["unclaimed"] + sums["unused"]
        assert (row["stores"], row["claimed_stores"]) == (sums["granted_stores"], sums["claimed_stores"])
        assert same(row["head"], share(sums["claimed_stores"], sums["granted_stores"]))
        assert same(row["value"], share(sums["claimed"], sums["granted"]))


@pytest.mark.usefixtures("at_home")
def test_every_measure_has_grants_in_the_demonstration() -> None:
    assert all(row["stores"] > 0 for row in rows(open_view({}, EVERYTHING), "measure-uptake"))


@pytest.mark.usefixtures("at_home")
@pytest.mark.parametrize("link", LINKS)
def test_the_highest_grant_stands_against_the_cap(link: str) -> None:
    opened = open_view(parse(link), EVERYTHING)
    grants = seen(opened, "grants")
    told = loops.totals(grants)
    for row in rows(opened, "measure-caps"):
        cap, sums = CAPS[row["measure_code"], row["unit"]], told.get(which(row))
        assert (row["cap"], row["highest"]) == (cap, sums["highest"] if sums else None)
        assert row["grants"] == (sums["grants"] if sums else 0)
        if sums and cap is not None:
            assert row["above"] == loops.above(grants, which(row), cap)
            assert same(row["cap_share"], share(sums["highest"], cap))
            assert row["verdict"].say("en") == "within the cap"
        if cap is None:
            assert row["verdict"].say("en") == "no public cap"


@pytest.mark.usefixtures("at_home")
def test_grants_above_a_cap_are_counted_and_said(monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    from pages.measures import measure_columns, questions

    def lower(measure: Any) -> Any:
        return replace(measure, parts=tuple(replace(part, cap=part.cap and 20_000) for part in measure.parts))

    low = {code: lower(measure) for code, measure in measures().items()}
    for module in (questions, measure_columns):
        monkeypatch.setattr(module, "measures", lambda: low)
    opened = open_view(parse("type=flagship~mall-flagship~enterprise~individual"), EVERYTHING)
    grants = seen(opened, "grants")
    (row,) = [row for row in rows(opened, "measure-caps") if row["measure_code"] == "growth-traffic"]
    told = loops.above(grants, ("growth-traffic", "traffic"), 20_000)
    assert told > 0
    assert row["above"] == told
    assert row["verdict"].say("en").startswith("grants above the public cap")


@pytest.mark.usefixtures("at_home")
@pytest.mark.parametrize(("code", "unit"), [*CAPS, ("nonsense", "nonsense")])
def test_week_by_week_in_each_currency(code: str, unit: str) -> None:
    opened = open_view(parse(f"type=flagship~mall-flagship~enterprise~personal&item={code}&measure={unit}"), EVERYTHING)
    event = PARTS.get((code, unit), code) if code in measures() else "zero-deposit"
    unit = unit if code in measures() else "fen"
    ledger = [row for row in seen(opened, "ledger") if (row["measure_code"], row["unit"]) == (event, unit)]
    found = rows(opened, "measure-weeks")
    assert {row["unit"] for row in found} == {unit}
    assert found[0]["week_start"] >= last_monday(day_of(opened))
    for row in found:
        for name in ("grants", "claims", "granted", "claimed", "used", "lapsed", "clawed_back"):
            assert row[name] == sum(one[name] for one in ledger if one["week_start"] == row["week_start"])
    assert sum(row["granted"] for row in found) == sum(row["granted"] for row in ledger)


@pytest.mark.usefixtures("at_home")
@pytest.mark.parametrize("link", [*LINKS, "region=330000&level=county"])
@pytest.mark.parametrize(("code", "unit"), [("doujin", "ad-fen"), ("laotie-good-store", "traffic")])
def test_regions_of_a_measure_and_the_unmatched_make_the_total(link: str, code: str, unit: str) -> None:
    opened = open_view(parse(f"{link}&item={code}&measure={unit}"), EVERYTHING)
    level, view = opened.view.question.level, opened.view
    drawn = names(opened.now).children(view.question.region, level)
    groups: dict[str | None, list[Row]] = defaultdict(list)
    for grant in seen(opened, "grants"):
        if (grant["measure_code"], grant["unit"]) == (PARTS.get((code, unit), code), unit):
            place = grant[f"{level}_adcode"]
            groups[place if place in drawn else None].append(grant)
    found = {row["region_code"]: row for row in rows(opened, "measure-regions")}
    assert found.keys() == groups.keys()
    for place, grants in groups.items():
        (sums,) = loops.totals(grants).values()
        row = found[place]
        assert (row["stores"], row["claimed_stores"]) == (sums["granted_stores"], sums["claimed_stores"])
        for name in ("granted", "claimed", "used", "lapsed"):
            assert row[name] == sums[name]
        assert same(row["value"], share(sums["claimed"], sums["granted"]))


@pytest.mark.usefixtures("at_home")
@pytest.mark.parametrize("link", LINKS)
@pytest.mark.parametrize("code", VALUE_TEXT)
def test_who_may_have_a_measure_and_is_without(link: str, code: str) -> None:
    opened = open_view(parse(f"{link}&item={code}"), EVERYTHING)
    level = opened.view.question.level
    may, lacking = loops.without(code, seen(opened, "stores"), seen(opened, "grants"), day_of(opened))
    found = rows(opened, "measure-eligible-regions")
    assert sum(row["stores"] for row in found) == len(may)
    assert sum(row["without"] for row in found) == len(lacking)
    by = plain.by(lacking, f"{level}_adcode")
    for row in found:
        if row["region_code"]:
            assert row["without"] == len(by.get(row["region_code"], []))
    listed = rows_of(b"".join(exports.make(EVERY_TABLE, "measure-eligible", opened).csv()))
    wanted = sorted(lacking, key=lambda store: (store["county_adcode"], store["store_id"]))
    assert [row["store_id"].strip('="') for row in listed] == [store["store_id"] for store in wanted]


@pytest.mark.usefixtures("at_home")
def test_somebody_is_without_every_measure_that_can_be_told() -> None:
    for code in VALUE_TEXT:
        opened = open_view(parse(f"item={code}"), EVERYTHING)
        told = loops.without(code, seen(opened, "stores"), seen(opened, "grants"), day_of(opened))
        assert MEASURE_ELIGIBLE.size(opened) == len(told[1]) > 0, code


@pytest.mark.usefixtures("at_home")
def test_a_long_list_is_read_in_parts() -> None:
    opened = open_view(parse("item=doujin"), EVERYTHING)
    whole = rows(opened, "measure-eligible")
    parts = [
        row for offset in range(0, len(whole) + 50, 50) for row in cells_of_part(MEASURE_ELIGIBLE, opened, offset, 50)
    ]
    assert parts == whole


@pytest.mark.usefixtures("at_home")
def test_what_a_certified_store_lacks_is_said() -> None:
    opened = open_view(parse("item=laotie-good-store"), EVERYTHING)
    stores = {store["store_id"]: store for store in seen(opened, "stores")}
    for row in rows(opened, "measure-eligible"):
        store, words = stores[row["store_id"]], row["lacks"].say("en").lower()
        assert ("traffic pack" in words) == (store["pack_granted"] is None)
        assert ("red envelope" in words) == (store["envelope_budget_fen"] is None)


@pytest.mark.usefixtures("at_home")
@pytest.mark.parametrize("code", sorted(OPEN_TO_ALL))
def test_a_measure_open_to_all_lists_nobody(code: str) -> None:
    opened = open_view(parse(f"item={code}"), EVERYTHING)
    assert chosen_measure(opened).code == code
    assert rows(opened, "measure-eligible") == rows(opened, "measure-eligible-regions") == []
    assert MEASURE_ELIGIBLE.page(opened, 0, 50) == []
    assert MEASURE_ELIGIBLE.size(opened) == 0


def test_minutes_live_in_the_first_days_are_those_of_the_weeks_that_touch_them(at_home: Path) -> None:
    opened, record = open_view({}, EVERYTHING), held(at_home)
    weeks: dict[str, list[Row]] = defaultdict(list)
    last = last_monday(day_of(opened))
    for week in record["activity"]:
        if week["week_start"] <= last:
            weeks[week["store_id"]].append(week)
    first = min(week["week_start"] for week in record["activity"])
    seen_minutes = 0
    for store in every(opened.now, "stores"):
        own = weeks.get(store["store_id"])
        if not own or store["entered_on"] < first:
            assert store["first_live_minutes"] is None
        else:
            assert store["first_live_minutes"] == loops.live_minutes(store["entered_on"], own)
            seen_minutes += store["first_live_minutes"]
    assert seen_minutes > 0
    assert first + timedelta(weeks=5) < last
