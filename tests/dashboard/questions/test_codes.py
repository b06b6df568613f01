"""As then and as now: an earlier day with codes that were renewed since, grouped and narrowed by both."""

from itertools import product
from pathlib import Path
from typing import Any

import pytest
from made.held import table_rows
from made.renamed import OLD, two_days
from plain import metrics as plain

from dashboard import questions
from dashboard.questions import ranking
from dashboard.questions.asking import narrowed
from dashboard.reading.naming import known, names
from dashboard.views.address import read
from dashboard.views.view import View
from models.geography.scope import EVERYTHING, Scope
from models.snapshots.snapshot import Snapshot
from models.snapshots.tables import Application, CubeRow, StoreDay
from pages.trends.questions import is_listed


@pytest.fixture(scope="module")
def days(tmp_path_factory: pytest.TempPathFactory) -> tuple[Snapshot, Snapshot]:
    return two_days(tmp_path_factory.mktemp("codes"))


def view_of(now: Snapshot, **more: Any) -> View:
    """A view as a link against the later day opens it."""
    parameters = {"metric": "stores"} | more
    return read(parameters, known(now, (now.snapshot_id,)), EVERYTHING)[0]


def counted(found: dict[str | None, Any]) -> dict[str | None, int]:
    return {code: figure.stores for code, figure in found.items()}


LEVELS = {"100000": ("province", "city"), "540000": ("city", "county"), "540400": ("county",), "500000": ("county",)}


def test_codes_of_now_make_one_series_and_codes_of_then_two(days: tuple[Snapshot, Snapshot]) -> None:
    now, before = days
    by_now = {code: view_of(now, region="540400", codes=code) for code in ("now", "then")}
    assert counted(questions.regions(now, by_now["now"].question)) == counted(
        questions.regions(now, by_now["then"].question)
    )
    assert counted(questions.regions(before, by_now["now"].question)) == {"540481": 9}
    assert counted(questions.regions(before, by_now["then"].question)) == {"540422": 9}
    merged = {code: view_of(now, region="500000", codes=code) for code in ("now", "then")}
    assert counted(questions.regions(before, merged["now"].question)) == {"500157": 14}
    assert counted(questions.regions(before, merged["then"].question)) == {"500105": 6, "500112": 8}


@pytest.mark.parametrize("codes", ["now", "then"])
def test_totals_are_equal_by_both_codes_and_plain_loops_agree(days: tuple[Snapshot, Snapshot], codes: str) -> None:
    now, before = days
    for region, levels in LEVELS.items():
        for level, day in product(levels, days):
            view = view_of(now, region=region, level=level, codes=codes)
            stores = [row for row in table_rows(day, "stores") if plain.in_region(row, region)]
            renewed = OLD if codes == "now" and day is before else {}
            drawn = {renewed.get(code, code) for code in names(day).children(region, view.question.level)}
            groups: dict[str | None, int] = {}
            for row in stores:
                code = renewed.get(row[f"{level}_adcode"], row[f"{level}_adcode"])
                groups[code if code in drawn else None] = groups.get(code if code in drawn else None, 0) + 1
            assert counted(questions.regions(day, view.question)) == groups
            assert questions.stores(day, view.question) == len(stores) == sum(groups.values())


def test_a_county_in_view_holds_its_stores_of_then(days: tuple[Snapshot, Snapshot]) -> None:
    now, before = days
    for code, size in (("540481", 9), ("500157", 14)):
        as_now, as_then = (view_of(now, region=code, codes=codes) for codes in ("now", "then"))
        assert questions.stores(now, as_now.question) == questions.stores(now, as_then.question) == size
        assert questions.stores(before, as_now.question) == size
        assert questions.stores(before, as_then.question) == 0
        assert counted(questions.regions(before, as_now.question)) == {code: size}
        asked = questions.store_rows(before, as_now.question)
        assert before.ask(asked).num_rows == size
    assert all(
        narrowed(before, table, view_of(now, region="540481").question) for table in (CubeRow, StoreDay, Application)
    )


@pytest.mark.parametrize("codes", ["now", "then"])
def test_a_scope_is_of_the_same_land_by_both_codes(days: tuple[Snapshot, Snapshot], codes: str) -> None:
    now, before = days
    narrow = view_of(now, codes=codes).but(scope=Scope(("540481", "330100")))
    assert questions.stores(before, narrow.question) == questions.stores(now, narrow.question) == 16
    assert questions.stores(before, narrow.but(scope=Scope(("500157",))).question) == 14


def test_the_day_shown_stays_as_it_is_whichever_codes_are_wanted(days: tuple[Snapshot, Snapshot]) -> None:
    _now, before = days
    for codes in ("now", "then"):
        view = view_of(before, region="540400", codes=codes)
        assert counted(questions.regions(before, view.question)) == {"540422": 9}
        assert questions.stores(before, view_of(before, region="540422", codes=codes).question) == 9


def test_a_comparison_lists_the_units_of_either_day(days: tuple[Snapshot, Snapshot]) -> None:
    now, before = days
    (one,) = ranking.compared(now, before, view_of(now, region="540400"))
    assert (one.code, one.change) == ("540481", 0)
    two = {row.code: row for row in ranking.compared(now, before, view_of(now, region="540400", codes="then"))}
    assert set(two) == {"540481", "540422"}
    assert (two["540481"].before, two["540422"].now) == (None, None)
    assert two["540422"].name.zh == "旧540422"
    assert all(row.change is None for row in two.values())


def test_a_series_is_listed_by_its_code_of_then_where_codes_of_now_are_wanted(days: tuple[Snapshot, Snapshot]) -> None:
    now, before = days
    as_now, as_then = view_of(now), view_of(now, codes="then")
    assert is_listed(before, as_now.question, "region", "540481")
    assert not is_listed(before, as_then.question, "region", "540481")
    assert is_listed(before, as_then.question, "region", "540422")
    assert is_listed(now, as_then.question, "region", "540481")
    assert not is_listed(before, as_now.question, "belt", "belt-z")
    assert is_listed(before, as_now.question, "category", "tea")


def test_answers_by_then_and_by_now_are_kept_apart(days: tuple[Snapshot, Snapshot], tmp_path: Path) -> None:
    now, before = days
    as_now = view_of(now, region="540400")
    assert questions.regions(before, as_now.question) is not questions.regions(
        before, as_now.but(codes="then").question
    )
    assert questions.regions(before, as_now.question) is questions.regions(before, as_now.but(language="en").question)
