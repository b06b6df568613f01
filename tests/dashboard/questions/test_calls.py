"""Whom to call, against plain loops: counts, order, parts, groups, what changed, and the file."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st
from made.drawn import records, views
from made.held import table_rows
from made.record import DAY, Made, Row, benefit, deposit, store
from plain import calls as loops
from plain import metrics as plain
from plain.exports import Cells, rows_of

from dashboard import exports, questions
from dashboard.questions.worklist import calls
from dashboard.questions.worklist.calls import BUCKETS, REASONS, Asked, Call
from dashboard.questions.worklist.changes import changes
from dashboard.reading.opening import Opened, open_view
from dashboard.screens import TABLES
from dashboard.views.address import parse
from dashboard.views.view import View
from models.geography.scope import EVERYTHING
from models.settings import settings
from models.snapshots import reasons
from models.snapshots.snapshot import Snapshot
from pages.worklist.call_tables import CALLS

LINKS = ("", "region=330000", "region=440000&category=apparel~shoes", "status=certified&type=flagship~enterprise")
EVERY = Asked()


def seen(snapshot: Snapshot, view: View) -> list[Row]:
    """The reasons that a view narrows to."""
    return plain.seen(table_rows(snapshot, "calls"), view)


def told(call: Call) -> tuple[object, ...]:
    """What of a store is held against the loops: its reasons in any order."""
    return (
        call.store_id,
        call.owner,
        call.due,
        sorted((r.reason, r.due, r.unit or "", r.value or 0) for r in call.reasons),
    )


def expected(store: loops.Store) -> tuple[object, ...]:
    own = sorted((row["reason"], row["due"], row["unit"] or "", row["value"] or 0) for row in store["reasons"])
    return store["store_id"], store["owner"], store["due"], own


def agree(snapshot: Snapshot, view: View, owner: str = "") -> None:
    rows, day, question = seen(snapshot, view), snapshot.day, view.question
    for wanted, bucket in product([(), *((code,) for code in REASONS), tuple(REASONS)[:2]], ("", *BUCKETS)):
        asked = Asked(owner=owner, reasons=wanted, bucket=bucket)
        stores = loops.to_call(rows, day, owner=owner, reasons=wanted, bucket=bucket)
        assert [told(call) for call in calls.stream(snapshot, question, asked)] == [expected(one) for one in stores]
        assert calls.count(snapshot, question, asked) == len(stores)
        assert [told(one) for one in calls.part(snapshot, question, asked, 1, 3)] == [expected(o) for o in stores[1:4]]


def agree_in_groups(snapshot: Snapshot, view: View) -> None:
    rows, day, question = seen(snapshot, view), snapshot.day, view.question
    stores = loops.to_call(rows, day)
    tallies = calls.tallies(snapshot, question, EVERY)
    for bucket in BUCKETS:
        due = [row for row in rows if loops.bucket_of(day, row["due"]) == bucket]
        assert tallies[bucket].stores == sum(store["bucket"] == bucket for store in stores)
        for code in REASONS:
            own = [row for row in due if loops.code_of(row) == code]
            assert tallies[bucket].by_reason[code] == len({row["store_id"] for row in own})
            assert tallies[bucket].values[code] == sum(row["value"] or 0 for row in own)
    for group in calls.by_bucket(snapshot, question, EVERY, 2):
        own = [store for store in stores if store["bucket"] == group.code]
        assert (group.stores, [told(one) for one in group.first]) == (len(own), [expected(one) for one in own[:2]])
    owners = {store["owner"] for store in stores}
    assert calls.owners(snapshot, question, EVERY) == len(owners)
    groups = calls.by_owner(snapshot, question, EVERY, 2, 0, 1_000)
    assert {group.code for group in groups} == owners
    overdue = []
    for group in groups:
        own = [store for store in stores if store["owner"] == group.code]
        assert (group.stores, [told(one) for one in group.first]) == (len(own), [expected(one) for one in own[:2]])
        overdue.append(
            (-sum(store["bucket"] == "overdue" for store in own), -len(own), group.code is None, group.code or "")
        )
    assert overdue == sorted(overdue)
    for group in calls.by_reason(snapshot, question, EVERY, 2):
        own = loops.to_call(rows, day, reasons=(str(group.code),))
        assert (group.stores, [told(one) for one in group.first]) == (len(own), [expected(one) for one in own[:2]])


def test_reasons_are_asked_for_by_the_codes_of_the_rule() -> None:
    assert REASONS.keys() == reasons.REASONS.keys()
    assert set(calls._CODES.values()) == REASONS.keys()


@examples(max_examples=12)
@given(records(most=10), st.lists(views(), min_size=1, max_size=2))
def test_any_record_is_listed_counted_and_grouped_as_plain_loops_do(
    tmp_path_factory: pytest.TempPathFactory, made: Made, asked: list[View]
) -> None:
    snapshot = made.published(tmp_path_factory.mktemp("shelf"))
    for view in (View.of(EVERYTHING), *asked):
        agree(snapshot, view)
        agree_in_groups(snapshot, view)


@pytest.mark.usefixtures("at_home")
@pytest.mark.parametrize("link", LINKS)
def test_the_demonstration_is_listed_counted_and_grouped_as_plain_loops_do(link: str) -> None:
    opened = open_view(parse(link), EVERYTHING)
    agree(opened.now, opened.view)
    agree_in_groups(opened.now, opened.view)


@pytest.mark.usefixtures("at_home")
def test_a_manager_sees_his_own_stores() -> None:
    opened = open_view({}, EVERYTHING)
    owner = next(group.code for group in calls.by_owner(opened.now, opened.question, EVERY, 1, 0, 9) if group.code)
    assert calls.count(opened.now, opened.question, Asked(owner=owner))
    agree(opened.now, opened.view, owner)


@pytest.mark.usefixtures("at_home")
@pytest.mark.parametrize("link", LINKS)
def test_what_the_map_counts_is_what_the_list_holds(link: str) -> None:
    opened = open_view(parse(link), EVERYTHING)
    found = questions.headlines(opened.now, opened.question, ("stores-to-call",))["stores-to-call"]
    assert found.numerator == calls.count(opened.now, opened.question, EVERY)


# What changed


@pytest.mark.usefixtures("at_home")
@pytest.mark.parametrize("link", LINKS)
def test_what_is_new_or_worse_is_what_plain_loops_say(link: str) -> None:
    opened = open_view(parse(link), EVERYTHING)
    assert opened.before
    here, there = seen(opened.now, opened.view), seen(opened.before, opened.view)
    wanted = loops.changed(here, there, opened.now.day, opened.before.day)
    assert set(wanted.values()) == {"new", "worse"} or link
    found = changes(opened.now, opened.before, opened.question)
    assert {store_id: change.value for store_id, change in found.items()} == wanted
    stores = [one for one in loops.to_call(here, opened.now.day) if one["store_id"] in wanted]
    only = Asked(changed_since=opened.before)
    assert [told(call) for call in calls.stream(opened.now, opened.question, only)] == [expected(one) for one in stores]
    assert calls.count(opened.now, opened.question, only) == len(stores)


def short(store_id: str, opened: int, paid: int) -> Row:
    return deposit(store_id, DAY - timedelta(days=opened), 100_000, 80_000, paid)


def test_a_store_is_new_worse_or_neither_by_hand() -> None:
    """Against a week before: one with a first reason, one fallen overdue, one that owes more, one as it was."""
    ids = ("first", "overdue", "more", "same")
    made = Made().add("stores", [store(one) for one in ids])
    rows = [short("first", 3, 10_000), short("overdue", 10, 10_000), short("more", 30, 10_000), short("same", 30, 5)]
    owes_more = deposit("more", DAY - timedelta(days=2), 100_000, 90_000, 10_000)
    made = made.add("deposits", [*rows, owes_more])
    made.published(settings().snapshots, DAY - timedelta(days=7), DAY)
    opened = open_view({}, EVERYTHING)
    assert opened.before
    found = changes(opened.now, opened.before, opened.question)
    assert {name: change.value for name, change in found.items()} == {
        "first": "new",
        "overdue": "worse",
        "more": "worse",
    }


# The file


def cells(store: loops.Store, day: date) -> Cells:
    """What the file holds of a store."""

    def first(*wanted: str) -> str:
        days = [row["due"] for row in store["reasons"] if row["reason"] in wanted]
        return min(days).isoformat() if days else ""

    def value(unit: str, *wanted: str) -> str:
        found = [row["value"] for row in store["reasons"] if row["reason"] in wanted and row["unit"] == unit]
        if not found:
            return ""
        return str(sum(found)) if unit == "traffic" else f"{Decimal(sum(found)) / 100:.2f}"

    lapsing = ("unclaimed", "unused")
    return {
        "store_id": f'="{store["store_id"]}"',
        "due": store["due"].isoformat(),
        "days_left": f"{(store['due'] - day).days}.00",
        "bucket_en": {"overdue": "Overdue", "week": "Due this week", "later": "Due later"}[store["bucket"]],
        "documents_due": first("documents"),
        "pay_by": first("shortfall"),
        "claim_by": first("unclaimed"),
        "use_by": first("unused"),
        "valid_until": first("expiry"),
        "short_cny": value("fen", "shortfall"),
        "cash_cny": value("fen", *lapsing),
        "ad_credit_cny": value("ad-fen", *lapsing),
        "traffic": value("traffic", *lapsing),
        "owner": store["owner"] or "",
    }


def file_of(opened: Opened) -> list[Cells]:
    export = exports.make(TABLES, CALLS.code, opened)
    rows = rows_of(b"".join(export.csv()))
    assert export.rows == len(rows)
    return rows


@pytest.mark.usefixtures("at_home")
@pytest.mark.parametrize(
    "link", [*LINKS, "due=overdue", "reason=shortfalls&due=week", "reason=lapsing-traffic~documents", "only=changed"]
)
def test_the_file_holds_one_row_a_store_as_plain_loops_say(link: str) -> None:
    opened = open_view(parse(link), EVERYTHING)
    shown, day = opened.presentation, opened.now.day
    stores = loops.to_call(seen(opened.now, opened.view), day, reasons=shown.reasons, bucket=shown.due)
    assert opened.before
    changed = loops.changed(seen(opened.now, opened.view), seen(opened.before, opened.view), day, opened.before.day)
    if shown.only:
        stores = [one for one in stores if one["store_id"] in changed]
    rows = file_of(opened)
    wanted = [cells(one, day) | {"changed_en": changed.get(one["store_id"], "")} for one in stores]
    assert [{name: row[name] for name in want} for row, want in zip(rows, wanted, strict=True)] == wanted
    for row, one in zip(rows, stores, strict=True):
        assert row["reasons_zh"].count("；") == len(one["reasons"]) - 1


def test_a_row_says_each_reason_with_its_own_day_in_both_languages() -> None:
    given = {"claim_by": DAY + timedelta(days=1), "use_by": DAY + timedelta(days=30)}
    grant = benefit("g1", "granted", 5_000, datetime.combine(DAY - timedelta(days=14), time(9)), **given)
    made = Made().add("stores", [store("s1", owner="zhu@x.cn")]).add("benefits", [grant])
    made.add("deposits", [short("s1", 10, 10_000)]).published(settings().snapshots, DAY)
    (row,) = file_of(open_view({}, EVERYTHING))
    assert row["reasons_zh"] == "保证金欠缴：应缴 ¥800，已缴 ¥100，逾期 3 天；流量未领：专属流量包，03-16 后过期"
    assert row["reasons_en"] == (
        "Deposit short: ¥800 required, ¥100 paid, 3 days overdue; "
        "Traffic not claimed: Exclusive traffic pack, lapses after 16 Mar"
    )
    assert (row["short_cny"], row["traffic"], row["due"], row["changed_en"]) == ("700.00", "5000", "2026-03-12", "")


@pytest.mark.usefixtures("at_home")
def test_pages_of_the_list_are_the_list() -> None:
    opened = open_view({}, EVERYTHING)
    whole = list(CALLS.stream(opened))
    parts = [row for at in range(0, CALLS.size(opened), 50) for row in CALLS.page(opened, at, 50)]
    assert parts == whole
    ordered = open_view(parse("rows=calls.-short_fen"), EVERYTHING)
    assert [row.store_id for row in CALLS.page(ordered, 0, 9)] == [one["store_id"][2:-1] for one in file_of(ordered)][
        :9
    ]


@pytest.mark.usefixtures("at_home")
def test_the_link_may_name_the_day_that_the_reader_saw_last() -> None:
    latest = open_view({}, EVERYTHING)
    ids = [name for name in latest.now.folder.parent.iterdir() if name.name[:4].isdigit()]
    oldest = min(name.name for name in ids)
    opened = open_view({"since": oldest[:15], "only": "changed"}, EVERYTHING)
    then = open_view({"compare": oldest, "only": "changed"}, EVERYTHING)
    assert file_of(opened) == file_of(then)
    assert file_of(opened) != file_of(open_view({"only": "changed"}, EVERYTHING))
    nonsense = open_view({"since": "1999-01-01", "only": "changed"}, EVERYTHING)
    assert file_of(nonsense) == file_of(open_view({"only": "changed"}, EVERYTHING))
    again = opened.view.but(snapshot=opened.now.snapshot_id, compare=opened.before_id)
    assert file_of(open_view(parse(again.text()), EVERYTHING)) == file_of(opened)
