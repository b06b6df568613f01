"""The work list against plain loops: each list, its order, its counts, and what is new on it."""

from dataclasses import dataclass, fields
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st
from made.drawn import records, views
from made.held import table_rows
from made.record import DAY, Made, Row, belt, designation, step, store, target
from plain import metrics as plain
from plain import worklist as loops
from plain.exports import Cells, rows_of

from dashboard import exports
from dashboard.questions.worklist import counts, members
from dashboard.questions.worklist.benefits import PackToUse
from dashboard.questions.worklist.certification import WaitingApplication
from dashboard.questions.worklist.deposits import NearTier
from dashboard.questions.worklist.listing import ListFacts, inputs_of
from dashboard.questions.worklist.lists import LISTINGS, LISTS
from dashboard.questions.worklist.sales import NotLiveYet
from dashboard.reading.opening import Opened, open_view
from dashboard.screens import TABLES
from dashboard.views.address import parse
from dashboard.views.view import View
from data.language import Sentence
from models.base import columns
from models.geography.scope import EVERYTHING
from models.settings import settings
from models.snapshots.snapshot import Snapshot
from models.snapshots.tables import StoreDay
from pages.certification.open_questions import late_applications
from pages.worklist.tables import WORKLIST


@dataclass(frozen=True)
class StoreId:
    store_id: str


FILES = ("stores", "grants", "applications", "designations", "belts", "tiers", "targets")
LINKS = ("", "&region=330000", "&region=440000&category=apparel~shoes", "&status=certified&type=flagship~enterprise")
"""Views that each question is asked in."""


@cache
def rows_in(snapshot: Snapshot) -> loops.Tables:
    return {name: table_rows(snapshot, name) for name in FILES}


def seen(snapshot: Snapshot, view: View, owner: str = "") -> loops.Tables:
    """The rows of a snapshot that a view narrows to."""
    tables = rows_in(snapshot)
    stores = [row for row in plain.seen(tables["stores"], view) if not owner or row["owner"] == owner]
    ids = {row["store_id"] for row in stores}
    own = {name: [row for row in tables[name] if row["store_id"] in ids] for name in ("grants", "applications")}
    return tables | {"stores": stores} | own


def day_of(snapshot: Snapshot) -> date:
    return date.fromisoformat(snapshot.as_of)


def cells_of(opened: Opened, code: str) -> list[Cells]:
    """What the file of a list has to hold, by plain loops."""
    owner, money = opened.presentation.by, LISTINGS[code].unit in ("fen", "ad-fen")
    before: set[str] = set()
    if opened.before:
        then = seen(opened.before, opened.view, owner)
        before = {store_id for store_id, *_rest in loops.listed(code, then, day_of(opened.before))}
    expected = []
    for store_id, value, deadline in loops.listed(code, seen(opened.now, opened.view, owner), day_of(opened.now)):
        left = "" if deadline is None else f"{(deadline - day_of(opened.now)).days}.00"
        expected.append(
            {
                "store_id": f'="{store_id}"',
                "value": "" if value is None else f"{Decimal(value) / (100 if money else 1):.2f}",
                "deadline": deadline.isoformat() if deadline else "",
                "days_left": left,
                "is_new": str(store_id not in before).lower() if opened.before else "",
            }
        )
    return expected


def check(link: str) -> list[Cells]:
    """The file behind a link holds what the loops say; returns its rows."""
    opened = open_view(parse(link), EVERYTHING)
    code = opened.presentation.listing
    assert code in LISTINGS
    export = exports.make(TABLES, "worklist", opened)
    rows = rows_of(b"".join(export.csv()))
    expected = cells_of(opened, code)
    assert [{name: row[name] for name in wanted} for row, wanted in zip(rows, expected, strict=False)] == expected
    assert len(rows) == len(expected) == export.rows
    return rows


def answered(code: str) -> list[Cells]:
    """The question in every view; the rows of the first, which are some."""
    first, *_others = [check(f"list={code}{more}") for more in LINKS]
    assert first
    return first


@pytest.mark.usefixtures("at_home")
def test_m1_unclaimed_packs_whose_claim_by_is_near() -> None:
    rows = answered("packs-to-claim")
    assert all(row["status_en"] == "Certified" and 0 <= float(row["days_left"]) <= 7 for row in rows)


@pytest.mark.usefixtures("at_home")
def test_m2_packs_hardly_used_whose_use_by_is_near_and_who_has_not_gone_live() -> None:
    rows = answered("packs-to-use")
    assert all(0 <= float(row["days_left"]) <= 3 for row in rows)
    words = {"true": "Live sessions this week", "false": "It has not gone live this week.", "": "is not known"}
    assert all(words[row["has_gone_live"]] in row["reason_en"] for row in rows)
    live = {row["store_id"]: row["live_sessions_week"] for row in rows_in(open_view({}, EVERYTHING).now)["stores"]}
    told = {"true": True, "false": False, "": None}
    for row in rows:
        sessions = live[row["store_id"][2:-1]]
        assert told[row["has_gone_live"]] is (None if sessions is None else sessions > 0)


@pytest.mark.usefixtures("at_home")
def test_m3_newly_certified_without_a_first_live_session() -> None:
    assert all("no live session" in row["reason_en"] or "nothing is known" in row["reason_en"]
               for row in answered("not-live-yet"))  # fmt: skip


@pytest.mark.usefixtures("at_home")
def test_m4_live_without_the_envelope_although_budget_remained() -> None:
    assert all(Decimal(row["value"]) > 0 for row in answered("sessions-without-envelope"))


@pytest.mark.usefixtures("at_home")
def test_m5_applications_on_the_work_list_are_those_of_the_certification_screen() -> None:
    rows = answered("applications")
    opened = open_view({}, EVERYTHING)
    late = opened.now.ask(late_applications(opened.now, opened.question))
    assert {row["store_id"][2:-1] for row in rows} == set(late.column("store_id").to_pylist())


@pytest.mark.usefixtures("at_home")
def test_m7_shortfalls_how_much_and_by_when() -> None:
    assert any(float(row["days_left"]) < 0 and "has passed" in row["reason_en"] for row in answered("shortfalls"))


@pytest.mark.usefixtures("at_home")
def test_m8_stores_that_qualify_for_a_lower_tier() -> None:
    assert all(Decimal(row["value"]) > 0 for row in answered("lower-tier"))


@pytest.mark.usefixtures("at_home")
def test_m9_stores_one_score_band_from_another_tier() -> None:
    assert all("points higher" in row["reason_en"] or "points lower" in row["reason_en"]
               for row in answered("near-tier"))  # fmt: skip


@pytest.mark.usefixtures("at_home")
def test_m11_certified_stores_that_sold_last_week_and_not_in_this() -> None:
    assert all(row["status_en"] == "Certified" for row in answered("lost-sales"))


def certified(store_id: str, begun: datetime, until: date) -> list[Row]:
    steps = ("applied", "in_review", "certified")
    return [
        step(store_id, status, begun + timedelta(days=nth), until if status == "certified" else None)
        for nth, status in enumerate(steps)
    ]


def test_m13_certifications_that_end_soon_by_store_and_owner() -> None:
    """The demonstration of the tests is too young for any to end, so these are made."""
    begun, owners = datetime.combine(DAY - timedelta(days=60), time(9)), ("a@x.cn", "b@x.cn", None)
    stores = [store(f"{n:018}", owner=owners[n % 3]) for n in range(40)]
    made = Made().add("stores", stores)
    for n, row in enumerate(stores):
        made = made.add("certifications", certified(row["store_id"], begun, DAY + timedelta(days=(n * 7) % 45 - 5)))
    made.published(settings().snapshots, DAY - timedelta(days=7), DAY)
    rows = check("list=certifications-to-expire")
    assert [row["days_left"] for row in rows] == sorted((row["days_left"] for row in rows), key=float)
    assert {float(row["days_left"]) for row in rows} >= {0, 30}
    assert {row["is_new"] for row in rows} == {"true", "false"}
    named = {row["store_id"]: row["owner"] or "" for row in stores}
    assert all(row["owner"] == named[row["store_id"][2:-1]] for row in rows)
    own = check("list=certifications-to-expire&by=a@x.cn")
    assert {row["owner"] for row in own} == {"a@x.cn"}


@pytest.mark.usefixtures("at_home")
def test_m14_stores_of_listed_belts_that_are_charged_by_rule() -> None:
    answered("designated-belt")


@pytest.mark.usefixtures("at_home")
@pytest.mark.parametrize("code", ["most-traffic", "most-cash", "most-ad-credit"])
def test_m15_the_ten_with_the_most_about_to_lapse_each_currency_for_itself(code: str) -> None:
    rows = answered(code)
    assert len(rows) <= 10
    assert len({row["counted_in_en"] for row in rows}) == 1


@pytest.mark.usefixtures("at_home")
def test_a_manager_sees_the_lists_of_his_own_stores() -> None:
    opened = open_view({}, EVERYTHING)
    owner = members.owners(opened.now, opened.question)[3]
    for code in ("packs-to-claim", "applications", "shortfalls", "most-traffic"):
        rows = check(f"list={code}&by={owner}")
        assert {row["owner"] for row in rows} <= {owner}
    assert rows


@pytest.mark.usefixtures("at_home")
def test_without_a_snapshot_to_compare_nothing_is_called_new() -> None:
    rows = check("list=packs-to-claim&compare=none")
    assert {row["is_new"] for row in rows} == {""}


@pytest.mark.usefixtures("at_home")
def test_the_tally_tells_what_came_and_went() -> None:
    opened = open_view({"region": "330000"}, EVERYTHING)
    tallies = counts.tallies(opened.now, opened.question, opened.before, "")
    assert list(tallies) == list(LISTS)
    assert opened.before
    for code, tally in tallies.items():
        now = {found[0] for found in loops.listed(code, seen(opened.now, opened.view), day_of(opened.now))}
        then = {found[0] for found in loops.listed(code, seen(opened.before, opened.view), day_of(opened.before))}
        assert tally == counts.ListCounts(len(now), len(then), len(now - then), len(then - now)), code
    rows = rows_of(b"".join(exports.make(TABLES, "worklist-tally", opened).csv()))
    assert [int(row["stores"]) for row in rows] == [tally.stores for tally in tallies.values()]


@pytest.mark.usefixtures("at_home")
def test_pages_of_a_list_are_the_list() -> None:
    opened = open_view(parse("list=near-tier"), EVERYTHING)
    whole = list(WORKLIST.stream(opened))
    assert WORKLIST.size(opened) == len(whole) > 60
    parts = [row for offset in range(0, len(whole), 50) for row in WORKLIST.page(opened, offset, 50)]
    assert parts == whole


@pytest.mark.usefixtures("at_home")
@pytest.mark.parametrize("order", ["value", "-value", "store_name", "-owner", "reason", "-has_gone_live"])
def test_any_column_orders_a_list_alike_on_its_pages_and_in_its_file(order: str) -> None:
    link = f"list=near-tier&rows=worklist.{order}"
    opened = open_view(parse(link), EVERYTHING)
    pages = [row for offset in range(0, WORKLIST.size(opened), 50) for row in WORKLIST.page(opened, offset, 50)]
    cells = [getattr(row, order.removeprefix("-")) for row in pages]
    told = [cell.say("zh") if isinstance(cell, Sentence) else cell for cell in cells if cell is not None]
    keys = [cell.encode("gb18030") if isinstance(cell, str) else cell for cell in told]  # by their pinyin
    assert keys == sorted(keys, reverse=order.startswith("-"))
    assert cells[len(told) :] == [None] * (len(cells) - len(told))
    rows = rows_of(b"".join(exports.make(TABLES, "worklist", opened).csv()))
    assert [row["store_id"][2:-1] for row in rows] == [row.store_id for row in pages]


@pytest.mark.usefixtures("at_home")
def test_a_store_is_told_on_which_lists_it_is() -> None:
    opened = open_view({}, EVERYTHING)
    tables, day = seen(opened.now, opened.view), day_of(opened.now)
    on = {code: {found[0] for found in loops.listed(code, tables, day)} for code in LISTS}
    for row in tables["stores"][:40]:
        found = counts.lists_of_store(opened.now, opened.question, row["store_id"])
        assert [code for code, _facts in found] == [code for code in on if row["store_id"] in on[code]]
        for code, facts in found:
            assert facts.store_id == row["store_id"], code
            assert facts.reason(inputs_of(opened.now)).say("zh")


@examples(max_examples=12)
@given(records(most=12), st.lists(views(), min_size=1, max_size=3))
def test_any_record_is_listed_counted_and_ordered_as_plain_loops_do(
    tmp_path_factory: pytest.TempPathFactory, made: Made, asked: list[View]
) -> None:
    snapshot = made.published(tmp_path_factory.mktemp("shelf"))
    inputs = inputs_of(snapshot)
    for view in (View.of(EVERYTHING), *asked):
        tables, stores = seen(snapshot, view), counts.counts(snapshot, view.question, "")
        tallies = counts.tallies(snapshot, view.question, None, "")
        for code in LISTINGS:
            rows = [row.facts for row in members.stream(snapshot, view.question, code, "", StoreId)]
            found = [(row.store_id, row.value, row.deadline) for row in rows]
            assert found == loops.listed(code, tables, DAY), code
            assert counts.count(snapshot, view.question, code, "") == len(found), code
            assert code not in LISTS or stores[code] == tallies[code].stores == len(found), code
            assert all(row.reason(inputs).say("en") for row in rows), code


def test_thresholds_are_those_that_were_delivered(tmp_path: Path) -> None:
    begun = datetime.combine(DAY - timedelta(days=60), time(9))
    made = Made().add("stores", [store("s1")])
    made = made.add("certifications", certified("s1", begun, DAY + timedelta(days=9)))
    assert _expiring(made.published(tmp_path / "ours")) == ["s1"]
    sooner = made.add("targets", [target("expiry-days", 8.0, DAY, None)])
    assert _expiring(sooner.published(tmp_path / "theirs")) == []


def _expiring(snapshot: Snapshot) -> list[str]:
    rows = members.part(snapshot, View.of(EVERYTHING).question, "certifications-to-expire", "", StoreId, 0, 10)
    return [row.store.store_id for row in rows]


@pytest.mark.parametrize(
    ("begins", "ends", "category", "words"),
    [
        (5, None, "apparel", "begins on 2026-03-20"),
        (-90, -10, "apparel", "ended on 2026-03-05"),
        (-90, None, "tea", "It trades in Kind tea, the belt's waiver is for Kind apparel."),
        (-90, -10, "tea", "charged. It trades in Kind tea"),
    ],
)
def test_why_a_store_of_a_listed_belt_is_charged(
    tmp_path: Path, begins: int, ends: int | None, category: str, words: str
) -> None:
    waiver = designation(
        "belt-z", DAY + timedelta(days=begins), None if ends is None else DAY + timedelta(days=ends), 2.0
    )
    made = Made().add("belts", [belt("belt-z")]).add("designations", [waiver])
    snapshot = made.add("stores", [store("s1", belt_id="belt-z", category_code=category)]).published(tmp_path)
    (row,) = members.stream(snapshot, View.of(EVERYTHING).question, "designated-belt", "", StoreId)
    assert words in row.facts.reason(inputs_of(snapshot)).say("en")


@pytest.mark.usefixtures("at_home")
@pytest.mark.parametrize(
    ("of", "facts", "words"),
    [
        (PackToUse, {"live_sessions_week": None}, "Whether it went live this week is not known."),
        (PackToUse, {"live_sessions_week": 0}, "It has not gone live this week."),
        (PackToUse, {"live_sessions_week": 2}, "Live sessions this week: 2."),
        (WaitingApplication, {"step": "in_review", "is_renewal": True}, "Renewal in review for 9 days"),
        (WaitingApplication, {"step": "in_review"}, "In review for 9 days, since"),
        (WaitingApplication, {"step": "info_requested"}, "for 4 days."),
        (WaitingApplication, {"step": "info_requested", "asked_for": "证照"}, "Asked for: 证照."),
        (NearTier, {"tier_if_score_up": "T1", "gain": 100}, "higher: Designated belt, top score, ¥1.00 less due."),
        (NearTier, {"tier_if_score_down": "gone", "loss": 200}, "lower: gone, ¥2.00 more due."),
        (
            NearTier,
            {"tier_if_score_up": "T1", "gain": -100, "tier_if_score_down": "T4", "loss": 200},
            "¥1.00 more due. 0.1 points lower: Certified, ¥2.00",
        ),
        (NotLiveYet, {"activity_week": None}, "nothing is known of its live sessions"),
        (NotLiveYet, {"activity_week": DAY}, "no live session to the end"),
    ],
)
def test_reasons_are_told_in_whole_sentences(of: type[ListFacts], facts: Row, words: str) -> None:
    now = open_view({}, EVERYTHING).now
    day = day_of(now)
    plain: dict[type[ListFacts], Row] = {
        PackToUse: {"used": 1, "claimed": 2},
        WaitingApplication: {
            "reviewed_on": day - timedelta(days=9),
            "since": day - timedelta(days=4),
            "is_renewal": False,
            "asked_for": None,
        },
        NearTier: {
            "store_score": 4.65,
            "entitled_tier_code": "T3",
            "tier_if_score_up": None,
            "tier_if_score_down": None,
            "gain": None,
            "loss": None,
        },
        NotLiveYet: {"certified_on": day},
    }
    assert words in of(**({"store_id": "s1", "value": 1, "deadline": day} | plain[of] | facts)).reason(
        inputs_of(now)
    ).say("en")


def test_no_list_calls_a_column_of_its_own_as_the_wide_row_does(at_home: Path) -> None:
    inputs, of = inputs_of(open_view({}, EVERYTHING).now), columns(StoreDay)
    for code, listing in LISTINGS.items():
        own = listing.columns(inputs)
        assert [name for name in own if name in of] == [], code
        told = {field.name for field in fields(listing.facts)} - {"value", "deadline", "unit"}
        assert told <= {*own, *(column.name for column in of)}, code
