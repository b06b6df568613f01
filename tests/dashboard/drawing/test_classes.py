"""The classes of a map in its three scales, and what its legend says of them."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.drawing.classes import Classes, class_names, classes, fixed, reaches
from dashboard.drawing.legend_rows import legend_rows
from dashboard.drawing.theme import DARK, LIGHT, Theme
from dashboard.figures.figure import Figure, Ranked, Status
from data.language import Named
from models.programme.metrics import METRICS

HEAD, SHORTFALL, STORES = METRICS["pack-uptake-head"], METRICS["deposit-shortfall"], METRICS["stores"]
EACH = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.mode)


def row(value: float | None, status: Status = "value", code: str | None = "330000") -> Ranked:
    return Ranked(code, Named("某地", "Somewhere"), Figure(status, 40, 1, 2, value))


def rows(values: Sequence[float]) -> list[Ranked]:
    return [row(value, code=str(at)) for at, value in enumerate(values)]


@EACH
def test_fixed_classes_are_those_of_the_metric_and_say_where_the_target_lies(theme: Theme) -> None:
    of = classes("fixed", HEAD, [1.0, 99.0], 85.0, theme)
    assert (of.breaks, of.colours, of.target_at) == (HEAD.breaks, theme.ramp(HEAD), 5)
    assert classes("fixed", HEAD, [], 82.0, theme).target_at is None
    assert class_names(of, "zh") == ["< 40%", "40–60%", "60–70%", "70–80%", "80–85%", "85–90%", "≥ 90%"]


def test_amounts_are_named_in_their_unit() -> None:
    assert class_names(fixed(SHORTFALL, LIGHT), "zh") == [
        "< ¥1,000", "¥1,000–5,000", "¥5,000–1万", "¥1–2万", "¥2–5万", "¥5–10万", "≥ ¥10万",
    ]  # fmt: skip


def test_a_value_is_judged_at_the_precision_at_which_it_is_shown() -> None:
    of = fixed(HEAD, LIGHT, 85.0)
    assert [of.of(value) for value in (84.94, 84.96, 85.0)] == [4, 5, 5]
    assert [reaches(value, 85.0, HEAD) for value in (84.94, 84.96)] == [False, True]
    assert reaches(900.0, 1_000.0, SHORTFALL)


def test_without_a_target_there_is_no_gap() -> None:
    assert classes("gap", HEAD, [50.0], None, LIGHT).scale == "fixed"


@EACH
def test_the_gap_is_orange_below_and_blue_above(theme: Theme) -> None:
    of = classes("gap", HEAD, [], 85.0, theme)
    assert of.breaks == (65.0, 75.0, 83.0, 87.0, 90.0, 93.0)
    assert of.colours == theme.gap
    assert of.of(85.0) == 3
    assert class_names(of, "zh") == ["低 20 以上", "低 10–20", "低 2–10", "±2 以内", "高 2–5", "高 5–8", "高 8 以上"]
    assert class_names(of, "en")[0] == "more than 20 below"


@EACH
@pytest.mark.parametrize(
    "metric", [metric for metric in METRICS.values() if metric.denominator], ids=lambda of: of.code
)
def test_the_gaps_of_a_rate_leave_its_target_in_the_middle(metric, theme: Theme) -> None:
    of = classes("gap", metric, [], 50.0, theme)
    assert len(of.colours) == len(of.breaks) + 1 == 7
    assert of.of(50.0) == 3


@given(st.lists(st.floats(0.1, 100.0), max_size=60))
def test_classes_by_rank_follow_the_values_and_take_about_as_many_each(values: list[float]) -> None:
    of = classes("relative", HEAD, values, None, LIGHT)
    assert len(of.colours) == len(set(of.colours)) == len(of.breaks) + 1
    assert list(of.breaks) == sorted(set(of.breaks))
    if len({round(value, 1) for value in values}) == len(values) >= 7:
        held = [sum(of.of(value) == at for value in values) for at in range(7)]
        assert max(held) - min(held) <= 1


def test_equal_values_are_one_class() -> None:
    of = classes("relative", STORES, [5.0] * 9, None, LIGHT)
    assert (of.breaks, class_names(of, "en")) == ((), ["all"])


@pytest.mark.parametrize("scale", ["fixed", "relative", "gap"])
def test_a_legend_counts_every_region_once_highest_on_top(scale) -> None:
    shown = [*rows([44.7, 45.8, 57.3, 84.5, 85.0, 93.0]), row(None, "none"), row(None, "withheld"), row(None, "few")]
    of = classes(scale, HEAD, [one.now.value for one in shown if one.now.value], 85.0, LIGHT)
    legend = legend_rows([*shown, row(50.0, code=None)], of, LIGHT, "zh")
    assert sum(line.regions for line in legend.classes) == 6
    assert [(line.status, line.regions) for line in legend.marks] == [("few", 2), ("none", 1)]
    assert [line.paint.fill for line in legend.classes] == list(of.colours[::-1])


def test_the_target_is_a_line_between_two_classes_or_a_word() -> None:
    def legend(of: Classes):
        return legend_rows(rows([50.0, 90.0]), of, LIGHT, "zh")

    on = legend(fixed(HEAD, LIGHT, 85.0))
    assert (on.target, on.above) == ("目标 85%", 2)
    assert [line.words for line in on.classes[: on.above]] == ["≥ 90%", "85–90%"]
    within = legend(fixed(HEAD, LIGHT, 82.0))
    assert (within.target, within.above) == ("目标 82%", None)
    assert legend(fixed(HEAD, LIGHT)).target == ""
    gap = legend(classes("gap", HEAD, [], 85.0, LIGHT))
    assert (gap.title, gap.target) == ("距目标 85%，pp", "")
