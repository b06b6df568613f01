"""Every question against plain loops: on drawn records, and on the published demonstration."""

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made.drawn import REGIONS, records, views
from made.held import measured_rows
from made.record import DAY, Made, Row, store
from plain import day as plain_day
from plain import metrics as plain
from plain import withholding

from dashboard import questions
from dashboard.figures.figure import Figure
from dashboard.reading.naming import names
from dashboard.views.view import View
from models.geography.scope import EVERYTHING, Scope
from models.programme.metrics import METRICS
from models.snapshots.shelf import Shelf
from models.snapshots.snapshot import Snapshot

HEADS = tuple(METRICS)


def agree(figure: Figure, told: plain.Told) -> bool:
    """Whether a figure says what the loops say; its value to the last bits of a float."""
    same = (figure.status, figure.stores, figure.numerator, figure.denominator) == (
        told.status,
        told.stores,
        told.numerator,
        told.denominator,
    )
    if figure.value is None or told.value is None:
        return same and figure.value is told.value
    return same and abs(Fraction(figure.value) - told.value) <= abs(told.value) * Fraction(1, 10**14)


def check(found: dict[Any, Figure], groups: dict[Any, list[Row]], metric: str, few: int) -> None:
    assert found.keys() == groups.keys()
    for code, told in withholding.figures(metric, groups, few).items():
        assert agree(found[code], told), (code, found[code])
    assert {code for code in found if found[code].hides_stores} == withholding.hidden_stores(groups, few)


def by_unit(snapshot: Snapshot, stores: list[Row], view: View) -> dict[str | None, list[Row]]:
    """Stores by the unit of the view's level, where it is drawn; None: where it is not."""
    drawn, name = names(snapshot).children(view.question.region, view.question.level), f"{view.question.level}_adcode"
    return plain.by([row | {name: row[name] if row[name] in drawn else None} for row in stores], name)


def check_all(snapshot: Snapshot, states: list[Row], view: View, few: int) -> None:
    """Each question of the page, of one view."""
    seen = plain.seen(states, view)
    assert questions.stores(snapshot, view.question) == len(seen)
    for code, figure in questions.headlines(snapshot, view.question, HEADS).items():
        assert agree(figure, plain.figure(code, seen, few)), code
    check(questions.regions(snapshot, view.question), by_unit(snapshot, seen, view), view.question.metric, few)
    check(questions.belts(snapshot, view.question), plain.by(seen, "belt_id"), view.question.metric, few)
    check(questions.tiers(snapshot, view.question), plain.by(seen, "tier_code"), view.question.metric, few)
    check(questions.by_category(snapshot, view.question), plain.by(seen, "category_code"), view.question.metric, few)
    assert snapshot.ask(questions.store_rows(snapshot, view.question)).column("store_id").to_pylist() == [
        row["store_id"] for row in seen
    ]
    located = [row["store_id"] for row in seen if row["lon"] is not None]
    assert [point.store_id for point in questions.store_points(snapshot, view.question, 3)] == located[:3]


@settings(max_examples=15)
@given(records(most=15), st.lists(views(), min_size=1, max_size=4), st.sampled_from([1, 2, 5]))
def test_every_question_of_any_view_is_answered_as_plain_loops_do(
    tmp_path_factory: pytest.TempPathFactory, made: Made, asked: list[View], few: int
) -> None:
    snapshot = made.published(tmp_path_factory.mktemp("shelf"))
    states = plain_day.state(made.rows, DAY)
    for view in (View.of(EVERYTHING), *asked):
        check_all(snapshot, states, view.but(few=few), few)


@pytest.fixture(scope="session")
def shown(published_home: Path) -> Snapshot:
    return Shelf(published_home / "snapshots").open()


def demonstrated() -> Iterator[View]:
    """A view of each metric, region and filter in turn."""
    looks: list[dict[str, Any]] = [
        {},
        {"level": "city"},
        {"region": "330000", "level": "city", "categories": ("apparel",)},
        {"region": "330000", "level": "county", "statuses": ("certified", "expired")},
        {"region": "440000", "level": "city", "store_types": ("enterprise", "flagship")},
        {"region": "110000", "level": "county", "tiers": ("BASE", "NONE")},
        {"level": "city", "tiers": ("T1", "T3"), "belts": ("none",)},
        {"region": "441900", "level": "county"},
        {"scope": Scope(("330000", "441900"))},
        {"scope": Scope(("330000",)), "region": "440000", "level": "city"},
        {"scope": Scope(())},
    ]
    for number, metric in enumerate(METRICS):
        for look in (looks[number % len(looks)], looks[(number + 4) % len(looks)]):
            yield View.of(EVERYTHING, **({"metric": metric} | look))


@pytest.mark.parametrize(
    "view", [*demonstrated()], ids=lambda view: f"{view.question.metric}-{view.question.region}-{view.question.level}"
)
def test_the_published_demonstration_is_answered_as_plain_loops_do(
    published_home: Path, shown: Snapshot, view: View
) -> None:
    check_all(shown, sorted(measured_rows(published_home), key=lambda row: row["store_id"]), view, few=5)


@pytest.mark.parametrize("metric", METRICS)
@pytest.mark.parametrize(("region", "level"), [("100000", "province"), ("100000", "city"), ("650000", "county")])
def test_regions_and_unmatched_make_the_total(
    shown: Snapshot,
    metric: str,
    region: str,
    level: Any,
) -> None:
    view = View.of(EVERYTHING, metric=metric, region=region, level=level, few=1)
    parts = questions.regions(shown, view.question).values()
    total = questions.headlines(shown, view.question, (metric,))[metric]
    assert sum(part.stores for part in parts) == total.stores
    # Where a part has nothing to divide by, its sums are withheld, and are zero in the total.
    assert sum(part.numerator or 0 for part in parts) == (total.numerator or 0)
    assert sum(part.denominator or 0 for part in parts) == (total.denominator or 0)


NARROW = [
    (Scope(("330000",)), ("330000",)),
    (Scope(("330100", "441900")), ("330100", "441900")),
    (Scope(("330102",)), ("330102",)),
    (Scope(()), ()),
    (Scope(("000000",)), ()),
    (Scope(("100000", "330000")), ("100000",)),
]


@pytest.fixture(scope="session")
def spread(tmp_path_factory: pytest.TempPathFactory) -> tuple[Snapshot, list[Row]]:
    places = ("330102", "330203", "440305", "441900", "110101", "999999")
    stores = [
        store(f"s{n}", county_adcode=code, belt_id="belt-a", lon=120.0, lat=30.0) for n, code in enumerate(places * 6)
    ]
    made = Made().add("stores", stores)
    return made.published(tmp_path_factory.mktemp("spread")), plain_day.state(made.rows, DAY)


@pytest.mark.parametrize(("scope", "regions"), NARROW, ids=str)
def test_a_scope_narrows_every_question(
    spread: tuple[Snapshot, list[Row]], scope: Scope, regions: tuple[str, ...]
) -> None:
    snapshot, states = spread
    seen = [row for row in states if any(plain.in_region(row, region) for region in regions)]
    view = View.of(scope, metric="stores")
    assert sum(figure.stores for figure in questions.regions(snapshot, view.question).values()) == len(seen)
    assert questions.stores(snapshot, view.question) == len(seen)
    assert questions.headlines(snapshot, view.question, ("stores",))["stores"].stores == len(seen)
    assert sum(figure.stores for figure in questions.belts(snapshot, view.question).values()) == len(seen)
    assert sum(figure.stores for figure in questions.tiers(snapshot, view.question).values()) == len(seen)
    assert len(questions.store_points(snapshot, view.question, 100)) == len(seen)
    assert snapshot.ask(questions.store_rows(snapshot, view.question)).num_rows == len(seen)


def test_a_region_outside_the_scope_shows_nothing(spread: tuple[Snapshot, list[Row]]) -> None:
    view = View.of(Scope(("330000",)), region="440000", level="city")
    assert questions.stores(spread[0], view.question) == 0
    assert questions.regions(spread[0], view.question) == {}
    assert questions.headlines(spread[0], view.question, ("stores",))["stores"] == Figure("none", 0)


def test_answers_are_kept_whatever_the_language(spread: tuple[Snapshot, list[Row]]) -> None:
    view = View.of(EVERYTHING)
    chinese = questions.regions(spread[0], view.question)
    assert questions.regions(spread[0], view.but(language="en", snapshot="x", compare="none").question) is chinese
    assert questions.regions(spread[0], view.but(level="city").question) is not chinese


def test_made_regions_are_those_of_the_snapshot(spread: tuple[Snapshot, list[Row]]) -> None:
    of = names(spread[0])
    assert all(of.levels(region) == levels for region, levels in REGIONS.items())
