"""The demonstration with a file that comes late: one week is restated, and nothing else is different in the end."""

from pathlib import Path

import pytest
from made.held import held

from dashboard.commands.demonstration import prepare
from dashboard.reading.opening import open_view, shelf
from models.geography.boundaries import Boundaries
from models.geography.scope import EVERYTHING
from models.settings import settings
from pages.snapshots.diff_deliveries_questions import deliveries
from pages.snapshots.diff_questions import all_stores, pair_in_view
from pages.snapshots.diff_stores_questions import different_stores, explain

MADE = {"stores": 1_500, "weeks": 3, "seed": 7}


@pytest.fixture
def late_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, built_boundaries: Boundaries) -> Path:
    home = tmp_path / "late"
    monkeypatch.setenv("LAOTIE_HOME", str(home))
    settings.cache_clear()
    prepare(built_boundaries, **MADE, late=True)
    return home


def told(home: Path) -> list[tuple[str, ...]]:
    """Every benefit event of a record, whatever delivery brought it."""
    rows = held(home)["benefits"]
    return sorted(tuple(str(value) for name, value in row.items() if name != "delivery_id") for row in rows)


def test_last_week_is_restated_by_one_delivery_and_the_record_is_the_same(
    late_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, built_boundaries: Boundaries
) -> None:
    opened = open_view({}, EVERYTHING)
    pair = pair_in_view(opened)
    (came,) = pair.delivered.values()
    assert came["file_name"] == "benefits-late.csv"
    counts = all_stores(pair.later, opened.question, pair.earlier)
    (one,) = (found for found in deliveries(pair.later, opened.question, pair.earlier) if found.is_new)
    assert counts.different["restated"] > 0
    assert one.restating > 0
    stores = list(different_stores(pair, opened.question, "restated"))
    assert {store.county_adcode[:2] for store in stores} == {"33"}
    assert all(came["delivery_id"] in explain(pair, store).deliveries for store in stores)

    ids = shelf().ids()
    prepare(built_boundaries, **MADE, late=True)
    assert shelf().ids() == ids

    monkeypatch.setenv("LAOTIE_HOME", str(tmp_path / "plain"))
    settings.cache_clear()
    prepare(built_boundaries, **MADE)
    assert told(late_home) == told(tmp_path / "plain")
