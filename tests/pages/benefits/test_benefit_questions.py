"""Packs, envelopes, deposits and waivers: every question against plain loops over the snapshot's rows."""

from datetime import date, timedelta
from functools import cache
from math import isclose
from typing import Any

import pytest
from made.cells import cells
from made.held import table_rows
from plain import benefit_questions as loops
from plain import metrics as plain
from plain.exports import rows_of

from dashboard import exports
from dashboard.questions.targets import target, targets
from dashboard.reading.naming import names
from dashboard.reading.opening import Opened, open_view
from dashboard.screens import TABLES as EVERY_TABLE
from dashboard.views.address import parse
from models.geography.scope import EVERYTHING
from models.settings import settings
from models.snapshots.snapshot import Snapshot
from pages.benefits.claim_times_questions import HOURS
from pages.benefits.cohort_tables import cohort_months
from pages.benefits.costs_tables import STATES
from pages.benefits.low_uptake_questions import ranked_belts
from pages.benefits.tables import TABLES

Row = dict[str, Any]
LINKS = ("", "region=330000", "category=apparel~shoes&status=certified", "type=flagship~enterprise&region=440000")
"""Views that each question is asked in."""
BENEFITS = (loops.PACK, loops.ENVELOPE)


@cache
def every(snapshot: Snapshot, name: str) -> list[Row]:
    return table_rows(snapshot, name)


def seen(opened: Opened, name: str) -> list[Row]:
    """The rows of a table that the view narrows to."""
    return plain.seen(every(opened.now, name), opened.view)


def seen_events(opened: Opened) -> list[Row]:
    """The events of the stores in view."""
    ids = {store["store_id"] for store in seen(opened, "stores")}
    return [event for event in every(opened.now, "events") if event["store_id"] in ids]


def day_of(opened: Opened) -> date:
    return date.fromisoformat(opened.now.as_of)


def rows(opened: Opened, code: str) -> list[Row]:
    return cells({table.code: table for table in TABLES}[code], opened)


def same(found: float | None, told: Any) -> bool:
    """Equal, or nothing both; a quotient to the last bits of a float."""
    if found is None or told is None:
        return found is told
    return isclose(found, told, rel_tol=1e-12)


@pytest.mark.usefixtures("at_home")
@pytest.mark.parametrize("link", LINKS)
def test_l3_uptake_by_head_and_by_value_of_the_four_benefits_against_target(link: str) -> None:
    opened = open_view(parse(link), EVERYTHING)
    told = loops.uptake(seen(opened, "stores"), target(opened.now, "exempt-stores"))
    aims = {
        ("traffic-pack", "head"): "pack-uptake-head",
        ("traffic-pack", "value"): "pack-uptake-value",
        ("red-envelope", "value"): "envelope-issue-rate",
        ("red-envelope", "redeemed"): "envelope-redemption",
        ("deposit-reduction", "reduction"): "mean-reduction",
    }
    delivered = {row["target_code"]: row["value"] for row in every(opened.now, "targets")}
    found = rows(opened, "benefit-uptake")
    assert [(row["benefit_code"], row["measured_code"]) for row in found] == list(told)
    for row in found:
        key = (row["benefit_code"], row["measured_code"])
        part, whole = told[key]
        assert (row["part"], row["whole"]) == (part, whole), key
        value = 100 * part / whole if whole else None
        assert same(row["uptake"], value), key
        aim = 100.0 if key[1] == "stores" else delivered.get(aims.get(key, ""))
        assert row["target"] == aim, key
        assert same(row["gap"], None if aim is None or value is None else value - aim), key
        if aim is None:
            assert row["verdict"].say("en") == "no target delivered"
        elif value is not None:
            assert row["verdict"].say("en") == ("reached" if value >= aim else "missed")


@pytest.mark.usefixtures("at_home")
@pytest.mark.parametrize("link", LINKS)
def test_l4_the_week_by_benefit_in_its_own_unit(link: str) -> None:
    opened = open_view(parse(link), EVERYTHING)
    week = loops.last_monday(day_of(opened))
    events = seen_events(opened)
    deposits = loops.by_store(events, {event["store_id"] for event in events})
    waived, ledger = seen(opened, "activity"), seen(opened, "ledger")
    found = {(row["benefit_code"], row["week_start"]): row for row in rows(opened, "benefit-week")}
    assert len(found) == 8
    for monday in (week, week - timedelta(days=7)):
        for measure, unit in BENEFITS:
            row, told = found[measure, monday], loops.benefit_week(events, measure, monday)
            assert row["unit"] == unit
            for name in ("granted", "claimed", "used", "clawed_back"):
                assert row[name] == told[name], (measure, monday, name)
            assert row["lapsed"] == loops.lapsed_in_week(ledger, measure, monday)
        row, told = found["deposit-reduction", monday], loops.deposit_week(deposits, monday)
        assert (row["granted"], row["lapsed"]) == (told["granted"], told["lapsed"])
        assert row["claimed"] is row["used"] is None
        row = found["commission-exemption", monday]
        assert row["used"] == sum(one["fee_waived_fen"] for one in waived if one["week_start"] == monday)
        assert row["granted"] is row["claimed"] is row["lapsed"] is None


@pytest.mark.usefixtures("at_home")
@pytest.mark.parametrize("snapshot", [0, 3])
def test_the_week_of_an_earlier_day_is_that_days(snapshot: int) -> None:
    from dashboard.reading.opening import shelf

    chosen = shelf().ids()[snapshot]
    opened = open_view({"snapshot": chosen}, EVERYTHING)
    week = loops.last_monday(day_of(opened))
    found = next(row for row in rows(opened, "benefit-week") if row["benefit_code"] == "traffic-pack")
    assert found["week_start"] == week
    assert found["granted"] == loops.benefit_week(seen_events(opened), "traffic-pack", week)["granted"]


@pytest.mark.usefixtures("at_home")
@pytest.mark.parametrize("link", LINKS)
def test_the_ledger_has_every_week_newest_first(link: str) -> None:
    for measure, unit in BENEFITS:
        opened = open_view(parse(f"{link}&measure={measure}"), EVERYTHING)
        found, ledger = rows(opened, "benefit-ledger"), seen(opened, "ledger")
        mine = [row for row in ledger if (row["measure_code"], row["unit"]) == (measure, unit)]
        weeks = [row["week_start"] for row in found]
        assert weeks == sorted(weeks, reverse=True)
        assert weeks[-1] == min(row["week_start"] for row in mine)
        assert weeks[0] == max(loops.last_monday(day_of(opened)), *(row["week_start"] for row in mine))
        assert len(weeks) == (weeks[0] - weeks[-1]).days // 7 + 1
        for row in found:
            for name in ("grants", "claims", "granted", "claimed", "used", "lapsed", "clawed_back"):
                assert row[name] == sum(one[name] for one in mine if one["week_start"] == row["week_start"])


@pytest.mark.usefixtures("at_home")
@pytest.mark.parametrize("link", LINKS)
def test_l6_cost_this_week_against_budget_and_when_it_runs_out(link: str) -> None:
    opened = open_view(parse(link), EVERYTHING)
    day, week = day_of(opened), loops.last_monday(day_of(opened))
    in_view = loops.used_by_week(seen_events(opened), seen(opened, "activity"))
    all_events, all_fees = every(opened.now, "events"), every(opened.now, "activity")
    programme = loops.used_by_week(all_events, all_fees)
    delivered = {row["target_code"]: row for row in every(opened.now, "targets")}
    found = rows(opened, "benefit-cost")
    assert [row["currency_code"] for row in found] == ["cash", "ad-credit", "traffic", "waived-fee"]
    weeks = [week - timedelta(days=7 * back) for back in range(4)]
    for row in found:
        code, sums = row["currency_code"], in_view[row["currency_code"]]
        assert (row["week"], row["week_before"]) == (sums[weeks[0]], sums[weeks[1]])
        assert same(row["a_week"], sum(sums[one] for one in weeks) / 4)
        budget = delivered[f"budget-{code}"]
        worth = budget["value"] * (1 if code == "traffic" else 100)
        spent = loops.spent(code, all_events, all_fees, budget["effective_from"])
        state, out = loops.end(worth - spent, sum(programme[code][one] for one in weeks), day, budget["effective_to"])
        assert (row["budget"], row["spent"], row["left"]) == (worth, spent, worth - spent)
        assert (row["state"], row["runs_out"], row["ends"]) == (STATES[state], out, budget["effective_to"])  # type: ignore[index]


@pytest.mark.usefixtures("at_home")
def test_a_budget_that_nobody_delivered_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    from dashboard.questions import costs as costs_questions

    opened = open_view({}, EVERYTHING)
    without = {code: row for code, row in targets(opened.now).items() if code != "budget-cash"}
    monkeypatch.setattr(costs_questions, "targets", lambda _snapshot: without)
    cash, ad_credit = rows(opened, "benefit-cost")[:2]
    assert cash["state"].say("en") == "no budget delivered"
    assert cash["budget"] is cash["spent"] is cash["left"] is cash["runs_out"] is None
    assert cash["week"] > 0
    assert ad_credit["budget"] is not None


@pytest.mark.usefixtures("at_home")
@pytest.mark.parametrize("begins", [date(2026, 9, 28), date(2026, 10, 1), date(2026, 10, 4)])
def test_a_budget_may_begin_on_any_day_of_a_week(begins: date) -> None:
    from dashboard.questions.costs import UNITS, _spent

    opened = open_view({}, EVERYTHING)
    events, fees = every(opened.now, "events"), every(opened.now, "activity")
    for currency in UNITS:
        assert _spent(opened.now, opened.question, currency, begins) == loops.spent(currency, events, fees, begins)


def test_a_budget_ends_as_the_rate_says() -> None:
    from dashboard.questions.costs import _end

    day, ends = date(2026, 11, 15), date(2026, 12, 31)
    assert _end(0, 100, day, ends) == ("used up", None)
    assert _end(-1, 100, day, ends) == ("used up", None)
    assert _end(100, 0, day, ends) == ("lasts", None)
    assert _end(280, 280, day, ends) == ("runs out", date(2026, 12, 13))
    assert _end(10 * 46, 280, day, ends) == ("runs out", ends)
    assert _end(10 * 47, 280, day, ends) == ("lasts", None)
    assert _end(10 * 47, 280, day, None) == ("runs out", date(2027, 1, 1))
    assert _end(10**12, 1, day, None) == ("lasts", None)


@pytest.mark.usefixtures("at_home")
@pytest.mark.parametrize("link", LINKS)
def test_l7_cost_per_activated_merchant_and_per_thousand_of_gmv(link: str) -> None:
    opened = open_view(parse(link), EVERYTHING)
    stores, grants = seen(opened, "stores"), seen(opened, "grants")
    fees, ledger = seen(opened, "activity"), seen(opened, "ledger")
    days = target(opened.now, "activation-days")
    assert days is not None
    last = max(store["activity_week"] for store in stores if store["activity_week"])
    weeks = {last - timedelta(days=7 * back) for back in range(4)}
    found = {row["benefit_code"]: row for row in rows(opened, "benefit-effect")}
    users = {
        "traffic-pack": [store for store in stores if (store["pack_claimed"] or 0) > 0],
        "red-envelope": [store for store in stores if (store["envelope_issued_fen"] or 0) > 0],
        "deposit-reduction": [store for store in stores if (store["released_fen"] or 0) > 0],
        "commission-exemption": [store for store in stores if store["is_exempt"]],
    }
    for code, some in users.items():
        row = found[code]
        gmv = sum(store["gmv_28d_fen"] or 0 for store in some)
        assert (row["stores"], row["gmv_fen"]) == (len(some), gmv)
        if code == "deposit-reduction":
            assert row["used"] is row["recent"] is row["per_thousand"] is row["per_activated"] is None
            continue
        if code == "commission-exemption":
            recent = sum(fee["fee_waived_fen"] for fee in fees if fee["week_start"] in weeks)
            assert row["activated_stores"] is row["per_activated"] is None
        else:
            unit = row["unit"]
            own = [one for one in ledger if (one["measure_code"], one["unit"]) == (code, unit)]
            recent = sum(one["used"] for one in own if one["week_start"] in weeks)
            used = sum(grant["used"] for grant in loops.mine(grants, (code, unit)))
            known, soon = loops.activated(stores, grants, code, unit, days)
            assert (row["used"], row["known_stores"], row["activated_stores"]) == (used, known, soon)
            assert same(row["per_activated"], used / soon if soon else None)
        assert row["recent"] == recent
        assert same(row["per_thousand"], recent * 100_000 / gmv if gmv else None)


@pytest.mark.usefixtures("at_home")
@pytest.mark.parametrize("link", LINKS)
@pytest.mark.parametrize("by", ["region", "category", "week"])
def test_time_to_claim_by_region_category_and_week(link: str, by: str) -> None:
    for which in BENEFITS:
        opened = open_view(parse(f"{link}&measure={which[0]}&by={by}"), EVERYTHING)
        level = opened.question.level
        drawn = names(opened.now).children(opened.question.region, level)
        keys = {
            "region": lambda grant: grant[f"{level}_adcode"] if grant[f"{level}_adcode"] in drawn else None,  # noqa: B023
            "category": lambda grant: grant["category_code"],
            "week": lambda grant: loops.monday(grant["granted_at"].date()),
        }
        told = loops.times(loops.mine(seen(opened, "grants"), which), keys[by])
        column = {"region": "region_code", "category": "category_code", "week": "week_start"}[by]
        found = {row[column]: row for row in rows(opened, "claim-times")}
        assert found.keys() == told.keys()
        for code, expected in told.items():
            for name, value in expected.items():
                assert same(found[code][name], value), (code, name)
            assert same(found[code]["claimed_share"], 100 * expected["claims"] / expected["grants"])
            assert same(found[code]["lapsed_share"], 100 * expected["lapsed"] / expected["granted"])


@pytest.mark.usefixtures("at_home")
@pytest.mark.parametrize("link", LINKS)
def test_every_grant_is_in_one_class_of_the_time_to_claim(link: str) -> None:
    for which in BENEFITS:
        opened = open_view(parse(f"{link}&measure={which[0]}"), EVERYTHING)
        grants = loops.mine(seen(opened, "grants"), which)
        told, found = loops.waits(grants, HOURS), rows(opened, "claim-hours")
        assert [row["grants"] for row in found] == [told[at] for at in range(len(HOURS) + 4)]
        assert sum(row["grants"] for row in found) == len(grants)
        assert sum(row["granted"] for row in found) == sum(grant["granted"] for grant in grants)


STEPS = {"granted_stores": "granted_at", "claimed_stores": "claimed_at", "used_stores": "used_at",
         "lapsed_stores": "lapsed_on"}  # fmt: skip


def check_cohorts(found: dict[Any, Row], told: dict[Any, Row]) -> None:
    assert found.keys() == told.keys()
    for code, expected in told.items():
        row = found[code]
        assert row["stores"] == expected["stores"]
        for name, step in STEPS.items():
            assert row[name] == expected[step], (code, name)
        for name in ("days_to_grant", "days_to_claim", "days_to_use", "days_to_lapse"):
            assert same(row[name], expected[name]), (code, name)


@pytest.mark.usefixtures("at_home")
@pytest.mark.parametrize("link", LINKS)
def test_cohorts_by_month_of_certification(link: str) -> None:
    for which in BENEFITS:
        opened = open_view(parse(f"{link}&measure={which[0]}"), EVERYTHING)
        grants = loops.mine(seen(opened, "grants"), which)
        told = loops.cohorts(seen(opened, "stores"), grants, lambda store: f"{store['certified_on']:%Y-%m}")
        check_cohorts({row["month"]: row for row in rows(opened, "benefit-cohorts")}, told)


@pytest.mark.usefixtures("at_home")
@pytest.mark.parametrize("link", [*LINKS, "belt=nowhere", "by=region"])
def test_the_months_of_cohorts_are_those_of_first_certifications_in_view(link: str) -> None:
    opened = open_view(parse(link), EVERYTHING)
    told = {f"{store['certified_on']:%Y-%m}" for store in seen(opened, "stores") if store["certified_on"]}
    assert cohort_months(opened) == sorted(told, reverse=True)


@pytest.mark.usefixtures("at_home")
def test_one_cohort_by_region_and_a_month_without_stores_is_all_of_them() -> None:
    opened = open_view(parse("by=region&item=2026-10"), EVERYTHING)
    grants = loops.mine(seen(opened, "grants"), loops.PACK)
    stores = [store for store in seen(opened, "stores") if store["certified_on"]]
    told = loops.cohorts(
        [store for store in stores if f"{store['certified_on']:%Y-%m}" == "2026-10"],
        grants,
        lambda store: store["province_adcode"],
    )
    assert told
    check_cohorts({row["region_code"]: row for row in rows(opened, "benefit-cohorts")}, told)
    everyone = rows(open_view(parse("by=region&item=1999-01"), EVERYTHING), "benefit-cohorts")
    assert sum(row["stores"] for row in everyone) == len(stores)


@pytest.mark.usefixtures("at_home")
@pytest.mark.parametrize("link", ["", "region=330000", "category=apparel~shoes~bags"])
def test_l5_provinces_and_belts_below_half_of_the_programme(link: str) -> None:
    few = settings().few
    for which in BENEFITS:
        opened = open_view(parse(f"{link}&measure={which[0]}"), EVERYTHING)
        stores, grants = seen(opened, "stores"), loops.mine(seen(opened, "grants"), which)
        whole = loops.rates_by(
            [store | {"all": "all"} for store in every(opened.now, "stores")],
            loops.mine(every(opened.now, "grants"), which),
            "all",
        )["all"]
        told = {
            code: row
            for name in ("province_adcode", "belt_id")
            for code, row in loops.rates_by(stores, grants, name).items()
            if row["stores"] >= few and (2 * row["head"] < whole["head"] or 2 * row["value"] < whole["value"])
        }
        found = {row["code"]: row for row in rows(opened, "low-uptake")}
        assert found.keys() == told.keys()
        for code, expected in told.items():
            assert found[code]["stores"] == expected["stores"]
            assert same(found[code]["head"], float(expected["head"]))
            assert same(found[code]["value"], float(expected["value"]))
            assert same(found[code]["programme_value"], float(whole["value"]))


@pytest.mark.usefixtures("at_home")
def test_some_region_is_below_half_in_the_demonstration() -> None:
    kinds = {row["kind_code"] for row in rows(open_view({}, EVERYTHING), "low-uptake")}
    assert kinds == {"province", "belt"}


@pytest.mark.usefixtures("at_home")
def test_deciles_part_the_belts_into_tenths_in_order() -> None:
    few = settings().few
    opened = open_view({}, EVERYTHING)
    told = {
        code: row
        for code, row in loops.rates_by(
            seen(opened, "stores"), loops.mine(seen(opened, "grants"), loops.PACK), "belt_id"
        ).items()
        if row["stores"] >= few
    }
    belts = rows(opened, "decile-belts")
    assert {row["belt_id"] for row in belts} == told.keys()
    for row in belts:
        assert same(row["value"], float(told[row["belt_id"]]["value"]))
    values = [row["value"] for row in belts]
    assert values == sorted(values)
    assert [row["decile"] for row in belts] == sorted(row["decile"] for row in belts)
    tenths = rows(opened, "belt-deciles")
    sizes = [row["belts"] for row in tenths]
    assert [row["decile"] for row in tenths] == list(range(1, 11))
    assert sum(sizes) == len(belts)
    assert max(sizes) - min(sizes) <= 1
    assert [row["lowest"] for row in tenths] == [next(one["value"] for one in belts if one["decile"] == at)
                                                 for at in range(1, 11)]  # fmt: skip
    for row in tenths:
        assert row["lowest"] <= row["value"] <= row["highest"]


@pytest.mark.usefixtures("at_home")
def test_fewer_than_ten_belts_have_no_deciles() -> None:
    opened = open_view(parse("region=330782"), EVERYTHING)
    assert len(ranked_belts(opened.now, opened.question, "traffic-pack")) < 10
    assert rows(opened, "belt-deciles") == []


@pytest.mark.usefixtures("at_home")
@pytest.mark.parametrize("code", [table.code for table in TABLES])
def test_a_file_has_the_tables_rows_and_money_in_cny(code: str) -> None:
    opened = open_view(parse("measure=red-envelope"), EVERYTHING)
    content = b"".join(exports.make(EVERY_TABLE, code, opened).csv())
    found, shown = rows_of(content), rows(opened, code)
    assert len(found) == len(shown)
    for line, row in zip(found, shown, strict=True):
        if line.get("unit") == "fen" and "granted" in row and row["granted"] is not None and line["granted"]:
            assert line["granted"] == plain.printed(row["granted"], "fen")


@pytest.mark.usefixtures("at_home")
def test_too_few_stores_are_withheld_in_a_small_region() -> None:
    small = next(
        county
        for county, some in sorted(plain.by(every(open_view({}, EVERYTHING).now, "stores"), "county_adcode").items())
        if 0 < sum(bool(store["pack_granted"]) for store in some) < settings().few
    )
    opened = open_view(parse(f"region={small}"), EVERYTHING)
    cells = [row for row in rows_of(b"".join(exports.make(EVERY_TABLE, "benefit-uptake", opened).csv()))
             if row["benefit_code"] == "traffic-pack"]  # fmt: skip
    assert [row["status"] for row in cells] == ["few", "few"]
    assert {row["uptake"] for row in cells} == {row["part"] for row in cells} == {""}
    week = rows_of(b"".join(exports.make(EVERY_TABLE, "benefit-week", opened).csv()))
    assert [row["granted"] for row in week if row["benefit_code"] == "traffic-pack"] == ["", ""]


@pytest.mark.usefixtures("at_home")
@pytest.mark.parametrize(("by", "column"), [("region", "region_code"), ("category", "category_code"),
                                            ("week", "week_start")])  # fmt: skip
def test_a_file_of_times_has_the_dimension_that_is_chosen(by: str, column: str) -> None:
    opened = open_view(parse(f"by={by}"), EVERYTHING)
    (first, *_others) = rows_of(b"".join(exports.make(EVERY_TABLE, "claim-times", opened).csv()))
    assert next(iter(first)) == column
    assert first[column]


@pytest.mark.usefixtures("at_home")
def test_a_fee_of_a_week_of_which_no_trade_is_delivered_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    from dashboard.questions import costs as costs_questions
    from pages.benefits import week_tables

    opened = open_view({}, EVERYTHING)
    week = loops.last_monday(day_of(opened))
    whole = costs_questions.waived_in_weeks(opened.now, opened.question)
    late = {monday: fee for monday, fee in whole.items() if monday < week}
    monkeypatch.setattr(week_tables, "waived_in_weeks", lambda _snapshot, _view: late)
    monkeypatch.setattr(costs_questions, "waived_in_weeks", lambda _snapshot, _view: late)
    found = [row for row in rows(opened, "benefit-week") if row["benefit_code"] == "commission-exemption"]
    assert [row["used"] for row in found] == [None, whole[week - timedelta(days=7)]]
    fees = next(row for row in rows(opened, "benefit-cost") if row["currency_code"] == "waived-fee")
    assert fees["week_start"] == week - timedelta(days=7)
    assert fees["week"] == whole[week - timedelta(days=7)]
