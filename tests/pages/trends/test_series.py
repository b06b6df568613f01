"""Trends: every point against plain loops over the rows of its day; what is followed; changes of rules."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from made.held import held, measured_rows, table_rows
from plain import exports as plain_exports
from plain import metrics as plain
from plain import withholding

from dashboard import exports
from dashboard.questions.rule_changes import rule_changes
from dashboard.reading.naming import names
from dashboard.reading.opening import Opened, open_view, shelf
from dashboard.reading.weeks import RECENT, snapshots, stepped_ids, week_ids, weeks
from dashboard.screens import TABLES
from dashboard.views.address import parse
from dashboard.views.comparisons import Comparison, day_before
from models.geography.scope import EVERYTHING
from pages.trends import series as trend
from pages.trends.tables import RULE_CHANGES

FEW = 5
COLUMN = {"region": "province_adcode", "belt": "belt_id", "category": "category_code"}


@pytest.mark.parametrize("metric", ["pack-uptake-head", "stores", "deposit-released", "fee-waived"])
@pytest.mark.parametrize("by", COLUMN)
def test_every_point_is_that_of_plain_loops_over_its_day(at_home: Path, by: str, metric: str) -> None:
    opened = open_view({"by": by, "metric": metric, "status": "certified~expired~none"}, EVERYTHING)
    found = trend.points(opened)
    days = {point.snapshot for point in found}
    assert [day.snapshot_id for day in sorted(days, key=lambda day: day.as_of)] == week_ids(opened.now)
    for day in days:
        stores = plain.seen(measured_rows(at_home, day.snapshot_id), opened.view)
        drawn = set(names(day).children("100000", "province"))
        rows = [row | {"province_adcode": row["province_adcode"] if row["province_adcode"] in drawn else None}
                for row in stores]  # fmt: skip
        told: dict[Any, plain.Told] = withholding.figures(metric, plain.by(rows, COLUMN[by]), FEW)
        for point in found:
            if point.snapshot != day or point.figure is None:
                continue
            wanted = plain.figure(metric, stores, FEW) if point.code is None else told.get(point.code)
            if wanted is None:
                assert (point.figure.status, point.figure.stores) == ("none", 0)
            else:
                figure = point.figure
                assert (figure.status, figure.stores, figure.numerator, figure.denominator) == (
                    wanted.status, wanted.stores, wanted.numerator, wanted.denominator
                )  # fmt: skip


@pytest.mark.parametrize("by", COLUMN)
def test_without_a_choice_the_largest_are_followed(at_home: Path, by: str) -> None:
    opened = open_view({"by": by}, EVERYTHING)
    sizes = {code: len(rows) for code, rows in plain.by(measured_rows(at_home), COLUMN[by]).items() if code}
    chosen = trend.followed_codes(opened)
    assert len(chosen) == trend.USUAL
    assert min(sizes[code] for code in chosen) >= max(size for code, size in sizes.items() if code not in chosen)


@pytest.mark.usefixtures("at_home")
def test_a_link_follows_what_it_names_and_at_most_five() -> None:
    opened = open_view(parse("?series=330000~440000~nowhere&by=region"), EVERYTHING)
    assert trend.followed_codes(opened) == ("330000", "440000")
    everything = sorted(trend.offered(opened))
    assert len(everything) == 34
    many = open_view({"series": "~".join(everything)}, EVERYTHING)
    assert trend.followed_codes(many) == tuple(everything[: trend.MOST_SERIES])
    assert trend.followed_codes(open_view({"series": "nowhere"}, EVERYTHING)) == trend.followed_codes(
        open_view({}, EVERYTHING)
    )
    assert trend.dimension(open_view({"by": "nonsense"}, EVERYTHING).view) == "region"


@pytest.mark.usefixtures("at_home")
def test_a_trend_runs_over_the_last_weeks_unless_all_are_asked_for() -> None:
    opened = open_view({}, EVERYTHING)
    ids = week_ids(opened.now)
    assert ids == sorted(shelf().standing())
    assert (trend.how_many(opened.view), trend.how_many(open_view({"item": "all-weeks"}, EVERYTHING).view)) == (
        RECENT,
        60,
    )
    seen: list[tuple[int, int]] = []
    found = snapshots(opened.now, ids[-3:], lambda at, of: seen.append((at, of)))
    assert found == weeks(opened.now, 3)
    assert [day.snapshot_id for day in found] == ids[-3:]
    assert seen == [(1, 3), (2, 3), (3, 3)]
    earlier = open_view({"snapshot": ids[2]}, EVERYTHING)
    assert week_ids(earlier.now) == ids[:3]


@pytest.mark.parametrize("apart", ["weeks4", "month", "year"])
@pytest.mark.usefixtures("at_home")
def test_days_further_apart_are_the_last_published_on_or_before_each(apart: Comparison) -> None:
    opened = open_view({"measure": apart}, EVERYTHING)
    published = week_ids(opened.now)
    wanted, expected = opened.now.day, [opened.now.snapshot_id]
    while True:
        wanted = day_before(wanted, apart)
        older = [name for name in published if name[:10] <= wanted.isoformat()]
        if not older:
            break
        expected.insert(0, older[-1])
    assert stepped_ids(opened.now, apart) == list(dict.fromkeys(expected))
    assert [day.snapshot_id for day in trend.days(opened)] == list(dict.fromkeys(expected))[-trend.STEPS[apart].most :]


@pytest.mark.usefixtures("at_home")
def test_the_table_of_days_has_a_row_a_line_and_says_what_the_points_say() -> None:
    opened = open_view({"metric": "fee-waived", "lang": "en"}, EVERYTHING)
    rows = plain_exports.rows_of(b"".join(exports.make(TABLES, "trend-days", opened).csv()))
    assert [row["code"] for row in rows] == ["", *trend.followed_codes(opened)]
    for point in trend.points(opened):
        row = next(row for row in rows if row["code"] == (point.code or ""))
        assert row[f"on_{point.snapshot.as_of}_cny"] == plain.printed(point.figure and point.figure.value, "fen")


@pytest.mark.usefixtures("at_home")
def test_the_last_column_of_the_table_of_days_is_the_change_over_them() -> None:
    opened = open_view({"metric": "stores", "series": "330000~440000"}, EVERYTHING)
    rows = plain_exports.rows_of(b"".join(exports.make(TABLES, "trend-days", opened).csv()))
    first, last = trend.days(opened)[0].as_of, opened.now.as_of
    assert len(rows) == 3
    for row in rows:
        assert int(float(row["change"])) == int(row[f"on_{last}"]) - int(row[f"on_{first}"])


@pytest.mark.usefixtures("at_home")
def test_the_table_says_what_the_points_say() -> None:
    opened = open_view({"by": "belt", "metric": "fee-waived", "region": "330000"}, EVERYTHING)
    rows = plain_exports.rows_of(b"".join(exports.make(TABLES, "trend", opened).csv()))
    found = trend.points(opened)
    assert [(row["day"], row["code"], row["status"]) for row in rows] == [
        (point.snapshot.as_of, point.code or "", point.figure.status if point.figure else "unlisted") for point in found
    ]
    assert [row["value_cny"] for row in rows] == [
        plain.printed(point.figure.value if point.figure else None, "fen") for point in found
    ]
    assert all(row["name_zh"] and row["name_en"] for row in rows)


def waivers_of(home: Path, opened: Opened) -> set[tuple[date, str, str]]:
    in_view = {row["belt_id"] for row in plain.seen(measured_rows(home, opened.now.snapshot_id), opened.view)}
    found: set[tuple[date, str, str]] = set()
    for row in held(home)["designations"]:
        if row["belt_id"] in in_view:
            found.add((row["waiver_from"], "waiver-begins", row["belt_id"]))
            if row["waiver_to"]:
                found.add((row["waiver_to"], "waiver-ends", row["belt_id"]))
    return found


@pytest.mark.parametrize("region", ["100000", "330000", "650000"])
def test_changes_of_rules_are_those_that_were_delivered(at_home: Path, region: str) -> None:
    opened = open_view({"region": region}, EVERYTHING)
    found = rule_changes(opened.now, opened.question)
    told = {(change.day, change.kind, change.code) for change in found}
    assert len(told) == len(found)
    assert {row for row in told if row[1].startswith("waiver")} == waivers_of(at_home, opened)
    schedules = {(row["effective_from"], "schedule", row["schedule_id"]) for row in held(at_home)["deposit_tiers"]}
    assert {row for row in told if row[1] == "schedule"} == schedules
    bases = {(row["effective_from"], "base", row["category_code"]) for row in table_rows(opened.now, "bases")}
    assert {row for row in told if row[1] == "base"} == bases
    day = date.fromisoformat(opened.now.as_of)
    targets = {
        (row["effective_from"], "target", row["target_code"])
        for row in held(at_home)["targets"]
        if row["effective_from"] <= day and (row["effective_to"] is None or row["effective_to"] >= day)
    }
    assert {row for row in told if row[1] == "target"} == targets
    assert [change.day for change in found] == sorted((change.day for change in found), reverse=True)


@pytest.mark.usefixtures("at_home")
def test_the_sheet_of_changes_names_each_and_says_what_is_ahead() -> None:
    opened = open_view({}, EVERYTHING)
    rows = RULE_CHANGES.shown(opened)
    assert {row.kind for row in rows} >= {"schedule", "base", "waiver-begins", "target"}
    assert all(row.is_ahead == (row.day.isoformat() > opened.now.as_of) for row in rows)
    assert all(row.name.say("zh") for row in rows)
