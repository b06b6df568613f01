"""The days that a day is held against."""

from datetime import date

import pytest

from dashboard.views.comparisons import COMPARISONS, Comparison, comparison_of, day_before, why_missing


@pytest.mark.parametrize(
    ("day", "comparison", "before"),
    [
        ("2026-11-15", "previous", "2026-11-08"),
        ("2026-11-15", "weeks4", "2026-10-18"),
        ("2026-11-15", "month", "2026-10-15"),
        ("2026-11-15", "year", "2025-11-16"),
        ("2026-03-31", "month", "2026-02-28"),
        ("2024-03-30", "month", "2024-02-29"),
        ("2026-01-05", "month", "2025-12-05"),
        ("2024-02-29", "year", "2023-03-02"),
    ],
)
def test_a_day_is_held_against_the_day_so_far_before_it(day: str, comparison: Comparison, before: str) -> None:
    assert day_before(date.fromisoformat(day), comparison).isoformat() == before


def test_a_year_keeps_the_day_of_the_week() -> None:
    for day in (date(2026, 11, 15), date(2024, 2, 29), date(2025, 1, 1)):
        assert day_before(day, "year").weekday() == day.weekday()


def test_a_missing_day_is_one_sentence_that_names_it() -> None:
    said = why_missing(date(2026, 11, 15), "year")
    assert said.say("en") == "No snapshot is of 2025-11-16 or before, so there is no year-on-year comparison."
    assert said.say("zh") == "没有 2025-11-16 或更早的快照，暂无同比。"
    assert all(why_missing(date(2026, 11, 15), code).say("zh").startswith("没有 20") for code in COMPARISONS)


def test_codes_of_comparisons_are_told_from_snapshots() -> None:
    assert [comparison_of(code) for code in COMPARISONS] == list(COMPARISONS)
    assert comparison_of("2026-11-08-0123456789ab") is None
    assert comparison_of("none") is None
