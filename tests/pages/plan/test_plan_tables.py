"""The plan's tables: uptake against loops over the grants, days against the record, the press as it stands."""

from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from made.held import held, table_rows
from plain import measure_questions as loops
from plain import metrics as plain

from dashboard.questions.costs import UNITS, cost
from dashboard.reading.opening import Opened, open_view
from dashboard.tables.values import number
from dashboard.views.address import parse
from data import reference
from models.geography.scope import EVERYTHING
from models.programme.public_facts import measures
from pages.plan.day_tables import PLAN_DAYS, lane_of
from pages.plan.finding import finding
from pages.plan.measure_tables import PLAN_MEASURES
from pages.plan.press_tables import PLAN_PEERS, PLAN_PRESS
from pages.plan.questions import first_grants
from pages.plan.time_line import clusters

LINKS = ("", "region=330000", "category=apparel~shoes&status=certified", "type=flagship~enterprise&region=440000")
FEW = 5


def grants_in_view(opened: Opened) -> list[dict[str, Any]]:
    return plain.seen(table_rows(opened.now, "grants"), opened.view)


@pytest.mark.usefixtures("at_home")
@pytest.mark.parametrize("link", LINKS)
def test_uptake_is_that_of_loops_over_the_grants(link: str) -> None:
    opened = open_view(parse(link), EVERYTHING)
    totals = loops.totals(grants_in_view(opened))
    rows = PLAN_MEASURES.shown(opened)
    assert {row.measure_code for row in rows} == set(measures())
    for row in rows:
        told = totals.get((row.part_code, row.unit))
        if told is None or told["granted_stores"] == 0:
            assert number(row.head) is None
        elif told["granted_stores"] < FEW:
            assert number(row.stores) is None
        else:
            assert (row.stores, row.claimed_stores) == (told["granted_stores"], told["claimed_stores"])
            assert number(row.head) == pytest.approx(100 * told["claimed_stores"] / told["granted_stores"])
            assert (row.granted, row.claimed) == (told["granted"], told["claimed"])


@pytest.mark.usefixtures("at_home")
def test_a_change_is_uptake_now_less_uptake_on_the_compared_day() -> None:
    opened = open_view({}, EVERYTHING)
    assert opened.before
    now, before = (loops.totals(table_rows(day, "grants")) for day in (opened.now, opened.before))
    changes = 0
    for row in PLAN_MEASURES.shown(opened):
        change = number(row.change)
        if change is not None:
            here, there = now[row.part_code, row.unit], before[row.part_code, row.unit]
            share = [100 * one["claimed_stores"] / one["granted_stores"] for one in (here, there)]
            assert change == pytest.approx(share[0] - share[1])
            changes += 1
    assert changes


@pytest.mark.usefixtures("at_home")
@pytest.mark.parametrize("link", LINKS)
def test_first_grants_are_those_of_loops(link: str) -> None:
    opened = open_view(parse(link), EVERYTHING)
    told: dict[str, date] = {}
    for grant in grants_in_view(opened):
        day = grant["granted_at"].date()
        told[grant["measure_code"]] = min(day, told.get(grant["measure_code"], day))
    assert dict(first_grants(opened.now, opened.question)) == told


@pytest.mark.usefixtures("at_home")
def test_every_rule_waiver_measure_budget_and_press_day_stands_in_the_table_once(at_home: Path) -> None:
    opened = open_view({}, EVERYTHING)
    rows = PLAN_DAYS.shown(opened)
    found = [(row.day, row.kind, row.code) for row in rows]
    assert len(found) == len(set(found))
    seen = set(found)
    assert {key for key in seen if key[1] == "press"} == {
        (date.fromisoformat(row["day"]), "press", str(at))
        for at, row in enumerate(sorted(reference.rows("press_days"), key=lambda row: row["day"]))
    }
    for row in reference.rows("measure_conditions"):
        if row["entered_from"]:
            assert (date.fromisoformat(row["entered_from"]), "entry", row["measure_code"]) in seen
    belts = {row["belt_id"] for row in table_rows(opened.now, "stores")}
    for row in held(at_home)["designations"]:
        if row["belt_id"] in belts and row["waiver_from"] is not None:
            assert (row["waiver_from"], "waiver-begins", row["belt_id"]) in seen
    assert not [key for key in seen if key[2].startswith("budget-")]
    for currency in UNITS:
        told = cost(opened.now, opened.question, currency)
        for kind, day in (("begins", told.begins), ("ends", told.ends), ("out", told.runs_out)):
            assert ((day, f"budget-{kind}", currency) in seen) == (day is not None)


@pytest.mark.usefixtures("at_home")
def test_what_comes_stands_first_the_next_on_top() -> None:
    opened = open_view({}, EVERYTHING)
    rows = PLAN_DAYS.shown(opened)
    ahead = [row for row in rows if row.ahead > 0]
    past = rows[len(ahead) :]
    assert list(rows[: len(ahead)]) == ahead
    assert [row.day for row in ahead] == sorted(row.day for row in ahead)
    assert [row.day for row in past] == sorted((row.day for row in past), reverse=True)
    assert all(row.day == opened.now.day + timedelta(days=row.ahead) for row in rows)
    assert {lane_of(row.kind) for row in rows} == {"measures", "rules", "waivers", "budgets"}


@pytest.mark.usefixtures("at_home")
@pytest.mark.parametrize("near", [0.0, 1.8, 6.0, 200.0])
def test_dots_hold_every_change_once_and_do_not_touch(near: float) -> None:
    rows = PLAN_DAYS.shown(open_view({}, EVERYTHING))
    first, last = min(row.day for row in rows), max(row.day for row in rows)
    found = clusters(rows, first, last, near)
    assert sorted((one.day, one.code) for dot in found for one in dot) == sorted((one.day, one.code) for one in rows)
    for here, there in pairwise(found):
        gap = 100 * (there[0].day - here[0].day).days / (last - first).days
        assert gap >= near or (here[0].ahead > 0) != (there[0].ahead > 0)


@pytest.mark.usefixtures("at_home")
def test_the_finding_names_the_measures_taken_up_most_and_least() -> None:
    rows = PLAN_MEASURES.shown(open_view({}, EVERYTHING))
    heads: dict[str, float] = {}
    for row in rows:
        if (head := number(row.head)) is not None:
            heads[row.measure.en] = max(head, heads.get(row.measure.en, head))
    said = finding(rows, "en")
    assert said
    first, last = max(heads, key=lambda name: heads[name]), min(heads, key=lambda name: heads[name])
    assert f"Taken up most: {first}, by {heads[first]:.1f}%" in said.say("en")
    assert f"least: {last}, by {heads[last]:.1f}%" in said.say("en")
    assert finding([row for row in rows if row.measure.en == first], "en") is None


@pytest.mark.usefixtures("at_home")
def test_the_press_is_quoted_with_source_and_reliability() -> None:
    opened = open_view({}, EVERYTHING)
    facts = {row.code: row for row in PLAN_PRESS.shown(opened)}
    assert facts["gmv"].amount.zh == "3,850 亿元"
    assert facts["gmv"].amount.en == "CNY 385.0 bn"
    assert facts["shelf-share"].amount.en == "over 32%"
    assert all(row.source and row.reliability in "AB" for row in [*facts.values(), *PLAN_PEERS.shown(opened)])
    dimensions = {one.dimension.zh for one in measures().values()}
    assert {row.dimension.zh for row in PLAN_PEERS.shown(opened)} <= dimensions
