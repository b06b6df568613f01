"""Certification: each question's link, its file against plain loops over the snapshot's rows."""

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from made.drawn import records, views
from made.exported import exported, opened_by
from made.held import table_rows
from made.record import DAY, Made
from plain import certification_questions as plain
from plain.metrics import seen
from plain.withholding import hidden

from dashboard.questions import certification
from dashboard.reading.naming import names
from dashboard.reading.opening import Opened
from dashboard.views.view import View
from models.settings import settings
from pages.certification.open_questions import WAITING_CLASSES, late_applications, late_counts, open_by_wait
from pages.certification.rejection_questions import not_reapplied, refusals
from pages.certification.weekly_questions import weekly

Row = dict[str, Any]
LINKS = ("", "region=330000", "region=330000&category=apparel~food", "status=rejected~certified", "region=110000")
AWAY = pytest.mark.parametrize("few", [1, 5])
VIEWS = pytest.mark.parametrize("link", LINKS)
pytestmark = pytest.mark.usefixtures("at_home")


@pytest.fixture(autouse=True)
def _few(request: pytest.FixtureRequest, at_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if "few" in request.fixturenames:
        monkeypatch.setenv("LAOTIE_FEW", str(request.getfixturevalue("few")))
        settings.cache_clear()


def rows_of(opened: Opened, table: str) -> list[Row]:
    return seen(table_rows(opened.now, table), opened.view)


def day_of(opened: Opened) -> date:
    return date.fromisoformat(opened.now.as_of)


def near(found: Any, told: float | None) -> bool:
    return found is told if found is None or told is None else abs(float(found) - told) <= 0.00501


@AWAY
@VIEWS
def test_l1_stores_by_status_and_their_change(link: str, few: int) -> None:
    opened = opened_by(link)
    assert opened.before is not None
    now = plain.states(rows_of(opened, "stores"))
    before = plain.states(seen(table_rows(opened.before, "stores"), opened.view))
    away = hidden(now, few)
    found = {row["status_code"]: row for row in exported("certification-state", link)}
    assert found.keys() == now.keys()
    for code, row in found.items():
        is_told = code not in away and not 0 < before[code] < few
        assert row["stores"] == (None if code in away else now[code])
        assert row["stores_before"] == (before[code] if is_told else None)
        assert row["change"] == (now[code] - before[code] if is_told else None)
        assert near(row["share"], None if code in away else 100 * now[code] / sum(now.values()))


@AWAY
@pytest.mark.parametrize("by", ["region", "category"])
@pytest.mark.parametrize("cohort", ["first", "recent", "again", "renewal"])
@pytest.mark.parametrize("link", ["", "region=330000", "category=apparel~food&level=city"])
def test_l2_conversion_and_median_days_by_region_and_category(link: str, cohort: str, by: str, few: int) -> None:
    query = f"list=funnel&by={by}&measure={cohort}&{link}"
    opened = opened_by(query)
    filed = plain.cohort(rows_of(opened, "applications"), cohort, day_of(opened))
    level = opened.question.level
    drawn = names(opened.now).children(opened.question.region, level) if by == "region" else None
    told = plain.funnels(filed, f"{level}_adcode" if by == "region" else "category_code", drawn, few)
    found = {row["code"]: row for row in exported("certification-funnel", query)}
    assert found.keys() == told.keys()
    for code, one in told.items():
        row = found[code]
        if one is None:
            assert {row["status"]} <= {"few", "withheld"}
            assert row["applied"] is row["total_days"] is row["certified_rate"] is None
            continue
        counts = ("stores", "applied", "reviewed", "asked", "certified", "rejected", "open")
        assert {name: row[name] for name in counts} == {name: one[name] for name in counts}
        for name in ("wait_days", "review_days", "asked_review_days", "total_days"):
            assert near(row[name], one[name]), (code, name, row[name], one[name])
        decided = one["certified"] + one["rejected"]
        assert near(row["certified_rate"], 100 * one["certified"] / one["applied"])
        assert near(row["review_rate"], 100 * one["reviewed"] / one["applied"])
        assert near(row["asked_rate"], 100 * one["asked"] / one["reviewed"] if one["reviewed"] else None)
        assert near(row["approval_rate"], 100 * one["certified"] / decided if decided else None)


@VIEWS
def test_the_steps_of_all_applications_in_view(link: str) -> None:
    opened = opened_by(link)
    one = plain.funnel(plain.cohort(rows_of(opened, "applications"), "first", day_of(opened)), 5)
    found = {row["step_code"]: row for row in exported("certification-steps", link)}
    told = one | {"decided": one["certified"] + one["rejected"]}
    away = hidden({code: told[code] for code in found}, 5)
    days = {"reviewed": "wait_days", "asked": "asked_review_days", "decided": "review_days", "certified": "total_days"}
    assert found
    for code, row in found.items():
        assert row["applications"] == (None if code in away else told[code])
        assert near(row["median_days"], one[days[code]] if code in days and code not in away else None)


@AWAY
@VIEWS
def test_open_applications_by_days_waited(link: str, few: int) -> None:
    opened = opened_by(link)
    told = plain.ages(rows_of(opened, "applications"), day_of(opened))
    found = {(row["status_code"], int(row["days_from"])): row["applications"]
             for row in exported("applications-open", link)}  # fmt: skip
    away = set()
    for status in plain.OPEN:
        away |= hidden({key: n for key, n in told.items() if key[0] == status}, few)
    assert found == ({key: None if key in away else n for key, n in told.items()} if any(told.values()) else {})


@VIEWS
def test_m5_applications_over_the_target_or_waiting_on_documents(link: str) -> None:
    query = f"list=open&{link}"
    opened = opened_by(query)
    stores = {row["store_id"]: row for row in table_rows(opened.now, "stores")}
    told = plain.late(rows_of(opened, "applications"), day_of(opened), target=7)
    found = exported("applications-late", query)
    assert [(row["store_id"], row["status_code"], int(row["days"])) for row in found] == told
    for row in found:
        store = stores[row["store_id"]]
        assert (row["owner"], row["reason"]) == (store["owner"], store["certification_reason"])
        over = int(row["days"]) - 7 if row["status_code"] == "in_review" else None
        assert row["days_over"] == over


def test_m5_has_both_kinds_in_the_whole_country() -> None:
    kinds = Counter(row["status_code"] for row in exported("applications-late", "list=open"))
    assert kinds["in_review"] > 0
    assert kinds["info_requested"] > 0


@AWAY
@VIEWS
def test_m6_reasons_of_rejection_this_month(link: str, few: int) -> None:
    query = f"list=rejections&{link}"
    opened = opened_by(query)
    told = plain.refusals(rows_of(opened, "applications"), day_of(opened))
    found = exported("rejection-reasons", query)
    assert [row["reason"] for row in found] == [reason for reason, *_counts in told]
    away = hidden({at: row[1] for at, row in enumerate(told)}, few)
    for at, (row, (_reason, this_month, last_month, ever)) in enumerate(zip(found, told, strict=True)):
        assert row["rank"] == at + 1
        assert row["this_month"] == (None if at in away else this_month)
        assert row["last_month"] == (None if at in away or 0 < last_month < few else last_month)
        assert row["to_the_day"] == (None if at in away or 0 < ever < few else ever)


@VIEWS
def test_m6_rejected_stores_that_have_not_applied_again(link: str) -> None:
    query = f"list=rejections&{link}"
    opened = opened_by(query)
    told = plain.not_reapplied(rows_of(opened, "applications"), day_of(opened))
    found = exported("rejected-not-reapplied", query)
    assert [(row["store_id"], int(row["days"]), row["reason"]) for row in found] == told
    assert all(row["is_late"] == (row["days"] > 30) for row in found)
    steps = {row["store_id"]: row["certification_status"] for row in table_rows(opened.now, "stores")}
    assert {steps[row["store_id"]] for row in found} <= {"rejected"}


@AWAY
@VIEWS
def test_certifications_that_end_by_month_and_region(link: str, few: int) -> None:
    opened = opened_by(link)
    told = plain.expiries(rows_of(opened, "stores"), day_of(opened))
    counts = {month: len(stores) for month, stores in told.items()}
    away = hidden(counts, few)
    found = {row["month"]: row["stores"] for row in exported("certification-expiries", link)}
    assert found == ({m: None if m in away else n for m, n in counts.items()} if any(counts.values()) else {})
    level = f"{opened.question.level}_adcode"
    drawn = set(names(opened.now).children(opened.question.region, opened.question.level))
    regions = exported("certification-expiries-by-region", link)
    for month, stores in told.items():
        own = Counter(store[level] if store[level] in drawn else None for store in stores)
        hid = hidden(own, few)
        rows = {row["region_code"]: row["stores"] for row in regions if row["month"] == month}
        assert rows == {code: None if code in hid else n for code, n in own.items()}


@VIEWS
def test_certifications_that_ended_this_week(link: str) -> None:
    opened = opened_by(link)
    told = plain.ended(rows_of(opened, "stores"), day_of(opened))
    rows = exported("certifications-ended", link)
    assert [(row["store_id"], row["certification_status"], row["certification_since"]) for row in rows] == told


@AWAY
@VIEWS
def test_applications_and_decisions_by_week(link: str, few: int) -> None:
    opened = opened_by(link)
    told = plain.weekly(rows_of(opened, "applications"), day_of(opened))
    away = hidden({monday: counts[0] for monday, counts in told.items()}, few)
    found = {row["week_start"]: (row["applied"], row["certified"], row["rejected"])
             for row in exported("certification-weeks", link)}  # fmt: skip
    assert found == {monday: (None, None, None) if monday in away else counts for monday, counts in told.items()}
    assert list(found) == sorted(found, reverse=True)


def test_an_empty_view_gives_files_without_rows() -> None:
    link = "region=330782&category=tea&status=revoked&type=mall-flagship"
    for code in ("certification-steps", "certification-funnel", "applications-open", "applications-late",
                 "rejection-reasons", "rejected-not-reapplied", "certification-expiries",
                 "certification-expiries-by-region", "certifications-ended", "certification-weeks"):  # fmt: skip
        assert exported(code, link) == []


@hypothesis_settings(max_examples=12)
@given(records(most=6), views())
def test_of_any_record_each_question_says_what_the_loops_say(
    tmp_path_factory: pytest.TempPathFactory, made: Made, view: View
) -> None:
    snapshot = made.published(tmp_path_factory.mktemp("shelf"))
    filed = seen(table_rows(snapshot, "applications"), view)
    stores = seen(table_rows(snapshot, "stores"), view)
    for cohort in ("first", "recent", "again", "renewal"):
        chosen = plain.cohort(filed, cohort, DAY)
        found = certification.funnel(snapshot, view.question, cohort)
        told = plain.funnel(chosen, 1)
        assert {name: getattr(found, name) for name in told} == {
            name: pytest.approx(value) if isinstance(value, float) else value for name, value in told.items()
        }
        groups = certification.funnels(snapshot, view.question, cohort, "category")
        assert groups.keys() == {one["category_code"] for one in chosen}
        assert sum(group.applied for group in groups.values()) == len(chosen)
    ages = {(status, WAITING_CLASSES[at][0]): n for (status, at), n in open_by_wait(snapshot, view.question).items()}
    assert ages == {key: n for key, n in plain.ages(filed, DAY).items() if n}
    late = snapshot.ask(late_applications(snapshot, view.question)).to_pylist()
    assert [(row["store_id"], row["status"], row["days"]) for row in late] == plain.late(filed, DAY, 7)
    assert late_counts(snapshot, view.question) == Counter(row["status"] for row in late)
    refused = snapshot.ask(not_reapplied(snapshot, view.question)).to_pylist()
    assert [(row["store_id"], row["days"], row["reason"]) for row in refused] == plain.not_reapplied(filed, DAY)
    reasons = [tuple(vars(one).values()) for one in refusals(snapshot, view.question)]
    assert reasons == plain.refusals(filed, DAY)
    assert certification.states(snapshot, view.question) == {state: n for state, n in plain.states(stores).items() if n}
    weeks = plain.weekly(filed, DAY)
    for (monday, step), n in weekly(snapshot, view.question).items():
        assert weeks[monday][("applied", "certified", "rejected").index(step)] == n
