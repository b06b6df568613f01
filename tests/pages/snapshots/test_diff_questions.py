"""The difference of two snapshots against plain loops: on drawn records, and on the published demonstration."""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made.drawn import views
from made.pairs import Twice, twice
from made.record import DAY, Made, benefit, delivery, step, store, week
from plain import diff as plain
from plain import metrics

from dashboard.reading.naming import names
from dashboard.reading.opening import Opened, open_view
from dashboard.views.address import parse
from dashboard.views.view import View
from data.errors import Refused
from models.geography.scope import EVERYTHING, Scope
from models.publication.publish import publish
from models.snapshots.comparison import SUBJECTS, in_order, pair_of
from models.snapshots.shelf import Shelf
from models.snapshots.snapshot import Snapshot
from models.snapshots.tables import StoreDay
from pages.snapshots.diff_deliveries_questions import deliveries as deliveries_between
from pages.snapshots.diff_questions import (
    ANY,
    DIFFERENCE_KINDS,
    DifferenceCounts,
    all_stores,
    count,
    pair_in_view,
    regions,
)
from pages.snapshots.diff_stores_questions import (
    SIDE_COLUMNS,
    Explanation,
    StoreSide,
    different_stores,
    explain,
)
from pages.snapshots.diff_sums_questions import sums
from pages.snapshots.diff_words import MAIN_COLUMNS


def by_unit(found: dict[str, plain.Different], second: Snapshot, view: View) -> dict[Any, list[plain.Different]]:
    drawn = names(second).children(view.question.region, view.question.level)
    groups: dict[Any, list[plain.Different]] = {}
    for one in found.values():
        code = one.row[f"{view.question.level}_adcode"]
        groups.setdefault(code if code in drawn else None, []).append(one)
    return groups


def same(counts: DifferenceCounts, told: dict[str, int]) -> None:
    assert (counts.stores, counts.then, counts.now) == (told["stores"], told["then"], told["now"])
    assert {name: stores for name, stores in counts.different.items() if stores} == {
        name: stores for name, stores in told.items() if name not in ("stores", "then", "now")
    }


def check_counts(first: Snapshot, second: Snapshot, found: dict[str, plain.Different], view: View) -> None:
    seen = plain.in_view(found, view)
    same(all_stores(second, view.question, first), plain.counts(seen.values(), first, second))
    groups, by_region = by_unit(seen, second, view), regions(second, view.question, first)
    assert by_region.keys() == groups.keys()
    for code, counts in by_region.items():
        same(counts, plain.counts(groups[code], first, second))


def check_sums(first: Snapshot, second: Snapshot, found: dict[str, plain.Different], view: View) -> None:
    """Sums of each snapshot's own stores in view; what was restated, of the stores in view of either."""
    seen = plain.in_view(found, view)
    then, now = (metrics.seen(plain.rows(snapshot, "stores"), view) for snapshot in (first, second))
    late = [event for one in seen.values() for event in one.late]
    for told in sums(second, view.question, first):
        if told.what in StoreDay.model_fields and not told.measure:
            assert [told.then, told.now] == [sum(row[told.what] or 0 for row in rows) for rows in (then, now)]
        if told.what == "gmv_week_fen":
            gmv = [one.gmv for one in seen.values() if one.gmv is not None]
            assert told.restated == (sum(gmv) if gmv else None)
        if told.what == "stores":
            assert (told.then, told.now) == (len(then), len(now))
        if told.measure == "traffic-pack":
            column = f"pack_{told.what}"
            assert [told.then, told.now] == [sum(row[column] or 0 for row in rows) for rows in (then, now)]
            mine = [e["quantity"] for e in late if (e["measure_code"], e["event"]) == ("traffic-pack", told.what)]
            assert told.restated == (None if told.what == "lapsed" else sum(mine))
        if told.measure == "red-envelope" and told.what == "claimed":
            signs = {"issued": 1, "returned": -1}
            mine = [e["quantity"] * signs.get(e["event"], 0) for e in late if e["measure_code"] == "red-envelope"]
            assert told.restated == sum(mine) + sum(
                e["quantity"] for e in late if (e["measure_code"], e["event"]) == ("red-envelope", "claimed")
            )


def check_lists(first: Snapshot, second: Snapshot, found: dict[str, plain.Different], view: View) -> None:
    seen, pair = plain.in_view(found, view), pair_of(first, second)
    events: dict[str, list[Any]] = {}
    for event in plain.rows(second, "events"):
        if event["at"] >= plain.end_of(first):
            events.setdefault(event["store_id"], []).append(event)
    for kind in DIFFERENCE_KINDS:
        mine = {name for name, one in seen.items()
                if (kinds := one.kinds(first, second)) and (kind == ANY or kind in kinds)}  # fmt: skip
        found_stores = list(different_stores(pair, view.question, kind))
        assert count(second, view.question, first, kind) == len(found_stores)
        order = [(one.county_adcode, one.store_id) for one in found_stores]
        assert order == sorted(order)
        assert {name for _county, name in order} == mine
        if kind == ANY:
            parts = [each for at in (0, 2) for each in different_stores(pair, view.question, kind, offset=at, limit=2)]
            assert [one.store_id for one in parts] == [one.store_id for one in found_stores[:4]]
            assert [explain(pair, one) for one in parts] == [explain(pair, one) for one in found_stores[:4]]
        for found_store in found_stores:
            one = seen[found_store.store_id]
            assert found_store.before == StoreSide(*((one.then or {}).get(name) for name in SIDE_COLUMNS))
            assert found_store.after == StoreSide(*((one.now or {}).get(name) for name in SIDE_COLUMNS))
            because = set(explain(pair, found_store).deliveries)
            whole = {"activity-2"} if first.as_of != second.as_of else {"activity-2", *because}
            told = plain.because(one, first, second, events)
            assert told - because <= {found_store.delivery_id}
            own = {event["delivery_id"] for event in events.get(found_store.store_id, [])}
            assert because - told <= whole | {found_store.delivery_id} | own


def check_deliveries(first: Snapshot, second: Snapshot, found: dict[str, plain.Different], view: View) -> None:
    seen, new = plain.in_view(found, view), plain.new_deliveries(first, second)
    since = [e for e in plain.rows(second, "events") if e["at"] >= plain.end_of(first) and e["store_id"] in seen]
    late = [event for one in seen.values() for event in one.late]
    told = {one.delivery_id: one for one in deliveries_between(second, view.question, first)}
    assert told.keys() == {*new, *(event["delivery_id"] for event in since)}
    for name, one in told.items():
        mine = [[e for e in events if e["delivery_id"] == name] for events in (since, late)]
        assert (one.is_new, one.since, one.restating) == (name in new, *map(len, mine))
        if one.kind == "stores":
            written = [s for s in seen.values() if s.now and s.now["delivery_id"] == name
                       and (s.then is None or "store" in s.subjects)]  # fmt: skip
            assert (one.stores or 0) == len(written)
        else:
            assert (one.stores or 0) == len({event["store_id"] for events in mine for event in events})


def check_all(first: Snapshot, second: Snapshot, view: View) -> None:
    found = plain.different(first, second)
    for check in (check_counts, check_sums, check_lists, check_deliveries):
        check(first, second, found, view)


@settings(max_examples=6)
@given(twice(), st.lists(views(), max_size=1))
def test_any_two_publications_are_told_apart_as_plain_loops_do(
    tmp_path_factory: pytest.TempPathFactory, made: Twice, asked: list[View]
) -> None:
    first, second = made.published(tmp_path_factory.mktemp("shelf"))
    if first == second:
        return
    assert in_order(second, first) == (first, second)
    for view in (View.of(EVERYTHING), *asked):
        check_all(first, second, view)


VIEWS = [
    {},
    {"region": "330000", "level": "city", "statuses": ("certified",)},
    {"region": "440000", "level": "city", "categories": ("apparel",), "tiers": ("BASE", "NONE")},
    {"scope": Scope(("330000",)), "level": "city"},
    {"scope": Scope(())},
]


@pytest.mark.parametrize("look", VIEWS)
def test_the_published_demonstration_is_told_apart_as_plain_loops_do(at_home: Path, look: dict[str, Any]) -> None:
    shelf = Shelf(at_home / "snapshots")
    ids = shelf.ids()
    view = View.of(EVERYTHING, **look)
    check_all(shelf.open(ids[2]), shelf.open(ids[0]), view)


def test_every_column_of_the_wide_row_is_told_of_by_one_subject() -> None:
    told = [name for columns in SUBJECTS.values() for name in columns]
    assert sorted(told) == sorted({*StoreDay.model_fields} - {"store_id", "delivery_id"})


def test_every_column_that_is_shown_before_and_after_has_a_heading() -> None:
    assert [main.name for main in MAIN_COLUMNS] == [*SIDE_COLUMNS]


AT = datetime(2026, 3, 2, 12)  # noqa: DTZ001 - naive Shanghai time, as in the record


def deliveries(*more: str) -> list[dict[str, Any]]:
    later = [delivery(kind, delivery_id=f"{kind}-2", file_name=f"{kind}-late.csv") for kind in more]
    return [*(delivery(kind) for kind in ("stores", "benefits", "certifications", "activity")), *later]


def test_a_late_file_restates_what_it_tells_of_and_time_alone_restates_nothing(tmp_path: Path) -> None:
    grant = benefit("g1", "granted", 100, AT, claim_by=date(2026, 3, 10))
    plain_made = Made(deliveries=deliveries()).add("stores", [store("s1"), store("s2"), store("s3")])
    then = plain_made.add("benefits", [grant, benefit("g2", "granted", 70, AT, store_id="s2")])
    late = benefit("g1", "claimed", 60, AT + timedelta(days=1), delivery_id="benefits-2")
    other = benefit("g2", "granted", 90, AT, store_id="s2", delivery_id="benefits-2")
    now = Made(then.rows | {"benefits": [grant, late, other]}, deliveries("benefits"))
    shelf = Shelf(tmp_path)
    (first,) = publish(then, shelf, [DAY - timedelta(days=7)])  # type: ignore[arg-type]
    (second,) = publish(now, shelf, [DAY])  # type: ignore[arg-type]
    view = View.of(EVERYTHING)
    assert all_stores(second, view.question, first).different["restated"] == 2
    found = {(told.measure, told.what): told for told in sums(second, view.question, first)}
    assert (found["traffic-pack", "claimed"].then, found["traffic-pack", "claimed"].now) == (0, 60)
    assert found["traffic-pack", "claimed"].restated == 60
    assert found["traffic-pack", "granted"].restated == 20
    pair = pair_of(second, first)
    different = {one.store_id: one for one in different_stores(pair, view.question, ANY)}
    assert different.keys() == {"s1", "s2"}
    assert explain(pair, different["s1"]).deliveries == ("benefits-2",)
    told = {one.delivery_id: one for one in deliveries_between(second, view.question, first)}
    assert (told["benefits-2"].restating, told["benefits-2"].stores, told["benefits-2"].is_new) == (2, 2, True)


def test_a_deadline_that_passes_is_no_restatement_and_is_explained_by_time(tmp_path: Path) -> None:
    grant = benefit("g1", "granted", 100, AT, claim_by=date(2026, 3, 10))
    made = Made(deliveries=deliveries()).add("stores", [store("s1")]).add("benefits", [grant])
    shelf = Shelf(tmp_path)
    first, second = publish(made, shelf, [date(2026, 3, 8), DAY])  # type: ignore[arg-type]
    pair = pair_of(first, second)
    (one,) = different_stores(pair, View.of(EVERYTHING).question, "pack")
    assert (one.before.pack_lapsed, one.after.pack_lapsed) == (0, 100)
    assert not one.is_restated
    assert explain(pair, one) == Explanation((), is_time=True)


def test_a_file_sent_again_with_the_same_rows_restates_nothing(tmp_path: Path) -> None:
    steps = [step("s1", "applied", AT), step("s1", "in_review", AT + timedelta(days=1))]
    then = Made(deliveries=deliveries()).add("stores", [store("s1")]).add("certifications", steps)
    again = [row | {"delivery_id": "certifications-2"} for row in steps]
    now = Made(then.rows | {"certifications": again}, deliveries("certifications"))
    (first,) = publish(then, Shelf(tmp_path), [DAY - timedelta(days=1)])  # type: ignore[arg-type]
    (second,) = publish(now, Shelf(tmp_path), [DAY])  # type: ignore[arg-type]
    assert all_stores(second, View.of(EVERYTHING).question, first).different["restated"] == 0
    (told,) = [one for one in deliveries_between(second, View.of(EVERYTHING).question, first) if one.is_new]
    assert (told.restating, told.since) == (0, 0)


def test_a_week_of_trade_that_came_late_is_restated_by_its_amount(tmp_path: Path) -> None:
    weeks = [week("s1", date(2026, 2, 23), 500), week("s1", date(2026, 3, 2), 300)]
    then = Made(deliveries=deliveries()).add("stores", [store("s1")]).add("activity", weeks)
    more = [weeks[0], weeks[1] | {"gmv_fen": 450, "delivery_id": "activity-2"}, week("s1", date(2026, 3, 9), 9)]
    now = Made(then.rows | {"activity": more}, deliveries("activity"))
    (first,) = publish(then, Shelf(tmp_path), [DAY - timedelta(days=7)])  # type: ignore[arg-type]
    (second,) = publish(now, Shelf(tmp_path), [DAY])  # type: ignore[arg-type]
    view = View.of(EVERYTHING)
    (told,) = [one for one in sums(second, view.question, first) if one.what == "gmv_week_fen"]
    assert (told.then, told.now, told.restated) == (300, 9, 150)
    assert all_stores(second, view.question, first).different["restated"] == 1


def test_a_day_published_again_restates_all_that_is_different(tmp_path: Path) -> None:
    then = Made(deliveries=deliveries()).add("stores", [store("s1", owner="a"), store("s2")])
    named = [store("s1", owner="b", delivery_id="stores-2"), store("s2")]
    now = Made(then.rows | {"stores": named}, deliveries("stores"))
    (first,) = publish(then, Shelf(tmp_path), [DAY])  # type: ignore[arg-type]
    (second,) = publish(now, Shelf(tmp_path), [DAY])  # type: ignore[arg-type]
    assert in_order(second, first) == (first, second)
    counts = all_stores(second, View.of(EVERYTHING).question, first).different
    assert (counts["changed"], counts["store"], counts["restated"]) == (1, 1, 1)
    pair = pair_of(first, second)
    (one,) = different_stores(pair, View.of(EVERYTHING).question, "restated")
    assert explain(pair, one) == Explanation(("stores-2",), is_time=False)


def opened(query: str) -> Opened:
    return open_view(parse(query), EVERYTHING)


def refusal(query: str) -> str:
    with pytest.raises(Refused) as refused:
        pair_in_view(opened(query))
    return refused.value.say("en")


def test_what_cannot_be_compared_is_a_sentence(at_home: Path) -> None:
    ids = Shelf(at_home / "snapshots").ids()
    assert "compared with itself" in refusal(f"compare={ids[0]}")
    assert "choose a second snapshot" in refusal("compare=none")
    assert "or before, so nothing is held against a week before" in refusal(f"snapshot={ids[-1]}")
    assert pair_in_view(opened(f"snapshot={ids[2]}&compare={ids[0]}")).later.snapshot_id == ids[0]
