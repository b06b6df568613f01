"""The demonstration with a file that comes late: one week is restated, and nothing else is different in the end."""

from pathlib import Path

import pytest
from made.held import held

from dashboard.commands.demonstration import prepare
from dashboard.reading.opening import open_view, shelf
from models.geography.boundaries import Boundaries
from models.geography.scope import EVERYTHING
from models.settings import settings
from pages.snapshots import diff_questions as diff

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
    pair = diff.compared(opened)
    (came,) = pair.delivered.values()
    assert came["file_name"] == "benefits-late.csv"
    counts = diff.whole(pair.later, opened.question, pair.earlier)
    (one,) = (found for found in diff.deliveries(pair.later, opened.question, pair.earlier) if found.is_new)
    assert counts.of["restated"] > 0
    assert one.restating > 0
    rows = pair.ask(diff.stores(pair, opened.question, "restated")).to_pylist()
    assert {row["county"][:2] for row in rows} == {"33"}
    assert all(came["delivery_id"] in diff.reasons(pair, row).deliveries for row in rows)

    ids = shelf().ids()
    prepare(built_boundaries, **MADE, late=True)
    assert shelf().ids() == ids

    monkeypatch.setenv("LAOTIE_HOME", str(tmp_path / "plain"))
    settings.cache_clear()
    prepare(built_boundaries, **MADE)
    assert told(late_home) == told(tmp_path / "plain")
