"""The palette can be read: every colour on the grounds that it stands on (WCAG 2.2), in both looks."""

from itertools import pairwise, product

import pytest

from dashboard.drawing.theme import DARK, DARK_INK, LIGHT, LIGHT_INK, Theme, contrast, ink_on
from models.programme.metrics import METRICS

TEXT, EDGE = 4.5, 3.0
GROUNDS = ("ground", "surface", "sunk", "hover")
EACH = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.mode)
ON_SOFT = (("accent", "accent_soft"), ("worse", "worse_soft"), ("warn", "warn_soft"), ("info", "info_soft"))


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#b83c0a", "#ffffff") == pytest.approx(5.7, abs=0.05)


@EACH
def test_words_stand_out_from_every_ground_they_stand_on(theme: Theme) -> None:
    words = ("ink", "ink_2", "ink_3", "accent", "better", "worse", "warn", "info")
    pairs = [*product(words, GROUNDS), *ON_SOFT, ("on_accent", "accent_fill"), ("surface", "ink")]
    weak = {pair: contrast(getattr(theme, pair[0]), getattr(theme, pair[1])) for pair in pairs}
    assert {pair: ratio for pair, ratio in weak.items() if ratio < TEXT} == {}


@EACH
def test_edges_bars_and_lines_stand_out_from_cards(theme: Theme) -> None:
    lines = [theme.control, theme.bar, theme.target, *theme.series]
    assert [colour for colour in lines if contrast(colour, theme.surface) < EDGE] == []
    assert contrast(theme.bar, theme.bar_track) >= EDGE


def ramps(theme: Theme) -> tuple[tuple[str, ...], ...]:
    return theme.more_is_better, theme.more_is_worse, theme.gap


@EACH
def test_each_class_has_a_colour(theme: Theme) -> None:
    assert {len(ramp) for ramp in ramps(theme)} == {len(metric.breaks) + 1 for metric in METRICS.values()}
    assert len({colour for ramp in ramps(theme) for colour in ramp}) == 21


@EACH
def test_a_name_can_be_read_on_every_class(theme: Theme) -> None:
    for colour in (colour for ramp in ramps(theme) for colour in ramp):
        assert contrast(ink_on(colour), colour) >= TEXT, colour


@EACH
def test_the_classes_of_a_sequence_rise_or_fall_in_lightness(theme: Theme) -> None:
    for ramp in (theme.more_is_better, theme.more_is_worse):
        from_white = [contrast(colour, "#ffffff") for colour in ramp]
        steps = {lower < upper for lower, upper in pairwise(from_white)}
        assert steps == {theme.mode == "light"}  # in the dark more is lighter


def test_the_better_ink_is_taken() -> None:
    assert (ink_on(LIGHT.more_is_better[0]), ink_on(LIGHT.more_is_better[-1])) == (DARK_INK, LIGHT_INK)
    assert (ink_on(DARK.more_is_better[0]), ink_on(DARK.more_is_better[-1])) == (LIGHT_INK, DARK_INK)
