"""The metrics' declarations."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from plain import metrics as plain

from models.programme.metrics import HEADLINES, METRICS, TOPICS, Metric
from models.snapshots.tables import DIMENSIONS, CubeRow

METRIC = pytest.mark.parametrize("metric", METRICS.values(), ids=METRICS)


def test_every_metric_is_told_a_second_time_in_plain_loops() -> None:
    assert METRICS.keys() == plain.METRICS.keys()


@METRIC
def test_a_metric_names_sums_of_the_cube(metric: Metric) -> None:
    named = {metric.numerator, metric.denominator, metric.population, metric.eligible} - {None}
    assert named <= CubeRow.model_fields.keys() - set(DIMENSIONS)
    assert metric.topic in TOPICS
    assert metric.breakdown in (None, *DIMENSIONS)


@METRIC
def test_a_percentage_has_a_named_denominator_in_the_unit_of_its_numerator(metric: Metric) -> None:
    assert (metric.unit == "percent") == (metric.denominator is not None) == (metric.denominator_name is not None)
    if metric.denominator:
        assert metric.denominator.endswith("_fen") == metric.numerator.endswith("_fen")
        assert metric.denominator.endswith("stores") == metric.numerator.endswith("stores")
    else:
        assert metric.unit == metric.numerator_unit == plain.METRICS[metric.code].unit


@METRIC
def test_class_breaks_rise_from_above_zero(metric: Metric) -> None:
    assert all(lower < upper for lower, upper in pairwise((0.0, *metric.breaks)))


@METRIC
def test_a_metric_has_seven_classes(metric: Metric) -> None:
    assert len(metric.breaks) == 6


@METRIC
def test_a_metric_speaks_both_languages(metric: Metric) -> None:
    told = [metric.name, metric.definition, metric.numerator_name, TOPICS[metric.topic]]
    for sentence in [*told, *([metric.denominator_name] if metric.denominator_name else [])]:
        chinese, english = sentence.say("zh"), sentence.say("en")
        assert english == sentence.msgid
        assert chinese != english
        assert any("\u4e00" <= letter <= "\u9fff" for letter in chinese)


@given(st.sampled_from(sorted(METRICS)), st.floats(0, 1e12), st.floats(0, 1e12))
def test_classes_follow_values(code: str, one: float, other: float) -> None:
    metric = METRICS[code]
    assert 0 <= metric.class_of(one) <= len(metric.breaks)
    if one <= other:
        assert metric.class_of(one) <= metric.class_of(other)


@METRIC
def test_a_break_belongs_to_the_class_above_it(metric: Metric) -> None:
    assert [metric.class_of(bound) for bound in metric.breaks] == [*range(1, len(metric.breaks) + 1)]


@METRIC
def test_nothing_has_no_value(metric: Metric) -> None:
    assert metric.value(None, 7) is None
    assert metric.value(3, 0) == (None if metric.denominator else 3)


def test_headlines_are_metrics() -> None:
    assert set(HEADLINES) <= METRICS.keys()
    assert len(set(HEADLINES)) == len(HEADLINES)
