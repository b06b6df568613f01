"""What stands out, by hand-made values on both sides of each rule."""

import pytest

from dashboard.findings.standing_out import is_change, large_part, misses, outlier, unusual_week


@pytest.mark.parametrize(
    ("before", "after", "unit", "told"),
    [
        (79.0, 80.0, "percent", True),
        (79.0, 79.9, "percent", False),
        (0.0, 5.0, "percent", True),
        (1000, 1050, "stores", True),
        (1000, 1049, "stores", False),
        (-100, -90, "fen", True),
        (0, 5, "stores", False),
    ],
)
def test_a_change_is_told_from_a_point_or_five_per_cent_on(before: float, after: float, unit: str, told: bool) -> None:
    assert is_change(before, after, unit) is told  # type: ignore[arg-type]


def test_one_of_five_or_more_stands_out_beyond_the_fences() -> None:
    usual = [80.0, 81.0, 82.0, 83.0, 84.0, 85.0]
    assert outlier([45.0, *usual], "percent", "low") == 0
    assert outlier([45.0, *usual], "percent", "high") is None
    assert outlier([*usual, 99.0], "percent", "high") == 6
    assert outlier(usual, "percent", "low") is None
    assert outlier([45.0, 80.0, 81.0, 82.0], "percent", "low") is None
    assert outlier([80.0] * 6 + [79.5], "percent", "low") is None


def test_a_part_stands_out_from_a_third_and_twice_an_equal_share_on() -> None:
    assert large_part([40, 20, 20, 20, 0]) == 0
    assert large_part([30, 20, 20, 15, 15]) is None
    assert large_part([34, 33, 33]) is None
    assert large_part([50, 25, 25]) == 0
    assert large_part([5]) is None
    assert large_part([]) is None
    assert large_part([0, 0]) is None


def test_a_week_is_held_against_the_median_of_four() -> None:
    assert unusual_week([100, 100, 100, 300, 130]) == pytest.approx(30)
    assert unusual_week([100, 100, 100, 300, 70]) == pytest.approx(-30)
    assert unusual_week([100, 100, 100, 300, 110]) is None
    assert unusual_week([100, 100, 300, 900]) is None
    assert unusual_week([0, 0, 0, 100, 900]) is None


def test_a_target_is_judged_as_it_is_shown() -> None:
    assert not misses(7.04, 7, "high")
    assert misses(7.05001, 7, "high")
    assert not misses(84.96, 85, "low")
    assert misses(84.94, 85, "low")
